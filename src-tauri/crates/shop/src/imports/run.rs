//! Puts a file's rows into the stock, a few hundred in one write, so that a till never waits long.
//!
//! Each step writes its pieces and how far the import is together: after a crash it goes on behind
//! the last step that is on the disk. While the writer works on one step, the next is read.

use std::sync::mpsc::{Receiver, sync_channel};

use chrono::NaiveDate;
use units::Id;

use super::import::{Import, ImportState};
use super::lists::Lists;
use super::mapping::Mapping;
use super::names::make_names;
use super::report::{Seen, problems_of_mapping};
use super::row::{ReadRow, read_row};
use super::step::{Entered, Step, enter_step};
use super::store;
use super::table::{ReadError, Table, TableRow, read_table};
use crate::cx::Cx;
use crate::db::{Change, Store, StoreError, WriteTx, Written};
use crate::files;
use crate::journal::{self, Event, JournalError};
use crate::stock::SavePlainError;

/// Rows in one write: about ten milliseconds of the writer's time.
const STEP: usize = 400;

/// How far a commit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub rows: usize,
    pub done: usize,
    /// Pieces and articles that have come in, an earlier run's included.
    pub entered: i64,
}

/// Why a commit did not end. What was entered before stays, and can be continued or undone.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    #[error("the import is not known")]
    ImportUnknown,
    #[error("the import is {}", .0.code())]
    WrongState(ImportState),
    /// The mapping does not say enough; the dry run tells what is missing.
    #[error("the mapping is not complete")]
    MappingIncomplete,
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Plain(#[from] SavePlainError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Enters the rows that have no problem. `go_on` is told after each step and may stop the import.
/// Blocks the thread, not the store.
pub fn commit(
    store: &Store,
    cx: &dyn Fn() -> Cx,
    id: Id<Import>,
    go_on: &mut dyn FnMut(Progress) -> bool,
) -> Result<Import, CommitError> {
    let (import, table) = table_of(store, id)?;
    let mapping = &import.mapping;
    check_mapping(&table, mapping)?;
    let begin_cx = cx();
    store.write(move |tx| begin(tx, &begin_cx, id))?;
    let mut lists = store.read(Lists::read)?;
    let mut seen = Seen::default();
    let already = usize::try_from(import.done_count)
        .unwrap_or(0)
        .min(table.rows.len());
    let on = cx().now.date_naive();
    // What a first run entered must be known, so that a repeat of it further down is noticed.
    for row in &table.rows[..already] {
        if let Some(draft) = read_row(&table, mapping, &lists, row, on).draft {
            seen.repeats(row.line, &draft.sheet);
        }
    }
    let mut in_flight: Option<Receiver<Result<Written<Entered>, CommitError>>> = None;
    let mut progress = Progress {
        rows: table.rows.len(),
        done: already,
        entered: import.piece_count + import.article_count,
    };
    for rows in table.rows[already..].chunks(STEP) {
        let mut read = read_step(&table, mapping, &lists, rows, on);
        if make_names(store, cx, &read)? {
            lists = store.read(Lists::read)?;
            read = read_step(&table, mapping, &lists, rows, on);
        }
        for (row, read) in rows.iter().zip(&mut read) {
            if let Some(draft) = &read.draft {
                read.problems.extend(seen.repeats(row.line, &draft.sheet));
            }
        }
        let step = Step {
            import: id,
            document: import.document(),
            rows: read,
            lines: rows.iter().map(|row| row.line).collect(),
            done: progress.done + rows.len(),
        };
        progress.done = step.done;
        finish(in_flight.take(), &mut progress)?;
        let (tell, told) = sync_channel(1);
        let step_cx = cx();
        store.write_then(
            move |tx| enter_step(tx, &step_cx, step),
            move |result| {
                // Nobody waits any more only if this thread has failed otherwise.
                let _ = tell.send(result);
            },
        );
        in_flight = Some(told);
        if !go_on(progress) {
            finish(in_flight.take(), &mut progress)?;
            set_state(store, cx(), id, ImportState::Cancelled)?;
            return reread(store, id);
        }
    }
    finish(in_flight.take(), &mut progress)?;
    go_on(progress);
    let end_cx = cx();
    store.write(move |tx| end(tx, &end_cx, id))?;
    reread(store, id)
}

/// Waits for the step that the writer has, and counts its pieces.
fn finish(
    in_flight: Option<Receiver<Result<Written<Entered>, CommitError>>>,
    progress: &mut Progress,
) -> Result<(), CommitError> {
    if let Some(told) = in_flight {
        let step = told.recv().map_err(|_| StoreError::Closed)??;
        progress.entered += step.value.pieces + step.value.articles;
    }
    Ok(())
}

/// An import and its file read with its mapping's separator. Blocks the thread.
pub fn table_of(store: &Store, id: Id<Import>) -> Result<(Import, Table), CommitError> {
    let (import, file) = store.read(|tx| {
        let import = store::import_by_id(tx, id)?.ok_or(CommitError::ImportUnknown)?;
        let file = files::file_by_id(tx, import.file)?;
        let file = file.ok_or(StoreError::Unreadable("the import's file"))?;
        Ok::<_, CommitError>((import, file))
    })?;
    let table = read_table(&file.bytes, import.mapping.separator)?;
    Ok((import, table))
}

/// The file read with another separator. Blocks the thread.
pub fn table_with(
    store: &Store,
    id: Id<Import>,
    separator: Option<char>,
) -> Result<Table, CommitError> {
    let file = store.read(|tx| {
        let import = store::import_by_id(tx, id)?.ok_or(CommitError::ImportUnknown)?;
        let file = files::file_by_id(tx, import.file)?;
        Ok::<_, CommitError>(file.ok_or(StoreError::Unreadable("the import's file"))?)
    })?;
    Ok(read_table(&file.bytes, separator)?)
}

/// Whether the mapping says enough for the table's rows to be read.
pub fn check_mapping(table: &Table, mapping: &Mapping) -> Result<(), CommitError> {
    if problems_of_mapping(table, mapping).is_empty() {
        Ok(())
    } else {
        Err(CommitError::MappingIncomplete)
    }
}

/// From a draft, behind a crash or behind a stop.
fn begin(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Import>) -> Result<(), CommitError> {
    let import = store::import_by_id(tx, id)?.ok_or(CommitError::ImportUnknown)?;
    match import.state {
        ImportState::Draft | ImportState::Running | ImportState::Cancelled => {}
        state => return Err(CommitError::WrongState(state)),
    }
    tx.changed(Change::of("import"));
    tx.changed(Change::one("import", id));
    Ok(store::set_state(tx, cx, id, ImportState::Running)?)
}

fn reread(store: &Store, id: Id<Import>) -> Result<Import, CommitError> {
    store
        .read(|tx| store::import_by_id(tx, id))?
        .ok_or(CommitError::ImportUnknown)
}

fn set_state(store: &Store, cx: Cx, id: Id<Import>, state: ImportState) -> Result<(), StoreError> {
    store
        .write(move |tx| {
            tx.changed(Change::one("import", id));
            store::set_state(tx, &cx, id, state)
        })
        .map(|_| ())
}

fn read_step(
    table: &Table,
    mapping: &Mapping,
    lists: &Lists,
    rows: &[TableRow],
    on: NaiveDate,
) -> Vec<ReadRow> {
    rows.iter()
        .map(|row| read_row(table, mapping, lists, row, on))
        .collect()
}

fn end(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Import>) -> Result<(), CommitError> {
    store::set_state(tx, cx, id, ImportState::Committed)?;
    let import = store::import_by_id(tx, id)?.ok_or(CommitError::ImportUnknown)?;
    let detail = serde_json::json!({
        "what": "stock-import",
        "import": id.to_string(),
        "rows": import.row_count,
        "pieces": import.piece_count,
        "articles": import.article_count,
    });
    journal::log(tx, cx, Event::Imported, &detail)?;
    tx.changed(Change::of("import"));
    tx.changed(Change::one("import", id));
    Ok(())
}
