//! The SQL of the appraisals.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Row, params};
use units::Id;
use uuid::Uuid;

use super::draft::Draft;
use super::frozen::Person;
use super::nouns::{Appraisal, AppraisalError, AppraisalQuery, Entry, Kind, Standing, State, What};
use crate::customers::Customer;
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::journal::hex;

pub(super) const NAME: &str = "CASE WHEN customer.id IS NULL THEN ''
         WHEN customer.company = '' THEN trim(customer.given_name || ' ' || customer.family_name)
         WHEN customer.family_name = '' THEN customer.company
         ELSE customer.company || ' (' || trim(customer.given_name || ' ' || customer.family_name)
             || ')' END";

fn select(rest: &str) -> String {
    select_with("NULL", rest)
}

/// The same with one more column behind the others.
pub(super) fn select_with(more: &str, rest: &str) -> String {
    format!(
        "SELECT appraisal.id, appraisal.seq, appraisal.kind, appraisal.state, appraisal.customer_id,
            {NAME}, appraisal.title, appraisal.items, appraisal.total_minor, appraisal.created_at,
            user.name, appraisal.version, appraisal.number, appraisal.issued_at,
            appraisal.valid_until, appraisal.sha256, before.id, before.number,
            appraisal.fee_minor, {more}
         FROM appraisal JOIN user ON user.id = appraisal.created_by
         LEFT JOIN customer ON customer.id = appraisal.customer_id
         LEFT JOIN appraisal before ON before.seq = appraisal.replaces {rest}"
    )
}

pub(super) fn read(found: &Row<'_>) -> rusqlite::Result<Appraisal> {
    let before: Option<Uuid> = found.get(16)?;
    let number: Option<String> = found.get(17)?;
    Ok(Appraisal {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        kind: row::word(found, 2)?,
        state: row::word(found, 3)?,
        customer: row::maybe_id(found, 4)?,
        customer_name: found.get(5)?,
        title: found.get(6)?,
        items: found.get(7)?,
        total_minor: found.get(8)?,
        created_at: row::time(found, 9)?,
        created_by: found.get(10)?,
        version: found.get(11)?,
        number: found.get(12)?,
        issued_at: found
            .get::<_, Option<i64>>(13)?
            .and_then(DateTime::<Utc>::from_timestamp_millis),
        valid_until: found
            .get::<_, Option<String>>(14)?
            .and_then(|day| day.parse().ok()),
        sha256: found
            .get::<_, Option<Vec<u8>>>(15)?
            .map(|bytes| hex(&bytes)),
        replaces: before
            .zip(number)
            .map(|(id, number)| (Id::from_uuid(id), number)),
        fee_minor: found.get(18)?,
    })
}

/// One appraisal.
pub fn appraisal(tx: &ReadTx<'_>, id: Id<Appraisal>) -> Result<Option<Appraisal>, StoreError> {
    tx.maybe(&select("WHERE appraisal.id = ?1"), [id.uuid()], read)
}

/// One that is there.
pub(super) fn found(tx: &ReadTx<'_>, id: Id<Appraisal>) -> Result<Appraisal, AppraisalError> {
    appraisal(tx, id)?.ok_or(AppraisalError::Unknown)
}

pub(super) fn by_number(tx: &ReadTx<'_>, number: &str) -> Result<Option<Appraisal>, StoreError> {
    let number = number.trim().to_uppercase();
    tx.maybe(&select("WHERE appraisal.number = ?1"), [number], read)
}

