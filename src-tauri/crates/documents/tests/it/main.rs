//! The documents in all their forms.

mod certificates;
mod escpos_crate;
mod every;
mod frozen;
mod longest;
mod memos;
mod pictures;
mod reports;
mod samples;
mod snapshots;
mod widths;

use chrono::{NaiveDate, NaiveDateTime};

/// 21 November 2026, 14:32:08: every sample's moment.
fn noon() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 21)
        .and_then(|day| day.and_hms_opt(14, 32, 8))
        .expect("a moment")
}
