//! Sells something at another price than the stock's.

use units::Id;

use super::cart::{Cart, CartLine, LineOf};
use super::discount::{checked_reason, note_allowed, priced, worst};
use super::error::CartError;
use super::goods::goods;
use super::{floor, store, touch};
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

/// Sets the price of one. It needs the right, and goes no lower than what the person who answers for
/// it may take off: another price is not a way around the limit of discounts.
pub fn override_price(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    input: OverridePrice,
) -> Result<Cart, CartError> {
    let mut cart = touch::open(tx, cx, input.cart)?;
    let line = cart.line_mut(input.line)?;
    let list_minor = goods(tx, line.of)?.list_price_minor();
    match line.of {
        LineOf::Return(_) => return Err(CartError::Price),
        LineOf::Deposit(..) | LineOf::Balance(..) | LineOf::GiveBack(_) => {
            return Err(CartError::AgreedPrice);
        }
        LineOf::Piece(_) | LineOf::Article(_) => {}
    }
    let limit = rules().price_limit(cx.now.date_naive()).minor();
    if !(1..=limit).contains(&input.unit_price_minor) {
        return Err(CartError::Price);
    }
    if input.unit_price_minor == list_minor {
        // The stock's own price needs nobody's word.
        store::set_price(tx, input.line, list_minor, "", None, false)?;
        line.unit_price_minor = list_minor;
        let priced = priced(tx, cx, &cart)?;
        floor::note(tx, &cart, &floor::below(tx, &cart, &priced)?, false)?;
        return touch::changed(tx, cx, cart.id);
    }
    let reason = checked_reason(&input.reason)?;
    let first = authorise(by, vouched, Right::OverridePrice)?;
    line.unit_price_minor = input.unit_price_minor;
    line.price_reason.clone_from(&reason);
    line.price_by = Some(first.user());
    let priced = priced(tx, cx, &cart)?;
    let asked = worst(&cart, &priced);
    let below = floor::below(tx, &cart, &priced)?;
    let able = |one: &&Authority| one.may(Right::OverridePrice) && asked <= one.discount_limit();
    let people = [Some(by), vouched].into_iter().flatten();
    let able: Vec<&Authority> = people.filter(able).collect();
    if able.is_empty() {
        return Err(CartError::DiscountBeyond {
            limit_bp: first.discount_limit().basis_points(),
            asked_bp: asked.basis_points(),
        });
    }
    let answers = able.into_iter().find(|one| floor::may(one, &below));
    let answers = match (answers, below.first()) {
        (Some(answers), _) => answers,
        (None, Some(line)) => return Err(line.refused()),
        (None, None) => by,
    };
    let price = input.unit_price_minor;
    let is_vouched = answers.user() != by.user();
    let answers = Some(answers.user());
    store::set_price(tx, input.line, price, &reason, answers, is_vouched)?;
    // An amount taken off weighs otherwise on another price: whoever allows the price allows that.
    note_allowed(tx, &cart, &priced, Some(input.line), true)?;
    floor::note(tx, &cart, &below, true)?;
    touch::changed(tx, cx, cart.id)
}
