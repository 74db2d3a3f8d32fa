//! The stock: pieces, articles, families, places, suppliers.

mod bodies;
mod kept;
mod lists;
mod numbers;
mod pieces;
mod problems;
mod setting;
mod tag;
mod variants;

pub(crate) use bodies::{ArticleBody, RowBody, SheetBody};

use shop::users::Right;
use utoipa_axum::routes;

use crate::route::Routes;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeStock, routes!(pieces::list))
        .with(Right::EditStock, routes!(pieces::create))
        .with(Right::SeeStock, routes!(pieces::one))
        .with(Right::EditStock, routes!(pieces::edit))
        .with(Right::SeeStock, routes!(pieces::movements))
        .with(Right::EditStock, routes!(pieces::relocate))
        .with(Right::EditStock, routes!(pieces::withdraw))
        .with(Right::EditStock, routes!(pieces::bring_back))
        .with(Right::EditStock, routes!(pieces::price))
        .with(Right::EditStock, routes!(setting::set_stone))
        .with(Right::EditStock, routes!(setting::take_out))
        .with(Right::SeeStock, routes!(tag::tag_of))
        .with(Right::EditStock, routes!(tag::tag))
        .with(Right::SeeStock, routes!(pieces::by_code))
        .with(Right::SeeStock, routes!(kept::kept_for))
        .with(Right::EditStock, routes!(numbers::free))
        .with(Right::SeeStock, routes!(lists::families))
        .with(Right::SeeStock, routes!(lists::places))
        .with(Right::EditStock, routes!(lists::create_place))
        .with(Right::EditStock, routes!(lists::edit_place))
        .with(Right::SeeStock, routes!(lists::suppliers))
        .with(Right::EditStock, routes!(lists::create_supplier))
        .with(Right::EditStock, routes!(lists::edit_supplier))
        .with(Right::SeeStock, routes!(lists::articles))
        .with(Right::EditStock, routes!(lists::create_article))
        .with(Right::EditStock, routes!(lists::edit_article))
        .with(Right::EditStock, routes!(lists::receive_article))
        .with(Right::EditStock, routes!(lists::correct_article))
        .with(Right::EditStock, routes!(variants::create))
        .with(Right::EditStock, routes!(variants::edit))
        .with(Right::EditStock, routes!(variants::merge))
        .with(Right::EditStock, routes!(variants::restore))
        .with(Right::EditStock, routes!(variants::sort_out))
        .with(Right::SeeStock, routes!(variants::movements))
        .with(Right::SeeStock, routes!(pieces::unmarked))
        .with(Right::SeeStock, routes!(lists::vocabulary))
}
