//! Takes in what a customer leaves, with its receipt.

use documents::Language;
use serde_json::json;
use units::{Id, Metal, Weight};
use uuid::Uuid;

use super::nouns::{Kind, Lot, MetalAccountError, PaperKind, Stones, Tested, changes};
use super::rule::{self, field};
use super::store::{self, Move, NewEntry, NewLot};
use crate::custom::{self, Order};
use crate::customers::{self, Customer};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::users::{Authority, Right, authorise};

/// What is left, under one receipt.
#[derive(Clone, Debug)]
pub struct TakeIn {
    /// Of the receipt.
    pub id: Uuid,
    pub customer: Id<Customer>,
    /// What the metal is meant for; nothing: to be kept.
    pub order: Option<Id<Order>>,
    /// Of the receipt; the customer's own, else the shop's, where it is not said.
    pub language: Option<Language>,
    pub note: String,
    pub objects: Vec<Object>,
}

/// An object on the counter.
#[derive(Clone, Debug)]
pub struct Object {
    pub id: Id<Lot>,
    pub description: String,
    pub metal: Metal,
    /// Parts per ten thousand.
    pub fineness: i64,
    pub tested: Tested,
    pub gross_mg: i64,
    pub stones: Stones,
    /// Of stones left in, as far as anybody knows: 0 is none to speak of.
    pub stones_mg: i64,
}

/// Writes an entry an object. Their fine weights are worked out from what is metal of them.
pub fn take_in(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &TakeIn,
) -> Result<Id<Customer>, MetalAccountError> {
    authorise(by, None, Right::TakeRepairs)?;
    let customer = rule::customer(tx, input.customer)?;
    if input.objects.is_empty() || input.objects.len() > rule::MOST_OBJECTS {
        return Err(field("objects", 0));
    }
    if let Some(id) = input.order {
        let order = custom::order(tx, id)?.ok_or(MetalAccountError::OrderUnknown)?;
        if order.customer != customer.id {
            return Err(MetalAccountError::OtherCustomer);
        }
        if !order.state.is_open() {
            return Err(MetalAccountError::OrderState { state: order.state });
        }
    }
    let checked: Vec<Checked> = input
        .objects
        .iter()
        .enumerate()
        .map(|(index, object)| check(object, index + 1))
        .collect::<Result<_, _>>()?;
    let note = rule::said(&input.note);
    let (paper, number) = rule::number(
        tx,
        cx,
        by,
        &customer,
        &rule::Paper {
            id: input.id,
            kind: PaperKind::Receipt,
            language: input.language,
            order: input.order,
            note: &note,
            given_to: "",
        },
    )?;
    let on_day = rule::today(tx, cx)?;
    for (object, checked) in input.objects.iter().zip(checked) {
        if store::lot(tx, object.id)?.is_some() {
            return Err(MetalAccountError::IdTaken);
        }
        let entry = NewEntry {
            paper: Some(paper),
            ..NewEntry::of(
                cx.new_id(),
                customer.id,
                object.metal,
                Kind::In,
                on_day,
                by.user(),
            )
        };
        let entry = store::insert_entry(tx, cx, &entry)?;
        let lot = store::insert_lot(tx, entry, &checked.lot)?;
        let first = Move {
            lot,
            weight_mg: checked.metal.mg(),
            fine_mg: checked.metal.fine(checked.lot.fineness).mg(),
        };
        store::insert_move(tx, entry, &first)?;
    }
    customers::touch(tx, customer.id, cx.now_ms())?;
    let detail =
        json!({ "what": "metal-taken-in", "paper": number, "objects": input.objects.len() });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in changes(customer.id) {
        tx.changed(change);
    }
    Ok(customer.id)
}

struct Checked {
    lot: NewLot,
    /// What of it is metal.
    metal: Weight,
}

fn check(object: &Object, at: usize) -> Result<Checked, MetalAccountError> {
    const LONGEST: usize = 200;
    let description: String = object.description.trim().to_owned();
    if description.is_empty() || description.chars().count() > LONGEST {
        return Err(field("description", at));
    }
    rule::check_metal(object.metal, at)?;
    let fineness = rule::fineness(object.fineness, at)?;
    let gross = rule::weight(object.gross_mg, "gross", at)?;
    let stones_fit = match object.stones {
        Stones::LeftIn => (0..object.gross_mg).contains(&object.stones_mg),
        Stones::None | Stones::Removed => object.stones_mg == 0,
    };
    if !stones_fit {
        return Err(field("stones", at));
    }
    let stones_weight = Weight::from_mg(object.stones_mg).map_err(|_| field("stones", at))?;
    let metal = gross
        .minus(stones_weight)
        .map_err(|_| field("stones", at))?;
    if metal.fine(fineness) == Weight::ZERO {
        return Err(field("gross", at));
    }
    Ok(Checked {
        lot: NewLot {
            id: object.id,
            description,
            fineness,
            tested: object.tested,
            gross,
            stones: object.stones,
            stones_weight,
        },
        metal,
    })
}
