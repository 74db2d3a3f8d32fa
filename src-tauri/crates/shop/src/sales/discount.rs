//! Gives a discount on a line or on the whole ticket, within what a person may give.

use units::{Id, Percent};

use super::cart::{Cart, CartLine, Discount, LineOf};
use super::error::CartError;
use super::goods::goods_of;
use super::price::{Priced, price};
use super::{floor, store, touch};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::till;
use crate::users::{Authority, authorise_discount};

/// What to take off, and why. Neither a percentage nor an amount: the discount is taken back.
#[derive(Clone, Debug)]
pub struct GiveDiscount {
    pub cart: Id<Cart>,
    /// None: on the whole ticket.
    pub line: Option<Id<CartLine>>,
    /// Basis points.
    pub bp: i64,
    pub minor: i64,
    pub reason: String,
}

/// Gives the discount. What counts against a person's limit is all that is taken off what is sold,
/// this discount included: two small ones are not a way around it.
pub fn give_discount(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    input: GiveDiscount,
) -> Result<Cart, CartError> {
    let before = touch::open(tx, cx, input.cart)?;
    let mut cart = before.clone();
    let none = input.bp == 0 && input.minor == 0;
    let one = input.bp == 0 || input.minor == 0;
    if !one || !(0..=10_000).contains(&input.bp) || input.minor < 0 {
        return Err(CartError::Discount);
    }
    let reason = if none {
        String::new()
    } else {
        checked_reason(&input.reason)?
    };
    let discount = Discount {
        bp: input.bp,
        minor: input.minor,
        reason,
        by: (!none).then_some(by.user()),
        vouched: false,
        allowed_bp: 0,
    };
    match input.line {
        None => cart.discount = discount.clone(),
        Some(id) => {
            let line = cart.line_mut(id)?;
            if line.of.subject().is_some() {
                return Err(CartError::AgreedPrice);
            }
            let full = line.unit_price_minor.saturating_mul(line.quantity);
            if matches!(line.of, LineOf::Return(_)) || input.minor > full {
                return Err(CartError::Discount);
            }
            line.discount = discount.clone();
        }
    }
    let priced = priced(tx, cx, &cart)?;
    if input.line.is_none() && input.minor > priced.gross_minor {
        return Err(CartError::Discount);
    }
    let below = floor::below(tx, &cart, &priced)?;
    let answers = if none {
        *by
    } else {
        within(by, vouched, worst(&cart, &priced), &below)?
    };
    let discount = Discount {
        by: (!none).then_some(answers.user()),
        vouched: !none && answers.user() != by.user(),
        ..discount
    };
    match input.line {
        None => store::set_cart_discount(tx, cart.id, &discount)?,
        Some(line) => store::set_line_discount(tx, line, &discount)?,
    }
    note_allowed(tx, &before, &priced, input.line, !none)?;
    floor::note(tx, &before, &below, !none)?;
    touch::changed(tx, cx, cart.id)
}

pub(super) fn priced(tx: &ReadTx<'_>, cx: &Cx, cart: &Cart) -> Result<Priced, CartError> {
    let house = till::house(tx, Some(cart.till), None)?;
    let goods = goods_of(tx, cart)?;
    Ok(price(cart, &goods, house.day(cx.now), house.currency)?)
}

/// The largest reduction of any single line and of the whole, ticket discount included.
pub(super) fn worst(cart: &Cart, priced: &Priced) -> Percent {
    let lines = cart.lines.iter().zip(&priced.lines);
    let of_lines = lines
        .filter(|(line, _)| line.of.is_sold())
        .map(|(line, figures)| figures.asked(line));
    of_lines
        .chain([priced.asked()])
        .max()
        .unwrap_or(Percent::ZERO)
}

/// Keeps the shares that somebody has just allowed. Where nobody did, because something was taken back,
/// they only become smaller.
pub(super) fn note_allowed(
    tx: &mut WriteTx<'_>,
    cart: &Cart,
    priced: &Priced,
    line: Option<Id<CartLine>>,
    granted: bool,
) -> Result<(), StoreError> {
    let kept = |share: Percent, allowed_bp: i64| {
        let bp = share.basis_points();
        if granted { bp } else { bp.min(allowed_bp) }
    };
    let whole_bp = kept(priced.reduction(), cart.discount.allowed_bp);
    let mut parts = cart.lines.iter().zip(&priced.lines);
    let part = line.and_then(|id| parts.find(|(line, _)| line.id == id));
    let of_line = part.map(|(line, figures)| {
        (
            line.id,
            kept(figures.reduction(line), line.discount.allowed_bp),
        )
    });
    store::set_allowed(tx, cart.id, whole_bp, of_line)
}

fn within(
    by: &Authority,
    vouched: Option<&Authority>,
    asked: Percent,
    below: &[floor::Below],
) -> Result<Authority, CartError> {
    let first = authorise_discount(by, vouched, asked).map_err(|_| CartError::DiscountBeyond {
        limit_bp: by.discount_limit().basis_points(),
        asked_bp: asked.basis_points(),
    })?;
    let whole = [Some(&first), vouched].into_iter().flatten();
    let mut whole = whole.filter(|one| asked <= one.discount_limit() && floor::may(one, below));
    match (whole.next(), below.iter().find(|line| !line.is_allowed)) {
        (Some(answers), _) => Ok(*answers),
        (None, Some(line)) => Err(line.refused()),
        (None, None) => Ok(first),
    }
}

/// A reason in a few words.
pub(super) fn checked_reason(reason: &str) -> Result<String, CartError> {
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > 200 || reason.contains(char::is_control) {
        return Err(CartError::NoReason);
    }
    Ok(reason.to_owned())
}
