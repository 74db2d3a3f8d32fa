//! Puts a cart aside with its pieces, takes it back, lets it expire or go.

use chrono::{DateTime, TimeDelta, Utc};
use units::Id;

use super::cart::{Cart, CartState};
use super::error::{CartError, Holder};
use super::{store, touch};
use crate::cx::Cx;
use crate::db::{Change, ReadTx, StoreError, WriteTx};
use crate::rules::rules;
use crate::stock::Piece;
use crate::users::{Authority, Right, authorise};

/// A piece kept longer for nobody is lost to everybody.
const LONGEST: TimeDelta = TimeDelta::days(90);

/// Puts the cart aside with its payments: the terminal has taken what it has taken. A cart that
/// somebody has paid towards waits until it is finished, however long: its time has no end.
pub fn park(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    cart: Id<Cart>,
    label: &str,
    until: Option<DateTime<Utc>>,
) -> Result<Cart, CartError> {
    let cart = touch::open(tx, cx, cart)?;
    if cart.lines.is_empty() {
        return Err(CartError::Empty);
    }
    let minutes = rules().park_minutes(cx.now.date_naive());
    let until = until.unwrap_or(cx.now + TimeDelta::minutes(minutes));
    if until <= cx.now || until > cx.now + LONGEST {
        return Err(CartError::Until);
    }
    let label: String = label
        .trim()
        .chars()
        .filter(|c| !c.is_control())
        .take(100)
        .collect();
    let until = cart.payments.is_empty().then(|| until.timestamp_millis());
    store::park(tx, cart.id, &label, until)?;
    tx.changed(Change::of("parked"));
    touch::changed(tx, cx, cart.id)
}

/// Puts a parked cart on this till, whichever till it came from. An empty open cart makes room.
pub fn take_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    cart: Id<Cart>,
) -> Result<Cart, CartError> {
    authorise(by, None, Right::Sell)?;
    let till = cx.till.ok_or(CartError::NoTill)?;
    let parked = store::cart(tx, cart)?.ok_or(CartError::UnknownCart)?;
    if parked.state != CartState::Parked {
        return Err(CartError::NotOpen);
    }
    if parked.parked_until.is_some_and(|until| until <= cx.now) {
        return Err(CartError::Expired);
    }
    if let Some(open) = store::open_cart(tx, till)? {
        if !open.lines.is_empty() || !open.payments.is_empty() {
            return Err(CartError::TillBusy);
        }
        give_up(tx, open.id)?;
    }
    store::take_back(tx, cart, till)?;
    tx.changed(Change::of("parked"));
    touch::changed(tx, cx, cart)
}

/// Throws an open or parked cart away and frees its pieces. Nothing of it was final; money that was
/// taken for it is given back first, or nobody would know of it any more.
pub fn abandon(tx: &mut WriteTx<'_>, cx: &Cx, cart: Id<Cart>) -> Result<(), CartError> {
    let found = store::cart(tx, cart)?.ok_or(CartError::UnknownCart)?;
    match found.state {
        CartState::Open if cx.till != Some(found.till) => return Err(CartError::OtherTill),
        CartState::Open | CartState::Parked => {}
        CartState::Completed | CartState::Abandoned => return Err(CartError::NotOpen),
    }
    if !found.payments.is_empty() {
        return Err(CartError::Paid);
    }
    give_up(tx, cart)?;
    tx.changed(Change::of("parked"));
    touch::changed(tx, cx, cart)?;
    Ok(())
}

fn give_up(tx: &mut WriteTx<'_>, cart: Id<Cart>) -> Result<(), StoreError> {
    store::release(tx, cart)?;
    store::set_state(tx, cart, CartState::Abandoned)
}

/// Who has a piece and keeps it. A parked cart whose time is over gives up all of its pieces first.
pub(super) fn standing_holder(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    piece: Id<Piece>,
) -> Result<Option<Holder>, StoreError> {
    let Some((holding, holder)) = store::holder(tx, piece)? else {
        return Ok(None);
    };
    if holder.until.is_none_or(|until| until > cx.now) {
        return Ok(Some(holder));
    }
    expire(tx, cx, holding)?;
    Ok(None)
}

/// One parked cart's time is over.
fn expire(tx: &mut WriteTx<'_>, cx: &Cx, cart: Id<Cart>) -> Result<(), StoreError> {
    give_up(tx, cart)?;
    store::touch(tx, cart, cx.now_ms())?;
    tx.changed(Change::of("parked"));
    tx.changed(Change::of("stock"));
    tx.changed(Change::one("cart", cart));
    Ok(())
}

/// When the next parked cart expires.
pub fn next_expiry(tx: &ReadTx<'_>) -> Result<Option<DateTime<Utc>>, StoreError> {
    store::next_expiry(tx)
}

/// Frees the pieces of every parked cart whose time is over; returns how many carts.
pub fn expire_parked(tx: &mut WriteTx<'_>, cx: &Cx) -> Result<usize, CartError> {
    let over = store::parked_until(tx, cx.now_ms())?;
    for cart in &over {
        expire(tx, cx, *cart)?;
    }
    Ok(over.len())
}
