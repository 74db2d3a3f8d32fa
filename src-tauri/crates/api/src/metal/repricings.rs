//! Re-pricing: what prices would be, giving them, taking them back.

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::metal::{self, Accepted, LeftOut, PreviewLine, Reprice, Repricing, RepricingLine};
use shop::users::Right;
use units::Id;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::pieces::WorkedPrice;
use super::rates::RateBody;
use crate::answer::Answer;
use crate::command::Command;
use crate::input::{PathId, Query};
use crate::problem::{Problem, ProblemBody};
use crate::signed::Signed;
use crate::state::State;
use crate::wire::when;

/// Of which family.
#[derive(Debug, Deserialize, IntoParams)]
pub(super) struct PreviewQuery {
    /// Its id; all where it is not said.
    family: Option<Uuid>,
}

/// One piece of a preview.
#[derive(Serialize, ToSchema)]
#[schema(as = RepricingPreviewLine)]
pub(super) struct LineBody {
    piece_id: Uuid,
    version: i64,
    number: String,
    title: String,
    family_code: String,
    old_minor: Option<i64>,
    /// `ready`; left out: `reserved`, `on_memo`, `no_formula`, `no_weight`, `no_fineness`,
    /// `no_rate`, `stones_unvalued`, `nothing` or `overflow`.
    standing: &'static str,
    worked: Option<WorkedPrice>,
    /// Its stones are valued by the price lists.
    stones_listed: bool,
    /// Margins without VAT at the old and the new price; absent for who may not see them.
    #[serde(skip_serializing_if = "Option::is_none")]
    old_margin_minor: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new_margin_minor: Option<i64>,
}

impl LineBody {
    fn new(line: PreviewLine, with_cost: bool) -> Self {
        let [old, new] = line.margins_minor;
        Self {
            piece_id: line.piece.uuid(),
            version: line.version,
            number: line.number,
            title: line.title,
            family_code: line.family_code,
            old_minor: line.old_minor,
            standing: line.standing.code(),
            worked: line.worked.map(Into::into),
            stones_listed: line.stones_listed,
            old_margin_minor: old.filter(|_| with_cost),
            new_margin_minor: new.filter(|_| with_cost),
        }
    }
}

/// What everything priced by formula would cost at the newest rates.
#[derive(Serialize, ToSchema)]
#[schema(as = RepricingPreview)]
pub(super) struct PreviewBody {
    on: String,
    rates: Vec<RateBody>,
    /// Whose price would move, or that are left out.
    lines: Vec<LineBody>,
    /// Pieces that have the price already, as far as was looked.
    same_count: usize,
    /// Pieces that are left out, as far as was looked; not all of many have a line.
    left_out_count: usize,
    /// Whether there are pieces behind these that were not looked at.
    more: bool,
}

#[utoipa::path(get, path = "/pricing/preview", tag = "metal", operation_id = "preview_repricing",
    params(PreviewQuery), responses((status = 200, body = PreviewBody)))]
pub(super) async fn preview(
    state: State,
    signed: Signed,
    Query(query): Query<PreviewQuery>,
) -> Result<Json<PreviewBody>, Problem> {
    let cx = signed.cx(&state);
    let family = query.family.map(Id::from_uuid);
    let preview = state
        .read(move |tx| metal::preview(tx, &cx, family))
        .await?;
    let with_cost = signed.may(Right::SeeCost);
    let lines = preview.lines.into_iter();
    Ok(Json(PreviewBody {
        on: preview.on.to_string(),
        rates: preview.rates.into_iter().map(Into::into).collect(),
        lines: lines.map(|line| LineBody::new(line, with_cost)).collect(),
        same_count: preview.same,
        left_out_count: preview.left_out,
        more: preview.more,
    }))
}

/// A re-pricing.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Repricing)]
pub(super) struct RepricingBody {
    id: Uuid,
    number: i64,
    at: String,
    user_name: String,
    note: String,
    /// The number of the one it takes back, or that takes it back.
    undoes: Option<i64>,
    undone_by: Option<i64>,
    count: i64,
    rates: Vec<RateBody>,
}

impl From<Repricing> for RepricingBody {
    fn from(one: Repricing) -> Self {
        Self {
            id: one.id.uuid(),
            number: one.number,
            at: when(one.at),
            user_name: one.user_name,
            note: one.note,
            undoes: one.undoes,
            undone_by: one.undone_by,
            count: one.count,
            rates: one.rates.into_iter().map(Into::into).collect(),
        }
    }
}

/// One piece of a re-pricing: its tag is to be renewed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RepricingLine)]
pub(super) struct RepricedBody {
    piece_id: Uuid,
    number: String,
    title: String,
    old_minor: Option<i64>,
    new_minor: Option<i64>,
    /// What it costs by now.
    price_minor: Option<i64>,
}

