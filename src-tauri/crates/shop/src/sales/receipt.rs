//! A ticket's document, from its signed record.

use documents::{Customer, Receipt};
use units::Id;

use super::issue::sign;
use super::sale::Sale;
use super::store;
use crate::customers;
use crate::db::{ReadTx, StoreError};
use crate::journal::{self, Chain};
use crate::till;

/// The receipt as it was issued. `copy` is 0 for the original, k for `DUPLICATA n° k`; the logo is
/// today's, and the customer is named as long as they are known.
pub fn receipt(tx: &ReadTx<'_>, sale: Id<Sale>, copy: u32) -> Result<Option<Receipt>, StoreError> {
    let Some((seq, till, customer)) = store::place_of(tx, sale)? else {
        return Ok(None);
    };
    let (record, appended) =
        journal::find(tx, Chain::Ticket, seq)?.ok_or(StoreError::Unreadable("sale.seq"))?;
    let mut receipt: Receipt = serde_json::from_value(record.payload["print"].clone())
        .map_err(|_| StoreError::Unreadable("sale receipt"))?;
    receipt.copy = copy;
    sign(&mut receipt, &appended);
    receipt.shop.logo = till::house(tx, Some(till), None)?.shop_with_logo(tx)?.logo;
    if let Some(id) = customer
        && let Some(found) = customers::customer(tx, id)?
        && !found.erased
    {
        receipt.customer = Some(Customer {
            name: found.name(),
            lines: found.address.lines().map(str::to_owned).collect(),
        });
    }
    Ok(Some(receipt))
}
