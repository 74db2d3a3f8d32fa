//! The till's day: a float in the morning, cash in and out, the count and the Z in the evening;
//! months and years after them.
//!
//! One day per till is open at a time, and every sale belongs to one. A day carries the date of its
//! opening in the shop's time zone; a forgotten one is closed before the next sale, under its own
//! date. A day that was closed is opened again only with a reason, and gets its own Z: a Z is never
//! made twice, and a slip at noon does not close the shop.
//!
//! GRANDTOTAL holds the closings. A ticket's own grand total is the perpetual total inside its
//! TICKET record. A day's perpetual total runs from Z to Z of its till, so that a stranger adds it up
//! without the others; a month's and a year's run over the whole shop.

mod close_day;
mod close_period;
mod closing;
mod count;
mod day;
mod house;
mod move_cash;
mod open_day;
mod open_drawer;
mod print_closing;
mod recount;
mod report;
mod settle_cash;
mod store;
mod totals;
mod verify;
mod x;

pub use close_day::{COUNT_TOLERANCE, CloseDay, CloseDayError, close_day};
pub use close_period::{
    ClosePeriodError, DuePeriod, YEAR_STARTS_MONTH, close_due_periods, close_month, close_year,
    due_periods,
};
pub use closing::{Closing, Period};
pub use count::{Counted, TenderCount};
pub use day::{Counts, DayError, Opening, current, day_for_sale, sum_of};
pub(crate) use house::software;
pub use house::{House, house};
pub use move_cash::{CashMovement, MoveCash, MoveCashError, move_cash};
pub use open_day::{OpenDay, OpenDayError, open_day};
pub use open_drawer::{DrawerOpening, OpenDrawer, OpenDrawerError, open_drawer};
pub use print_closing::{PrintClosingError, copies, duplicate_closing, print_closing};
pub use recount::{Recount, RecountError, note_recount};
pub use report::{cash_slip, report};
pub use settle_cash::{SettleCash, settle_cash, till_of};
pub use store::{closing, closings};
pub use totals::{TenderTally, Totals};
pub use verify::verify;
pub use x::{XError, read_x};

#[cfg(test)]
mod tests;
