//! The SQL of metal and price.

mod formula;
mod position;
mod rate;
mod repricing;
mod stones;

pub use formula::{formula_of, formulas, is_priced_by_formula, parts_of};
pub(super) use formula::{priced_by_formula, save_formula, save_parts, set_floor};
pub(super) use position::{held_before, held_now};
pub(super) use rate::{insert_rate, rate_before, rate_of_source};
pub use rate::{rate_by_id, rate_on, rates};
pub(super) use repricing::{
    NewLine, insert_repricing, insert_repricing_lines, insert_repricing_rate, last_repricing_of,
};
pub use repricing::{
    pieces_of, repricing_by_id, repricing_with_lines, repricings, repricings_of_piece,
};
pub use stones::stone_lists;
pub(super) use stones::{insert_stone_list, stone_list, stone_price, withdraw_stone_list};