impl From<RepricingLine> for RepricedBody {
    fn from(line: RepricingLine) -> Self {
        Self {
            piece_id: line.piece.uuid(),
            number: line.number,
            title: line.title,
            old_minor: line.old_minor,
            new_minor: line.new_minor,
            price_minor: line.price_minor,
        }
    }
}

/// A re-pricing with its pieces.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RepricingWhole {
    repricing: RepricingBody,
    lines: Vec<RepricedBody>,
}

/// The last re-pricings, the newest first.
#[utoipa::path(get, path = "/pricing/repricings", tag = "metal", operation_id = "repricings",
    responses((status = 200, body = Vec<RepricingBody>)))]
pub(super) async fn list(state: State) -> Result<Json<Vec<RepricingBody>>, Problem> {
    let found = state.read(|tx| metal::repricings(tx, 200)).await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

/// A re-pricing and the pieces whose tags it has made old.
#[utoipa::path(get, path = "/pricing/repricings/{id}", tag = "metal", operation_id = "repricing",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = RepricingWhole),
        (status = 404, body = ProblemBody, description = "repricing.unknown")))]
pub(super) async fn one(
    state: State,
    PathId(id): PathId<Repricing>,
) -> Result<Json<RepricingWhole>, Problem> {
    let found = state
        .read(move |tx| metal::repricing_with_lines(tx, id))
        .await?;
    let (one, lines) = found.ok_or_else(|| Problem::unknown("repricing.unknown"))?;
    Ok(Json(RepricingWhole {
        repricing: one.into(),
        lines: lines.into_iter().map(Into::into).collect(),
    }))
}

/// The lines of a preview that are accepted.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct AcceptRepricing {
    id: Uuid,
    lines: Vec<AcceptedLine>,
    #[serde(default)]
    note: String,
}

/// A piece at the price that was shown.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct AcceptedLine {
    piece_id: Uuid,
    version: i64,
    price_minor: i64,
}

/// A piece that kept its price.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LeftOutBody {
    piece_id: Uuid,
    number: String,
    /// `sold`, `reserved`, `on_memo`, `withdrawn`, `mounted`, `changed` or `unknown`.
    why: &'static str,
}

/// What was re-priced, and what was not.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RepricingDone {
    repricing: RepricingBody,
    left_out: Vec<LeftOutBody>,
}

impl From<(Repricing, Vec<LeftOut>)> for RepricingDone {
    fn from((one, left_out): (Repricing, Vec<LeftOut>)) -> Self {
        let left_out = left_out.into_iter().map(|out| LeftOutBody {
            piece_id: out.piece.uuid(),
            number: out.number,
            why: out.why.code(),
        });
        Self {
            repricing: one.into(),
            left_out: left_out.collect(),
        }
    }
}

/// Gives the accepted pieces their new prices, under one number.
#[utoipa::path(post, path = "/pricing/repricings", tag = "metal", operation_id = "reprice",
    request_body = AcceptRepricing,
    responses((status = 201, body = RepricingDone),
        (status = 409, body = ProblemBody, description = "repricing.all_left_out {count, left_out}"),
        (status = 422, body = ProblemBody, description = "repricing.nothing, repricing.note")))]
pub(super) async fn create(command: Command<AcceptRepricing>) -> Result<Answer, Problem> {
    command
        .create(|tx, cx, body| {
            let lines = body.lines.iter().map(|line| Accepted {
                piece: Id::from_uuid(line.piece_id),
                version: line.version,
                price_minor: line.price_minor,
            });
            let input = Reprice {
                id: Id::from_uuid(body.id),
                lines: lines.collect(),
                note: body.note,
            };
            let done = metal::reprice(tx, cx, input)?;
            Ok::<_, Problem>(RepricingDone::from(done))
        })
        .await
}

/// The number under which it is taken back.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct UndoRepricing {
    id: Uuid,
    #[serde(default)]
    note: String,
}

/// Gives each piece whose price nobody has changed since the one it had before.
#[utoipa::path(post, path = "/pricing/repricings/{id}/undo", tag = "metal",
    operation_id = "undo_repricing", params(("id" = Uuid, Path)), request_body = UndoRepricing,
    responses((status = 201, body = RepricingDone),
        (status = 404, body = ProblemBody, description = "repricing.unknown"),
        (status = 409, body = ProblemBody, description = "repricing.already_undone {number}, repricing.all_left_out {count, left_out}")))]
pub(super) async fn undo(
    PathId(undone): PathId<Repricing>,
    command: Command<UndoRepricing>,
) -> Result<Answer, Problem> {
    command
        .create(move |tx, cx, body| {
            let id = Id::from_uuid(body.id);
            let done = metal::undo_repricing(tx, cx, undone, id, &body.note)?;
            Ok::<_, Problem>(RepricingDone::from(done))
        })
        .await
}
