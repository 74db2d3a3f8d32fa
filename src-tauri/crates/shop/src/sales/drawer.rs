//! Whether the drawer can give what a document gives back in cash.

use super::sale::{Payment, Tender};
use crate::db::{ReadTx, StoreError};
use crate::ledger::{self, account};
use crate::till::House;

/// Nobody takes out of a drawer what is not in it: such a payment was made some other way. How much
/// there is stays unsaid, since the evening's count is made without knowing.
pub(super) fn can_give(
    tx: &ReadTx<'_>,
    house: &House,
    payments: &[Payment],
) -> Result<bool, StoreError> {
    let moved = cash_minor(payments);
    if moved >= 0 {
        return Ok(true);
    }
    let drawer = account::cash(&house.till_code);
    Ok(ledger::balance(tx, &drawer, house.currency.code())? + moved >= 0)
}

/// What the payments move in cash; negative: out of the drawer.
pub(super) fn cash_minor(payments: &[Payment]) -> i64 {
    let cash = payments.iter().filter(|one| one.tender == Tender::Cash);
    cash.map(|one| one.amount_minor).sum()
}
