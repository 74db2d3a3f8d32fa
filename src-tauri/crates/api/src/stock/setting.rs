//! A stone is set in a piece, or taken out of it.

use serde::Deserialize;
use shop::stock::{self, NewStone, Piece, SetStone, TakeOut};
use shop::users::Right;
use units::{Id, Weight};
use utoipa::ToSchema;
use uuid::Uuid;

use super::bodies::{PieceBody, money, wrong};
use super::pieces::body;
use crate::answer::Answer;
use crate::command::Command;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};

fn weighed(gross_mg: Option<i64>) -> Result<Option<Weight>, Problem> {
    let weight = |mg| Weight::from_mg(mg).map_err(|_| wrong("gross_mg"));
    gross_mg.map(weight).transpose()
}

/// Which stone of the stock, and the piece afterwards.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = SetStone)]
pub(super) struct SetStoneBody {
    /// Of the piece.
    version: i64,
    stone_id: Uuid,
    /// In front of the stones that are there.
    #[serde(default)]
    centre: bool,
    /// As weighed; without it the stone's weight is added.
    gross_mg: Option<i64>,
    /// Null: the piece has to be priced anew.
    price_minor: Option<i64>,
}

#[utoipa::path(post, path = "/stock/pieces/{id}/set-stone", tag = "stock",
    operation_id = "set_stone", params(("id" = Uuid, Path)), request_body = SetStoneBody,
    responses((status = 200, body = PieceBody),
        (status = 409, body = ProblemBody, description = "stock.stone_reserved {number}, stock.stone_other_owner {number}, stock.piece_state {state}"),
        (status = 422, body = ProblemBody, description = "stock.no_stone, stock.stone_unknown")))]
pub(super) async fn set_stone(
    PathId(id): PathId<Piece>,
    command: Command<SetStoneBody>,
) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, request| {
            let currency = stock::currency(tx)?;
            let input = SetStone {
                piece: id,
                version: request.version,
                stone: Id::from_uuid(request.stone_id),
                centre: request.centre,
                gross: weighed(request.gross_mg)?,
                price: money(request.price_minor, currency, "price_minor")?,
            };
            stock::set_stone(tx, cx, input)?;
            body(tx, id, with_cost)
        })
        .await
}

/// Which stone, what it is called by itself, and the piece afterwards.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = TakeOut)]
pub(super) struct TakeOutBody {
    /// Of the piece.
    version: i64,
    component_id: Uuid,
    place_id: Uuid,
    /// Where the stone never was a piece by itself: its id, number and title.
    stone: Option<NewStoneBody>,
    /// What of the piece's cost goes with it; left out, what came with it. Not read from who may not
    /// see costs.
    stone_cost_minor: Option<i64>,
    /// As weighed; without it the stone's weight is taken off.
    gross_mg: Option<i64>,
    /// Null: the piece has to be priced anew.
    price_minor: Option<i64>,
}

/// A stone that is a piece by itself from now on.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = NewStone)]
pub(super) struct NewStoneBody {
    id: Uuid,
    number: String,
    title: String,
}

#[utoipa::path(post, path = "/stock/pieces/{id}/take-out", tag = "stock",
    operation_id = "take_out_stone", params(("id" = Uuid, Path)), request_body = TakeOutBody,
    responses((status = 200, body = PieceBody),
        (status = 409, body = ProblemBody, description = "stock.piece_reserved, stock.number_taken…"),
        (status = 422, body = ProblemBody, description = "stock.no_stone, stock.number_missing…")))]
pub(super) async fn take_out(
    PathId(id): PathId<Piece>,
    command: Command<TakeOutBody>,
) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, request| {
            let currency = stock::currency(tx)?;
            let cost = request.stone_cost_minor.filter(|_| with_cost);
            let input = TakeOut {
                piece: id,
                version: request.version,
                component: Id::from_uuid(request.component_id),
                place: Id::from_uuid(request.place_id),
                new: request.stone.map(|stone| NewStone {
                    id: Id::from_uuid(stone.id),
                    number: stone.number,
                    title: stone.title,
                }),
                cost: money(cost, currency, "stone_cost_minor")?,
                gross: weighed(request.gross_mg)?,
                price: money(request.price_minor, currency, "price_minor")?,
            };
            stock::take_out(tx, cx, input)?;
            body(tx, id, with_cost)
        })
        .await
}
