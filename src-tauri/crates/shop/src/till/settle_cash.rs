//! Pays what is owed in cash, or takes such a payment: through a drawer, against the party's account.

use units::Id;

use super::house::house;
use super::move_cash::{CashMovement, MoveCash, MoveCashError, shift};
use super::store;
use crate::cx::{Cx, Till};
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::rules::rules;
use crate::users::{Authority, Right, authorise};

/// Cash for what is owed.
#[derive(Clone, Debug)]
pub struct SettleCash<'a> {
    pub id: Id<CashMovement>,
    /// Whose drawer; the one where the person stands, if none is named.
    pub till: Option<Id<Till>>,
    /// Positive in, negative out.
    pub amount_minor: i64,
    pub reason: String,
    /// The party's account in the ledger.
    pub against: &'a str,
    /// What of the same debt was paid in cash already: a debt is not split below the limit. None: a
    /// payment is taken back, which no limit hinders.
    pub before_minor: Option<i64>,
}

/// Moves the cash in the day that is open there. The limit is that between professionals, and of what
/// a professional pays to anybody (CMF D112-3, I 1°).
pub fn settle_cash(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: SettleCash<'_>,
) -> Result<CashMovement, MoveCashError> {
    authorise(by, None, Right::MoveCash)?;
    let till = input.till.or(cx.till).ok_or(MoveCashError::NoTill)?;
    if store::till_by_id(tx, till)?.is_none() {
        return Err(MoveCashError::NoTill);
    }
    if let Some(before_minor) = input.before_minor {
        let today = house(tx, None, None)?.day(cx.now);
        let limit_minor = rules().cash_limit(today, true).minor();
        if before_minor.saturating_add(input.amount_minor.saturating_abs()) > limit_minor {
            return Err(MoveCashError::OverLimit { limit_minor });
        }
    }
    let movement = MoveCash {
        id: input.id,
        amount_minor: input.amount_minor,
        reason: input.reason,
    };
    shift(tx, cx, by, till, movement, input.against)
}

/// The till whose drawer a movement of cash went through.
pub fn till_of(
    tx: &ReadTx<'_>,
    movement: Id<CashMovement>,
) -> Result<Option<Id<Till>>, StoreError> {
    store::till_of(tx, movement)
}
