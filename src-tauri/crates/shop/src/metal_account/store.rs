//! The SQL of metal accounts: what is in them. What is written stands in `write`.

mod write;

use chrono::{DateTime, NaiveDate, Utc};
use documents::Language;
use rusqlite::types::Type;
use rusqlite::{Row, params};
use units::{Fineness, Id, Metal, Weight};
use uuid::Uuid;

pub(super) use write::{
    Move, NewEntry, NewLot, NewPaper, forget_customer, hide_photo, insert_entry, insert_lot,
    insert_move, insert_paper, insert_print, put_photo,
};

use super::nouns::{Entry, Held, Holder, Lot, PaperKind, Photo};
use crate::custom::Order;
use crate::customers::Customer;
use crate::db::{ReadTx, StoreError, row};
use crate::files::File;

/// Later than every entry.
const NOW: &str = "9999-12-31";

/// A customer's name from the joined table.
const NAME: &str = "coalesce(CASE
    WHEN customer.company = '' THEN trim(customer.given_name || ' ' || customer.family_name)
    WHEN customer.family_name = '' THEN customer.company
    ELSE customer.company || ' (' || trim(customer.given_name || ' ' || customer.family_name) || ')'
    END, '')";

fn unreadable(at: usize, what: &'static str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(at, Type::Integer, what.into())
}

fn weight(found: &Row<'_>, at: usize) -> rusqlite::Result<Weight> {
    Weight::from_mg(found.get(at)?).map_err(|_| unreadable(at, "weight"))
}

fn fineness(found: &Row<'_>, at: usize) -> rusqlite::Result<Fineness> {
    Fineness::from_per_ten_thousand(found.get(at)?).map_err(|_| unreadable(at, "fineness"))
}

/// `?1` is the day up to which moves count.
const LOT: &str =
    "SELECT lot.id, lot.seq, made.customer_id, made.metal, lot.description, lot.fineness,
        lot.tested, lot.gross_mg, lot.stones, lot.stones_mg, made.kind = 'melt',
        coalesce(paper.number, ''), made.at,
        (SELECT coalesce(sum(moved.weight_mg), 0) FROM metal_move moved
            JOIN metal_entry done ON done.seq = moved.entry
            WHERE moved.lot = lot.seq AND done.on_day <= ?1),
        (SELECT coalesce(sum(moved.fine_mg), 0) FROM metal_move moved
            JOIN metal_entry done ON done.seq = moved.entry
            WHERE moved.lot = lot.seq AND done.on_day <= ?1)
    FROM metal_lot lot JOIN metal_entry made ON made.seq = lot.entry
    LEFT JOIN metal_paper paper ON paper.seq = made.paper";

fn read_lot(found: &Row<'_>) -> rusqlite::Result<Lot> {
    Ok(Lot {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        customer: row::id(found, 2)?,
        metal: row::word(found, 3)?,
        description: found.get(4)?,
        fineness: fineness(found, 5)?,
        tested: row::word(found, 6)?,
        gross: weight(found, 7)?,
        stones: row::word(found, 8)?,
        stones_weight: weight(found, 9)?,
        melted: found.get(10)?,
        paper: found.get(11)?,
        at: row::time(found, 12)?,
        left: weight(found, 13)?,
        left_fine: weight(found, 14)?,
    })
}

/// One object as it is now.
pub fn lot(tx: &ReadTx<'_>, id: Id<Lot>) -> Result<Option<Lot>, StoreError> {
    tx.maybe(
        &format!("{LOT} WHERE lot.id = ?2"),
        params![NOW, id.uuid()],
        read_lot,
    )
}

/// A customer's objects as they were at the end of a day, the newest first.
pub fn lots(
    tx: &ReadTx<'_>,
    customer: Id<Customer>,
    on: NaiveDate,
) -> Result<Vec<Lot>, StoreError> {
    tx.all(
        &format!("{LOT} WHERE made.customer_id = ?2 AND made.on_day <= ?1 ORDER BY lot.seq DESC"),
        params![on.to_string(), customer.uuid()],
        read_lot,
    )
}

