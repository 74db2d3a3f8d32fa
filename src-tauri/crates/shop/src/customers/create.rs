//! Enters a customer: a name, a phone, an e-mail, and they are served.

use units::Id;

use super::customer::{Customer, CustomerError};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, WriteTx};
use crate::rules;

/// What is asked at the till.
#[derive(Clone, Debug)]
pub struct NewCustomer {
    pub id: Id<Customer>,
    pub given_name: String,
    pub family_name: String,
    pub phone: String,
    pub email: String,
}

/// Keeps a new customer, who lives in the shop's country until somebody says otherwise.
pub fn create(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    input: NewCustomer,
) -> Result<Customer, CustomerError> {
    let customer = Customer {
        given_name: input.given_name,
        family_name: input.family_name,
        phone: input.phone,
        email: input.email,
        ..Customer::blank(input.id, rules::rules().country())
    }
    .checked()?;
    if store::customer(tx, customer.id)?.is_some() {
        return Err(CustomerError::Exists);
    }
    store::insert(tx, &customer, &cx.random::<16>(), cx.now_ms())?;
    tx.changed(Change::of("customer"));
    Ok(customer)
}
