//! Metal and price: the rates of metals day by day, the formula a family's prices are made by, the
//! re-pricings that follow when metal moves, floor prices, and what the shop holds in fine grams.
//!
//! Another feature asks [`floor_of`] below which price a piece is not sold without somebody's word,
//! and [`pieces_of`] which tags a re-pricing has made old. Prices change through `stock` only.

mod enter_rate;
mod floor;
mod formula;
mod import_rates;
mod import_stones;
mod parts;
mod position;
mod preview;
mod rate;
mod rate_file;
mod reprice;
mod repricing;
mod save_formula;
mod save_parts;
mod set_floor;
mod stone_file;
mod stone_value;
mod store;
mod undo_repricing;
mod withdraw_stones;
mod work;

pub use enter_rate::{EnterRate, EnterRateError, enter_rate};
pub use floor::floor_of;
pub use formula::{Formula, FormulaError, Ingredients, Sold, Worked, margin, work};
pub use import_rates::{ImportRatesError, RateFile, RatesFound, import_rates, preview_rates};
pub use import_stones::{
    ImportStonesError, StoneFile, StoneList, StonesFound, import_stones, preview_stones,
};
pub use parts::{Mode, Parts};
pub use position::{Holding, Position, position};
pub use preview::{Preview, PreviewLine, Standing, preview};
pub use rate::MetalRate;
pub use rate_file::{ReadRatesError, RowFault, RowProblem};
pub use reprice::{Accepted, LeftOut, Reprice, RepriceError, reprice};
pub use repricing::{Repricing, RepricingLine, Why};
pub use save_formula::{SaveFormulaError, save_formula};
pub use save_parts::{SaveParts, SavePartsError, save_parts};
pub use set_floor::set_floor;
pub use stone_file::StonePrice;
pub use stone_value::{stone_value, stones_value};
pub use store::{
    formula_of, formulas, is_priced_by_formula, parts_of, pieces_of, rate_by_id, rate_on, rates,
    repricing_by_id, repricing_with_lines, repricings, repricings_of_piece, stone_lists,
};
pub use undo_repricing::{UndoRepricingError, undo_repricing};
pub use withdraw_stones::{WithdrawStonesError, withdraw_stones};
pub use work::{Priced, WorkError, work_sheet, worked};

#[cfg(test)]
mod tests;
