//! What was on memo at the end of a day.

use chrono::{DateTime, NaiveDate, Utc};
use units::Id;

use super::accounts::{Account, accounts};
use super::nouns::{Direction, Memo};
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::stock::Piece;
use crate::till;

/// A piece that was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutstandingLine {
    pub memo: Id<Memo>,
    pub memo_number: String,
    pub direction: Direction,
    pub party_name: String,
    pub opened_at: DateTime<Utc>,
    /// As agreed then.
    pub due_on: NaiveDate,
    pub piece: Id<Piece>,
    pub number: String,
    pub title: String,
    pub agreed_minor: i64,
    pub insured_minor: i64,
    /// The sheet's, as they are now.
    pub cost_minor: Option<i64>,
    pub price_minor: Option<i64>,
}

/// All of them, by due date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outstanding {
    pub on: NaiveDate,
    pub lines: Vec<OutstandingLine>,
    /// What was payable and receivable then.
    pub accounts: Vec<Account>,
}

/// What was held at the end of a day; of today, now. None for a day to come.
pub fn outstanding(
    tx: &ReadTx<'_>,
    cx: &Cx,
    on: Option<NaiveDate>,
    direction: Option<Direction>,
) -> Result<Option<Outstanding>, StoreError> {
    let house = till::house(tx, None, None)?;
    let today = house.day(cx.now);
    let on = on.unwrap_or(today);
    if on > today {
        return Ok(None);
    }
    let ended_ms = house.end_ms(on);
    let lines = store::outstanding(tx, ended_ms, direction)?;
    let accounts = accounts(tx, ended_ms, direction)?;
    Ok(Some(Outstanding {
        on,
        lines,
        accounts,
    }))
}
