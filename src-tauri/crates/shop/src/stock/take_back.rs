//! Takes the pieces of an import out of the stock again.

use uuid::Uuid;

use super::custody::{Movement, RecordError, record};
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::search;

/// How many pieces of an import have ever been sold, and how many are in a cart now.
pub fn import_in_use(tx: &ReadTx<'_>, cx: &Cx, import: Uuid) -> Result<(i64, i64), StoreError> {
    store::import_in_use(tx, cx, import)
}

/// Takes back up to `most` pieces and says how many there were: none, when it is done. Their
/// numbers become free and the search forgets them.
pub fn take_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    import: Uuid,
    document: &str,
    most: usize,
) -> Result<usize, RecordError> {
    let pieces = store::available_of_import(tx, cx, import, most)?;
    let movement = Movement::ImportUndone {
        import: document.to_owned(),
    };
    for (row, piece) in &pieces {
        record(tx, cx, *piece, &movement)?;
        store::free_codes(tx, *piece)?;
        search::forget(tx, *row)?;
    }
    Ok(pieces.len())
}
