//! The stock: pieces one by one with their components, batch articles by quantity, families,
//! places, suppliers, and the custody ledger that says of each piece where it is, whose it is and
//! who holds it.
//!
//! Another feature reads pieces through [`piece_by_id`] and [`find_by_code`], and changes where a
//! piece is only through [`custody::record`]; a batch article's quantity through
//! [`move_article`]. Who has a piece reserved is the business of `sales`.

mod article;
pub mod custody;
mod family;
mod find;
mod piece;
mod place;
mod seed;
mod store;
mod supplier;

pub use article::{Article, ArticleMovement, ArticleReason, move_article};
pub use family::Family;
pub use find::{Found, NotSaleable, find_by_code};
pub use piece::{
    Alloy, Component, ComponentKind, Custody, Party, Piece, Sheet, State, Stone, VatRegime,
};
pub use place::{Place, PlaceKind};
pub use seed::seed;
pub use store::{
    article_by_id, articles, families, family_by_code, piece_by_id, place_by_code, places,
    suppliers,
};
pub use supplier::Supplier;

#[cfg(test)]
mod tests;
