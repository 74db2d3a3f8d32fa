//! How a customer wants to be told of their own objects. It needs no consent to advertising, and may be
//! refused all the same.

use units::Id;

use super::message::{Choice, NotifyError};
use super::{store, tell};
use crate::customers::{self, Customer};
use crate::cx::Cx;
use crate::db::{Change, ReadTx, StoreError, WriteTx};
use crate::users::{Authority, Right, authorise};

/// What holds; [`Choice::Any`] where nothing was said.
pub fn choice(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<Choice, StoreError> {
    Ok(store::choice(tx, customer)?.unwrap_or(Choice::Any))
}

/// Writes it down: it holds until something else is said.
pub fn choose(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    customer: Id<Customer>,
    wanted: Choice,
) -> Result<(), NotifyError> {
    authorise(by, None, Right::EditCustomers)?;
    customers::customer(tx, customer)?
        .filter(|customer| !customer.erased)
        .ok_or(NotifyError::CustomerUnknown)?;
    store::insert_choice(tx, cx, customer, wanted)?;
    tx.changed(Change::one("customer", customer));
    tell(tx);
    Ok(())
}
