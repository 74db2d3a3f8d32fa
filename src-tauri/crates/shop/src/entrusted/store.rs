//! The SQL of what customers leave.

mod write;

pub(super) use write::{
    NewEntry, NewSlip, forget_customer, hide_photo, insert_entry, insert_object, insert_print,
    insert_slip, put_photo,
};

use documents::Language;
use rusqlite::{Row, params};
use units::Id;
use uuid::Uuid;

use super::nouns::{Entry, Last, Object, Of, Photo, Slip, Standing};
use crate::customers::Customer;
use crate::db::{ReadTx, StoreError, row};
use crate::files::File;
use crate::stock::Place;

/// With what people call it: of an appraisal its number or title, of an estate the name.
const SLIP: &str = "SELECT slip.id, slip.seq, slip.number, slip.customer_id,
        trim(customer.given_name || ' ' || customer.family_name), slip.of, slip.of_id,
        coalesce(
            (SELECT coalesce(appraisal.number || ' · ', '') || appraisal.title FROM appraisal
             WHERE appraisal.id = slip.of_id),
            (SELECT deceased FROM estate WHERE estate.id = slip.of_id),
            (SELECT made.number || ' · ' || made.title FROM custom_order made
             WHERE made.id = slip.of_id), ''),
        slip.language, slip.note, slip.on_day, slip.at, user.name
    FROM entrusted_slip slip JOIN user ON user.id = slip.user_id
    JOIN customer ON customer.id = slip.customer_id";

fn read_slip(found: &Row<'_>) -> rusqlite::Result<Slip> {
    let language: String = found.get(8)?;
    Ok(Slip {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        number: found.get(2)?,
        customer: row::id(found, 3)?,
        customer_name: found.get(4)?,
        of: row::word(found, 5)?,
        of_id: found.get(6)?,
        about: found.get(7)?,
        language: if language == "en" {
            Language::En
        } else {
            Language::Fr
        },
        note: found.get(9)?,
        on_day: row::word(found, 10)?,
        at: row::time(found, 11)?,
        by: found.get(12)?,
    })
}

/// One slip.
pub fn slip_by_id(tx: &ReadTx<'_>, id: Id<Slip>) -> Result<Option<Slip>, StoreError> {
    tx.maybe(
        &format!("{SLIP} WHERE slip.id = ?1"),
        [id.uuid()],
        read_slip,
    )
}

/// What was left for one appraisal, estate or order, the newest first.
pub fn slips(tx: &ReadTx<'_>, of: Of, id: Uuid) -> Result<Vec<Slip>, StoreError> {
    tx.all(
        &format!("{SLIP} WHERE slip.of_id = ?1 AND slip.of = ?2 ORDER BY slip.seq DESC"),
        params![id, of.code()],
        read_slip,
    )
}

/// The last entry of an object that stands.
const LAST: &str = "(SELECT entry.seq FROM entrusted_entry entry WHERE entry.object = object.seq
        AND entry.what <> 'corrected'
        AND NOT EXISTS (SELECT 1 FROM entrusted_entry undo WHERE undo.undoes = entry.seq)
    ORDER BY entry.seq DESC LIMIT 1)";

/// How many of an object are here, by the entries that stand.
const LEFT: &str = "(SELECT coalesce(sum(CASE WHEN entry.what = 'taken_in' THEN entry.count
            ELSE -entry.count END), 0) FROM entrusted_entry entry
        WHERE entry.object = object.seq AND entry.what <> 'corrected'
        AND NOT EXISTS (SELECT 1 FROM entrusted_entry undo WHERE undo.undoes = entry.seq))";

/// The slips with something that is here, the oldest first.
pub fn held(tx: &ReadTx<'_>) -> Result<Vec<Slip>, StoreError> {
    tx.all(
        &format!(
            "{SLIP} WHERE EXISTS (SELECT 1 FROM entrusted_object object WHERE object.slip = slip.seq
                AND {LEFT} > 0)
             ORDER BY slip.seq"
        ),
        [],
        read_slip,
    )
}