/// `?1` is the day up to which an entry counts as undone.
const ENTRY: &str = "SELECT entry.id, entry.seq, entry.customer_id, entry.metal, entry.kind, paper.id,
        paper.number, made.id, made.number, entry.undoes,
        EXISTS (SELECT 1 FROM metal_entry later WHERE later.undoes = entry.seq AND later.on_day <= ?1),
        entry.loss_mg, entry.loss_fine_mg,
        (SELECT coalesce(sum(weight_mg), 0) FROM metal_move WHERE entry = entry.seq),
        (SELECT coalesce(sum(fine_mg), 0) FROM metal_move WHERE entry = entry.seq),
        (SELECT json_group_array(description) FROM (SELECT lot.description FROM metal_move moved
            JOIN metal_lot lot ON lot.seq = moved.lot WHERE moved.entry = entry.seq
            ORDER BY moved.seq)),
        entry.note, entry.on_day, entry.at, user.name
    FROM metal_entry entry JOIN user ON user.id = entry.user_id
    LEFT JOIN metal_paper paper ON paper.seq = entry.paper
    LEFT JOIN custom_order made ON made.id = entry.order_id";

fn read_entry(found: &Row<'_>) -> rusqlite::Result<Entry> {
    let objects: String = found.get(15)?;
    let paper: Option<Uuid> = found.get(5)?;
    let order: Option<Id<Order>> = row::maybe_id(found, 7)?;
    let number = |at: usize| -> rusqlite::Result<String> {
        Ok(found.get::<_, Option<String>>(at)?.unwrap_or_default())
    };
    Ok(Entry {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        customer: row::id(found, 2)?,
        metal: row::word(found, 3)?,
        kind: row::word(found, 4)?,
        paper: paper
            .map(|id| Ok::<_, rusqlite::Error>((id, number(6)?)))
            .transpose()?,
        order: order
            .map(|id| Ok::<_, rusqlite::Error>((id, number(8)?)))
            .transpose()?,
        undoes: found.get(9)?,
        undone: found.get(10)?,
        loss_mg: found.get(11)?,
        loss_fine_mg: found.get(12)?,
        weight_mg: found.get(13)?,
        fine_mg: found.get(14)?,
        objects: serde_json::from_str(&objects).map_err(|error| {
            rusqlite::Error::FromSqlConversionFailure(15, Type::Text, error.into())
        })?,
        note: found.get(16)?,
        on_day: row::word(found, 17)?,
        at: row::time(found, 18)?,
        by: found.get(19)?,
    })
}

/// One entry.
pub fn entry(tx: &ReadTx<'_>, id: Id<Entry>) -> Result<Option<Entry>, StoreError> {
    tx.maybe(
        &format!("{ENTRY} WHERE entry.id = ?2"),
        params![NOW, id.uuid()],
        read_entry,
    )
}

/// A customer's entries up to the end of a day, the newest first.
pub(super) fn entries(
    tx: &ReadTx<'_>,
    customer: Id<Customer>,
    on: NaiveDate,
) -> Result<Vec<Entry>, StoreError> {
    tx.all(
        &format!(
            "{ENTRY} WHERE entry.customer_id = ?2 AND entry.on_day <= ?1 ORDER BY entry.seq DESC"
        ),
        params![on.to_string(), customer.uuid()],
        read_entry,
    )
}

/// What was used in an order, the oldest first; what was taken back as well.
pub fn used_in(tx: &ReadTx<'_>, order: Id<Order>) -> Result<Vec<Entry>, StoreError> {
    tx.all(
        &format!("{ENTRY} WHERE entry.order_id = ?2 ORDER BY entry.seq"),
        params![NOW, order.uuid()],
        read_entry,
    )
}

/// The entries of a paper, in the order of its objects.
pub(super) fn entries_of_paper(tx: &ReadTx<'_>, paper: i64) -> Result<Vec<Entry>, StoreError> {
    tx.all(
        &format!("{ENTRY} WHERE entry.paper = ?2 ORDER BY entry.seq"),
        params![NOW, paper],
        read_entry,
    )
}

