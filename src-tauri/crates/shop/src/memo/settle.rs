//! Records what was paid to a party, or by one.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use units::Id;

use super::becomes::account_of;
use super::nouns::{Direction, Party, said};
use super::statement::statement;
use super::store;
use crate::cx::{Cx, Till};
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};
use crate::ledger::{self, Entry, EntryKind, PostError, Posting, account};
use crate::stock::{self, words};
use crate::till::{self, CashMovement, MoveCashError, SettleCash};
use crate::users::{Authority, MissingRight, Right, authorise};

words! {
    /// How.
    Means {
        Transfer = "transfer",
        Cheque = "cheque",
        Card = "card",
        /// Against what the other side owes.
        Offset = "offset",
        /// Through a till's drawer.
        Cash = "cash",
    }
}

/// A payment, named by its client.
#[derive(Clone, Debug)]
pub struct Settle {
    pub id: Id<Settlement>,
    pub direction: Direction,
    pub party: Party,
    pub paid_on: NaiveDate,
    pub means: Means,
    pub amount_minor: i64,
    /// The transfer's, the cheque's.
    pub reference: String,
    pub note: String,
    /// Of cash: whose drawer, if it is not the one where the person stands.
    pub till: Option<Id<Till>>,
}

/// A payment, as read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    pub id: Id<Self>,
    pub seq: i64,
    pub at: DateTime<Utc>,
    pub by: String,
    pub paid_on: NaiveDate,
    pub means: Means,
    /// Below zero: it reverses another.
    pub amount_minor: i64,
    pub reference: String,
    pub note: String,
    pub reverses: Option<Id<Self>>,
    pub reversed: bool,
    /// Of cash: how it went through the drawer.
    pub cash: Option<Id<CashMovement>>,
}

/// Why nothing is settled or reversed.
#[derive(Debug, thiserror::Error)]
pub enum SettleError {
    #[error("the party is not known")]
    PartyUnknown,
    #[error("the id is already used")]
    IdTaken,
    #[error("the amount cannot be")]
    Amount,
    #[error("{owed_minor} is owed")]
    MoreThanOwed { owed_minor: i64 },
    /// After today, or before the shop could have been.
    #[error("the day cannot be")]
    Day,
    #[error("the reference is missing")]
    ReferenceMissing,
    #[error("the settlement is not known")]
    Unknown,
    #[error("the settlement is reversed already, or is a reversal")]
    Reversed,
    #[error("the reason is missing")]
    ReasonMissing,
    #[error(transparent)]
    Cash(#[from] MoveCashError),
    #[error(transparent)]
    Post(#[from] PostError),
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Keeps the payment, posts and journals it; no more than is owed. Of cash, how it moved.
pub fn settle(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &Settle,
) -> Result<Option<CashMovement>, SettleError> {
    authorise(by, None, Right::EditStock)?;
    authorise(by, None, Right::SeeCost)?;
    if store::settlement(tx, input.id)?.is_some() {
        return Err(SettleError::IdTaken);
    }
    let today = till::house(tx, None, None)?.day(cx.now);
    let statement =
        statement(tx, input.direction, input.party)?.ok_or(SettleError::PartyUnknown)?;
    if input.amount_minor <= 0 {
        return Err(SettleError::Amount);
    }
    let owed_minor = statement.balance_minor();
    if input.amount_minor > owed_minor {
        return Err(SettleError::MoreThanOwed { owed_minor });
    }
    let is_cash = input.means == Means::Cash;
    let earliest = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or(NaiveDate::MIN);
    if input.paid_on > today || input.paid_on < earliest {
        return Err(SettleError::Day);
    }
    let reference = said(&input.reference);
    if reference.is_empty() && !is_cash {
        return Err(SettleError::ReferenceMissing);
    }
    let input = Settle {
        reference,
        note: said(&input.note),
        // Cash moves now, whatever day was typed.
        paid_on: if is_cash { today } else { input.paid_on },
        ..input.clone()
    };
    let before_minor = Some(statement.cash_minor());
    let memo = statement.lines.last().map_or("", |line| &line.memo_number);
    let cash = pay(tx, cx, by, &input, before_minor, memo)?;
    let moved = cash.as_ref().map(|movement| movement.id);
    store::insert_settlement(tx, cx, by.user(), &input, moved, None)?;
    let detail = json!({ "what": "memo-settled", "settlement": input.id.to_string(),
        "direction": input.direction.code(), "amount_minor": input.amount_minor,
        "means": input.means.code() });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(Change::of("memo"));
    Ok(cash)
}

/// Moves the money against the party's account: cash through a drawer, the rest in the ledger alone.
/// An amount below zero takes a payment back. The drawer's record names the memo, never the person: it
/// outlasts who is forgotten.
pub(super) fn pay(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    settle: &Settle,
    before_minor: Option<i64>,
    memo: &str,
) -> Result<Option<CashMovement>, SettleError> {
    // What is paid to them leaves the shop and is received by their account.
    let ours = match settle.direction {
        Direction::In => -settle.amount_minor,
        Direction::Out => settle.amount_minor,
    };
    let account = account_of(settle.direction, settle.party);
    if settle.means == Means::Cash {
        let what = [memo, &settle.reference, &settle.note];
        let said: Vec<&str> = what.into_iter().filter(|text| !text.is_empty()).collect();
        let cash = SettleCash {
            id: cx.new_id(),
            till: settle.till,
            amount_minor: ours,
            reason: said.join(", ").chars().take(200).collect(),
            against: &account,
            before_minor,
        };
        return Ok(Some(till::settle_cash(tx, cx, by, cash)?));
    }
    let through = match settle.means {
        Means::Offset => account::OFFSET,
        other => other.code(),
    };
    let currency = stock::currency(tx)?.code();
    let entry = Entry {
        id: cx.new_id(),
        kind: EntryKind::MemoSettlement,
        document: Some(settle.id.to_string()),
        postings: vec![
            Posting::new(through, currency, ours),
            Posting::new(account, currency, -ours),
        ],
    };
    ledger::post(tx, cx, entry)?;
    Ok(None)
}
