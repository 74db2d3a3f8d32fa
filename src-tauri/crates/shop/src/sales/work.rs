//! Puts money for some work into a cart: a deposit on it, or its balance when it is done.

use units::Id;

use super::add::insert_many;
use super::cart::{Cart, CartLine, LineOf};
use super::discount::checked_reason;
use super::error::CartError;
use super::goods::{Goods, goods};
use super::{store, touch};
use crate::customers::Customer;
use crate::cx::Cx;
use crate::db::{ReadTx, WriteTx};
use crate::deposit::{self, DepositError, Kind, Outcome, Owed, Subject};
use crate::users::{Authority, Right, authorise};

/// Money in advance.
#[derive(Clone, Copy, Debug)]
pub struct TakeDeposit {
    pub cart: Id<Cart>,
    pub id: Id<CartLine>,
    pub subject: Subject,
    pub kind: Kind,
    pub amount_minor: i64,
}

/// Adds a deposit; the cart becomes its customer's where it was nobody's.
pub fn take_deposit(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: TakeDeposit,
) -> Result<Cart, CartError> {
    authorise(by, None, Right::Sell)?;
    let cart = touch::open(tx, cx, input.cart)?;
    let owed = deposit::owed(tx, input.subject)?;
    owed.check_deposit(input.amount_minor)?;
    let of = LineOf::Deposit(input.subject, input.kind);
    put(tx, cx, &cart, input.id, of, &owed, input.amount_minor)
}

/// Puts a part of what was paid in advance into the cart, to go back; the rest stands. That money leaves
/// needs its right when the sale is completed.
pub fn give_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    cart: Id<Cart>,
    id: Id<CartLine>,
    subject: Subject,
    amount_minor: i64,
) -> Result<Cart, CartError> {
    authorise(by, None, Right::Sell)?;
    let cart = touch::open(tx, cx, cart)?;
    let owed = deposit::owed(tx, subject)?;
    owed.check_give_back(amount_minor)?;
    let of = LineOf::GiveBack(subject);
    put(tx, cx, &cart, id, of, &owed, amount_minor)
}

/// What is owed of some work, and what becomes of arrhes where nothing is done.
#[derive(Clone, Debug)]
pub struct SettleUp {
    pub cart: Id<Cart>,
    pub id: Id<CartLine>,
    pub subject: Subject,
    pub outcome: Outcome,
    /// Why arrhes are kept, or paid back twice.
    pub reason: String,
}

/// Adds it, deposits taken off. Below nothing: it goes back. That arrhes are kept, or paid back twice,
/// somebody says why and answers for.
pub fn settle_up(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    input: &SettleUp,
) -> Result<Cart, CartError> {
    authorise(by, None, Right::Sell)?;
    let cart = touch::open(tx, cx, input.cart)?;
    let owed = deposit::owed(tx, input.subject)?;
    owed.check_balance(input.outcome)?;
    let balance_minor = owed.balance_minor().unwrap_or(0);
    let of = LineOf::Balance(input.subject, input.outcome);
    if input.outcome == Outcome::Back {
        return put(tx, cx, &cart, input.id, of, &owed, balance_minor);
    }
    let reason = checked_reason(&input.reason)?;
    let answers = authorise(by, vouched, Right::Refund)?;
    put(tx, cx, &cart, input.id, of, &owed, balance_minor)?;
    let is_vouched = answers.user() != by.user();
    let user = Some(answers.user());
    store::set_price(tx, input.id, balance_minor, &reason, user, is_vouched)?;
    touch::changed(tx, cx, cart.id)
}

fn put(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    cart: &Cart,
    line: Id<CartLine>,
    of: LineOf,
    owed: &Owed,
    minor: i64,
) -> Result<Cart, CartError> {
    check_customer(cart.customer, owed)?;
    check_alone(tx, cart, owed.subject, &owed.code)?;
    insert_many(tx, cart, line, of, minor, 1)?;
    if cart.customer.is_none() && owed.customer.is_some() {
        store::set_customer(tx, cart.id, owed.customer)?;
    }
    touch::changed(tx, cx, cart.id)
}

/// Whether it may still be done when the cart is completed.
pub(super) fn check(cart: &Cart, line: &CartLine, owed: &Owed) -> Result<(), DepositError> {
    check_customer(cart.customer, owed)?;
    match line.of {
        LineOf::Deposit(..) => owed.check_deposit(line.unit_price_minor),
        LineOf::Balance(_, outcome) => owed.check_balance(outcome),
        LineOf::GiveBack(_) => owed.check_give_back(line.unit_price_minor),
        _ => Ok(()),
    }
}

/// A ticket names one customer: the money of somebody else's work is not on it.
pub(super) fn check_customer(
    customer: Option<Id<Customer>>,
    owed: &Owed,
) -> Result<(), DepositError> {
    if customer
        .zip(owed.customer)
        .is_some_and(|(one, other)| one != other)
    {
        let code = owed.code.clone();
        return Err(DepositError::OtherCustomer { code });
    }
    Ok(())
}

/// One line of a cart is about a subject: a balance takes off what a deposit beside it would add. Only a
/// deposit that comes back may have another in its place, for a part of it.
pub(super) fn check_alone(
    tx: &ReadTx<'_>,
    cart: &Cart,
    subject: Subject,
    code: &str,
) -> Result<(), CartError> {
    for line in &cart.lines {
        let is_about = match line.of {
            LineOf::Return(_) => match goods(tx, line.of)? {
                Goods::Returned(returned) => returned
                    .line
                    .about
                    .is_some_and(|about| about.subject == subject),
                _ => false,
            },
            of => of.subject() == Some(subject),
        };
        if is_about {
            let code = code.to_owned();
            return Err(DepositError::Twice { code }.into());
        }
    }
    Ok(())
}

/// What some work is paid for in this cart.
pub(super) fn subjects(cart: &Cart) -> impl Iterator<Item = Subject> {
    cart.lines.iter().filter_map(|line| line.of.subject())
}
