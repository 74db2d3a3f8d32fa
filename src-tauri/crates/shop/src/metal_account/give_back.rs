//! Gives metal back to its owner, with a paper to sign.

use documents::Language;
use serde_json::json;
use units::Id;
use uuid::Uuid;

use super::nouns::{Kind, Lot, MetalAccountError, PaperKind, changes};
use super::rule::{self, field};
use super::store::{self, NewEntry};
use crate::customers::{self, Customer};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::users::{Authority, Right, authorise};

/// What goes home, on one paper.
#[derive(Clone, Debug)]
pub struct GiveBack {
    /// Of the paper.
    pub id: Uuid,
    pub customer: Id<Customer>,
    /// Of the account, as it was seen.
    pub version: i64,
    pub language: Option<Language>,
    /// Where it is not the customer.
    pub given_to: String,
    pub note: String,
    pub lines: Vec<Back>,
}

/// So much of an object, which may be all of it.
#[derive(Clone, Copy, Debug)]
pub struct Back {
    pub lot: Id<Lot>,
    /// Of metal, without the stones left in: they go home with it.
    pub weight_mg: i64,
}

/// Writes an entry an object.
pub fn give_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &GiveBack,
) -> Result<Id<Customer>, MetalAccountError> {
    authorise(by, None, Right::TakeRepairs)?;
    let customer = rule::customer(tx, input.customer)?;
    rule::check_version(tx, customer.id, input.version)?;
    if input.lines.is_empty() || input.lines.len() > rule::MOST_OBJECTS {
        return Err(field("objects", 0));
    }
    let mut taken: Vec<(Lot, store::Move)> = Vec::new();
    for (index, line) in input.lines.iter().enumerate() {
        let lot = rule::lot(tx, line.lot, customer.id)?;
        if taken.iter().any(|(one, _)| one.seq == lot.seq) {
            return Err(field("objects", index + 1));
        }
        rule::weight(line.weight_mg, "weight", index + 1)?;
        let moved = rule::take(&lot, line.weight_mg)?;
        taken.push((lot, moved));
    }
    let given_to: String = input.given_to.trim().chars().take(100).collect();
    let note = rule::said(&input.note);
    let (paper, number) = rule::number(
        tx,
        cx,
        by,
        &customer,
        &rule::Paper {
            id: input.id,
            kind: PaperKind::Return,
            language: input.language,
            order: None,
            note: &note,
            given_to: &given_to,
        },
    )?;
    let on_day = rule::today(tx, cx)?;
    for (lot, moved) in &taken {
        let entry = NewEntry {
            paper: Some(paper),
            ..NewEntry::of(
                cx.new_id(),
                customer.id,
                lot.metal,
                Kind::Return,
                on_day,
                by.user(),
            )
        };
        let entry = store::insert_entry(tx, cx, &entry)?;
        store::insert_move(tx, entry, moved)?;
    }
    customers::touch(tx, customer.id, cx.now_ms())?;
    let detail = json!({ "what": "metal-given-back", "paper": number, "objects": taken.len() });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in changes(customer.id) {
        tx.changed(change);
    }
    Ok(customer.id)
}
