//! Records what was paid to a party, or by one.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use units::Id;

use super::nouns::{Direction, Party, said};
use super::statement::statement;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};
use crate::stock::words;
use crate::till;
use crate::users::{Authority, MissingRight, Right, authorise};

words! {
    /// How. Cash goes through a till's drawer, which this is not.
    Means {
        Transfer = "transfer",
        Cheque = "cheque",
        Card = "card",
        /// Against what the other side owes.
        Offset = "offset",
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
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Keeps the payment and journals it; no more than is owed.
pub fn settle(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &Settle,
) -> Result<(), SettleError> {
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
    let earliest = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or(NaiveDate::MIN);
    if input.paid_on > today || input.paid_on < earliest {
        return Err(SettleError::Day);
    }
    let reference = said(&input.reference);
    if reference.is_empty() {
        return Err(SettleError::ReferenceMissing);
    }
    let input = Settle {
        reference,
        note: said(&input.note),
        ..input.clone()
    };
    store::insert_settlement(tx, cx, by.user(), &input, None)?;
    let detail = json!({ "what": "memo-settled", "settlement": input.id.to_string(),
        "direction": input.direction.code(), "amount_minor": input.amount_minor,
        "means": input.means.code() });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(Change::of("memo"));
    Ok(())
}