/// With the place that the ledger says last.
fn object_sql(rest: &str) -> String {
    format!(
        "SELECT object.id, object.seq, slip.id, object.code, object.object, object.count,
            object.gross_ug, object.cut, object.size, object.marks, object.condition,
            object.declared_minor, {LEFT}, last.seq, last.what, last.count, last.delivery IS NOT NULL,
            place.id, coalesce(place.name, '')
         FROM entrusted_object object JOIN entrusted_slip slip ON slip.seq = object.slip
         LEFT JOIN entrusted_entry last ON last.seq = {LAST}
         LEFT JOIN place ON place.id = (SELECT place_id FROM custody_movement
            WHERE object_id = object.id ORDER BY seq DESC LIMIT 1) {rest}"
    )
}

fn read_object(found: &Row<'_>) -> rusqlite::Result<Object> {
    let left = found.get(12)?;
    let last = match found.get::<_, Option<i64>>(13)? {
        None => None,
        Some(seq) => Some(Last {
            seq,
            what: row::word(found, 14)?,
            count: found.get(15)?,
        }),
    };
    Ok(Object {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        slip: row::id(found, 2)?,
        code: found.get(3)?,
        object: found.get(4)?,
        count: found.get(5)?,
        gross_ug: found.get(6)?,
        cut: found.get(7)?,
        size: found.get(8)?,
        marks: found.get(9)?,
        condition: found.get(10)?,
        declared_minor: found.get(11)?,
        standing: match (left, last) {
            (_, None) => Standing::Cancelled,
            (0, _) => Standing::Gone,
            _ => Standing::Here,
        },
        left,
        last,
        of_delivery: found.get::<_, Option<bool>>(16)?.unwrap_or(false),
        place: row::maybe_id(found, 17)?,
        place_name: found.get(18)?,
    })
}

/// One object.
pub fn object(tx: &ReadTx<'_>, id: Id<Object>) -> Result<Option<Object>, StoreError> {
    tx.maybe(
        &object_sql("WHERE object.id = ?1"),
        [id.uuid()],
        read_object,
    )
}

/// The objects of a slip, as they were put down.
pub fn objects(tx: &ReadTx<'_>, slip: i64) -> Result<Vec<Object>, StoreError> {
    tx.all(
        &object_sql("WHERE object.slip = ?1 ORDER BY object.position"),
        [slip],
        read_object,
    )
}

/// What is here for an appraisal, an estate or an order, in the order it came.
pub fn here_for(tx: &ReadTx<'_>, of_id: Uuid) -> Result<Vec<Object>, StoreError> {
    tx.all(
        &object_sql(&format!(
            "WHERE slip.of_id = ?1 AND {LEFT} > 0 ORDER BY object.seq"
        )),
        [of_id],
        read_object,
    )
}

/// What happened to an object, the oldest first.
pub fn entries(tx: &ReadTx<'_>, object: &Object) -> Result<Vec<Entry>, StoreError> {
    tx.all(
        "SELECT entry.seq, entry.what, entry.count, EXISTS (SELECT 1 FROM entrusted_entry undo
                WHERE undo.undoes = entry.seq), entry.gross_ug, entry.differs, entry.shown,
            entry.reason, entry.given_to, coalesce(allowed.name, ''), entry.at, user.name
         FROM entrusted_entry entry JOIN user ON user.id = entry.user_id
         LEFT JOIN user allowed ON allowed.id = entry.allowed_by
         WHERE entry.object = ?1 ORDER BY entry.seq",
        [object.seq],
        |found| {
            Ok(Entry {
                seq: found.get(0)?,
                what: row::word(found, 1)?,
                count: found.get(2)?,
                undone: found.get(3)?,
                gross_ug: found.get(4)?,
                differs: found.get(5)?,
                shown: found.get(6)?,
                reason: found.get(7)?,
                given_to: found.get(8)?,
                allowed_by: found.get(9)?,
                at: row::time(found, 10)?,
                by: found.get(11)?,
            })
        },
    )
}

/// What a delivery wrote and nobody has taken back: the entry, its object and how many.
pub(super) fn of_delivery(
    tx: &ReadTx<'_>,
    delivery: i64,
) -> Result<Vec<(i64, Id<Object>, i64)>, StoreError> {
    tx.all(
        "SELECT entry.seq, object.id, entry.count FROM entrusted_entry entry
         JOIN entrusted_object object ON object.seq = entry.object
         WHERE entry.delivery = ?1 AND entry.what <> 'corrected'
           AND NOT EXISTS (SELECT 1 FROM entrusted_entry undo WHERE undo.undoes = entry.seq)
         ORDER BY entry.seq DESC",
        [delivery],
        |found| Ok((found.get(0)?, row::id(found, 1)?, found.get(2)?)),
    )
}

