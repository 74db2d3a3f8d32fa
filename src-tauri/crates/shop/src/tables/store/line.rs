//! The lines of bulk edits.

use rusqlite::types::{Type, Value as Sql};
use rusqlite::{Row, params};
use units::Id;

use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::stock::Piece;
use crate::tables::bulk::{Bulk, BulkLine};
use crate::tables::plan::{Planned, Why};
use crate::tables::value::{Field, Value};

/// A value as the store keeps it.
pub(super) fn sql(value: &Value) -> Sql {
    let id = |id: Option<uuid::Uuid>| id.map_or(Sql::Null, |id| Sql::Blob(id.as_bytes().to_vec()));
    match *value {
        Value::Attribute(ref value) => value.clone().map_or(Sql::Null, Sql::Text),
        Value::Place(place) => id(place.map(Id::uuid)),
        Value::Family(family) => id(Some(family.uuid())),
        Value::Supplier(supplier) => id(supplier.map(Id::uuid)),
        Value::VatRegime(regime) => Sql::Text(regime.code().to_owned()),
        Value::Price(minor) | Value::Floor(minor) => minor.map_or(Sql::Null, Sql::Integer),
    }
}

pub(super) fn value(row: &Row<'_>, at: usize, field: Field) -> rusqlite::Result<Value> {
    Ok(match field {
        Field::Place => Value::Place(row::maybe_id(row, at)?),
        Field::Family => Value::Family(row::id(row, at)?),
        Field::Supplier => Value::Supplier(row::maybe_id(row, at)?),
        Field::VatRegime => Value::VatRegime(row::word(row, at)?),
        Field::Price => Value::Price(row.get(at)?),
        Field::Floor => Value::Floor(row.get(at)?),
        Field::Attribute => Value::Attribute(row.get(at)?),
    })
}

const LINE: &str = "SELECT line.position, line.piece_id, piece.number, piece.title, line.old_value,
        line.new_value, line.problem, line.done,
        (SELECT field FROM bulk_edit one WHERE one.id = line.bulk_id)
    FROM bulk_line line JOIN piece ON piece.id = line.piece_id";

fn read(row: &Row<'_>) -> rusqlite::Result<BulkLine> {
    let field: Field = row::word(row, 8)?;
    let unreadable = || rusqlite::Error::FromSqlConversionFailure(6, Type::Text, "word".into());
    let why = match row.get::<_, Option<String>>(6)? {
        None => None,
        Some(word) => Some(word.parse::<Why>().map_err(|_| unreadable())?),
    };
    Ok(BulkLine {
        position: row.get(0)?,
        piece: row::id(row, 1)?,
        number: row.get(2)?,
        title: row.get(3)?,
        old: value(row, 4, field)?,
        new: value(row, 5, field)?,
        why,
        done: row.get(7)?,
    })
}

/// A page of the lines behind a position; of those that stay as they are alone, if so asked.
pub fn lines(
    tx: &ReadTx<'_>,
    id: Id<Bulk>,
    after: i64,
    only_kept: bool,
    limit: usize,
) -> Result<Vec<BulkLine>, StoreError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let kept = if only_kept {
        "AND line.problem IS NOT NULL"
    } else {
        ""
    };
    tx.all(
        &format!(
            "{LINE} WHERE line.bulk_id = ?1 AND line.position > ?2 {kept}
             ORDER BY line.position LIMIT ?3"
        ),
        params![id.uuid(), after, limit],
        read,
    )
}

/// The next lines that wait for their turn.
pub fn lines_left(
    tx: &ReadTx<'_>,
    id: Id<Bulk>,
    limit: usize,
) -> Result<Vec<BulkLine>, StoreError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    tx.all(
        &format!(
            "{LINE} WHERE line.bulk_id = ?1 AND line.done = 0 AND line.problem IS NULL
             ORDER BY line.position LIMIT ?2"
        ),
        params![id.uuid(), limit],
        read,
    )
}

/// Everything it has changed.
pub fn done_lines(tx: &ReadTx<'_>, id: Id<Bulk>) -> Result<Vec<BulkLine>, StoreError> {
    tx.all(
        &format!("{LINE} WHERE line.bulk_id = ?1 AND line.done = 1 ORDER BY line.position"),
        [id.uuid()],
        read,
    )
}

/// The pieces it has changed: their tags may be old.
pub fn done_pieces(tx: &ReadTx<'_>, id: Id<Bulk>) -> Result<Vec<Id<Piece>>, StoreError> {
    tx.all(
        "SELECT piece_id FROM bulk_line WHERE bulk_id = ?1 AND done = 1 ORDER BY position",
        [id.uuid()],
        |row| row::id(row, 0),
    )
}

/// Writes a line of a draft.
pub fn insert_line(
    tx: &mut WriteTx<'_>,
    id: Id<Bulk>,
    position: i64,
    piece: Id<Piece>,
    planned: &Planned,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO bulk_line (bulk_id, position, piece_id, old_value, new_value, problem)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            id.uuid(),
            position,
            piece.uuid(),
            sql(&planned.old),
            sql(&planned.new),
            planned.why.map(Why::code),
        ],
    )?;
    Ok(())
}

/// Says of a line that it was changed, or why not.
pub fn settle_line(
    tx: &mut WriteTx<'_>,
    id: Id<Bulk>,
    position: i64,
    why: Option<Why>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE bulk_line SET done = ?3, problem = ?4 WHERE bulk_id = ?1 AND position = ?2",
        params![id.uuid(), position, why.is_none(), why.map(Why::code)],
    )?;
    Ok(())
}

/// Says of every line that waits why it stays as it is.
pub fn leave_the_rest(tx: &mut WriteTx<'_>, id: Id<Bulk>, why: Why) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE bulk_line SET problem = ?2 WHERE bulk_id = ?1 AND done = 0 AND problem IS NULL",
        params![id.uuid(), why.code()],
    )?;
    Ok(())
}
