//! The stock: pieces one by one with their components, batch articles by quantity, families,
//! places, suppliers, and the custody ledger that says of each piece where it is, whose it is and
//! who holds it.
//!
//! Another feature reads pieces through [`piece_by_id`] and [`find_by_code`], and changes where a
//! piece is only through [`custody::record`]; a batch article's quantity through
//! [`move_article`]. Who has a piece reserved is the business of `sales`.

mod article;
mod as_of;
mod attributes;
mod bind_tag;
mod change_cost;
mod change_photo;
mod check;
mod content;
mod create_piece;
pub mod custody;
mod edit_piece;
mod enter;
mod enter_article;
pub mod entrusted;
mod family;
mod find;
mod hallmark;
mod in_making;
mod list;
mod make;
mod merge_variant;
mod move_piece;
mod next_number;
mod on_memo;
mod piece;
mod place;
mod reassign;
mod save_article;
mod save_plain;
mod save_variant;
mod seed;
mod send_back;
mod set_stone;
mod sort_out;
mod store;
mod supplier;
mod take_back;
mod take_out;
mod variant;
mod words;

pub use article::{Article, ArticleEntry, ArticleMovement, ArticleReason, move_article};
pub use as_of::{Standing, as_of};
pub use attributes::{
    check as check_attributes, check_one as check_attribute, is_of as attribute_is_of,
};
pub use bind_tag::{BindTag, BindTagError, TagEntry, TagHow, bind_tag, epc, tag_entries};
pub use change_cost::{change_article_cost, change_cost};
pub use change_photo::change_article_photo;
pub use check::{SheetError, check_price, check_sheet, check_taken};
pub use create_piece::{CreatePiece, CreatePieceError, create_piece};
pub use custody::RecordError;
pub use edit_piece::{EditPiece, EditPieceError, change_price, edit_piece};
pub use enter::{Entry, enter};
pub use enter_article::enter_article;
pub use family::Family;
pub use find::{Found, NotSaleable, find_by_code};
pub use hallmark::{HallmarkState, hallmark_state, unmarked};
pub use list::{Cursor, Key, PiecePage, PieceQuery, PieceRow, Sort, list, list_ids};
pub use make::{Make, MakeError, make, unmake};
pub use merge_variant::{merge_variant, restore_variant};
pub use move_piece::{MovePieceError, bring_back, move_pieces, withdraw};
pub use next_number::next_number;
pub(crate) use piece::words;
pub use piece::{
    Alloy, Component, ComponentKind, Custody, Party, Piece, Sheet, State, Stone, UnknownWord,
    VatRegime,
};
pub use place::{Place, PlaceKind};
pub use reassign::{Reassign, may_be, reassign};
pub use save_article::{
    SaveArticle, SaveArticleError, correct_article, receive_article, save_article,
};
pub use save_plain::{SavePlainError, save_place, save_supplier};
pub use save_variant::{SaveVariant, VariantError, save_variant};
pub use seed::seed;
pub use send_back::{come_back, send_back, undo_reception};
pub use set_stone::{SetStone, SetStoneError, set_stone};
pub use sort_out::{SortOut, sort_out};
pub use store::{
    GONE, article_at, article_by_id, article_movements, articles, currency, families,
    family_by_code, family_by_id, holder_of_stone, is_reserved, kept_for, photo_of, piece_by_id,
    piece_with_tag, place_by_code, place_by_id, places, rows_at, rows_by_number, rows_of,
    stones_of, suppliers, tag_of, variants_of,
};
pub use supplier::Supplier;
pub use take_back::{Held, newest_entry, reserved_of_import, sold_of_import, take_back};
pub use take_out::{NewStone, TakeOut, TakeOutError, take_out};
pub use variant::Values;
pub use words::of_sheet as searched_by;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