/// The appraisals that fit, drafts first, then the newest number first.
pub fn appraisals(
    tx: &ReadTx<'_>,
    query: &AppraisalQuery,
    today: NaiveDate,
) -> Result<Vec<Appraisal>, StoreError> {
    let (state, expired) = match query.standing {
        Some(Standing::Expired) => (Some("issued"), Some(true)),
        Some(Standing::Issued) => (Some("issued"), Some(false)),
        other => (other.map(Standing::code), None),
    };
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
    tx.all(
        &select(&format!(
            "WHERE (?1 IS NULL OR appraisal.state = ?1)
               AND (?2 IS NULL OR (coalesce(appraisal.valid_until, '9999') < ?3) = ?2)
               AND (?4 = '' OR appraisal.number LIKE '%' || ?4 || '%' ESCAPE '\\'
                    OR appraisal.title LIKE '%' || ?4 || '%' ESCAPE '\\'
                    OR {NAME} LIKE '%' || ?4 || '%' ESCAPE '\\')
               AND (?5 IS NULL OR EXISTS (SELECT 1 FROM appraisal_piece
                    WHERE appraisal = appraisal.seq AND piece_id = ?5))
               AND (?6 IS NULL OR appraisal.customer_id = ?6)
             ORDER BY appraisal.state = 'draft' DESC, appraisal.issued_at DESC, appraisal.seq DESC
             LIMIT ?7 OFFSET ?8"
        )),
        params![
            state,
            expired,
            today.to_string(),
            text,
            query.piece.map(Id::uuid),
            query.customer,
            size(query.limit),
            size(query.skip),
        ],
        read,
    )
}

/// What a draft says, or what an issued one was made of.
pub fn draft(tx: &ReadTx<'_>, id: Id<Appraisal>) -> Result<Option<Draft>, StoreError> {
    let text: Option<String> = tx.maybe(
        "SELECT draft FROM appraisal WHERE id = ?1",
        [id.uuid()],
        |found| found.get(0),
    )?;
    text.map(|text| {
        serde_json::from_str(&text).map_err(|_| StoreError::Unreadable("appraisal.draft"))
    })
    .transpose()
}

fn written(draft: &Draft) -> Result<(String, i64, i64), StoreError> {
    let text =
        serde_json::to_string(draft).map_err(|_| StoreError::Unreadable("appraisal.draft"))?;
    let items = i64::try_from(draft.items.len()).unwrap_or(i64::MAX);
    Ok((text, items, draft.total_minor().unwrap_or(0)))
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: Id<User>,
    id: Id<Appraisal>,
    kind: Kind,
    draft: &Draft,
    replaces: Option<i64>,
) -> Result<(), StoreError> {
    let (text, items, total) = written(draft)?;
    tx.execute(
        "INSERT INTO appraisal (id, kind, state, customer_id, title, items, total_minor, draft,
            replaces, created_at, created_by)
         VALUES (?1, ?2, 'draft', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            id.uuid(),
            kind.code(),
            draft.customer_id,
            draft.title(),
            items,
            total,
            text,
            replaces,
            cx.now_ms(),
            by.uuid(),
        ],
    )?;
    let seq = tx.last_row();
    set_pieces(tx, seq, draft)
}

pub(super) fn update(
    tx: &mut WriteTx<'_>,
    standing: &Appraisal,
    draft: &Draft,
) -> Result<(), StoreError> {
    let (text, items, total) = written(draft)?;
    tx.execute(
        "UPDATE appraisal SET customer_id = ?2, title = ?3, items = ?4, total_minor = ?5, draft = ?6,
            version = version + 1
         WHERE seq = ?1",
        params![
            standing.seq,
            draft.customer_id,
            draft.title(),
            items,
            total,
            text,
        ],
    )?;
    set_pieces(tx, standing.seq, draft)
}

fn set_pieces(tx: &mut WriteTx<'_>, seq: i64, draft: &Draft) -> Result<(), StoreError> {
    tx.execute("DELETE FROM appraisal_piece WHERE appraisal = ?1", [seq])?;
    for piece in draft.items.iter().filter_map(|item| item.piece_id) {
        tx.execute(
            "INSERT OR IGNORE INTO appraisal_piece (appraisal, piece_id) VALUES (?1, ?2)",
            params![seq, piece],
        )?;
    }
    Ok(())
}

