//! Uses a customer's metal in what is made for them.

use serde_json::json;
use units::{Id, Weight};

use super::nouns::{Kind, Lot, MetalAccountError, changes};
use super::rule::{self, field};
use super::store::{self, NewEntry};
use crate::custom::{self, Order, State};
use crate::cx::Cx;
use crate::db::{Change, WriteTx};
use crate::journal::{self, Event};
use crate::users::{Authority, Right, authorise};

/// What goes into the piece.
#[derive(Clone, Debug)]
pub struct UseIn {
    pub id: Id<super::Entry>,
    pub order: Id<Order>,
    /// Of the account, as it was seen.
    pub version: i64,
    pub lot: Id<Lot>,
    /// Of the object's own title, in the piece.
    pub weight_mg: i64,
    /// Lost over it: filings, casting, polish.
    pub loss_mg: i64,
    pub note: String,
}

/// Takes it off the account: what is in the piece, and what was lost over it.
pub fn use_in(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &UseIn,
) -> Result<Order, MetalAccountError> {
    authorise(by, None, Right::WorkRepairs)?;
    let order = custom::order(tx, input.order)?.ok_or(MetalAccountError::OrderUnknown)?;
    if !takes_metal(order.state) {
        return Err(MetalAccountError::OrderState { state: order.state });
    }
    let customer = rule::customer(tx, order.customer)?;
    let lot = store::lot(tx, input.lot)?.ok_or(MetalAccountError::LotUnknown)?;
    // Nobody's gold goes into somebody else's ring.
    if lot.customer != customer.id {
        return Err(MetalAccountError::OtherCustomer);
    }
    rule::check_version(tx, customer.id, input.version)?;
    if store::entry(tx, input.id)?.is_some() {
        return Err(MetalAccountError::IdTaken);
    }
    rule::weight(input.weight_mg, "weight", 0)?;
    if !(0..=rule::MOST_MG).contains(&input.loss_mg) {
        return Err(field("loss", 0));
    }
    let taken = rule::take(&lot, input.weight_mg + input.loss_mg)?;
    let lost = Weight::from_mg(input.loss_mg).map_err(|_| field("loss", 0))?;
    let note = rule::said(&input.note);
    let on_day = rule::today(tx, cx)?;
    let entry = NewEntry {
        order: Some(order.id),
        loss_mg: input.loss_mg,
        loss_fine_mg: lost.fine(lot.fineness).mg(),
        note: &note,
        ..NewEntry::of(
            input.id,
            customer.id,
            lot.metal,
            Kind::Use,
            on_day,
            by.user(),
        )
    };
    let seq = store::insert_entry(tx, cx, &entry)?;
    store::insert_move(tx, seq, &taken)?;
    let detail = json!({ "what": "metal-used", "order": order.number, "metal": lot.metal.code(),
        "fine_mg": -taken.fine_mg });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in changes(customer.id) {
        tx.changed(change);
    }
    tx.changed(Change::one("custom", order.id));
    Ok(order)
}

/// What is being made takes metal; what is agreed, too: some is cast before anybody says it is begun.
pub const fn takes_metal(state: State) -> bool {
    matches!(state, State::Approved | State::Production)
}

/// Metal comes out of a piece again as long as it is here; of a cancelled order, too.
pub const fn gives_back(state: State) -> bool {
    !matches!(state, State::Delivered)
}
