//! Changes what is known of a customer.

use units::Id;

use super::customer::{Customer, CustomerError};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, WriteTx};

/// The whole sheet, as the person who edits it saw and changed it.
#[derive(Clone, Debug)]
pub struct EditCustomer {
    pub id: Id<Customer>,
    /// The version that was seen.
    pub version: i64,
    pub title: String,
    pub given_name: String,
    pub family_name: String,
    pub company: String,
    pub phone: String,
    pub email: String,
    pub address: String,
    pub country: String,
    pub language: Option<String>,
    pub ring_size: String,
    pub notes: String,
}

/// Keeps the sheet if nobody has changed it since.
pub fn edit(tx: &mut WriteTx<'_>, cx: &Cx, input: EditCustomer) -> Result<Customer, CustomerError> {
    let current = store::customer(tx, input.id)?.ok_or(CustomerError::Unknown)?;
    if current.erased {
        return Err(CustomerError::Erased);
    }
    if current.version != input.version {
        return Err(CustomerError::Changed {
            current: current.version,
        });
    }
    let customer = Customer {
        id: input.id,
        title: input.title,
        given_name: input.given_name,
        family_name: input.family_name,
        company: input.company,
        phone: input.phone,
        email: input.email,
        address: input.address,
        country: input.country,
        language: input.language,
        ring_size: input.ring_size,
        notes: input.notes,
        erased: false,
        version: current.version + 1,
    }
    .checked()?;
    store::update(tx, &customer, cx.now_ms())?;
    tx.changed(Change::of("customer"));
    tx.changed(Change::one("customer", customer.id));
    Ok(customer)
}
