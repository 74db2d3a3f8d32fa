//! Takes an import back as a whole.
//!
//! Every piece gets a compensating custody entry and stays, withdrawn, for the ledger to be whole.
//! Its number and barcode become free: an import is mostly undone to load the mended file, which
//! has the same numbers.

use units::Id;

use super::import::{Import, ImportState};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, Store, StoreError};
use crate::journal::{self, Event, JournalError};
use crate::stock::{self, RecordError};

const STEP: usize = 300;

/// Why an import was not undone.
#[derive(Debug, thiserror::Error)]
pub enum UndoError {
    #[error("the import is not known")]
    ImportUnknown,
    #[error("the import is {}", .0.code())]
    WrongState(ImportState),
    /// Some of it has been sold, if only to come back.
    #[error("{0} of its pieces have been sold")]
    Sold(i64),
    /// Some of it stands in a cart.
    #[error("{0} of its pieces are reserved")]
    Reserved(i64),
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes back what an import brought. Goes on behind a crash. Blocks the thread, not the store.
pub fn undo(store: &Store, cx: &dyn Fn() -> Cx, id: Id<Import>) -> Result<Import, UndoError> {
    let import = store
        .read(|tx| store::import_by_id(tx, id))?
        .ok_or(UndoError::ImportUnknown)?;
    if matches!(import.state, ImportState::Draft | ImportState::Undone) {
        return Err(UndoError::WrongState(import.state));
    }
    let now = cx();
    let (sold, reserved) = store.read(|tx| stock::import_in_use(tx, &now, id.uuid()))?;
    if sold > 0 {
        return Err(UndoError::Sold(sold));
    }
    if reserved > 0 {
        return Err(UndoError::Reserved(reserved));
    }
    let begin = cx();
    store.write(move |tx| store::set_state(tx, &begin, id, ImportState::Undoing))?;
    let document = import.document();
    loop {
        let (step, document) = (cx(), document.clone());
        let taken = store.write(move |tx| {
            tx.changed(Change::one("import", id));
            stock::take_back(tx, &step, id.uuid(), &document, STEP)
        })?;
        if taken.value == 0 {
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
            });
            journal::log(tx, &end, Event::Imported, &detail)?;
            tx.changed(Change::of("import"));
            tx.changed(Change::one("import", id));
            store::import_by_id(tx, id)?.ok_or(UndoError::ImportUnknown)
        })
        .map(|written| written.value)
}