/// What an entry moved, each with its object as it is now.
pub(super) fn moves_of(tx: &ReadTx<'_>, entry: i64) -> Result<Vec<(Lot, Move)>, StoreError> {
    let moves = tx.all(
        "SELECT moved.lot, moved.weight_mg, moved.fine_mg, lot.id FROM metal_move moved
         JOIN metal_lot lot ON lot.seq = moved.lot WHERE moved.entry = ?1 ORDER BY moved.seq",
        [entry],
        |found| {
            let moved = Move {
                lot: found.get(0)?,
                weight_mg: found.get(1)?,
                fine_mg: found.get(2)?,
            };
            Ok((row::id::<Lot>(found, 3)?, moved))
        },
    )?;
    let with_lot = moves.into_iter().map(|(id, moved)| {
        let found = lot(tx, id)?.ok_or(StoreError::Unreadable("metal_lot"))?;
        Ok((found, moved))
    });
    with_lot.collect()
}

/// The number of a customer's last entry.
pub(super) fn version(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<i64, StoreError> {
    tx.one(
        "SELECT coalesce(max(seq), 0) FROM metal_entry WHERE customer_id = ?1",
        [customer.uuid()],
        |found| found.get(0),
    )
}

/// A receipt, or what is signed when metal goes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    pub id: Id<Self>,
    pub seq: i64,
    pub number: String,
    pub kind: PaperKind,
    pub customer: Id<Customer>,
    /// What the metal is meant for: the order's number and title.
    pub order: Option<(Id<Order>, String, String)>,
    pub language: Language,
    pub note: String,
    /// Where it was not the customer.
    pub given_to: String,
    pub on_day: NaiveDate,
    pub at: DateTime<Utc>,
    pub by: String,
}

const PAPER: &str =
    "SELECT paper.id, paper.seq, paper.number, paper.kind, paper.customer_id, made.id,
        made.number, made.title, paper.language, paper.note, paper.given_to, paper.on_day, paper.at,
        user.name
    FROM metal_paper paper JOIN user ON user.id = paper.user_id
    LEFT JOIN custom_order made ON made.id = paper.order_id";

fn read_paper(found: &Row<'_>) -> rusqlite::Result<Paper> {
    let order = match row::maybe_id(found, 5)? {
        Some(id) => Some((id, found.get(6)?, found.get(7)?)),
        None => None,
    };
    let language: String = found.get(8)?;
    Ok(Paper {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        number: found.get(2)?,
        kind: row::word(found, 3)?,
        customer: row::id(found, 4)?,
        order,
        language: if language == "en" {
            Language::En
        } else {
            Language::Fr
        },
        note: found.get(9)?,
        given_to: found.get(10)?,
        on_day: row::word(found, 11)?,
        at: row::time(found, 12)?,
        by: found.get(13)?,
    })
}

/// One paper.
pub fn paper(tx: &ReadTx<'_>, id: Id<Paper>) -> Result<Option<Paper>, StoreError> {
    tx.maybe(
        &format!("{PAPER} WHERE paper.id = ?1"),
        [id.uuid()],
        read_paper,
    )
}

