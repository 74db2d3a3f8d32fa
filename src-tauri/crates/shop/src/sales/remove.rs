//! Takes a line out of a cart, and frees its piece.

use units::Id;

use super::cart::{Cart, CartLine, LineOf};
use super::error::CartError;
use super::{store, touch};
use crate::cx::Cx;
use crate::db::{Change, WriteTx};

/// Removes the line. What was removed is added back by adding it again.
pub fn remove_line(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    cart: Id<Cart>,
    line: Id<CartLine>,
) -> Result<Cart, CartError> {
    let cart = touch::open(tx, cx, cart)?;
    let line = cart.line(line).ok_or(CartError::UnknownLine)?;
    store::delete_line(tx, line.id)?;
    if let LineOf::Piece(piece) = line.of {
        store::delete_reservation(tx, piece, cart.id)?;
        tx.changed(Change::one("piece", piece));
    }
    touch::changed(tx, cx, cart.id)
}
