//! What of a piece's cost and price is its own, and what its formula makes of it today.

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::Cx;
use shop::db::ReadTx;
use shop::metal::{self, Parts, SaveParts, WorkError, Worked};
use shop::stock::{self, Piece};
use shop::till;
use units::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use super::rates::RateBody;
use crate::answer::Answer;
use crate::command::Command;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::signed::Signed;
use crate::state::State;
use crate::wire::when;

/// A piece's own parts. Cents without VAT, but for the floor price.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct PieceParts {
    /// `fixed`, `formula`; null: as its family.
    mode: Option<String>,
    /// What was paid for the metal when it came in.
    metal_minor: Option<i64>,
    stones_minor: Option<i64>,
    labour_minor: Option<i64>,
    other_minor: Option<i64>,
    /// Thousandths.
    coefficient_milli: Option<i64>,
    /// VAT included.
    floor_minor: Option<i64>,
    /// The version that was seen; 0 where nothing was ever written.
    version: i64,
}

impl From<Parts> for PieceParts {
    fn from(parts: Parts) -> Self {
        Self {
            mode: parts.mode.map(|mode| mode.code().to_owned()),
            metal_minor: parts.metal_minor,
            stones_minor: parts.stones_minor,
            labour_minor: parts.labour_minor,
            other_minor: parts.other_minor,
            coefficient_milli: parts.coefficient_milli,
            floor_minor: parts.floor_minor,
            version: parts.version,
        }
    }
}

impl TryFrom<PieceParts> for Parts {
    type Error = Problem;

    fn try_from(body: PieceParts) -> Result<Self, Problem> {
        let mode = body.mode.filter(|word| !word.is_empty());
        let wrong = |_| Problem::refused("pricing.value").with("field", "mode");
        Ok(Self {
            mode: mode.map(|word| word.parse().map_err(wrong)).transpose()?,
            metal_minor: body.metal_minor,
            stones_minor: body.stones_minor,
            labour_minor: body.labour_minor,
            other_minor: body.other_minor,
            coefficient_milli: body.coefficient_milli,
            floor_minor: body.floor_minor,
            version: body.version,
        })
    }
}

/// A price with its parts, in cents.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct WorkedPrice {
    /// At the rate, loss included.
    pub metal_minor: i64,
    pub stones_minor: i64,
    pub labour_minor: i64,
    pub other_minor: i64,
    pub coefficient_milli: i64,
    /// VAT included.
    pub price_minor: i64,
}

impl From<Worked> for WorkedPrice {
    fn from(worked: Worked) -> Self {
        Self {
            metal_minor: worked.metal_minor,
            stones_minor: worked.stones_minor,
            labour_minor: worked.labour_minor,
            other_minor: worked.other_minor,
            coefficient_milli: worked.coefficient_milli,
            price_minor: worked.price_minor,
        }
    }
}

/// One re-pricing of a piece.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PieceRepricing {
    id: Uuid,
    number: i64,
    at: String,
    user_name: String,
    old_minor: Option<i64>,
    new_minor: Option<i64>,
}

/// How a piece comes to its price.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PiecePricing {
    parts: PieceParts,
    /// Whether a formula prices it, by its own word or its family's.
    by_formula: bool,
    /// What the formula makes of it today.
    worked: Option<WorkedPrice>,
    /// Why it makes nothing: `no_formula`, `no_weight`, `no_fineness`, `no_rate`, `stones_unvalued`,
    /// `nothing` or `overflow`.
    problem: Option<&'static str>,
    rate: Option<RateBody>,
    /// What the price lists say of its stones; null where they lack one of them.
    listed_stones_minor: Option<i64>,
    /// The price below which a discount needs somebody's word.
    floor_minor: Option<i64>,
    repricings: Vec<PieceRepricing>,
}

fn pricing(tx: &ReadTx<'_>, cx: &Cx, id: Id<Piece>) -> Result<PiecePricing, Problem> {
    let piece =
        stock::piece_by_id(tx, id)?.ok_or_else(|| Problem::unknown("stock.piece_unknown"))?;
    let today = till::house(tx, None, None)?.day(cx.now);
    let (worked, rate, problem) = match metal::worked(tx, &piece, today) {
        Ok((worked, rate)) => (Some(worked.into()), rate.map(Into::into), None),
        Err(WorkError::Store(error)) => return Err(error.into()),
        Err(error) => (None, None, Some(error.code())),
    };
    let repricings = metal::repricings_of_piece(tx, id)?.into_iter();
    Ok(PiecePricing {
        parts: metal::parts_of(tx, id)?.into(),
        by_formula: metal::is_priced_by_formula(tx, id)?,
        worked,
        problem,
        rate,
        listed_stones_minor: metal::stones_value(tx, &piece.sheet)?,
        floor_minor: metal::floor_of(tx, &piece)?,
        repricings: repricings
            .map(|(one, [old_minor, new_minor])| PieceRepricing {
                id: one.id.uuid(),
                number: one.number,
                at: when(one.at),
                user_name: one.user_name,
                old_minor,
                new_minor,
            })
            .collect(),
    })
}

#[utoipa::path(get, path = "/pricing/pieces/{id}", tag = "metal", operation_id = "piece_pricing",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = PiecePricing), (status = 404, body = ProblemBody)))]
pub(super) async fn one(
    state: State,
    signed: Signed,
    PathId(id): PathId<Piece>,
) -> Result<Json<PiecePricing>, Problem> {
    let cx = signed.cx(&state);
    Ok(Json(state.read(move |tx| pricing(tx, &cx, id)).await?))
}

/// Writes what a piece has of its own; with the metal's cost among it, its cost becomes the sum.
#[utoipa::path(put, path = "/pricing/pieces/{id}", tag = "metal", operation_id = "save_piece_pricing",
    params(("id" = Uuid, Path)), request_body = PieceParts,
    responses((status = 200, body = PiecePricing), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "request.stale {version}, stock.piece_sold"),
        (status = 422, body = ProblemBody, description = "pricing.value {field}, pricing.coefficient")))]
pub(super) async fn save(
    PathId(piece): PathId<Piece>,
    command: Command<PieceParts>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, body| {
            let parts = body.try_into()?;
            metal::save_parts(tx, cx, SaveParts { piece, parts })?;
            pricing(tx, cx, piece)
        })
        .await
}
