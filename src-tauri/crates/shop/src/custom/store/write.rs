//! What is written of custom work.

use chrono::NaiveDate;
use documents::Language;
use rusqlite::params;
use units::{Id, Metal};
use uuid::Uuid;

use super::files_json;
use crate::custom::create::About;
use crate::custom::line::QuoteLine;
use crate::custom::nouns::{Order, Quote};
use crate::custom::state::State;
use crate::customers::Customer;
use crate::cx::{Cx, User};
use crate::db::{StoreError, WriteTx};
use crate::files::File;

/// What the program adds to what a customer wants.
pub struct NewOrder {
    pub year: i64,
    pub series: i64,
    pub number: String,
    pub language: Language,
    pub on_day: NaiveDate,
    pub user: Id<User>,
}

fn fields(about: &About) -> String {
    serde_json::json!(about.fields).to_string()
}

pub fn insert(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Order>,
    customer: Id<Customer>,
    about: &About,
    new: &NewOrder,
) -> Result<i64, StoreError> {
    tx.execute(
        "INSERT INTO custom_order (id, year, series, number, customer_id, language, title, brief,
            budget_minor, wished_on, ring_size, fields, state, since, on_day, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 'enquiry', ?13, ?14, ?13, ?15)",
        params![
            id.uuid(),
            new.year,
            new.series,
            new.number,
            customer.uuid(),
            match new.language {
                Language::Fr => "fr",
                Language::En => "en",
            },
            about.title,
            about.brief,
            about.budget_minor,
            about.wished_on.map(|day| day.to_string()),
            about.ring_size,
            fields(about),
            cx.now_ms(),
            new.on_day.to_string(),
            new.user.uuid(),
        ],
    )?;
    Ok(tx.last_row())
}

pub fn amend(tx: &mut WriteTx<'_>, order: i64, about: &About) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE custom_order SET title = ?2, brief = ?3, budget_minor = ?4, wished_on = ?5,
            ring_size = ?6, fields = ?7, version = version + 1 WHERE seq = ?1",
        params![
            order,
            about.title,
            about.brief,
            about.budget_minor,
            about.wished_on.map(|day| day.to_string()),
            about.ring_size,
            fields(about),
        ],
    )?;
    Ok(())
}

/// Another version of it: whoever has seen the last one has to look again.
pub fn touch(tx: &mut WriteTx<'_>, order: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE custom_order SET version = version + 1 WHERE seq = ?1",
        [order],
    )?;
    Ok(())
}

/// Repeats the last move on the order's row.
pub fn move_to(tx: &mut WriteTx<'_>, cx: &Cx, order: i64, to: State) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE custom_order SET state = ?2, since = ?3, version = version + 1 WHERE seq = ?1",
        params![order, to.code(), cx.now_ms()],
    )?;
    Ok(())
}

pub fn set_fee(tx: &mut WriteTx<'_>, order: i64, fee_minor: Option<i64>) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE custom_order SET fee_minor = ?2, version = version + 1 WHERE seq = ?1",
        (order, fee_minor),
    )?;
    Ok(())
}

/// A line of an order's history.
pub struct NewEntry<'a> {
    pub order: i64,
    /// None: the program itself.
    pub user: Option<Id<User>>,
    pub what: &'a str,
    /// From and to.
    pub moved: Option<(Option<State>, State)>,
    pub undoes: Option<i64>,
    pub note: &'a str,
    pub detail: &'a str,
}

impl<'a> NewEntry<'a> {
    pub const fn of(order: i64, user: Id<User>, what: &'a str) -> Self {
        Self {
            order,
            user: Some(user),
            what,
            moved: None,
            undoes: None,
            note: "",
            detail: "{}",
        }
    }
}

pub fn insert_entry(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    entry: &NewEntry<'_>,
) -> Result<i64, StoreError> {
    let from = entry.moved.and_then(|(from, _)| from);
    tx.execute(
        "INSERT INTO custom_entry (custom, at, user_id, what, from_state, to_state, undoes, note,
            detail)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            entry.order,
            cx.now_ms(),
            entry.user.map(Id::uuid),
            entry.what,
            from.map(State::code),
            entry.moved.map(|(_, to)| to.code()),
            entry.undoes,
            entry.note,
            entry.detail,
        ],
    )?;
    tx.wrote("custom_entry");
    Ok(tx.last_row())
}

