//! What an import brought.

use rusqlite::params;
use units::Id;
use uuid::Uuid;

use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::search;
use crate::stock::article::Article;
use crate::stock::piece::Piece;
use crate::stock::take_back::Held;

fn held(row: &rusqlite::Row<'_>) -> rusqlite::Result<Held> {
    Ok(Held {
        number: row.get(0)?,
        by: row.get(1)?,
    })
}

/// The custody entry that was written last.
pub fn newest_movement(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    tx.one(
        "SELECT coalesce(max(seq), 0) FROM custody_movement",
        [],
        |row| row.get(0),
    )
}

/// Its pieces sold, or on a memo, by an entry behind `since`, and its articles ever sold.
pub fn sold_of_import(
    tx: &ReadTx<'_>,
    import: Uuid,
    since: i64,
    most: usize,
) -> Result<Vec<Held>, StoreError> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    // All of them: from the import's pieces to their few entries. The latest: from the entries.
    let pieces = if since == 0 {
        "SELECT number, coalesce(document, '') FROM piece
         CROSS JOIN custody_movement ON custody_movement.piece_id = piece.id
         WHERE import_id = ?1 AND reason IN ('sold', 'memo_sent', 'memo_received', 'used')
             AND custody_movement.seq > ?2
         LIMIT ?3"
    } else {
        "SELECT number, coalesce(document, '') FROM custody_movement
         CROSS JOIN piece ON piece.id = custody_movement.piece_id
         WHERE custody_movement.seq > ?2 AND import_id = ?1
             AND reason IN ('sold', 'memo_sent', 'memo_received', 'used')
         LIMIT ?3"
    };
    let mut sold = tx.all(pieces, params![import, since, most], held)?;
    sold.extend(tx.all(
        "SELECT number, coalesce(document, '') FROM article
         CROSS JOIN article_movement ON article_movement.article_id = article.id
         WHERE import_id = ?1 AND reason IN ('sold', 'used') LIMIT ?2",
        params![import, most],
        held,
    )?);
    Ok(sold)
}

/// What of it stands in a cart, and at which till; or is kept for a custom order, or in its work.
pub fn reserved_of_import(
    tx: &ReadTx<'_>,
    cx: &Cx,
    import: Uuid,
    most: usize,
) -> Result<Vec<Held>, StoreError> {
    tx.all(
        "SELECT number, till.name FROM reservation
         CROSS JOIN piece ON piece.id = reservation.piece_id
         JOIN cart ON cart.id = reservation.cart_id JOIN till ON till.id = till_id
         WHERE import_id = ?1 AND (until IS NULL OR until > ?2)
         UNION
         SELECT number, till.name FROM cart
         CROSS JOIN cart_line ON cart_line.cart_id = cart.id
         JOIN article ON article.id = article_id JOIN till ON till.id = till_id
         WHERE import_id = ?1 AND (cart.state = 'open'
             OR cart.state = 'parked' AND coalesce(parked_until, ?2 + 1) > ?2)
         UNION
         SELECT piece.number, custom_order.number FROM custom_kept
         CROSS JOIN piece ON piece.id = custom_kept.piece_id
         JOIN custom_order ON custom_order.seq = custom_kept.custom WHERE import_id = ?1
         LIMIT ?3",
        params![import, cx.now_ms(), i64::try_from(most).unwrap_or(i64::MAX)],
        held,
    )
}

/// Some of its pieces that are still in stock, with their row numbers.
pub fn available_of_import(
    tx: &ReadTx<'_>,
    import: Uuid,
    most: usize,
) -> Result<Vec<(i64, Id<Piece>)>, StoreError> {
    tx.all(
        "SELECT seq, id FROM piece WHERE import_id = ?1 AND state = 'available' LIMIT ?2",
        params![import, i64::try_from(most).unwrap_or(i64::MAX)],
        |row| Ok((row.get(0)?, row::id(row, 1)?)),
    )
}

/// Some of its articles that have not been taken back, with their rows in the search index and how
/// many of each there are.
pub fn articles_of_import(
    tx: &ReadTx<'_>,
    import: Uuid,
    most: usize,
) -> Result<Vec<(i64, Id<Article>, i64)>, StoreError> {
    tx.all(
        "SELECT seq, id, quantity FROM article WHERE import_id = ?1 AND gone = 0 LIMIT ?2",
        params![import, i64::try_from(most).unwrap_or(i64::MAX)],
        |row| {
            let seq: i64 = row.get(0)?;
            Ok((search::ARTICLE_ROWS + seq, row::id(row, 1)?, row.get(2)?))
        },
    )
}

/// Lets another piece have this one's number and barcode. What it was called stays readable before
/// the row number that sets it apart.
pub fn free_codes(tx: &mut WriteTx<'_>, piece: Id<Piece>) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE piece SET number = number || '~' || seq, barcode = NULL,
            version = version + 1
         WHERE id = ?1",
        [piece.uuid()],
    )?;
    Ok(())
}

/// The same for an article, which is not offered or listed any more.
pub fn retire_article(tx: &mut WriteTx<'_>, article: Id<Article>) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE article SET number = number || '~' || seq, barcode = NULL, active = 0,
            favourite = 0, gone = 1, version = version + 1
         WHERE id = ?1",
        [article.uuid()],
    )?;
    Ok(())
}
