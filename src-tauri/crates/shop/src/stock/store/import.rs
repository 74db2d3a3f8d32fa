//! The pieces that an import brought.

use rusqlite::params;
use units::Id;
use uuid::Uuid;

use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::stock::piece::Piece;

/// How many of its pieces were ever sold, and how many are in a cart.
pub fn import_in_use(tx: &ReadTx<'_>, cx: &Cx, import: Uuid) -> Result<(i64, i64), StoreError> {
    tx.one(
        "SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 FROM custody_movement
                WHERE custody_movement.piece_id = piece.id AND reason = 'sold')),
            count(*) FILTER (WHERE EXISTS (SELECT 1 FROM reservation
                WHERE reservation.piece_id = piece.id AND (until IS NULL OR until > ?2)))
         FROM piece WHERE import_id = ?1",
        params![import, cx.now_ms()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Some of its pieces that are still in stock and in no cart, with their row numbers.
pub fn available_of_import(
    tx: &ReadTx<'_>,
    cx: &Cx,
    import: Uuid,
    most: usize,
) -> Result<Vec<(i64, Id<Piece>)>, StoreError> {
    tx.all(
        "SELECT seq, id FROM piece
         WHERE import_id = ?1 AND state = 'available' AND NOT EXISTS (SELECT 1 FROM reservation
             WHERE reservation.piece_id = piece.id AND (until IS NULL OR until > ?2))
         LIMIT ?3",
        params![import, cx.now_ms(), i64::try_from(most).unwrap_or(i64::MAX)],
        |row| Ok((row.get(0)?, row::id(row, 1)?)),
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
