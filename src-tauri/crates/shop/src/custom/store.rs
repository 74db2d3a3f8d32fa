//! The SQL of custom work: what an order and its quotes are. What is written stands in `write`.

mod delivery;
mod forget;
mod kept;
mod making;
mod plan;
mod progress;
mod verify;
mod write;

use chrono::{DateTime, NaiveDate, Utc};
use documents::Language;
use rusqlite::types::Type;
use rusqlite::{Row, params};
use units::{Id, Metal};
use uuid::Uuid;

pub use delivery::deliveries;
pub(super) use delivery::{NewDelivery, deliveries_of, has_delivery, insert_delivery};
pub(super) use forget::{files_of, forget_customer, known_by};
pub(super) use kept::{came_as, keep, release};
pub use kept::{keeper_of_piece, keepers_of_article, kept_of_article};
pub(super) use making::{
    NewPart, NewUse, insert_made, insert_part, insert_step, insert_use, last_entry, made, part,
    part_by_seq, parts, purchase_line, stepped_by, undone_by, use_by_id, uses, work_on,
};
pub(super) use plan::{Agreed, Labour, agreed, labour};
pub(super) use progress::in_progress;
pub(super) use verify::{astray, sent_digest, sent_numbers};
pub(super) use write::{
    NewEntry, NewOrder, NewQuote, amend, change_quote, insert, insert_answer, insert_entry,
    insert_quote, lock_quote, move_to, put_file, put_lines, set_fee, set_off, touch,
};

use super::line::QuoteLine;
use super::nouns::{Attached, Entry, Listed, Only, Order, OrderQuery, Quote};
use crate::customers::Customer;
use crate::db::{ReadTx, StoreError, row};

/// A customer's name from the joined table.
const NAME: &str = "coalesce(CASE
    WHEN customer.company = '' THEN trim(customer.given_name || ' ' || customer.family_name)
    WHEN customer.family_name = '' THEN customer.company
    ELSE customer.company || ' (' || trim(customer.given_name || ' ' || customer.family_name) || ')'
    END, '')";

/// What stands as JSON in a column.
fn json<T: serde::de::DeserializeOwned>(found: &Row<'_>, at: usize) -> rusqlite::Result<T> {
    let text: String = found.get(at)?;
    serde_json::from_str(&text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(at, Type::Text, error.into()))
}

pub(super) fn maybe_day(found: &Row<'_>, at: usize) -> rusqlite::Result<Option<NaiveDate>> {
    let text: Option<String> = found.get(at)?;
    Ok(text.and_then(|text| text.parse().ok()))
}

const ORDER: &str =
    "SELECT made.id, made.seq, made.number, made.customer_id, made.language, made.title, made.brief,
        made.budget_minor, made.wished_on, made.ring_size, made.fields, made.state, made.since,
        made.on_day, made.at, user.name, made.version, made.fee_minor
    FROM custom_order made JOIN user ON user.id = made.user_id";

fn read_order(found: &Row<'_>) -> rusqlite::Result<Order> {
    let language: String = found.get(4)?;
    Ok(Order {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        number: found.get(2)?,
        customer: row::id(found, 3)?,
        language: if language == "en" {
            Language::En
        } else {
            Language::Fr
        },
        title: found.get(5)?,
        brief: found.get(6)?,
        budget_minor: found.get(7)?,
        wished_on: maybe_day(found, 8)?,
        ring_size: found.get(9)?,
        fields: json(found, 10)?,
        state: row::word(found, 11)?,
        since: row::time(found, 12)?,
        on_day: row::word(found, 13)?,
        at: row::time(found, 14)?,
        by: found.get(15)?,
        version: found.get(16)?,
        fee_minor: found.get(17)?,
    })
}

/// One order.
pub fn order(tx: &ReadTx<'_>, id: Id<Order>) -> Result<Option<Order>, StoreError> {
    tx.maybe(
        &format!("{ORDER} WHERE made.id = ?1"),
        [id.uuid()],
        read_order,
    )
}

