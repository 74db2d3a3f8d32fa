//! Objects are melted together: they end, and an ingot begins, with the title its assay gave it.

use serde_json::json;
use units::{Id, Weight};

use super::nouns::{Kind, Lot, MetalAccountError, Stones, Tested, changes};
use super::rule::{self, field};
use super::store::{self, Move, NewEntry, NewLot};
use crate::customers::Customer;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::users::{Authority, Right, authorise};

/// What went into the fire and what came out.
#[derive(Clone, Debug)]
pub struct Melt {
    pub id: Id<super::Entry>,
    pub customer: Id<Customer>,
    /// Of the account, as it was seen.
    pub version: i64,
    /// What is left of each goes in whole.
    pub lots: Vec<Id<Lot>>,
    /// Of the ingot.
    pub lot: Id<Lot>,
    pub description: String,
    pub weight_mg: i64,
    /// Parts per ten thousand.
    pub fineness: i64,
    pub tested: Tested,
    pub note: String,
}

/// Writes what was lost: of weight in the fire, of fine metal by what the assay says. An assay may find
/// more fine metal than somebody declared; more weight than went in it cannot.
pub fn melt(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &Melt,
) -> Result<Id<Customer>, MetalAccountError> {
    authorise(by, None, Right::WorkRepairs)?;
    let customer = rule::customer(tx, input.customer)?;
    rule::check_version(tx, customer.id, input.version)?;
    if input.lots.is_empty() || input.lots.len() > rule::MOST_OBJECTS {
        return Err(field("objects", 0));
    }
    if store::entry(tx, input.id)?.is_some() || store::lot(tx, input.lot)?.is_some() {
        return Err(MetalAccountError::IdTaken);
    }
    let mut melted: Vec<Lot> = Vec::with_capacity(input.lots.len());
    for (index, &id) in input.lots.iter().enumerate() {
        let lot = rule::lot(tx, id, customer.id)?;
        if lot.left == Weight::ZERO {
            return Err(MetalAccountError::TooMuch { left: lot.left });
        }
        if melted.iter().any(|one| one.seq == lot.seq) {
            return Err(field("objects", index + 1));
        }
        melted.push(lot);
    }
    let metal = melted[0].metal;
    if melted.iter().any(|lot| lot.metal != metal) {
        return Err(MetalAccountError::MixedMetals);
    }
    let weight = rule::weight(input.weight_mg, "weight", 0)?;
    let fineness = rule::fineness(input.fineness, 0)?;
    let before_mg: i64 = melted.iter().map(|lot| lot.left.mg()).sum();
    let fine_before_mg: i64 = melted.iter().map(|lot| lot.left_fine.mg()).sum();
    let fine = weight.fine(fineness);
    if weight.mg() > before_mg || fine == Weight::ZERO {
        return Err(field("weight", 0));
    }
    let description: String = input.description.trim().chars().take(200).collect();
    if description.is_empty() {
        return Err(field("description", 0));
    }
    let note = rule::said(&input.note);
    let on_day = rule::today(tx, cx)?;
    let entry = NewEntry {
        loss_mg: before_mg - weight.mg(),
        loss_fine_mg: fine_before_mg - fine.mg(),
        note: &note,
        ..NewEntry::of(input.id, customer.id, metal, Kind::Melt, on_day, by.user())
    };
    let seq = store::insert_entry(tx, cx, &entry)?;
    for lot in &melted {
        store::insert_move(tx, seq, &rule::take(lot, lot.left.mg())?)?;
    }
    let ingot = NewLot {
        id: input.lot,
        description,
        fineness,
        tested: input.tested,
        gross: weight,
        stones: Stones::None,
        stones_weight: Weight::ZERO,
    };
    let made = Move {
        lot: store::insert_lot(tx, seq, &ingot)?,
        weight_mg: weight.mg(),
        fine_mg: fine.mg(),
    };
    store::insert_move(tx, seq, &made)?;
    let detail = json!({ "what": "metal-melted", "objects": melted.len(), "metal": metal.code(),
        "fine_mg": fine.mg(), "loss_fine_mg": entry.loss_fine_mg });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in changes(customer.id) {
        tx.changed(change);
    }
    Ok(customer.id)
}