pub(super) fn set_state(tx: &mut WriteTx<'_>, seq: i64, state: State) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE appraisal SET state = ?2 WHERE seq = ?1",
        params![seq, state.code()],
    )?;
    Ok(())
}

pub(super) fn set_fee(
    tx: &mut WriteTx<'_>,
    seq: i64,
    fee_minor: Option<i64>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE appraisal SET fee_minor = ?2 WHERE seq = ?1",
        params![seq, fee_minor],
    )?;
    Ok(())
}

pub(super) fn last_fee(tx: &ReadTx<'_>) -> Result<Option<i64>, StoreError> {
    tx.maybe(
        "SELECT fee_minor FROM appraisal WHERE fee_minor IS NOT NULL ORDER BY seq DESC LIMIT 1",
        [],
        |found| found.get(0),
    )
}

pub(super) fn next_series(tx: &ReadTx<'_>, year: i32) -> Result<i64, StoreError> {
    tx.one(
        "SELECT coalesce(max(series), 0) + 1 FROM appraisal WHERE year = ?1",
        [year],
        |found| found.get(0),
    )
}

/// A year whose numbers are not from one on without gaps.
pub(super) fn year_with_gap(tx: &ReadTx<'_>) -> Result<Option<i64>, StoreError> {
    tx.maybe(
        "SELECT year FROM appraisal WHERE year IS NOT NULL
         GROUP BY year HAVING max(series) <> count(*) LIMIT 1",
        [],
        |found| found.get(0),
    )
}

/// What an issue adds to a draft.
pub(super) struct Issued<'a> {
    pub year: i32,
    pub series: i64,
    pub number: &'a str,
    pub valid_until: Option<NaiveDate>,
    pub document: &'a [u8],
    pub sha256: &'a [u8],
    pub person: Option<&'a Person>,
}

pub(super) fn issue(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: Id<User>,
    standing: &Appraisal,
    issued: &Issued<'_>,
) -> Result<(), StoreError> {
    let person = issued
        .person
        .map(serde_json::to_string)
        .transpose()
        .map_err(|_| StoreError::Unreadable("appraisal.person"))?;
    tx.execute(
        "UPDATE appraisal SET state = 'issued', year = ?2, series = ?3, number = ?4, issued_at = ?5,
            issued_by = ?6, valid_until = ?7, document = ?8, sha256 = ?9, person = ?10
         WHERE seq = ?1",
        params![
            standing.seq,
            issued.year,
            issued.series,
            issued.number,
            cx.now_ms(),
            by.uuid(),
            issued.valid_until.map(|day| day.to_string()),
            issued.document,
            issued.sha256,
            person,
        ],
    )?;
    Ok(())
}

/// The frozen bytes, their digest, and who it is made out to.
pub(super) type Document = (Vec<u8>, Vec<u8>, Option<Person>);

pub(super) fn document(tx: &ReadTx<'_>, id: Id<Appraisal>) -> Result<Option<Document>, StoreError> {
    let found = tx.maybe(
        "SELECT document, sha256, person FROM appraisal WHERE id = ?1 AND document IS NOT NULL",
        [id.uuid()],
        |found| {
            Ok((
                found.get::<_, Vec<u8>>(0)?,
                found.get::<_, Vec<u8>>(1)?,
                found.get::<_, Option<String>>(2)?,
            ))
        },
    )?;
    found
        .map(|(document, sha256, person)| {
            let person = person
                .map(|text| serde_json::from_str(&text))
                .transpose()
                .map_err(|_| StoreError::Unreadable("appraisal.person"))?;
            Ok((document, sha256, person))
        })
        .transpose()
}

