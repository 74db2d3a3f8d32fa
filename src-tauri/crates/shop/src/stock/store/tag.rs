//! The RFID tags of the pieces.

use units::Id;

use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::stock::piece::Piece;

/// The piece that carries a tag; the code as [`crate::stock::epc`] writes it.
pub fn piece_with_tag(tx: &ReadTx<'_>, tag: &str) -> Result<Option<Id<Piece>>, StoreError> {
    tx.maybe("SELECT id FROM piece WHERE epc = ?1", [tag], |found| {
        row::id(found, 0)
    })
}

/// The tag of a piece, where it has one.
pub fn tag_of(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<Option<String>, StoreError> {
    let found = tx.maybe(
        "SELECT epc FROM piece WHERE id = ?1",
        [piece.uuid()],
        |row| row.get(0),
    )?;
    Ok(found.flatten())
}

/// Whether there was such a piece.
pub fn set_tag(
    tx: &mut WriteTx<'_>,
    piece: Id<Piece>,
    tag: Option<&str>,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        "UPDATE piece SET epc = ?2 WHERE id = ?1",
        (piece.uuid(), tag),
    )?;
    Ok(changed == 1)
}
