//! Bulk edits.

use rusqlite::types::{Type, Value as Sql};
use rusqlite::{Row, params};
use units::{Id, PriceEnding};

use super::line::{sql, value};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::tables::bulk::{Bulk, Counts};
use crate::tables::value::{Field, Value};
use crate::tables::wanted::{How, Wanted};

const BULK: &str =
    "SELECT one.id, one.number, one.state, one.field, one.how, one.value, one.ending,
        one.undoes, (SELECT number FROM bulk_edit undone WHERE undone.id = one.undoes),
        (SELECT max(number) FROM bulk_edit undoing WHERE undoing.undoes = one.id),
        one.user_id, coalesce(user.name, ''), coalesce(one.applied_at, one.created_at),
        (SELECT count(*) FROM bulk_line line WHERE line.bulk_id = one.id),
        (SELECT count(*) FROM bulk_line line WHERE line.bulk_id = one.id AND line.done = 1),
        (SELECT count(*) FROM bulk_line line WHERE line.bulk_id = one.id AND line.done = 0
            AND line.problem IS NULL), one.name
    FROM bulk_edit one LEFT JOIN user ON user.id = one.user_id";

fn read(row: &Row<'_>) -> rusqlite::Result<Bulk> {
    let (pieces, done, left): (i64, i64, i64) = (row.get(13)?, row.get(14)?, row.get(15)?);
    Ok(Bulk {
        id: row::id(row, 0)?,
        number: row.get(1)?,
        progress: row::word(row, 2)?,
        wanted: wanted(row)?,
        undoes: row::maybe_id(row, 7)?,
        undoes_number: row.get(8)?,
        undone_by: row.get(9)?,
        user: row::maybe_id(row, 10)?,
        user_name: row.get(11)?,
        at: row::time(row, 12)?,
        counts: Counts {
            pieces,
            done,
            left,
            kept: pieces - done - left,
        },
    })
}

fn wanted(row: &Row<'_>) -> rusqlite::Result<Wanted> {
    let unreadable =
        || rusqlite::Error::FromSqlConversionFailure(5, Type::Text, "a wanted value".into());
    let field: Field = row::word(row, 3)?;
    if field == Field::Price {
        let (how, ending): (String, PriceEnding) = (row.get(4)?, row::word(row, 6)?);
        let by: i64 = row.get(5)?;
        let how = match how.as_str() {
            "percent" => How::Percent(by),
            "amount" => How::Amount(by),
            "exactly" => How::Exactly(by),
            _ => return Err(unreadable()),
        };
        return Ok(Wanted::Price(how, ending));
    }
    Ok(match value(row, 5, field)? {
        Value::Place(Some(place)) => Wanted::Place(place),
        Value::Family(family) => Wanted::Family(family),
        Value::Supplier(supplier) => Wanted::Supplier(supplier),
        Value::VatRegime(regime) => Wanted::VatRegime(regime),
        Value::Floor(floor) => Wanted::Floor(floor),
        Value::Attribute(value) => Wanted::Attribute {
            name: row.get(16)?,
            value,
        },
        Value::Place(None) | Value::Price(_) => return Err(unreadable()),
    })
}

/// The bulk edit with this id.
pub fn bulk_by_id(tx: &ReadTx<'_>, id: Id<Bulk>) -> Result<Option<Bulk>, StoreError> {
    tx.maybe(&format!("{BULK} WHERE one.id = ?1"), [id.uuid()], read)
}

/// Those that were begun, the newest first.
pub fn bulks(tx: &ReadTx<'_>, limit: usize) -> Result<Vec<Bulk>, StoreError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    tx.all(
        &format!("{BULK} WHERE one.number IS NOT NULL ORDER BY one.number DESC LIMIT ?1"),
        [limit],
        read,
    )
}

/// The drafts of whoever acts.
pub fn drafts_of(tx: &ReadTx<'_>, cx: &Cx) -> Result<Vec<Id<Bulk>>, StoreError> {
    tx.all(
        "SELECT id FROM bulk_edit WHERE state = 'draft' AND user_id IS ?1",
        [cx.actor.user().map(Id::uuid)],
        |row| row::id(row, 0),
    )
}

/// Writes a draft.
pub fn insert_draft(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Bulk>,
    wanted: &Wanted,
    undoes: Option<Id<Bulk>>,
) -> Result<(), StoreError> {
    let mut name = None;
    let (how, by, ending) = match *wanted {
        Wanted::Price(how, ending) => {
            let (word, by) = match how {
                How::Percent(by) => ("percent", by),
                How::Amount(by) => ("amount", by),
                How::Exactly(by) => ("exactly", by),
            };
            (Some(word), Sql::Integer(by), Some(ending.code()))
        }
        Wanted::Place(place) => (None, sql(&Value::Place(Some(place))), None),
        Wanted::Family(family) => (None, sql(&Value::Family(family)), None),
        Wanted::Supplier(supplier) => (None, sql(&Value::Supplier(supplier)), None),
        Wanted::VatRegime(regime) => (None, sql(&Value::VatRegime(regime)), None),
        Wanted::Attribute {
            name: ref of,
            ref value,
        } => {
            name = Some(of);
            (None, sql(&Value::Attribute(value.clone())), None)
        }
        Wanted::Floor(floor) => (None, sql(&Value::Floor(floor)), None),
    };
    tx.execute(
        "INSERT INTO bulk_edit (id, state, field, how, value, ending, undoes, user_id, created_at,
            name)
         VALUES (?1, 'draft', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            id.uuid(),
            wanted.field().code(),
            how,
            by,
            ending,
            undoes.map(Id::uuid),
            cx.actor.user().map(Id::uuid),
            cx.now_ms(),
            name,
        ],
    )?;
    Ok(())
}

/// Drops a draft and its lines.
pub fn delete_draft(tx: &mut WriteTx<'_>, id: Id<Bulk>) -> Result<(), StoreError> {
    tx.execute("DELETE FROM bulk_line WHERE bulk_id = ?1", [id.uuid()])?;
    tx.execute("DELETE FROM bulk_edit WHERE id = ?1", [id.uuid()])?;
    Ok(())
}

/// Gives a draft the next number.
pub fn begin(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Bulk>) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE bulk_edit SET state = 'running', applied_at = ?2, user_id = ?3,
            number = (SELECT coalesce(max(number), 0) + 1 FROM bulk_edit)
         WHERE id = ?1",
        params![id.uuid(), cx.now_ms(), cx.actor.user().map(Id::uuid)],
    )?;
    Ok(())
}

/// Says that every line is settled.
pub fn end(tx: &mut WriteTx<'_>, id: Id<Bulk>) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE bulk_edit SET state = 'done' WHERE id = ?1",
        [id.uuid()],
    )?;
    Ok(())
}
