//! The till's side of an order: what it costs, and what a ticket did to its money.

use documents::Language;
use serde_json::json;
use units::Id;

use super::nouns::{CustomError, Order, Quote};
use super::state::State;
use super::store::{self, NewEntry};
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::deposit::{self, DepositError, Subject};
use crate::journal::{self, Event};
use crate::repair::{CostLine, Settlement};
use crate::rules::rules;
use crate::till;

/// The quote that the customer agreed to, as long as it holds: what is drawn anew has no price yet.
pub fn agreed(tx: &ReadTx<'_>, order: &Order) -> Result<Option<Quote>, StoreError> {
    let state = match order.state {
        State::OnHold => super::past(tx, order)?.held_from,
        state => Some(state),
    };
    let holds = matches!(
        state,
        Some(State::Approved | State::Production | State::Ready | State::Delivered)
    );
    if !holds {
        return Ok(None);
    }
    let quote = store::last_sent(tx, order.seq)?;
    Ok(quote.filter(|quote| quote.answer.as_deref() == Some("approved")))
}

/// What an order comes to as it stands: a line for each of its quote's.
pub fn cost_of(tx: &ReadTx<'_>, order: &Order) -> Result<Vec<CostLine>, StoreError> {
    if matches!(order.state, State::Refused | State::Cancelled) {
        return fee(tx, order);
    }
    let Some(quote) = agreed(tx, order)? else {
        return Ok(vec![CostLine {
            title: order.title.clone(),
            price_minor: None,
            vat_bp: 0,
            cost_minor: None,
        }]);
    };
    let lines = store::lines(tx, quote.seq)?;
    let line = |line: super::QuoteLine| CostLine {
        title: line.title,
        price_minor: line.price_minor,
        vat_bp: line.vat_bp,
        cost_minor: line.cost_minor,
    };
    Ok(lines.into_iter().map(line).collect())
}

/// Of what is not made any more only what is charged for it has a price.
fn fee(tx: &ReadTx<'_>, order: &Order) -> Result<Vec<CostLine>, StoreError> {
    let Some(fee_minor) = order.fee_minor else {
        return Ok(Vec::new());
    };
    let house = till::house(tx, None, None)?;
    let title = match (order.state, house.language) {
        (State::Refused, Language::Fr) => "Frais d’étude",
        (State::Refused, Language::En) => "Design fee",
        (_, Language::Fr) => "Travaux commencés",
        (_, Language::En) => "Work begun",
    };
    Ok(vec![CostLine {
        title: title.to_owned(),
        price_minor: Some(fee_minor),
        vat_bp: rules().vat_standard(house.day(order.since)).basis_points(),
        cost_minor: None,
    }])
}

/// Nobody takes home what is not paid, and nobody leaves money behind.
pub(super) fn check_paid(tx: &ReadTx<'_>, order: &Order) -> Result<(), CustomError> {
    let owed = deposit::owed(tx, Subject::Custom(order.id)).map_err(|error| match error {
        DepositError::Store(error) => CustomError::Store(error),
        _ => CustomError::Unknown,
    })?;
    match owed.balance_minor().ok_or(CustomError::Unpriced)? {
        0 if owed.deposits().next().is_some() => Err(CustomError::NotTicketed),
        0 => Ok(()),
        balance_minor if balance_minor > 0 => Err(CustomError::BalanceDue { balance_minor }),
        paid => Err(CustomError::RefundDue { paid_minor: -paid }),
    }
}

/// Writes what one ticket did: called in the ticket's transaction. Below zero where it annuls another.
pub fn settle(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    user: Id<User>,
    id: Id<Order>,
    document: &str,
    settled: Settlement,
) -> Result<(), CustomError> {
    let order = store::order(tx, id)?.ok_or(CustomError::Unknown)?;
    if order.state == State::Delivered {
        return Err(CustomError::WrongState { state: order.state });
    }
    if settled == Settlement::default() {
        return Ok(());
    }
    let came_in = settled.paid_minor > 0 || settled.charged_minor > 0;
    let what = if came_in { "paid" } else { "unpaid" };
    let entry = NewEntry {
        note: document,
        ..NewEntry::of(order.seq, user, what)
    };
    store::insert_entry(tx, cx, &entry)?;
    let detail = json!({ "what": "custom-money", "order": order.number, "ticket": document,
        "paid_minor": settled.paid_minor, "charged_minor": settled.charged_minor });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in order.changes() {
        tx.changed(change);
    }
    Ok(())
}
