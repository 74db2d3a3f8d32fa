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
use super::report::{Problem, Seen, Severity, problems_of_mapping};
use super::row::{Draft, ReadRow, read_row};
use super::store;
use super::table::{ReadError, Table, TableRow, read_table};
use crate::cx::Cx;
use crate::db::{Change, Store, StoreError, WriteTx, Written};
use crate::files;
use crate::journal::{self, Event, JournalError};
use crate::search;
use crate::stock::{self, Entry, PlaceKind, SavePlainError, SheetError};

/// Rows in one write: about ten milliseconds of the writer's time.
const STEP: usize = 400;

/// How far a commit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub rows: usize,
    pub done: usize,
    pub pieces: i64,
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
    let may = [
        ImportState::Draft,
        ImportState::Running,
        ImportState::Cancelled,
    ];
    if !may.contains(&import.state) {
        return Err(CommitError::WrongState(import.state));
    }
    if !problems_of_mapping(&table, mapping).is_empty() {
        return Err(CommitError::MappingIncomplete);
    }
    set_state(store, cx(), id, ImportState::Running)?;
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
    let mut in_flight: Option<Receiver<Result<Written<i64>, CommitError>>> = None;
    let mut progress = Progress {
        rows: table.rows.len(),
        done: already,
        pieces: import.piece_count,
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
        let lines = rows.iter().map(|row| row.line).collect();
        let done = progress.done + rows.len();
        finish(in_flight.take(), &mut progress)?;
        let (tell, told) = sync_channel(1);
        let (step_cx, document) = (cx(), import.document());
        store.write_then(
            move |tx| enter_step(tx, &step_cx, id, &document, read, lines, done),
            move |result| {
                // Nobody waits any more only if this thread has failed otherwise.
                let _ = tell.send(result);
            },
        );
        in_flight = Some(told);
        progress.done = done;
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
    in_flight: Option<Receiver<Result<Written<i64>, CommitError>>>,
    progress: &mut Progress,
) -> Result<(), CommitError> {
    if let Some(told) = in_flight {
        let step = told.recv().map_err(|_| StoreError::Closed)??;
        progress.pieces += step.value;
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

/// Makes the suppliers and places that these rows name for the first time; says whether there were.
fn make_names(store: &Store, cx: &dyn Fn() -> Cx, rows: &[ReadRow]) -> Result<bool, CommitError> {
    let good = || rows.iter().filter(|row| !row.is_refused());
    let drafts = || good().filter_map(|row| row.draft.as_ref());
    let distinct = |mut names: Vec<String>| {
        names.sort();
        names.dedup_by_key(|name| search::fold(name));
        names
    };
    let suppliers = distinct(
        drafts()
            .filter_map(|draft| draft.new_supplier.clone())
            .collect(),
    );
    let places = distinct(
        drafts()
            .filter_map(|draft| draft.new_place.clone())
            .collect(),
    );
    if suppliers.is_empty() && places.is_empty() {
        return Ok(false);
    }
    let cx = cx();
    store.write(move |tx| {
        for name in suppliers {
            stock::save_supplier(tx, cx.new_id(), 0, &code_of(&name), &name)?;
        }
        for name in places {
            let (id, code) = (cx.new_id(), code_of(&name));
            stock::save_place(tx, id, 0, &code, &name, PlaceKind::Tray, true)?;
        }
        Ok::<_, CommitError>(())
    })?;
    Ok(true)
}

/// A code from a name: its folded words in capitals.
fn code_of(name: &str) -> String {
    search::fold(name)
        .to_uppercase()
        .replace(' ', "-")
        .chars()
        .take(40)
        .collect()
}

/// One step inside its write: the pieces, their words, the problems, how far the import is.
fn enter_step(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    import: Id<Import>,
    document: &str,
    rows: Vec<ReadRow>,
    lines: Vec<usize>,
    done: usize,
) -> Result<i64, CommitError> {
    let mut words = Vec::with_capacity(rows.len());
    let mut problems = Vec::new();
    for (row, line) in rows.into_iter().zip(lines) {
        let refused = row.is_refused();
        problems.extend(row.problems);
        let Some(mut draft) = row.draft.filter(|_| !refused) else {
            continue;
        };
        match stock::check_taken(tx, &draft.sheet, draft.id) {
            Ok(()) => words.push(enter(tx, cx, import, document, &mut draft)?),
            Err(SheetError::Store(error)) => return Err(error.into()),
            Err(error) => problems.push(Problem {
                line,
                column: String::new(),
                code: error.code(),
                params: error.params(),
                severity: Severity::Refused,
            }),
        }
    }
    search::index(tx, &words)?;
    for problem in &problems {
        store::insert_problem(tx, import, problem)?;
    }
    let entered = i64::try_from(words.len()).unwrap_or(i64::MAX);
    store::set_done(tx, cx, import, done, entered, problems.len())?;
    tx.changed(Change::of("stock"));
    tx.changed(Change::one("import", import));
    Ok(entered)
}

fn enter(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    import: Id<Import>,
    document: &str,
    draft: &mut Draft,
) -> Result<search::Words, StoreError> {
    for component in &mut draft.sheet.components {
        component.id = cx.new_id();
    }
    let place = draft
        .place
        .as_ref()
        .ok_or(StoreError::Unreadable("place"))?;
    let entry = Entry {
        id: cx.new_id(),
        sheet: &draft.sheet,
        family: &draft.family,
        supplier: draft
            .supplier
            .as_ref()
            .map(|supplier| supplier.name.as_str()),
        place: place.id,
        import: Some((import.uuid(), document)),
    };
    stock::enter(tx, cx, &entry)
}

fn end(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Import>) -> Result<(), CommitError> {
    store::set_state(tx, cx, id, ImportState::Committed)?;
    let import = store::import_by_id(tx, id)?.ok_or(CommitError::ImportUnknown)?;
    let detail = serde_json::json!({
        "what": "stock-import",
        "import": id.to_string(),
        "rows": import.row_count,
        "pieces": import.piece_count,
    });
    journal::log(tx, cx, Event::Imported, &detail)?;
    tx.changed(Change::of("import"));
    tx.changed(Change::one("import", id));
    Ok(())
}
