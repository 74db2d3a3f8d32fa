//! What every change of a cart begins and ends with.

use units::Id;

use super::cart::{Cart, CartState};
use super::error::CartError;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, ReadTx, WriteTx};

/// The open cart of this till.
pub(super) fn open(tx: &ReadTx<'_>, cx: &Cx, id: Id<Cart>) -> Result<Cart, CartError> {
    let till = cx.till.ok_or(CartError::NoTill)?;
    let cart = store::cart(tx, id)?.ok_or(CartError::UnknownCart)?;
    if cart.state != CartState::Open {
        return Err(CartError::NotOpen);
    }
    if cart.till != till {
        return Err(CartError::OtherTill);
    }
    Ok(cart)
}

/// Marks the change and gives the cart as it is now.
pub(super) fn changed(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Cart>) -> Result<Cart, CartError> {
    store::touch(tx, id, cx.now_ms())?;
    tx.changed(Change::one("cart", id));
    store::cart(tx, id)?.ok_or(CartError::UnknownCart)
}