/// A customer's papers, the newest first.
pub fn papers(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<Vec<Paper>, StoreError> {
    tx.all(
        &format!("{PAPER} WHERE paper.customer_id = ?1 ORDER BY paper.seq DESC"),
        [customer.uuid()],
        read_paper,
    )
}

/// The pictures of what they left, and the small ones.
pub(super) fn photos_of(
    tx: &ReadTx<'_>,
    customer: Id<Customer>,
) -> Result<Vec<Id<File>>, StoreError> {
    tx.all(
        "SELECT file.id FROM metal_photo JOIN metal_lot ON metal_lot.seq = lot
         JOIN metal_entry ON metal_entry.seq = metal_lot.entry
         JOIN file ON file.id = file_id OR file.id = thumbnail_id
         WHERE customer_id = ?1",
        [customer.uuid()],
        |found| row::id(found, 0),
    )
}

/// The number after the last one of a year.
pub(super) fn next_series(tx: &ReadTx<'_>, year: i64) -> Result<i64, StoreError> {
    tx.one(
        "SELECT coalesce(max(series), 0) + 1 FROM metal_paper WHERE year = ?1",
        [year],
        |found| found.get(0),
    )
}

/// As which copy a paper is printed next.
pub(super) fn next_copy(tx: &ReadTx<'_>, paper: i64) -> Result<i64, StoreError> {
    tx.one(
        "SELECT coalesce(max(copy) + 1, 0) FROM metal_print WHERE paper = ?1",
        [paper],
        |found| found.get(0),
    )
}

/// The pictures of a customer's objects, without those that were taken off.
pub fn photos(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<Vec<Photo>, StoreError> {
    tx.all(
        "SELECT lot.id, photo.file_id, photo.thumbnail_id
         FROM metal_photo photo JOIN metal_lot lot ON lot.seq = photo.lot
         JOIN metal_entry made ON made.seq = lot.entry
         WHERE made.customer_id = ?1 AND photo.off_at IS NULL ORDER BY photo.seq",
        [customer.uuid()],
        |found| {
            Ok(Photo {
                lot: row::id(found, 0)?,
                file: found.get(1)?,
                thumbnail: found.get(2)?,
            })
        },
    )
}

pub(super) fn photo_count(tx: &ReadTx<'_>, lot: i64) -> Result<i64, StoreError> {
    tx.one(
        "SELECT count(*) FROM metal_photo WHERE lot = ?1 AND off_at IS NULL",
        [lot],
        |found| found.get(0),
    )
}

/// Every object of which something was left at the end of a day.
const HELD: &str = "SELECT made.customer_id AS customer_id, made.metal AS metal,
        lot.fineness AS fineness, made.on_day AS since, sum(moved.weight_mg) AS weight_mg,
        sum(moved.fine_mg) AS fine_mg
    FROM metal_move moved JOIN metal_lot lot ON lot.seq = moved.lot
    JOIN metal_entry made ON made.seq = lot.entry JOIN metal_entry done ON done.seq = moved.entry
    WHERE done.on_day <= ?1 GROUP BY lot.seq HAVING sum(moved.weight_mg) > 0";

/// Customers' metal that was here at the end of a day, metal by metal, the finest title first.
pub fn held(tx: &ReadTx<'_>, on: NaiveDate) -> Result<Vec<Held>, StoreError> {
    let mut found = tx.all(
        &format!(
            "SELECT metal, fineness, count(*), sum(weight_mg), sum(fine_mg) FROM ({HELD})
             GROUP BY metal, fineness ORDER BY fineness DESC"
        ),
        [on.to_string()],
        |found| {
            Ok(Held {
                metal: row::word(found, 0)?,
                fineness: fineness(found, 1)?,
                object_count: found.get(2)?,
                weight: weight(found, 3)?,
                fine: weight(found, 4)?,
            })
        },
    )?;
    found.sort_by_key(|one| one.metal);
    Ok(found)
}

/// Whose it was, the oldest first.
pub fn holders(tx: &ReadTx<'_>, on: NaiveDate) -> Result<Vec<Holder>, StoreError> {
    tx.all(
        &format!(
            "SELECT held.customer_id, {NAME}, held.metal, sum(held.fine_mg), min(held.since)
             FROM ({HELD}) held JOIN customer ON customer.id = held.customer_id
             GROUP BY held.customer_id, held.metal ORDER BY min(held.since), 2, held.metal"
        ),
        [on.to_string()],
        |found| {
            Ok(Holder {
                customer: row::id(found, 0)?,
                name: found.get(1)?,
                metal: row::word::<Metal>(found, 2)?,
                fine: weight(found, 3)?,
                since: row::word(found, 4)?,
            })
        },
    )
}

/// The last receipt of a customer whose metal is here.
pub(super) fn stands_with(
    tx: &ReadTx<'_>,
    customer: Id<Customer>,
) -> Result<Option<String>, StoreError> {
    tx.maybe(
        &format!(
            "SELECT paper.number FROM metal_paper paper
             WHERE paper.customer_id = ?2 AND paper.kind = 'receipt'
                AND EXISTS (SELECT 1 FROM ({HELD}) held WHERE held.customer_id = ?2)
             ORDER BY paper.seq DESC LIMIT 1"
        ),
        params![NOW, customer.uuid()],
        |found| found.get(0),
    )
}
