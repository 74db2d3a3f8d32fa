//! What is written of what customers leave. The journal vouches for slips, objects and entries.

use chrono::NaiveDate;
use documents::Language;
use rusqlite::params;
use units::Id;
use uuid::Uuid;

use crate::customers::Customer;
use crate::cx::{Cx, User};
use crate::db::{StoreError, WriteTx};
use crate::entrusted::nouns::{Of, Slip, What};
use crate::entrusted::rule::said;
use crate::entrusted::take_in::NewObject;

/// What the program adds to what somebody leaves.
pub struct NewSlip<'a> {
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

pub fn insert_slip(tx: &mut WriteTx<'_>, cx: &Cx, new: &NewSlip<'_>) -> Result<i64, StoreError> {
    tx.execute(
        "INSERT INTO entrusted_slip (id, year, series, number, customer_id, of, of_id, language, note,
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
    let seq = tx.last_row();
    tx.wrote("entrusted_slip");
    Ok(seq)
}

pub fn insert_object(
    tx: &mut WriteTx<'_>,
    slip: i64,
    position: usize,
    code: &str,
    new: &NewObject,
) -> Result<i64, StoreError> {
    tx.execute(
        "INSERT INTO entrusted_object (id, slip, position, code, object, count, gross_ug, cut, size,
            marks, condition, declared_minor)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            new.id.uuid(),
            slip,
            i64::try_from(position).unwrap_or(i64::MAX),
            code,
            new.object.trim(),
            new.count,
            new.gross_ug,
            said(&new.cut, 100),
            said(&new.size, 100),
            said(&new.marks, 400),
            said(&new.condition, 400),
            new.declared_minor,
        ],
    )?;
    let seq = tx.last_row();
    tx.wrote("entrusted_object");
    Ok(seq)
}

/// An entry to be written.
pub struct NewEntry<'a> {
    pub object: i64,
    pub what: What,
    pub count: i64,
    pub undoes: Option<i64>,
    /// The order's move that accounted for it.
    pub delivery: Option<i64>,
    pub gross_ug: Option<i64>,
    pub tolerance_ug: Option<i64>,
    pub differs: bool,
    /// The slip was.
    pub shown: bool,
    pub reason: &'a str,
    pub given_to: &'a str,
    /// Of a difference, and of a return that was none.
    pub allowed_by: Option<Id<User>>,
    pub user: Id<User>,
}

impl NewEntry<'_> {
    pub const fn of(object: i64, what: What, count: i64, user: Id<User>) -> Self {
        Self {
            object,
            what,
            count,
            undoes: None,
            delivery: None,
            gross_ug: None,
            tolerance_ug: None,
            differs: false,
            shown: true,
            reason: "",
            given_to: "",
            allowed_by: None,
            user,
        }
    }
}

pub fn insert_entry(tx: &mut WriteTx<'_>, cx: &Cx, new: &NewEntry<'_>) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO entrusted_entry (object, what, count, undoes, delivery, gross_ug, tolerance_ug,
            differs, shown, reason, given_to, allowed_by, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            new.object,
            new.what.code(),
            new.count,
            new.undoes,
            new.delivery,
            new.gross_ug,
            new.tolerance_ug,
            new.differs,
            new.shown,
            new.reason,
            new.given_to,
            new.allowed_by.map(Id::uuid),
            cx.now_ms(),
            new.user.uuid(),
        ],
    )?;
    tx.wrote("entrusted_entry");
    Ok(())
}

pub fn insert_print(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    slip: i64,
    copy: i64,
    user: Id<User>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO entrusted_print (slip, copy, at, user_id) VALUES (?1, ?2, ?3, ?4)",
        params![slip, copy, cx.now_ms(), user.uuid()],
    )?;
    Ok(())
}

/// Empties what was said of a customer and by them.
pub fn forget_customer(tx: &mut WriteTx<'_>, customer: Id<Customer>) -> Result<(), StoreError> {
    for blank in [
        "UPDATE entrusted_entry SET given_to = '',
            reason = CASE WHEN reason = '' THEN '' ELSE '—' END
         WHERE object IN (SELECT entrusted_object.seq FROM entrusted_object
            JOIN entrusted_slip ON entrusted_slip.seq = slip WHERE customer_id = ?1)",
        "UPDATE entrusted_object SET marks = '', condition = '' WHERE slip IN
            (SELECT seq FROM entrusted_slip WHERE customer_id = ?1)",
        "UPDATE entrusted_slip SET note = '' WHERE customer_id = ?1",
    ] {
        tx.execute(blank, [customer.uuid()])?;
    }
    Ok(())
}

pub fn put_photo(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    object: i64,
    user: Id<User>,
    file: Uuid,
    thumbnail: Uuid,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO entrusted_photo (object, file_id, thumbnail_id, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (object, file_id) DO UPDATE SET off_at = NULL",
        params![object, file, thumbnail, cx.now_ms(), user.uuid()],
    )?;
    Ok(())
}

/// Whether there was one to take off.
pub fn hide_photo(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    object: i64,
    file: Uuid,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE entrusted_photo SET off_at = ?3 WHERE object = ?1 AND file_id = ?2 AND off_at IS NULL",
        params![object, file, cx.now_ms()],
    )?;
    Ok(changed > 0)
}
