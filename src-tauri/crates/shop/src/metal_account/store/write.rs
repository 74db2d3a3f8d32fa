//! What is written of metal accounts. The journal vouches for papers, entries, objects and moves.

use chrono::NaiveDate;
use documents::Language;
use rusqlite::params;
use units::{Fineness, Id, Metal, Weight};
use uuid::Uuid;

use crate::custom::Order;
use crate::customers::Customer;
use crate::cx::{Cx, User};
use crate::db::{StoreError, WriteTx};
use crate::metal_account::nouns::{Entry, Kind, Lot, PaperKind, Stones, Tested};

/// A paper that is given its number.
pub struct NewPaper<'a> {
    pub id: Uuid,
    pub year: i64,
    pub series: i64,
    pub number: String,
    pub kind: PaperKind,
    pub customer: Id<Customer>,
    pub order: Option<Id<Order>>,
    pub language: Language,
    pub note: &'a str,
    pub given_to: &'a str,
    pub on_day: NaiveDate,
    pub user: Id<User>,
}

pub fn insert_paper(tx: &mut WriteTx<'_>, cx: &Cx, new: &NewPaper<'_>) -> Result<i64, StoreError> {
    tx.execute(
        "INSERT INTO metal_paper (id, year, series, number, kind, customer_id, order_id, language,
            note, given_to, on_day, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            new.id,
            new.year,
            new.series,
            new.number,
            new.kind.code(),
            new.customer.uuid(),
            new.order.map(Id::uuid),
            match new.language {
                Language::Fr => "fr",
                Language::En => "en",
            },
            new.note,
            new.given_to,
            new.on_day.to_string(),
            cx.now_ms(),
            new.user.uuid(),
        ],
    )?;
    let seq = tx.last_row();
    tx.wrote("metal_paper");
    Ok(seq)
}

/// A line of an account.
pub struct NewEntry<'a> {
    pub id: Id<Entry>,
    pub customer: Id<Customer>,
    pub metal: Metal,
    pub kind: Kind,
    pub paper: Option<i64>,
    pub order: Option<Id<Order>>,
    pub undoes: Option<i64>,
    pub loss_mg: i64,
    pub loss_fine_mg: i64,
    pub note: &'a str,
    pub on_day: NaiveDate,
    pub user: Id<User>,
}

impl NewEntry<'_> {
    pub const fn of(
        id: Id<Entry>,
        customer: Id<Customer>,
        metal: Metal,
        kind: Kind,
        on_day: NaiveDate,
        user: Id<User>,
    ) -> Self {
        Self {
            id,
            customer,
            metal,
            kind,
            paper: None,
            order: None,
            undoes: None,
            loss_mg: 0,
            loss_fine_mg: 0,
            note: "",
            on_day,
            user,
        }
    }
}

pub fn insert_entry(tx: &mut WriteTx<'_>, cx: &Cx, new: &NewEntry<'_>) -> Result<i64, StoreError> {
    tx.execute(
        "INSERT INTO metal_entry (id, customer_id, metal, kind, paper, order_id, undoes, loss_mg,
            loss_fine_mg, note, on_day, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            new.id.uuid(),
            new.customer.uuid(),
            new.metal.code(),
            new.kind.code(),
            new.paper,
            new.order.map(Id::uuid),
            new.undoes,
            new.loss_mg,
            new.loss_fine_mg,
            new.note,
            new.on_day.to_string(),
            cx.now_ms(),
            new.user.uuid(),
        ],
    )?;
    let seq = tx.last_row();
    tx.wrote("metal_entry");
    Ok(seq)
}

/// An object, or an ingot.
pub struct NewLot {
    pub id: Id<Lot>,
    pub description: String,
    pub fineness: Fineness,
    pub tested: Tested,
    pub gross: Weight,
    pub stones: Stones,
    pub stones_weight: Weight,
}

pub fn insert_lot(tx: &mut WriteTx<'_>, entry: i64, new: &NewLot) -> Result<i64, StoreError> {
    tx.execute(
        "INSERT INTO metal_lot (id, entry, description, fineness, tested, gross_mg, stones, stones_mg)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            new.id.uuid(),
            entry,
            new.description,
            new.fineness.per_ten_thousand(),
            new.tested.code(),
            new.gross.mg(),
            new.stones.code(),
            new.stones_weight.mg(),
        ],
    )?;
    let seq = tx.last_row();
    tx.wrote("metal_lot");
    Ok(seq)
}

/// By how much an entry changes an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    pub lot: i64,
    pub weight_mg: i64,
    pub fine_mg: i64,
}

pub fn insert_move(tx: &mut WriteTx<'_>, entry: i64, new: &Move) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO metal_move (entry, lot, weight_mg, fine_mg) VALUES (?1, ?2, ?3, ?4)",
        params![entry, new.lot, new.weight_mg, new.fine_mg],
    )?;
    tx.wrote("metal_move");
    Ok(())
}

pub fn put_photo(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    lot: i64,
    user: Id<User>,
    file: Uuid,
    thumbnail: Uuid,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO metal_photo (lot, file_id, thumbnail_id, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (lot, file_id) DO UPDATE SET off_at = NULL",
        params![lot, file, thumbnail, cx.now_ms(), user.uuid()],
    )?;
    Ok(())
}

/// Whether there was one to take off.
pub fn hide_photo(tx: &mut WriteTx<'_>, cx: &Cx, lot: i64, file: Uuid) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE metal_photo SET off_at = ?3 WHERE lot = ?1 AND file_id = ?2 AND off_at IS NULL",
        params![lot, file, cx.now_ms()],
    )?;
    Ok(changed > 0)
}

pub fn insert_print(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    paper: i64,
    copy: i64,
    user: Id<User>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO metal_print (paper, copy, at, user_id) VALUES (?1, ?2, ?3, ?4)",
        params![paper, copy, cx.now_ms(), user.uuid()],
    )?;
    Ok(())
}

/// Empties who fetched metal for a customer that is forgotten.
pub fn forget_customer(tx: &mut WriteTx<'_>, customer: Id<Customer>) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE metal_paper SET given_to = '' WHERE customer_id = ?1 AND given_to <> ''",
        [customer.uuid()],
    )?;
    Ok(())
}
