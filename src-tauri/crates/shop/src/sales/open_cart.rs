//! Puts a cart on a till.

use units::Id;

use super::cart::Cart;
use super::error::CartError;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, WriteTx};
use crate::users::{Authority, Right, authorise};

/// The till's open cart: the one it has, or a new one with this identity.
pub fn open_cart(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Cart>,
) -> Result<Cart, CartError> {
    authorise(by, None, Right::Sell)?;
    let till = cx.till.ok_or(CartError::NoTill)?;
    if let Some(open) = store::open_cart(tx, till)? {
        return Ok(open);
    }
    store::insert_cart(tx, id, till, by.user(), cx.now_ms())?;
    tx.changed(Change::one("cart", id));
    store::cart(tx, id)?.ok_or(CartError::UnknownCart)
}
