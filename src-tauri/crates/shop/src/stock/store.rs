//! The SQL of the stock, a file a table.

mod article;
mod custody;
mod import;
mod list;
mod piece;
mod plain;
mod setting;
mod tag;
#[cfg(test)]
pub(super) mod testing;
mod variant;

pub use article::{article_at, article_by_id, articles};
pub(super) use article::{
    article_by_code, insert_article_movement, save_article, set_article_cost, set_article_photo,
};
pub use custody::GONE;
pub(super) use custody::{
    Entrusted, custody, entrusted_movements, insert_entrusted, insert_movement, last_in_shop,
    movement_as_of, movements, set_custody, standings_as_of,
};
pub(super) use import::{
    articles_of_import, available_of_import, free_codes, newest_movement, reserved_of_import,
    retire_article, sold_of_import,
};
pub(super) use list::{count, ids, page};
pub use list::{rows_at, rows_by_number, rows_of};
pub(super) use piece::{
    certificate_holder, code_is_taken, delete_components, insert_component, insert_piece,
    newest_number, piece_by_code, row_of, set_cost, set_price, update_piece, without_hallmark,
};
pub use piece::{is_reserved, kept_for, photo_of, piece_by_id};
pub use plain::{
    currency, families, family_by_code, family_by_id, place_by_code, place_by_id, places, suppliers,
};
pub(super) use plain::{
    insert_family, insert_place, save_place, save_supplier, supplier_by_code, supplier_name,
};
pub use setting::{holder_of_stone, stones_of};
pub(super) use setting::{is_part_of_another, set_mounted, stone_mounted_as};
pub(super) use tag::{insert_tag_entry, set_tag, tag_entries};
pub use tag::{piece_with_tag, tag_of};
pub use variant::{article_movements, variants_of};
pub(super) use variant::{save_variant, set_merged, variant_named};