/// The place where an object was when it was last here.
pub(super) fn last_place(
    tx: &ReadTx<'_>,
    object: Id<Object>,
) -> Result<Option<Id<Place>>, StoreError> {
    let place: Option<Option<Uuid>> = tx.maybe(
        "SELECT place_id FROM custody_movement
         WHERE object_id = ?1 AND place_id IS NOT NULL ORDER BY seq DESC LIMIT 1",
        [object.uuid()],
        |found| found.get(0),
    )?;
    Ok(place.flatten().map(Id::from_uuid))
}

/// The pictures of a slip's objects that are on the sheet, the oldest first.
pub fn photos(tx: &ReadTx<'_>, slip: i64) -> Result<Vec<Photo>, StoreError> {
    tx.all(
        "SELECT object.id, photo.file_id, photo.thumbnail_id
         FROM entrusted_photo photo JOIN entrusted_object object ON object.seq = photo.object
         WHERE object.slip = ?1 AND photo.off_at IS NULL ORDER BY photo.seq",
        [slip],
        |found| {
            Ok(Photo {
                object: row::id(found, 0)?,
                file: found.get(1)?,
                thumbnail: found.get(2)?,
            })
        },
    )
}

/// The number after the last one of a year.
pub(super) fn next_series(tx: &ReadTx<'_>, year: i64) -> Result<i64, StoreError> {
    tx.one(
        "SELECT coalesce(max(series), 0) + 1 FROM entrusted_slip WHERE year = ?1",
        [year],
        |found| found.get(0),
    )
}

/// As which copy a slip is printed next.
pub(super) fn next_copy(tx: &ReadTx<'_>, slip: i64) -> Result<i64, StoreError> {
    tx.one(
        "SELECT coalesce(max(copy) + 1, 0) FROM entrusted_print WHERE slip = ?1",
        [slip],
        |found| found.get(0),
    )
}

/// A slip with something of theirs that is here.
pub(super) fn stands_with(
    tx: &ReadTx<'_>,
    customer: Id<Customer>,
) -> Result<Option<String>, StoreError> {
    tx.maybe(
        &format!(
            "SELECT slip.number FROM entrusted_slip slip WHERE slip.customer_id = ?1 AND EXISTS
                (SELECT 1 FROM entrusted_object object WHERE object.slip = slip.seq AND {LEFT} > 0)
             ORDER BY slip.seq LIMIT 1"
        ),
        [customer.uuid()],
        |found| found.get(0),
    )
}

/// The numbers of a customer's slips.
pub(super) fn numbers(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<Vec<String>, StoreError> {
    tx.all(
        "SELECT number FROM entrusted_slip WHERE customer_id = ?1",
        [customer.uuid()],
        |found| found.get(0),
    )
}

/// A customer's slips.
pub(super) fn known_by(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<Vec<Uuid>, StoreError> {
    tx.all(
        "SELECT id FROM entrusted_slip WHERE customer_id = ?1",
        [customer.uuid()],
        |found| found.get(0),
    )
}

/// The pictures of what they left, and their small ones.
pub(super) fn photos_of(
    tx: &ReadTx<'_>,
    customer: Id<Customer>,
) -> Result<Vec<Id<File>>, StoreError> {
    tx.all(
        "SELECT file.id FROM entrusted_photo photo
         JOIN entrusted_object object ON object.seq = photo.object
         JOIN entrusted_slip slip ON slip.seq = object.slip
         JOIN file ON file.id = file_id OR file.id = thumbnail_id
         WHERE slip.customer_id = ?1",
        [customer.uuid()],
        |found| row::id(found, 0),
    )
}

pub(super) fn photo_count(tx: &ReadTx<'_>, object: i64) -> Result<i64, StoreError> {
    tx.one(
        "SELECT count(*) FROM entrusted_photo WHERE object = ?1 AND off_at IS NULL",
        [object],
        |found| found.get(0),
    )
}
