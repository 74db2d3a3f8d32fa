//! Changes how many of an article stand in a cart, or how many of a line come back.

use units::{Id, Quantity};

use super::cart::{Cart, CartLine, LineOf};
use super::error::CartError;
use super::goods::{Goods, goods};
use super::{kept, store, touch};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::users::{Authority, Right, authorise};

/// Sets the quantity; a piece has none.
pub fn set_quantity(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    cart: Id<Cart>,
    line: Id<CartLine>,
    quantity: i64,
) -> Result<Cart, CartError> {
    let cart = touch::open(tx, cx, cart)?;
    let line = cart.line(line).ok_or(CartError::UnknownLine)?;
    let quantity = Quantity::new(quantity)
        .map_err(|_| CartError::Quantity)?
        .count();
    match line.of {
        LineOf::Piece(_) | LineOf::Deposit(..) | LineOf::Balance(..) | LineOf::GiveBack(_) => {
            return Err(CartError::NotAnArticle);
        }
        // Another price was allowed for so many, not for more.
        LineOf::Article(_) if line.price_by.is_some() && quantity > line.quantity => {
            authorise(by, None, Right::OverridePrice)?;
        }
        LineOf::Article(_) => {}
        LineOf::Return(_) => {
            if let Goods::Returned(returned) = goods(tx, line.of)?
                && quantity > returned.left()
            {
                return Err(CartError::AlreadyReturned {
                    left: returned.left(),
                });
            }
        }
    }
    if quantity > line.quantity
        && let Goods::Article(article) = goods(tx, line.of)?
    {
        let wanted = kept::in_cart(&cart, &article) - line.quantity + quantity;
        kept::check(tx, &article, wanted)?;
    }
    store::set_quantity(tx, line.id, quantity)?;
    touch::changed(tx, cx, cart.id)
}
