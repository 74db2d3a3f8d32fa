//! The customer's own stones in a quote: entrusted for this order, named by their envelope, and not charged. What
//! stays the customer's is no part of the taxable price, as of their own metal ([`super::own_metal`]).

use super::line::QuoteLine;
use super::nouns::{CustomError, Order};
use crate::db::{ReadTx, StoreError};
use crate::entrusted::{self, Object};

/// Each line that names entrusted stones names some that are here for this order, none of them twice, and no
/// more of them than are here.
pub(super) fn check(
    tx: &ReadTx<'_>,
    order: &Order,
    lines: &[QuoteLine],
) -> Result<(), CustomError> {
    let here = entrusted::here_for(tx, order.id.uuid())?;
    for (at, line) in lines.iter().enumerate() {
        let Some(id) = line.own_object else {
            continue;
        };
        let object = here.iter().find(|object| object.id == id);
        let object = object.ok_or(CustomError::OwnStones { line: at + 1 })?;
        let is_twin = lines
            .iter()
            .take(at)
            .any(|before| before.own_object == Some(id));
        if is_twin || line.count.is_some_and(|count| count > object.left) {
            return Err(CustomError::OwnStones { line: at + 1 });
        }
    }
    Ok(())
}

/// Nothing of the customer's is here for an order that is given up.
pub(super) fn check_returned(tx: &ReadTx<'_>, order: &Order) -> Result<(), CustomError> {
    match entrusted::here_for(tx, order.id.uuid())?.into_iter().next() {
        Some(Object { code, .. }) => Err(CustomError::StonesHere { code }),
        None => Ok(()),
    }
}

/// The code on the envelope of a line's own stones; empty: they are the shop's.
pub(super) fn code(tx: &ReadTx<'_>, line: &QuoteLine) -> Result<String, StoreError> {
    let object = match line.own_object {
        Some(id) => entrusted::object(tx, id)?,
        None => None,
    };
    Ok(object.map(|object| object.code).unwrap_or_default())
}
