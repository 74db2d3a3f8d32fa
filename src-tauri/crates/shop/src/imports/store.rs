//! The SQL of imports.

mod image;

use rusqlite::{Row, params};
use units::Id;

pub(super) use image::{
    due_images, image_dropped, image_failed, image_kept, image_missed, images, images_to_drop,
    insert_images, retry_images, stop_images, tries_of, waiting_for,
};

use super::figures::Figures;
use super::import::{Import, ImportState};
use super::keep_mapping::KeptMapping;
use super::mapping::Mapping;
use super::report::Problem;
use super::step::Entered;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::files::File;

const IMPORT: &str = "SELECT id, file_name, file_id, mapping, state, row_count, done_count,
    piece_count, problem_count, created_at, version, article_count, back_count FROM import";

fn read(row: &Row<'_>) -> rusqlite::Result<Import> {
    let mapping = row.get_ref(3)?.as_str()?;
    Ok(Import {
        id: row::id(row, 0)?,
        file_name: row.get(1)?,
        file: row::id(row, 2)?,
        mapping: serde_json::from_str(mapping).map_err(|_| rusqlite::Error::InvalidQuery)?,
        state: row::word(row, 4)?,
        row_count: row.get(5)?,
        done_count: row.get(6)?,
        piece_count: row.get(7)?,
        problem_count: row.get(8)?,
        created_at: row::time(row, 9)?,
        version: row.get(10)?,
        article_count: row.get(11)?,
        back_count: row.get(12)?,
    })
}

/// The import with this id.
pub fn import_by_id(tx: &ReadTx<'_>, id: Id<Import>) -> Result<Option<Import>, StoreError> {
    tx.maybe(&format!("{IMPORT} WHERE id = ?1"), [id.uuid()], read)
}

/// Every import, the newest first.
pub fn imports(tx: &ReadTx<'_>) -> Result<Vec<Import>, StoreError> {
    tx.all(
        &format!("{IMPORT} ORDER BY created_at DESC LIMIT 200"),
        [],
        read,
    )
}

/// What a commit said of its rows: line, column, code, parameters as JSON, severity.
pub fn problems(
    tx: &ReadTx<'_>,
    id: Id<Import>,
) -> Result<Vec<(i64, String, String, String, String)>, StoreError> {
    tx.all(
        "SELECT line, column_name, code, params, severity FROM import_problem
         WHERE import_id = ?1 ORDER BY id LIMIT 10000",
        [id.uuid()],
        |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        },
    )
}

fn json(value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Unreadable("json"))
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Import>,
    file_name: &str,
    file: Id<File>,
    mapping: &Mapping,
    rows: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO import (id, file_name, file_id, mapping, state, row_count, user_id,
            created_at, changed_at)
         VALUES (?1, ?2, ?3, ?4, 'draft', ?5, ?6, ?7, ?7)",
        params![
            id.uuid(),
            file_name,
            file.uuid(),
            json(mapping)?,
            rows,
            cx.actor.user().map(Id::uuid),
            cx.now_ms(),
        ],
    )?;
    Ok(())
}

pub(super) fn set_mapping(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Import>,
    mapping: &Mapping,
    rows: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE import SET mapping = ?2, row_count = ?3, changed_at = ?4, version = version + 1
         WHERE id = ?1",
        params![id.uuid(), json(mapping)?, rows, cx.now_ms()],
    )?;
    Ok(())
}

pub(super) fn set_state(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Import>,
    state: ImportState,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE import SET state = ?2, changed_at = ?3, version = version + 1 WHERE id = ?1",
        params![id.uuid(), state.code(), cx.now_ms()],
    )?;
    Ok(())
}

/// More that an undoing has taken back.
pub(super) fn add_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Import>,
    taken: usize,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE import SET back_count = back_count + ?2, changed_at = ?3 WHERE id = ?1",
        params![
            id.uuid(),
            i64::try_from(taken).unwrap_or(i64::MAX),
            cx.now_ms()
        ],
    )?;
    Ok(())
}

/// How far it is: rows behind it, pieces, articles and problems more.
pub(super) fn set_done(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Import>,
    done: usize,
    entered: Entered,
    problems: usize,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE import SET done_count = ?2, piece_count = piece_count + ?3,
            article_count = article_count + ?4, problem_count = problem_count + ?5,
            changed_at = ?6 WHERE id = ?1",
        params![
            id.uuid(),
            i64::try_from(done).unwrap_or(i64::MAX),
            entered.pieces,
            entered.articles,
            i64::try_from(problems).unwrap_or(i64::MAX),
            cx.now_ms(),
        ],
    )?;
    Ok(())
}

