//! Says whose cart it is.

use units::Id;

use super::cart::Cart;
use super::error::CartError;
use super::{store, touch, work};
use crate::customers::{self, Customer};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::deposit;

/// Attaches a customer, or detaches them.
pub fn set_customer(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    cart: Id<Cart>,
    customer: Option<Id<Customer>>,
) -> Result<Cart, CartError> {
    let cart = touch::open(tx, cx, cart)?;
    if let Some(id) = customer {
        match customers::customer(tx, id)? {
            Some(found) if !found.erased => {}
            _ => return Err(CartError::UnknownCustomer),
        }
    }
    for subject in work::subjects(&cart) {
        work::check_customer(customer, &deposit::owed(tx, subject)?)?;
    }
    store::set_customer(tx, cart.id, customer)?;
    touch::changed(tx, cx, cart.id)
}