pub fn put_file(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    order: i64,
    user: Id<User>,
    file: Id<File>,
    thumbnail: Option<Id<File>>,
    name: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO custom_file (custom, file_id, thumbnail_id, name, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (custom, file_id) DO UPDATE SET name = excluded.name, off_at = NULL",
        params![
            order,
            file.uuid(),
            thumbnail.map(Id::uuid),
            name,
            cx.now_ms(),
            user.uuid(),
        ],
    )?;
    Ok(())
}

pub fn set_off(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    order: i64,
    file: Id<File>,
    off: bool,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE custom_file SET off_at = ?3 WHERE custom = ?1 AND file_id = ?2",
        params![order, file.uuid(), off.then(|| cx.now_ms())],
    )?;
    Ok(())
}

/// A quote's head.
pub struct NewQuote {
    pub valid_until: NaiveDate,
    pub note: String,
    pub total_minor: Option<i64>,
    pub cost_minor: Option<i64>,
    pub user: Id<User>,
}

pub fn insert_quote(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Quote>,
    order: i64,
    version: i64,
    new: &NewQuote,
) -> Result<i64, StoreError> {
    tx.execute(
        "INSERT INTO custom_quote (id, custom, version, valid_until, note, total_minor, cost_minor,
            at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            id.uuid(),
            order,
            version,
            new.valid_until.to_string(),
            new.note,
            new.total_minor,
            new.cost_minor,
            cx.now_ms(),
            new.user.uuid(),
        ],
    )?;
    Ok(tx.last_row())
}

pub fn change_quote(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    quote: i64,
    new: &NewQuote,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE custom_quote SET valid_until = ?2, note = ?3, total_minor = ?4, cost_minor = ?5,
            at = ?6, user_id = ?7 WHERE seq = ?1",
        params![
            quote,
            new.valid_until.to_string(),
            new.note,
            new.total_minor,
            new.cost_minor,
            cx.now_ms(),
            new.user.uuid(),
        ],
    )?;
    Ok(())
}

/// A draft's lines are what its editor says.
pub fn put_lines(tx: &mut WriteTx<'_>, quote: i64, lines: &[QuoteLine]) -> Result<(), StoreError> {
    tx.execute("DELETE FROM custom_quote_line WHERE quote = ?1", [quote])?;
    for (position, line) in lines.iter().enumerate() {
        tx.execute(
            "INSERT INTO custom_quote_line (quote, position, id, kind, title, metal, fineness,
                weight_mg, loss_bp, rate, count, weight_milli_ct, minutes, cost_minor, markup_bp,
                typed_minor, price_minor, vat_bp, own_mg, own_object)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
                ?19, ?20)",
            params![
                quote,
                i64::try_from(position).unwrap_or(i64::MAX),
                line.id.uuid(),
                line.kind.code(),
                line.title,
                line.metal.map(Metal::code),
                line.fineness,
                line.weight_mg,
                line.loss_bp,
                line.rate.map(Id::uuid),
                line.count,
                line.weight_milli_ct,
                line.minutes,
                line.cost_minor,
                line.markup_bp,
                line.typed_minor,
                line.price_minor,
                line.vat_bp,
                line.own_mg,
                line.own_object.map(Id::uuid),
            ],
        )?;
    }
    Ok(())
}

/// Sends it: what the order says of itself stands on it as it is now.
pub fn lock_quote(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    quote: i64,
    by: Id<User>,
    order: &Order,
    pictures: &[Uuid],
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE custom_quote SET title = ?2, ring_size = ?3, wished_on = ?4, pictures = ?5,
            sent_at = ?6, sent_by = ?7 WHERE seq = ?1",
        params![
            quote,
            order.title,
            order.ring_size,
            order.wished_on.map(|day| day.to_string()),
            files_json(pictures),
            cx.now_ms(),
            by.uuid(),
        ],
    )?;
    Ok(())
}

#[expect(clippy::too_many_arguments, reason = "a row has as many columns")]
pub fn insert_answer(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    quote: i64,
    user: Id<User>,
    answer: &str,
    channel: &str,
    said_by: &str,
    note: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO custom_answer (quote, answer, channel, said_by, note, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            quote,
            answer,
            channel,
            said_by,
            note,
            cx.now_ms(),
            user.uuid()
        ],
    )?;
    tx.wrote("custom_answer");
    Ok(())
}
