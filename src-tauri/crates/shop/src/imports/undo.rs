//! Takes an import back as a whole.
//!
//! Every piece gets a compensating custody entry and stays, withdrawn, for the ledger to be whole.
//! Its number and barcode become free: an import is mostly undone to load the mended file, which
//! has the same numbers.
//!
//! From the moment it begins nothing of the import can be sold any more: the tills ask the import's
//! state with every scan. So whatever is found unsold and in no cart then stays so to the end,
//! however many small writes that takes.

use units::Id;

use super::images::drop_images;
use super::import::{Import, ImportState};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, ReadTx, Store, StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};
use crate::stock::{self, Held, RecordError};

/// Pieces in one write.
const STEP: usize = 200;
/// As many as a person reads; who is told more asks the stock.
const NAMED: usize = 20;

/// Why an import was not undone.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    #[error("the import is not known")]
    ImportUnknown,
    #[error("the import is {}", .0.code())]
    WrongState(ImportState),
    /// Some of it has been sold, if only to come back: the first of it, with the tickets.
    #[error("{} of it have been sold", .0.len())]
    Sold(Vec<Held>),
    /// Some of it stands in a cart: the first of it, with the tills.
    #[error("{} of it are in a cart", .0.len())]
    Reserved(Vec<Held>),
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How far the ledger had been read when nothing of the import was found sold.
#[derive(Clone, Copy, Debug)]
pub struct Unsold(i64);

/// Looks through the ledger, which takes a while for a long file, before any till has to wait.
pub fn look(tx: &ReadTx<'_>, id: Id<Import>) -> Result<Unsold, UndoError> {
    let import = store::import_by_id(tx, id)?.ok_or(UndoError::ImportUnknown)?;
    may_begin(&import)?;
    let newest = stock::newest_entry(tx)?;
    if import.state != ImportState::Undoing {
        unsold(tx, id, 0)?;
    }
    Ok(Unsold(newest))
}

fn may_begin(import: &Import) -> Result<(), UndoError> {
    match import.state {
        ImportState::Draft | ImportState::Undone => Err(UndoError::WrongState(import.state)),
        _ => Ok(()),
    }
}

fn unsold(tx: &ReadTx<'_>, id: Id<Import>, since: i64) -> Result<(), UndoError> {
    let sold = stock::sold_of_import(tx, id.uuid(), since, NAMED)?;
    if sold.is_empty() {
        Ok(())
    } else {
        Err(UndoError::Sold(sold))
    }
}

/// Begins: from here on nothing of it is sold. One that has begun is found begun.
pub fn begin(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Import>,
    looked: Unsold,
) -> Result<Import, UndoError> {
    let import = store::import_by_id(tx, id)?.ok_or(UndoError::ImportUnknown)?;
    may_begin(&import)?;
    if import.state == ImportState::Undoing {
        return Ok(import);
    }
    unsold(tx, id, looked.0)?;
    let reserved = stock::reserved_of_import(tx, cx, id.uuid(), NAMED)?;
    if !reserved.is_empty() {
        return Err(UndoError::Reserved(reserved));
    }
    store::set_state(tx, cx, id, ImportState::Undoing)?;
    tx.changed(Change::of("import"));
    tx.changed(Change::one("import", id));
    store::import_by_id(tx, id)?.ok_or(UndoError::ImportUnknown)
}

/// Takes back what is left of one that has begun, in small writes; goes on behind a crash. Blocks
/// the thread, not the store.
pub fn finish(store: &Store, cx: &dyn Fn() -> Cx, id: Id<Import>) -> Result<Import, UndoError> {
    let import = store
        .read(|tx| store::import_by_id(tx, id))?
        .ok_or(UndoError::ImportUnknown)?;
    if import.state != ImportState::Undoing {
        return Err(UndoError::WrongState(import.state));
    }
    let document = import.document();
    loop {
        let (step, document) = (cx(), document.clone());
        let taken = store.write(move |tx| {
            let taken = stock::take_back(tx, &step, id.uuid(), &document, STEP)?;
            store::add_back(tx, &step, id, taken)?;
            tx.changed(Change::one("import", id));
            Ok::<_, RecordError>(taken)
        })?;
        if taken.value == 0 {
            break;
        }
    }
    // What was fetched for it goes with it, and what still waits is not fetched any more.
    loop {
        let dropped = store.write(move |tx| drop_images(tx, id, STEP))?;
        if dropped.value == 0 {
            break;
        }
    }
    let end = cx();
    store
        .write(move |tx| {
            store::set_state(tx, &end, id, ImportState::Undone)?;
            let detail = serde_json::json!({
                "what": "stock-import-undone",
                "import": id.to_string(),
                "pieces": import.piece_count,
                "articles": import.article_count,
            });
            journal::log(tx, &end, Event::Imported, &detail)?;
            tx.changed(Change::of("import"));
            tx.changed(Change::one("import", id));
            store::import_by_id(tx, id)?.ok_or(UndoError::ImportUnknown)
        })
        .map(|written| written.value)
}

/// All of it: looks, begins, finishes.
pub fn undo(store: &Store, cx: &dyn Fn() -> Cx, id: Id<Import>) -> Result<Import, UndoError> {
    let looked = store.read(|tx| look(tx, id))?;
    let now = cx();
    store.write(move |tx| begin(tx, &now, id, looked))?;
    finish(store, cx, id)
}
