//! The stock's table as a tool: what is chosen, changed together, kept as a view, taken out as a file.

mod body;
mod bulk;
mod cell;
mod export;
mod problems;
mod sheet;
mod views;
mod work;

pub(crate) use cell::Cell;
pub(crate) use sheet::Csv;

use axum::Json;
use shop::tables::{self, select};
use shop::users::Right;
use units::Id;
use utoipa_axum::routes;

use self::body::{Chosen, SelectionBody};
use crate::input::Input;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeStock, routes!(selection))
        .with(Right::SeeStock, routes!(export::export))
        .with(Right::EditStock, routes!(bulk::list))
        .with(Right::EditStock, routes!(bulk::create))
        .with(Right::EditStock, routes!(bulk::one))
        .with(Right::EditStock, routes!(bulk::drop_draft))
        .with(Right::EditStock, routes!(bulk::lines))
        .with(Right::EditStock, routes!(bulk::pieces))
        .with(Right::EditStock, routes!(bulk::apply))
        .with(Right::EditStock, routes!(bulk::stop))
        .with(Right::EditStock, routes!(bulk::undo))
        .with(Right::SeeStock, routes!(views::list))
        .with(Right::SeeStock, routes!(views::save))
        .with(Right::SeeStock, routes!(views::delete))
        .with(Right::SeeStock, routes!(views::open_with))
}

/// What was chosen, piece by piece: for a page that takes ids.
#[utoipa::path(post, path = "/stock/selection", tag = "tables", operation_id = "chosen_pieces",
    request_body = SelectionBody,
    responses((status = 200, body = Chosen),
        (status = 422, body = ProblemBody, description = "selection.nothing, selection.too_many {most}")))]
async fn selection(
    state: State,
    Input(input): Input<SelectionBody>,
) -> Result<Json<Chosen>, Problem> {
    let chosen = tables::Selection::try_from(input)?;
    let pieces = state
        .read(move |tx| select(tx, &chosen, shop::labels::MOST_PIECES))
        .await?;
    Ok(Json(Chosen {
        piece_ids: pieces.into_iter().map(Id::uuid).collect(),
    }))
}
