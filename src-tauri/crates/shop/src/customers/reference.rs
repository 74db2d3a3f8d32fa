//! What the journal says of a customer.

use ring::digest::{SHA256, digest};
use units::Id;

use super::customer::Customer;
use super::store;
use crate::db::{ReadTx, StoreError};

/// SHA-256 of the customer's salt and id, in hexadecimal: equal for one customer's tickets, and
/// without the salt, which erasure destroys, no way back to the person. None for an erased one.
pub fn reference(tx: &ReadTx<'_>, id: Id<Customer>) -> Result<Option<String>, StoreError> {
    use std::fmt::Write;
    let Some(salt) = store::salt(tx, id)? else {
        return Ok(None);
    };
    let mut bytes = salt;
    bytes.extend_from_slice(id.uuid().as_bytes());
    let text = digest(&SHA256, &bytes)
        .as_ref()
        .iter()
        .fold(String::new(), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        });
    Ok(Some(text))
}

/// Whether there was such a customer, who was erased: then a reference to them has lost its meaning,
/// as it should. One to somebody who never was is an alteration.
pub fn was_erased(tx: &ReadTx<'_>, id: Id<Customer>) -> Result<bool, StoreError> {
    store::was_erased(tx, id)
}
