//! Metal and price: rates, formulas, what a piece has of its own, re-pricings, the metal position.

mod draft;
mod formulas;
mod pieces;
mod position;
mod problems;
mod rates;
mod repricings;
mod stones;

pub(crate) use pieces::PieceParts;

use shop::users::Right;
use utoipa_axum::routes;

use crate::route::Routes;

/// Thirty years of fixings in three currencies are two megabytes.
const FILE_BYTES: usize = 8 * 1024 * 1024;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeStock, routes!(rates::list))
        .with(Right::SeeStock, routes!(rates::today))
        .with(Right::EditStock, routes!(rates::enter))
        .upload(Right::EditStock, FILE_BYTES, routes!(rates::preview))
        .upload(Right::EditStock, FILE_BYTES, routes!(rates::import))
        .with(Right::EditStock, routes!(formulas::list))
        .with(Right::EditStock, routes!(formulas::save))
        .with(Right::SeeCost, routes!(pieces::one))
        .with(Right::EditStock, routes!(pieces::save))
        .with(Right::SeeCost, routes!(draft::work))
        .with(Right::EditStock, routes!(stones::list))
        .upload(Right::EditStock, FILE_BYTES, routes!(stones::preview))
        .upload(Right::EditStock, FILE_BYTES, routes!(stones::import))
        .with(Right::EditStock, routes!(stones::withdraw))
        .with(Right::EditStock, routes!(repricings::preview))
        .with(Right::EditStock, routes!(repricings::list))
        .with(Right::EditStock, routes!(repricings::create))
        .with(Right::EditStock, routes!(repricings::one))
        .with(Right::EditStock, routes!(repricings::undo))
        .with(Right::SeeReports, routes!(position::read))
        .with(Right::SeeReports, routes!(position::csv))
}
