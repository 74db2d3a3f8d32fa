//! Promises what the price list says of work that is handed over.

use chrono::{Months, NaiveDate};

use super::nouns::Warranty;
use super::store;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::repair::Job;
use crate::rules::rules;
use crate::settings;

/// The setting of the term of work whose line of the price list names none, in months.
pub const MONTHS: &str = "repair.warranty_months";

/// The shop's own, else the house's.
pub fn months(tx: &ReadTx<'_>, today: NaiveDate) -> Result<i64, StoreError> {
    let own: Option<i64> = settings::get(tx, MONTHS)?;
    let house = rules().value("house.warranty_months", today);
    Ok(own.or(house).unwrap_or(0))
}

/// Called in the hand-over's transaction: `entry` is its move. Work without a term is promised nothing.
pub fn give(
    tx: &mut WriteTx<'_>,
    job: &Job,
    entry: i64,
    today: NaiveDate,
) -> Result<(), StoreError> {
    let usual = months(tx, today)?;
    for (task, title, months) in store::terms(tx, job.seq, usual)? {
        let Some(until) = u32::try_from(months)
            .ok()
            .filter(|months| *months > 0)
            .and_then(|months| today.checked_add_months(Months::new(months)))
        else {
            continue;
        };
        let promised = Warranty {
            task,
            title,
            months,
            from: today,
            until,
        };
        store::insert(tx, job.seq, entry, &promised)?;
    }
    Ok(())
}
