//! Prepares the payments of a cart. They settle nothing before the sale is complete.

use chrono::NaiveDate;
use units::{Id, MAX_SAFE_INTEGER};

use super::cart::{Cart, Prepared};
use super::discount::priced;
use super::error::{CartError, PaymentError};
use super::sale::{Payment, Tender};
use super::{store, touch, work};
use crate::customers;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::deposit;
use crate::rules::rules;
use crate::till;

/// Adds a payment of at most what is still due. One that is there already, by its id, is not taken a
/// second time: its answer was lost, and whoever asks again gets the cart as it stands.
pub fn prepare_payment(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    cart: Id<Cart>,
    payment: Prepared,
) -> Result<Cart, CartError> {
    let cart = touch::open(tx, cx, cart)?;
    if cart.payments.iter().any(|taken| taken.id == payment.id) {
        return Ok(cart);
    }
    let due_minor = priced(tx, cx, &cart)?.total_minor;
    let mut payments = cart.payments.clone();
    payments.push(payment.clone());
    let house = till::house(tx, Some(cart.till), None)?;
    let limit_minor = limit_for(tx, &cart, due_minor, house.day(cx.now))?;
    let settled = settle(due_minor, payments, limit_minor)?;
    let Some(payment) = settled.payments.last() else {
        return Err(PaymentError::Amount.into());
    };
    if settled.paid_minor.abs() > due_minor.abs() {
        return Err(PaymentError::Unsettled {
            due_minor,
            paid_minor: settled.paid_minor,
        }
        .into());
    }
    store::insert_prepared(tx, cart.id, payment)?;
    touch::changed(tx, cx, cart.id)
}

/// Takes a prepared payment back.
pub fn remove_payment(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    cart: Id<Cart>,
    payment: Id<Payment>,
) -> Result<Cart, CartError> {
    let cart = touch::open(tx, cx, cart)?;
    if store::delete_prepared(tx, cart.id, payment)? == 0 {
        return Err(PaymentError::Unknown.into());
    }
    touch::changed(tx, cx, cart.id)
}

/// The most that this cart may be paid in cash. The higher limit is for a person who lives abroad and
/// buys for themselves (CMF D112-3, I 2°): a company is a professional wherever it sits, and of nobody,
/// or of somebody who was erased, nothing can be shown.
pub fn cash_limit(tx: &ReadTx<'_>, cart: &Cart, on: NaiveDate) -> Result<i64, StoreError> {
    let customer = match cart.customer {
        Some(id) => customers::customer(tx, id)?,
        None => None,
    };
    let visitor = customer.is_some_and(|one| {
        !one.erased && one.company.is_empty() && one.country != rules().country()
    });
    Ok(rules().cash_limit(on, !visitor).minor())
}

/// The most of what is due that may be settled in cash: what came in before for the same work counts
/// towards the same debt. What the shop gives back is the debt of a
/// professional, whoever the customer is: the resident's limit (CMF D112-3, I 1°).
pub fn limit_for(
    tx: &ReadTx<'_>,
    cart: &Cart,
    due_minor: i64,
    on: NaiveDate,
) -> Result<i64, StoreError> {
    if due_minor < 0 {
        return Ok(paid_out_limit(on));
    }
    let mut taken_minor = 0;
    for subject in work::subjects(cart) {
        taken_minor += deposit::cash_taken(tx, subject)?;
    }
    Ok((cash_limit(tx, cart, on)? - taken_minor).max(0))
}

/// The most that the shop may give back in cash for one debt.
pub(super) fn paid_out_limit(on: NaiveDate) -> i64 {
    rules().cash_limit(on, true).minor()
}

/// Payments that each can be, and what they come to.
#[derive(Debug)]
pub(super) struct Settled {
    pub payments: Vec<Prepared>,
    pub paid_minor: i64,
}

/// Checks payments against what is due. Cash handed over beyond the rest becomes change.
pub(super) fn settle(
    due_minor: i64,
    mut payments: Vec<Prepared>,
    limit_minor: i64,
) -> Result<Settled, PaymentError> {
    let mut left = due_minor;
    let mut cash_minor = 0i64;
    for payment in &mut payments {
        let amount = payment.amount_minor;
        if amount == 0 || amount.unsigned_abs() > MAX_SAFE_INTEGER.unsigned_abs() / 1000 {
            return Err(PaymentError::Amount);
        }
        if due_minor == 0 || amount.signum() != due_minor.signum() {
            return Err(PaymentError::Direction);
        }
        payment.reference = payment.reference.trim().chars().take(100).collect();
        // A terminal gives money back without asking the bank.
        if payment.tender == Tender::Card && amount > 0 && payment.reference.is_empty() {
            return Err(PaymentError::NoReference);
        }
        match (payment.tender, payment.given_minor) {
            (Tender::Cash, Some(given)) if amount > 0 && given < amount => {
                return Err(PaymentError::Given { given_minor: given });
            }
            (Tender::Cash, None) if amount > left && left > 0 => {
                payment.given_minor = Some(amount);
                payment.amount_minor = left;
            }
            (Tender::Cash, Some(_)) if amount > 0 => {}
            _ => payment.given_minor = None,
        }
        left -= payment.amount_minor;
        // The law limits what a trader pays out in cash as it limits what is taken.
        if payment.tender == Tender::Cash {
            cash_minor += payment.amount_minor.abs();
        }
    }
    if cash_minor > limit_minor {
        return Err(PaymentError::CashLimit {
            limit_minor,
            cash_minor,
        });
    }
    Ok(Settled {
        payments,
        paid_minor: due_minor - left,
    })
}
