//! Sells something at another price than the stock's.

use units::Id;

use super::cart::{Cart, CartLine, LineOf};
use super::discount::checked_reason;
use super::error::CartError;
use super::{store, touch};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::rules::rules;
use crate::users::{Authority, Right, authorise};

/// The new price, and why.
#[derive(Clone, Debug)]
pub struct OverridePrice {
    pub cart: Id<Cart>,
    pub line: Id<CartLine>,
    pub unit_price_minor: i64,
    pub reason: String,
}

/// Sets the price of one. It needs the right, whatever the discount would be.
pub fn override_price(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    input: OverridePrice,
) -> Result<Cart, CartError> {
    let cart = touch::open(tx, cx, input.cart)?;
    let line = cart.line(input.line).ok_or(CartError::UnknownLine)?;
    if matches!(line.of, LineOf::Return(_)) {
        return Err(CartError::Price);
    }
    let limit = rules().price_limit(cx.now.date_naive()).minor();
    if !(1..=limit).contains(&input.unit_price_minor) {
        return Err(CartError::Price);
    }
    let reason = checked_reason(&input.reason)?;
    let answers = authorise(by, vouched, Right::OverridePrice)?;
    store::set_price(tx, line.id, input.unit_price_minor, &reason, answers.user())?;
    touch::changed(tx, cx, cart.id)
}
