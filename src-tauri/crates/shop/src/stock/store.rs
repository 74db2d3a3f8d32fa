//! The SQL of the stock, a file a table.

mod article;
mod custody;
mod piece;
mod plain;
mod row;

pub(super) use article::{article_by_code, insert_article_movement};
pub use article::{article_by_id, articles};
pub(super) use custody::{
    custody, insert_movement, last_place, movement_as_of, movements, set_custody,
};
pub(super) use piece::piece_by_code;
pub use piece::piece_by_id;
pub use plain::{families, family_by_code, place_by_code, places, suppliers};
pub(super) use plain::{insert_family, insert_place};