/// The order with this number, or whose quote has it (`P1-C26-7/2`).
pub fn by_number(tx: &ReadTx<'_>, number: &str) -> Result<Option<Id<Order>>, StoreError> {
    let number = number.trim().split('/').next().unwrap_or_default();
    tx.maybe(
        "SELECT id FROM custom_order WHERE number = ?1",
        [number],
        |found| row::id(found, 0),
    )
}

/// The numbers of a customer's orders: what their envelopes are known by.
pub fn subjects(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<Vec<String>, StoreError> {
    tx.all(
        "SELECT number FROM custom_order WHERE customer_id = ?1",
        [customer.uuid()],
        |found| found.get(0),
    )
}

/// The number after the last one of a year.
pub(super) fn next_series(tx: &ReadTx<'_>, year: i64) -> Result<i64, StoreError> {
    tx.one(
        "SELECT coalesce(max(series), 0) + 1 FROM custom_order WHERE year = ?1",
        [year],
        |found| found.get(0),
    )
}

/// The orders of a list: what is late or wished for soonest first, then the newest.
pub fn orders(tx: &ReadTx<'_>, query: &OrderQuery) -> Result<Vec<Listed>, StoreError> {
    let text: String = query
        .text
        .trim()
        .chars()
        .take(100)
        .flat_map(|c| match c {
            '%' | '_' | '\\' => vec!['\\', c],
            other => vec![other],
        })
        .collect();
    let size = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let (state, open) = match query.only {
        Only::State(state) => (Some(state.code()), false),
        Only::Open => (None, true),
        Only::All => (None, false),
    };
    tx.all(
        &format!(
            "SELECT made.id, made.number, made.title, {NAME}, made.state, made.since, made.wished_on,
                made.budget_minor,
                (SELECT quote.total_minor FROM custom_quote quote WHERE quote.custom = made.seq
                    AND quote.sent_at IS NOT NULL ORDER BY quote.version DESC LIMIT 1),
                (SELECT shown.thumbnail_id FROM custom_file shown WHERE shown.custom = made.seq
                    AND shown.thumbnail_id IS NOT NULL AND shown.off_at IS NULL
                    ORDER BY shown.seq LIMIT 1)
             FROM custom_order made JOIN customer ON customer.id = made.customer_id
             WHERE (?1 IS NULL OR made.state = ?1)
               AND (?2 = 0 OR made.state NOT IN ('delivered', 'refused', 'cancelled'))
               AND (?3 = '' OR made.number LIKE '%' || ?3 || '%' ESCAPE '\\'
                    OR made.title LIKE '%' || ?3 || '%' ESCAPE '\\'
                    OR {NAME} LIKE '%' || ?3 || '%' ESCAPE '\\')
             ORDER BY made.state IN ('delivered', 'refused', 'cancelled'), made.wished_on IS NULL,
                made.wished_on, made.seq DESC
             LIMIT ?4 OFFSET ?5"
        ),
        params![state, open, text, size(query.limit), size(query.skip)],
        |found| {
            Ok(Listed {
                id: row::id(found, 0)?,
                number: found.get(1)?,
                title: found.get(2)?,
                customer: found.get(3)?,
                state: row::word(found, 4)?,
                since: row::time(found, 5)?,
                wished_on: maybe_day(found, 6)?,
                budget_minor: found.get(7)?,
                total_minor: found.get(8)?,
                thumbnail: found.get(9)?,
            })
        },
    )
}

/// An order's history, the newest first.
pub fn entries(tx: &ReadTx<'_>, order: i64) -> Result<Vec<Entry>, StoreError> {
    tx.all(
        "SELECT entry.seq, entry.at, coalesce(user.name, ''), entry.what, entry.from_state,
            entry.to_state, entry.undoes, entry.note,
            coalesce(json_extract(entry.detail, '$.event'), ''),
            coalesce(json_extract(entry.detail, '$.notice'), ''),
            json_extract(entry.detail, '$.weight_mg'), json_extract(entry.detail, '$.minutes')
         FROM custom_entry entry LEFT JOIN user ON user.id = entry.user_id
         WHERE entry.custom = ?1 ORDER BY entry.seq DESC",
        [order],
        |found| {
            let state = |at: usize| -> rusqlite::Result<_> {
                let word: Option<String> = found.get(at)?;
                Ok(word.and_then(|word| word.parse().ok()))
            };
            Ok(Entry {
                seq: found.get(0)?,
                at: row::time(found, 1)?,
                by: found.get(2)?,
                what: found.get(3)?,
                from: state(4)?,
                to: state(5)?,
                undoes: found.get(6)?,
                note: found.get(7)?,
                event: found.get(8)?,
                notice: found.get(9)?,
                weight_mg: found.get(10)?,
                minutes: found.get(11)?,
            })
        },
    )
}

/// The files, the oldest first; those that were taken off, too.
pub fn attached(tx: &ReadTx<'_>, order: &Order) -> Result<Vec<Attached>, StoreError> {
    tx.all(
        "SELECT file_id, thumbnail_id, custom_file.name, file.media_type, length(file.bytes),
            file.sha256, custom_file.at, user.name, off_at IS NOT NULL
         FROM custom_file JOIN file ON file.id = file_id JOIN user ON user.id = user_id
         WHERE custom = ?1 ORDER BY custom_file.seq",
        [order.seq],
        |found| {
            Ok(Attached {
                file: row::id(found, 0)?,
                thumbnail: row::maybe_id(found, 1)?,
                name: found.get(2)?,
                media_type: found.get(3)?,
                size_bytes: found.get(4)?,
                sha256: found.get(5)?,
                at: row::time(found, 6)?,
                by: found.get(7)?,
                off: found.get(8)?,
            })
        },
    )
}

pub(super) fn file_count(tx: &ReadTx<'_>, order: i64) -> Result<i64, StoreError> {
    tx.one(
        "SELECT count(*) FROM custom_file WHERE custom = ?1",
        [order],
        |found| found.get(0),
    )
}

const QUOTE: &str =
    "SELECT quote.id, quote.seq, custom_order.id, quote.version, quote.valid_until, quote.note,
        quote.total_minor, quote.cost_minor, quote.title, quote.ring_size, quote.wished_on, quote.pictures,
        quote.at, writer.name, quote.sent_at, sender.name, said.answer, said.channel, said.said_by,
        said.note, said.at, hearer.name
    FROM custom_quote quote JOIN custom_order ON custom_order.seq = quote.custom
    JOIN user writer ON writer.id = quote.user_id
    LEFT JOIN user sender ON sender.id = quote.sent_by
    LEFT JOIN custom_answer said ON said.seq =
        (SELECT max(seq) FROM custom_answer WHERE quote = quote.seq)
    LEFT JOIN user hearer ON hearer.id = said.user_id";

fn read_quote(found: &Row<'_>) -> rusqlite::Result<Quote> {
    // An answer that was a mistake leaves the quote open.
    let answer: Option<String> = found.get(16)?;
    let answer = answer.filter(|word| word != "corrected");
    let text = |at: usize| -> rusqlite::Result<String> {
        let text: Option<String> = found.get(at)?;
        Ok(text.filter(|_| answer.is_some()).unwrap_or_default())
    };
    let moment = |at: usize| -> rusqlite::Result<Option<(DateTime<Utc>, String)>> {
        let when: Option<i64> = found.get(at)?;
        let who: Option<String> = found.get(at + 1)?;
        let when = when.and_then(DateTime::<Utc>::from_timestamp_millis);
        Ok(when.map(|when| (when, who.unwrap_or_default())))
    };
    Ok(Quote {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        order: row::id(found, 2)?,
        version: found.get(3)?,
        valid_until: row::word(found, 4)?,
        note: found.get(5)?,
        total_minor: found.get(6)?,
        cost_minor: found.get(7)?,
        title: found.get(8)?,
        ring_size: found.get(9)?,
        wished_on: maybe_day(found, 10)?,
        pictures: json(found, 11)?,
        at: row::time(found, 12)?,
        by: found.get(13)?,
        sent: moment(14)?,
        channel: text(17)?,
        said_by: text(18)?,
        answer_note: text(19)?,
        answered: moment(20)?.filter(|_| answer.is_some()),
        answer,
    })
}

/// One quote.
pub fn quote(tx: &ReadTx<'_>, id: Id<Quote>) -> Result<Option<Quote>, StoreError> {
    tx.maybe(
        &format!("{QUOTE} WHERE quote.id = ?1"),
        [id.uuid()],
        read_quote,
    )
}

/// An order's quotes, the newest first: a draft, where there is one, before what was sent.
pub fn quotes(tx: &ReadTx<'_>, order: &Order) -> Result<Vec<Quote>, StoreError> {
    tx.all(
        &format!("{QUOTE} WHERE quote.custom = ?1 ORDER BY quote.version DESC"),
        [order.seq],
        read_quote,
    )
}

/// The newest that was sent.
pub(super) fn last_sent(tx: &ReadTx<'_>, order: i64) -> Result<Option<Quote>, StoreError> {
    tx.maybe(
        &format!(
            "{QUOTE} WHERE quote.custom = ?1 AND quote.sent_at IS NOT NULL
             ORDER BY quote.version DESC LIMIT 1"
        ),
        [order],
        read_quote,
    )
}

/// A quote's lines, in their order.
pub fn lines(tx: &ReadTx<'_>, quote: i64) -> Result<Vec<QuoteLine>, StoreError> {
    tx.all(
        "SELECT line.id, line.kind, line.title, line.metal, line.fineness, line.weight_mg, line.loss_bp,
            line.rate, metal_rate.rate_on, line.count, line.weight_milli_ct, line.minutes,
            line.cost_minor, line.markup_bp, line.typed_minor, line.price_minor, line.vat_bp, line.own_mg,
            line.own_object
         FROM custom_quote_line line LEFT JOIN metal_rate ON metal_rate.id = line.rate
         WHERE line.quote = ?1 ORDER BY line.position",
        [quote],
        |found| {
            let metal: Option<String> = found.get(3)?;
            Ok(QuoteLine {
                id: row::id(found, 0)?,
                kind: row::word(found, 1)?,
                title: found.get(2)?,
                metal: metal.and_then(|word| word.parse::<Metal>().ok()),
                fineness: found.get(4)?,
                weight_mg: found.get(5)?,
                loss_bp: found.get(6)?,
                rate: row::maybe_id(found, 7)?,
                rate_on: maybe_day(found, 8)?,
                count: found.get(9)?,
                weight_milli_ct: found.get(10)?,
                minutes: found.get(11)?,
                cost_minor: found.get(12)?,
                markup_bp: found.get(13)?,
                typed_minor: found.get(14)?,
                price_minor: found.get(15)?,
                vat_bp: found.get(16)?,
                own_mg: found.get(17)?,
                own_object: row::maybe_id(found, 18)?,
            })
        },
    )
}

/// An order of this customer that is not finished: they cannot be forgotten.
pub fn stands_with(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<Option<String>, StoreError> {
    tx.maybe(
        "SELECT number FROM custom_order WHERE customer_id = ?1
            AND state NOT IN ('delivered', 'refused', 'cancelled') ORDER BY seq LIMIT 1",
        params![customer.uuid()],
        |found| found.get(0),
    )
}

/// Files as a column keeps them.
fn files_json(files: &[Uuid]) -> String {
    serde_json::json!(files).to_string()
}