pub(super) fn insert_problem(
    tx: &mut WriteTx<'_>,
    id: Id<Import>,
    problem: &Problem,
) -> Result<(), StoreError> {
    let params: std::collections::BTreeMap<_, _> = problem.params.iter().cloned().collect();
    tx.execute(
        "INSERT INTO import_problem (import_id, line, column_name, code, params, severity)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            id.uuid(),
            i64::try_from(problem.line).unwrap_or(i64::MAX),
            problem.column,
            problem.code,
            json(&params)?,
            problem.severity.code(),
        ],
    )?;
    Ok(())
}

const KEPT: &str = "SELECT id, name, headers, mapping FROM import_mapping";

fn kept(row: &Row<'_>) -> rusqlite::Result<KeptMapping> {
    let unreadable = |_| rusqlite::Error::InvalidQuery;
    Ok(KeptMapping {
        id: row::id(row, 0)?,
        name: row.get(1)?,
        headers: serde_json::from_str(row.get_ref(2)?.as_str()?).map_err(unreadable)?,
        mapping: serde_json::from_str(row.get_ref(3)?.as_str()?).map_err(unreadable)?,
    })
}

/// Every kept mapping, by name.
pub fn kept_mappings(tx: &ReadTx<'_>) -> Result<Vec<KeptMapping>, StoreError> {
    tx.all(&format!("{KEPT} ORDER BY name"), [], kept)
}

pub(super) fn kept_mapping_by_id(
    tx: &ReadTx<'_>,
    id: Id<KeptMapping>,
) -> Result<Option<KeptMapping>, StoreError> {
    tx.maybe(&format!("{KEPT} WHERE id = ?1"), [id.uuid()], kept)
}

pub(super) fn kept_mapping_by_name(
    tx: &ReadTx<'_>,
    name: &str,
) -> Result<Option<KeptMapping>, StoreError> {
    tx.maybe(&format!("{KEPT} WHERE name = ?1"), [name], kept)
}

pub(super) fn keep_mapping(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    kept: &KeptMapping,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT OR REPLACE INTO import_mapping (id, name, headers, mapping, user_id, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            kept.id.uuid(),
            kept.name,
            json(&kept.headers)?,
            json(&kept.mapping)?,
            cx.actor.user().map(Id::uuid),
            cx.now_ms(),
        ],
    )?;
    Ok(())
}

pub(super) fn forget_mapping(tx: &mut WriteTx<'_>, id: Id<KeptMapping>) -> Result<(), StoreError> {
    tx.execute("DELETE FROM import_mapping WHERE id = ?1", [id.uuid()])?;
    Ok(())
}

/// Counts and values of what is in stock, of one import or of all.
pub(super) fn figures(tx: &ReadTx<'_>, of: Option<Id<Import>>) -> Result<Figures, StoreError> {
    let of = of.map(Id::uuid);
    let pieces = tx.one(
        "SELECT count(*), coalesce(sum(cost_minor), 0), coalesce(sum(price_minor), 0),
            count(*) - count(cost_minor), count(*) - count(price_minor)
         FROM piece WHERE state IN ('available', 'on_memo') AND (?1 IS NULL OR import_id = ?1)",
        [of],
        |row| {
            Ok(Figures {
                pieces: row.get(0)?,
                units: 0,
                cost_minor: row.get(1)?,
                price_minor: row.get(2)?,
                without_cost: row.get(3)?,
                without_price: row.get(4)?,
            })
        },
    )?;
    tx.one(
        "SELECT coalesce(sum(quantity), 0), coalesce(sum(quantity * cost_minor), 0),
            coalesce(sum(quantity * price_minor), 0), count(*) - count(cost_minor)
         FROM article WHERE gone = 0 AND quantity > 0 AND (?1 IS NULL OR import_id = ?1)",
        [of],
        |row| {
            Ok(Figures {
                units: row.get(0)?,
                cost_minor: pieces.cost_minor + row.get::<_, i64>(1)?,
                price_minor: pieces.price_minor + row.get::<_, i64>(2)?,
                without_cost: pieces.without_cost + row.get::<_, i64>(3)?,
                ..pieces
            })
        },
    )
}
