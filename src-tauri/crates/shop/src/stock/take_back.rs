//! Takes what an import brought out of the stock again.

use uuid::Uuid;

use super::article::{ArticleMovement, ArticleReason, move_article};
use super::custody::{Movement, RecordError, record};
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::search;

/// Something that an import brought and that stands in its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The piece's or article's number.
    pub number: String,
    /// The ticket that sold it, or the till whose cart has it.
    pub by: String,
}

/// What was ever sold of an import, by the custody entries behind `since`: 0 for all of them. At
/// most `most` are named.
pub fn sold_of_import(
    tx: &ReadTx<'_>,
    import: Uuid,
    since: i64,
    most: usize,
) -> Result<Vec<Held>, StoreError> {
    store::sold_of_import(tx, import, since, most)
}

/// What of an import stands in a cart now, open or parked.
pub fn reserved_of_import(
    tx: &ReadTx<'_>,
    cx: &Cx,
    import: Uuid,
    most: usize,
) -> Result<Vec<Held>, StoreError> {
    store::reserved_of_import(tx, cx, import, most)
}

/// The newest custody entry: where a later look goes on.
pub fn newest_entry(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    store::newest_movement(tx)
}

/// Takes back up to `most` pieces and articles and says how many there were: none, when it is done.
/// Their numbers become free and the search forgets them.
pub fn take_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    import: Uuid,
    document: &str,
    most: usize,
) -> Result<usize, RecordError> {
    let pieces = store::available_of_import(tx, import, most)?;
    let movement = Movement::ImportUndone {
        import: document.to_owned(),
    };
    for (row, piece) in &pieces {
        record(tx, cx, *piece, &movement)?;
        store::free_codes(tx, *piece)?;
        search::forget(tx, *row)?;
    }
    let articles = store::articles_of_import(tx, import, most - pieces.len())?;
    for (row, article, quantity) in &articles {
        let movement = ArticleMovement {
            reason: ArticleReason::ImportUndone,
            quantity: -quantity,
            document: Some(document.to_owned()),
        };
        move_article(tx, cx, *article, &movement)?;
        store::retire_article(tx, *article)?;
        search::forget(tx, *row)?;
    }
    Ok(pieces.len() + articles.len())
}
