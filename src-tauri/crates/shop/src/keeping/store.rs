//! The SQL of what is kept for customers.

use chrono::NaiveDate;
use documents::Language;
use rusqlite::{Row, params};
use units::Id;
use uuid::Uuid;

use super::nouns::{Entry, Object, Of, Slip, Standing, What};
use super::take_in::NewObject;
use crate::customers::Customer;
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx, row};

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
    FROM keeping_slip slip JOIN user ON user.id = slip.user_id
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
    tx.maybe(&format!("{SLIP} WHERE slip.id = ?1"), [id.uuid()], read_slip)
}

/// What was left for one appraisal, estate or order, the newest first.
pub fn slips(tx: &ReadTx<'_>, of: Of, id: Uuid) -> Result<Vec<Slip>, StoreError> {
    tx.all(
        &format!("{SLIP} WHERE slip.of_id = ?1 AND slip.of = ?2 ORDER BY slip.seq DESC"),
        params![id, of.code()],
        read_slip,
    )
}

/// An object is here when the last entry that stands took it in.
const LAST: &str = "(SELECT entry.seq FROM keeping_entry entry WHERE entry.object = object.seq
        AND entry.what <> 'corrected'
        AND NOT EXISTS (SELECT 1 FROM keeping_entry undo WHERE undo.undoes = entry.seq)
    ORDER BY entry.seq DESC LIMIT 1)";

/// The slips with something that is here, the oldest first.
pub fn held(tx: &ReadTx<'_>) -> Result<Vec<Slip>, StoreError> {
    tx.all(
        &format!(
            "{SLIP} WHERE EXISTS (SELECT 1 FROM keeping_object object WHERE object.slip = slip.seq
                AND (SELECT what FROM keeping_entry WHERE seq = {LAST}) = 'taken_in')
             ORDER BY slip.seq"
        ),
        [],
        read_slip,
    )
}

fn object_sql(rest: &str) -> String {
    format!(
        "SELECT object.id, object.seq, slip.id, object.code, object.object, object.count,
            object.gross_ug, object.condition, object.declared_minor, last.seq, last.what
         FROM keeping_object object JOIN keeping_slip slip ON slip.seq = object.slip
         LEFT JOIN keeping_entry last ON last.seq = {LAST} {rest}"
    )
}

fn read_object(found: &Row<'_>) -> rusqlite::Result<Object> {
    let what: Option<String> = found.get(10)?;
    Ok(Object {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        slip: row::id(found, 2)?,
        code: found.get(3)?,
        object: found.get(4)?,
        count: found.get(5)?,
        gross_ug: found.get(6)?,
        condition: found.get(7)?,
        declared_minor: found.get(8)?,
        last: found.get(9)?,
        standing: match what.as_deref() {
            Some("taken_in") => Standing::Here,
            Some("given_back") => Standing::Home,
            _ => Standing::Cancelled,
        },
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

/// What happened to an object, the oldest first.
pub fn entries(tx: &ReadTx<'_>, object: &Object) -> Result<Vec<Entry>, StoreError> {
    tx.all(
        "SELECT entry.seq, entry.what, EXISTS (SELECT 1 FROM keeping_entry undo
                WHERE undo.undoes = entry.seq), entry.gross_ug, entry.differs, entry.reason,
            entry.given_to, coalesce(allowed.name, ''), entry.at, user.name
         FROM keeping_entry entry JOIN user ON user.id = entry.user_id
         LEFT JOIN user allowed ON allowed.id = entry.allowed_by
         WHERE entry.object = ?1 ORDER BY entry.seq",
        [object.seq],
        |found| {
            Ok(Entry {
                seq: found.get(0)?,
                what: row::word(found, 1)?,
                undone: found.get(2)?,
                gross_ug: found.get(3)?,
                differs: found.get(4)?,
                reason: found.get(5)?,
                given_to: found.get(6)?,
                allowed_by: found.get(7)?,
                at: row::time(found, 8)?,
                by: found.get(9)?,
            })
        },
    )
}

/// The number after the last one of a year.
pub(super) fn next_series(tx: &ReadTx<'_>, year: i64) -> Result<i64, StoreError> {
    tx.one(
        "SELECT coalesce(max(series), 0) + 1 FROM keeping_slip WHERE year = ?1",
        [year],
        |found| found.get(0),
    )
}

/// As which copy a slip is printed next.
pub(super) fn next_copy(tx: &ReadTx<'_>, slip: i64) -> Result<i64, StoreError> {
    tx.one(
        "SELECT coalesce(max(copy) + 1, 0) FROM keeping_print WHERE slip = ?1",
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
            "SELECT slip.number FROM keeping_slip slip WHERE slip.customer_id = ?1 AND EXISTS
                (SELECT 1 FROM keeping_object object WHERE object.slip = slip.seq
                 AND (SELECT what FROM keeping_entry WHERE seq = {LAST}) = 'taken_in')
             ORDER BY slip.seq LIMIT 1"
        ),
        [customer.uuid()],
        |found| found.get(0),
    )
}

/// The numbers of a customer's slips.
pub(super) fn numbers(
    tx: &ReadTx<'_>,
    customer: Id<Customer>,
) -> Result<Vec<String>, StoreError> {
    tx.all(
        "SELECT number FROM keeping_slip WHERE customer_id = ?1",
        [customer.uuid()],
        |found| found.get(0),
    )
}

/// A customer's slips.
pub(super) fn known_by(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<Vec<Uuid>, StoreError> {
    tx.all(
        "SELECT id FROM keeping_slip WHERE customer_id = ?1",
        [customer.uuid()],
        |found| found.get(0),
    )
}

/// What the program adds to what somebody leaves.
pub(super) struct NewSlip<'a> {
    pub id: Id<Slip>,
    pub year: i64,
    pub series: i64,
    pub number: &'a str,
    pub customer: Id<Customer>,
    pub of: Of,
    pub of_id: Uuid,
    pub language: Language,
    pub note: &'a str,
    pub on_day: NaiveDate,
    pub user: Id<User>,
}

pub(super) fn insert_slip(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    new: &NewSlip<'_>,
) -> Result<i64, StoreError> {
    tx.execute(
        "INSERT INTO keeping_slip (id, year, series, number, customer_id, of, of_id, language, note,
            on_day, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            new.id.uuid(),
            new.year,
            new.series,
            new.number,
            new.customer.uuid(),
            new.of.code(),
            new.of_id,
            match new.language {
                Language::Fr => "fr",
                Language::En => "en",
            },
            new.note,
            new.on_day.to_string(),
            cx.now_ms(),
            new.user.uuid(),
        ],
    )?;
    seq_of(tx, "keeping_slip", new.id.uuid())
}

