//! The SQL of the memos.

mod account;
mod line;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Row, params};
use units::Id;

pub(super) use account::{
    address, balances, due_lines, insert_settlement, outstanding, settlement, settlements,
    stands_with,
};
pub(super) use line::{
    held_on, insert_line, last_line_in, last_place, line_due, line_seq, line_state, out_with,
    set_line, was_others,
};
pub use line::{lines, of_piece};

use super::entry::{Entry, NewEntry};
use super::nouns::{Direction, Memo, MemoError, MemoQuery, Party};
use super::open::OpenMemo;
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx, row};

/// A party's name from the joined tables `supplier` and `customer`.
pub(super) const NAME: &str = "coalesce(supplier.name,
    CASE WHEN customer.company = '' THEN trim(customer.given_name || ' ' || customer.family_name)
         WHEN customer.family_name = '' THEN customer.company
         ELSE customer.company || ' (' || trim(customer.given_name || ' ' || customer.family_name)
             || ')' END, '')";

/// A memo's party.
pub(super) const PARTY: &str = "
    LEFT JOIN supplier ON party_kind = 'supplier' AND supplier.id = party_id
    LEFT JOIN customer ON party_kind = 'customer' AND customer.id = party_id";

fn select(rest: &str) -> String {
    format!(
        "SELECT memo.id, memo.seq, memo.number, direction, kind, party_kind, party_id, {NAME},
            memo.address, due_on, note, memo.created_at, user.name,
            (SELECT count(*) FROM memo_line WHERE memo = memo.seq),
            (SELECT count(*) FROM memo_line WHERE memo = memo.seq AND state = 'held'),
            (SELECT count(*) FROM memo_line WHERE memo = memo.seq AND state = 'cancelled'),
            (SELECT coalesce(sum(agreed_minor), 0) FROM memo_line
                WHERE memo = memo.seq AND state = 'held'),
            (SELECT coalesce(sum(insured_minor), 0) FROM memo_line
                WHERE memo = memo.seq AND state = 'held'),
            (SELECT max(at) FROM memo_entry WHERE memo = memo.seq AND what = 'chased')
         FROM memo JOIN user ON user.id = created_by {PARTY} {rest}"
    )
}

/// A party from its kind and id.
pub(super) fn read_party(found: &Row<'_>, from: usize) -> rusqlite::Result<Party> {
    let kind: String = found.get(from)?;
    Party::from_parts(&kind, found.get(from + 1)?).ok_or(rusqlite::Error::InvalidQuery)
}

fn read(found: &Row<'_>) -> rusqlite::Result<Memo> {
    Ok(Memo {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        number: found.get(2)?,
        direction: row::word(found, 3)?,
        kind: row::word(found, 4)?,
        party: read_party(found, 5)?,
        party_name: found.get(7)?,
        address: found.get(8)?,
        due_on: row::word(found, 9)?,
        note: found.get(10)?,
        created_at: row::time(found, 11)?,
        created_by: found.get(12)?,
        pieces: found.get(13)?,
        held: found.get(14)?,
        cancelled: found.get(15)?,
        held_minor: found.get(16)?,
        insured_minor: found.get(17)?,
        chased_at: found
            .get::<_, Option<i64>>(18)?
            .and_then(DateTime::<Utc>::from_timestamp_millis),
    })
}

/// One memo.
pub fn memo(tx: &ReadTx<'_>, id: Id<Memo>) -> Result<Option<Memo>, StoreError> {
    tx.maybe(&select("WHERE memo.id = ?1"), [id.uuid()], read)
}

/// One that is there.
pub(super) fn found(tx: &ReadTx<'_>, id: Id<Memo>) -> Result<Memo, MemoError> {
    memo(tx, id)?.ok_or(MemoError::Unknown)
}

/// The memos that fit, the newest first; of overdue ones the longest due.
pub fn memos(tx: &ReadTx<'_>, query: &MemoQuery) -> Result<Vec<Memo>, StoreError> {
    let order = if query.overdue_on.is_some() {
        "due_on, memo.seq"
    } else {
        "memo.seq DESC"
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
            "WHERE (?1 IS NULL OR direction = ?1)
               AND (NOT ?2 OR EXISTS (SELECT 1 FROM memo_line
                    WHERE memo = memo.seq AND state = 'held'))
               AND (?3 IS NULL OR due_on < ?3)
               AND (?4 = '' OR memo.number LIKE '%' || ?4 || '%' ESCAPE '\\'
                    OR {NAME} LIKE '%' || ?4 || '%' ESCAPE '\\'
                    OR EXISTS (SELECT 1 FROM memo_line JOIN piece ON piece.id = piece_id
                        WHERE memo = memo.seq AND piece.number LIKE ?4 || '%' ESCAPE '\\'))
             ORDER BY {order} LIMIT ?5 OFFSET ?6"
        )),
        params![
            query.direction.map(Direction::code),
            query.open || query.overdue_on.is_some(),
            query.overdue_on.map(|day| day.to_string()),
            text,
            size(query.limit),
            size(query.skip),
        ],
        read,
    )
}

