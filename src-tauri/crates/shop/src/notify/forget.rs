//! A person is erased: what was written to them names nobody any more.

use units::Id;

use super::state::{Act, next};
use super::{store, tell};
use crate::customers::Customer;
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};

/// Cancels what waits, and blanks names, addresses, texts and what servers said.
pub fn forget_customer(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    customer: Id<Customer>,
) -> Result<(), StoreError> {
    for mut message in store::of_customer(tx, customer)? {
        if next(message.state, Act::Cancel).is_some() {
            store::go(tx, cx, &mut message, Act::Cancel)?;
        }
    }
    store::forget(tx, customer)?;
    tell(tx);
    Ok(())
}