/// Every issued one: its number, its bytes and their digest.
pub(super) fn each_issued(
    tx: &ReadTx<'_>,
    mut visit: impl FnMut(String, Vec<u8>, Vec<u8>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    tx.each(
        "SELECT number, document, sha256 FROM appraisal WHERE number IS NOT NULL ORDER BY seq",
        [],
        |found| {
            let get = |at: usize| found.get::<_, Vec<u8>>(at).map_err(StoreError::from);
            visit(found.get(0).map_err(StoreError::from)?, get(1)?, get(2)?)
        },
    )
}

/// The one that was written in its place and not given up, with its number once it is issued.
pub fn successor(
    tx: &ReadTx<'_>,
    id: Id<Appraisal>,
) -> Result<Option<(Id<Appraisal>, Option<String>)>, StoreError> {
    tx.maybe(
        "SELECT next.id, next.number FROM appraisal
         JOIN appraisal next ON next.replaces = appraisal.seq AND next.state <> 'cancelled'
         WHERE appraisal.id = ?1",
        [id.uuid()],
        |found| Ok((row::id(found, 0)?, found.get(1)?)),
    )
}

pub(super) fn insert_entry(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: Id<User>,
    appraisal: i64,
    what: What,
    note: &str,
    other: Option<i64>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO appraisal_entry (appraisal, at, user_id, what, note, other)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![appraisal, cx.now_ms(), by.uuid(), what.code(), note, other],
    )?;
    tx.wrote("appraisal_entry");
    Ok(())
}

/// Its history, the newest first.
pub fn entries(tx: &ReadTx<'_>, appraisal: &Appraisal) -> Result<Vec<Entry>, StoreError> {
    tx.all(
        "SELECT entry.seq, entry.at, user.name, entry.what, entry.note, other.number
         FROM appraisal_entry entry JOIN user ON user.id = entry.user_id
         LEFT JOIN appraisal other ON other.seq = entry.other
         WHERE entry.appraisal = ?1 ORDER BY entry.seq DESC",
        [appraisal.seq],
        |found| {
            Ok(Entry {
                seq: found.get(0)?,
                at: row::time(found, 1)?,
                by: found.get(2)?,
                what: row::word(found, 3)?,
                note: found.get(4)?,
                other: found.get(5)?,
            })
        },
    )
}

/// The pieces that a customer has bought and has still: number, title and id.
pub fn pieces_of_customer(
    tx: &ReadTx<'_>,
    customer: Id<Customer>,
) -> Result<Vec<(Uuid, String, String)>, StoreError> {
    tx.all(
        "SELECT DISTINCT piece.id, piece.number, piece.title
         FROM sale JOIN sale_line ON sale_line.sale_id = sale.id
         JOIN piece ON piece.id = sale_line.piece_id AND piece.owner_kind = 'customer'
             AND piece.owner_id = sale.customer_id
         WHERE sale.customer_id = ?1 ORDER BY sale.at DESC LIMIT 100",
        [customer.uuid()],
        |found| Ok((found.get(0)?, found.get(1)?, found.get(2)?)),
    )
}

/// Their appraisals.
pub(super) fn known_by(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<Vec<Uuid>, StoreError> {
    tx.all(
        "SELECT id FROM appraisal WHERE customer_id = ?1",
        [customer.uuid()],
        |found| found.get(0),
    )
}

/// Takes a customer's name off what was issued, and the customer off drafts.
pub(super) fn forget(tx: &mut WriteTx<'_>, customer: Id<Customer>) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE appraisal SET person = NULL WHERE customer_id = ?1 AND number IS NOT NULL",
        [customer.uuid()],
    )?;
    tx.execute(
        "UPDATE appraisal SET customer_id = NULL, title = '',
            draft = json_set(draft, '$.customer_id', NULL, '$.held_note', '', '$.note', '',
                '$.purpose', json_object('fr', '', 'en', ''),
                '$.items', json('[]')), items = 0, total_minor = 0,
            version = version + 1
         WHERE customer_id = ?1 AND number IS NULL",
        [customer.uuid()],
    )?;
    Ok(())
}