/// The number after the last one of a direction.
pub(super) fn next_series(tx: &ReadTx<'_>, direction: Direction) -> Result<i64, StoreError> {
    tx.one(
        "SELECT coalesce(max(series), 0) + 1 FROM memo WHERE direction = ?1",
        [direction.code()],
        |found| found.get(0),
    )
}

/// A party's name; None if there is no such party, or not any more.
pub(super) fn party(tx: &ReadTx<'_>, party: Party) -> Result<Option<String>, StoreError> {
    let (_, id) = party.parts();
    match party {
        Party::Supplier(_) => tx.maybe("SELECT name FROM supplier WHERE id = ?1", [id], |found| {
            found.get(0)
        }),
        Party::Customer(_) => tx.maybe(
            &format!(
                "SELECT {NAME} FROM customer LEFT JOIN supplier ON 0
                 WHERE customer.id = ?1 AND erased_at IS NULL"
            ),
            [id],
            |found| found.get(0),
        ),
    }
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: Id<User>,
    memo: &OpenMemo,
    series: i64,
    number: &str,
    note: &str,
) -> Result<i64, StoreError> {
    let (party_kind, party_id) = memo.party.parts();
    // A customer's is on their own sheet, and goes with them.
    let address = match memo.party {
        Party::Supplier(_) => memo.address.trim().chars().take(1_000).collect(),
        Party::Customer(_) => String::new(),
    };
    tx.execute(
        "INSERT INTO memo (id, direction, series, number, kind, party_kind, party_id, address,
            due_on, note, created_at, created_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            memo.id.uuid(),
            memo.direction.code(),
            series,
            number,
            memo.kind.code(),
            party_kind,
            party_id,
            address,
            memo.due_on.to_string(),
            note,
            cx.now_ms(),
            by.uuid(),
        ],
    )?;
    tx.wrote("memo");
    Ok(tx.last_row())
}

pub(super) fn set_due(
    tx: &mut WriteTx<'_>,
    memo: i64,
    due_on: NaiveDate,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE memo SET due_on = ?2 WHERE seq = ?1",
        params![memo, due_on.to_string()],
    )?;
    Ok(())
}

pub(super) fn insert_entry(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    entry: &NewEntry<'_>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO memo_entry (memo, line, at, user_id, what, state, due_on, document, note)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            entry.memo,
            entry.line.map(|(line, _)| line),
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
            entry.what.code(),
            entry.line.map(|(_, state)| state.code()),
            entry.due_on.map(|day| day.to_string()),
            entry.document,
            entry.note,
        ],
    )?;
    tx.wrote("memo_entry");
    Ok(())
}

/// A memo's history, the newest first.
pub fn entries(tx: &ReadTx<'_>, memo: &Memo) -> Result<Vec<Entry>, StoreError> {
    tx.all(
        "SELECT memo_entry.seq, at, coalesce(user.name, ''), what, piece.number, memo_entry.state,
            due_on, memo_entry.document, note
         FROM memo_entry LEFT JOIN user ON user.id = user_id
         LEFT JOIN memo_line ON memo_line.seq = line
         LEFT JOIN piece ON piece.id = piece_id
         WHERE memo_entry.memo = ?1 ORDER BY memo_entry.seq DESC",
        [memo.seq],
        |found| {
            let maybe = |at: usize| found.get::<_, Option<String>>(at);
            Ok(Entry {
                seq: found.get(0)?,
                at: row::time(found, 1)?,
                by: found.get(2)?,
                what: row::word(found, 3)?,
                number: found.get(4)?,
                state: maybe(5)?.and_then(|word| word.parse().ok()),
                due_on: maybe(6)?.and_then(|day| day.parse().ok()),
                document: found.get(7)?,
                note: found.get(8)?,
            })
        },
    )
}

/// The number of a memo that is due, or whose line stands, otherwise than the last entry about it says.
pub(super) fn astray(tx: &ReadTx<'_>) -> Result<Option<String>, StoreError> {
    tx.maybe(
        "SELECT number FROM memo WHERE due_on IS NOT (SELECT due_on FROM memo_entry
             WHERE memo = memo.seq AND due_on IS NOT NULL ORDER BY seq DESC LIMIT 1)
            OR EXISTS (SELECT 1 FROM memo_line LEFT JOIN memo_entry entry
                ON entry.seq = (SELECT max(seq) FROM memo_entry WHERE line = memo_line.seq)
             WHERE memo_line.memo = memo.seq AND (memo_line.state IS NOT entry.state
                OR memo_line.document IS NOT iif(entry.state IN ('sold', 'kept', 'invoiced'),
                    entry.document, NULL)))
         ORDER BY seq LIMIT 1",
        [],
        |found| found.get(0),
    )
}
