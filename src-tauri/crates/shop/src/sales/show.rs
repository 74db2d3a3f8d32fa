//! A cart as a screen shows it: with what its lines are about and what it comes to.

use units::Id;

use super::cart::{Cart, CartState};
use super::error::CartError;
use super::goods::{Goods, goods_of};
use super::price::{Priced, price};
use super::store;
use crate::customers::{self, Customer};
use crate::cx::{Cx, Till};
use crate::db::{ReadTx, StoreError};
use crate::till;

/// A cart and its figures. `goods` and `priced.lines` are in the order of its lines.
#[derive(Clone, Debug)]
pub struct Shown {
    pub cart: Cart,
    pub goods: Vec<Goods>,
    pub priced: Priced,
    pub customer: Option<Customer>,
}

/// The cart with its figures of today.
pub fn show(tx: &ReadTx<'_>, cx: &Cx, cart: Cart) -> Result<Shown, CartError> {
    let house = till::house(tx, Some(cart.till), None)?;
    let goods = goods_of(tx, &cart)?;
    let priced = price(&cart, &goods, house.day(cx.now), house.currency)?;
    let customer = match cart.customer {
        Some(id) => customers::customer(tx, id)?,
        None => None,
    };
    Ok(Shown {
        cart,
        goods,
        priced,
        customer,
    })
}

/// The open cart of a till, after a crash as before.
pub fn current_cart(tx: &ReadTx<'_>, till: Id<Till>) -> Result<Option<Cart>, StoreError> {
    store::open_cart(tx, till)
}

/// The parked carts whose time is not over, those that expire first at the top.
pub fn parked_carts(tx: &ReadTx<'_>, cx: &Cx) -> Result<Vec<Cart>, StoreError> {
    let mut carts = Vec::new();
    for id in store::parked_after(tx, cx.now_ms())? {
        let cart = store::cart(tx, id)?.filter(|cart| cart.state == CartState::Parked);
        carts.extend(cart);
    }
    Ok(carts)
}