fn seq_of(tx: &ReadTx<'_>, table: &str, id: Uuid) -> Result<i64, StoreError> {
    tx.one(
        &format!("SELECT seq FROM {table} WHERE id = ?1"),
        [id],
        |found| found.get(0),
    )
}

pub(super) fn insert_object(
    tx: &mut WriteTx<'_>,
    slip: i64,
    position: usize,
    code: &str,
    new: &NewObject,
) -> Result<i64, StoreError> {
    let condition: String = new.condition.trim().chars().take(400).collect();
    tx.execute(
        "INSERT INTO keeping_object (id, slip, position, code, object, count, gross_ug, condition,
            declared_minor)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            new.id.uuid(),
            slip,
            i64::try_from(position).unwrap_or(i64::MAX),
            code,
            new.object.trim(),
            new.count,
            new.gross_ug,
            condition,
            new.declared_minor,
        ],
    )?;
    seq_of(tx, "keeping_object", new.id.uuid())
}

/// An entry to be written.
pub(super) struct NewEntry<'a> {
    pub object: i64,
    pub what: What,
    pub undoes: Option<i64>,
    pub gross_ug: Option<i64>,
    pub tolerance_ug: Option<i64>,
    pub reason: &'a str,
    pub given_to: &'a str,
    /// Of a difference.
    pub allowed_by: Option<Id<User>>,
    pub user: Id<User>,
}

impl NewEntry<'_> {
    pub(super) const fn of(object: i64, what: What, user: Id<User>) -> Self {
        Self {
            object,
            what,
            undoes: None,
            gross_ug: None,
            tolerance_ug: None,
            reason: "",
            given_to: "",
            allowed_by: None,
            user,
        }
    }
}

pub(super) fn insert_entry(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    new: &NewEntry<'_>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO keeping_entry (object, what, undoes, gross_ug, tolerance_ug, differs, reason,
            given_to, allowed_by, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            new.object,
            new.what.code(),
            new.undoes,
            new.gross_ug,
            new.tolerance_ug,
            new.allowed_by.is_some(),
            new.reason,
            new.given_to,
            new.allowed_by.map(Id::uuid),
            cx.now_ms(),
            new.user.uuid(),
        ],
    )?;
    Ok(())
}

pub(super) fn insert_print(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    slip: i64,
    copy: i64,
    user: Id<User>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO keeping_print (slip, copy, at, user_id) VALUES (?1, ?2, ?3, ?4)",
        params![slip, copy, cx.now_ms(), user.uuid()],
    )?;
    Ok(())
}

/// Empties what was said of a customer and by them.
pub(super) fn forget_customer(
    tx: &mut WriteTx<'_>,
    customer: Id<Customer>,
) -> Result<(), StoreError> {
    for blank in [
        "UPDATE keeping_entry SET given_to = '',
            reason = CASE WHEN reason = '' THEN '' ELSE '—' END
         WHERE object IN (SELECT keeping_object.seq FROM keeping_object
            JOIN keeping_slip ON keeping_slip.seq = slip WHERE customer_id = ?1)",
        "UPDATE keeping_object SET condition = '' WHERE slip IN
            (SELECT seq FROM keeping_slip WHERE customer_id = ?1)",
        "UPDATE keeping_slip SET note = '' WHERE customer_id = ?1",
    ] {
        tx.execute(blank, [customer.uuid()])?;
    }
    Ok(())
}
