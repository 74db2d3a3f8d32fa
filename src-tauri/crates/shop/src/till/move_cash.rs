//! Puts cash into the drawer or takes it out, without a sale.

use chrono::{DateTime, Utc};
use serde_json::json;
use units::{Id, MAX_SAFE_INTEGER};

use super::day::Opening;
use super::house::house;
use super::store;
use crate::cx::{Cx, Till, User};
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};
use crate::ledger::{self, Entry, EntryKind, PostError, Posting, account};
use crate::users::{Authority, MissingRight, Right, authorise};

/// Cash that moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CashMovement {
    pub id: Id<Self>,
    pub opening: Id<Opening>,
    pub at: DateTime<Utc>,
    pub user: Id<User>,
    /// Positive in, negative out.
    pub amount_minor: i64,
    pub reason: String,
}

/// What to move, and why.
#[derive(Clone, Debug)]
pub struct MoveCash {
    pub id: Id<CashMovement>,
    /// Positive in, negative out.
    pub amount_minor: i64,
    pub reason: String,
}

/// Why no cash moves.
#[derive(Debug, thiserror::Error)]
pub enum MoveCashError {
    #[error("no till")]
    NoTill,
    #[error("the day is not open")]
    NotOpen,
    /// Nothing, or more than a drawer can hold.
    #[error("the amount cannot be")]
    Amount,
    /// More than there is.
    /// How much there is stays unsaid: the drawer is counted blind.
    #[error("there is not that much in the drawer")]
    NotThatMuch,
    #[error("a reason is needed")]
    NoReason,
    /// Of what is owed, no more than this may be paid in cash.
    #[error("the limit of cash is {limit_minor}")]
    OverLimit { limit_minor: i64 },
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Post(#[from] PostError),
}

/// Moves the cash, in the day that is open, be it a forgotten one.
pub fn move_cash(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    input: MoveCash,
) -> Result<CashMovement, MoveCashError> {
    authorise(by, vouched, Right::MoveCash)?;
    let till = cx.till.ok_or(MoveCashError::NoTill)?;
    shift(tx, cx, by, till, input, account::CASH_MOVEMENTS)
}

/// Moves cash between a till's drawer and an account.
pub(super) fn shift(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    till: Id<Till>,
    input: MoveCash,
    against: &str,
) -> Result<CashMovement, MoveCashError> {
    let house = house(tx, Some(till), Some(by.user()))?;
    let opening = store::open_opening(tx, till)?.ok_or(MoveCashError::NotOpen)?;
    let reason = input.reason.trim().to_owned();
    if reason.is_empty() || reason.chars().count() > 200 {
        return Err(MoveCashError::NoReason);
    }
    let amount = input.amount_minor;
    if amount == 0
        || amount
            .checked_abs()
            .is_none_or(|much| much > MAX_SAFE_INTEGER / 1000)
    {
        return Err(MoveCashError::Amount);
    }
    let drawer = account::cash(&house.till_code);
    let currency = house.currency.code();
    let there_minor = ledger::balance(tx, &drawer, currency)?;
    if there_minor + amount < 0 {
        return Err(MoveCashError::NotThatMuch);
    }
    let movement = CashMovement {
        id: input.id,
        opening: opening.id,
        at: cx.now,
        user: by.user(),
        amount_minor: amount,
        reason,
    };
    store::insert_cash_movement(tx, &movement)?;
    let detail = json!({ "what": "cash-moved", "movement": movement.facts() });
    journal::log(tx, cx, Event::Other, &detail)?;
    let kind = if amount > 0 {
        EntryKind::CashIn
    } else {
        EntryKind::CashOut
    };
    ledger::post(
        tx,
        cx,
        Entry {
            id: cx.new_id(),
            kind,
            document: Some(movement.id.to_string()),
            postings: vec![
                Posting::new(drawer, currency, amount),
                Posting::new(against, currency, -amount),
            ],
        },
    )?;
    tx.changed(Change::of("till"));
    Ok(movement)
}
