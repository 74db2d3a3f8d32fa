//! Stones of the stock that are set in other pieces.

use rusqlite::params;
use units::Id;

use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::stock::piece::{Component, Piece};

/// The components of a piece that were pieces by themselves, with their numbers.
pub fn stones_of(
    tx: &ReadTx<'_>,
    piece: Id<Piece>,
) -> Result<Vec<(Id<Component>, String)>, StoreError> {
    tx.all(
        "SELECT component.id, stone.number FROM component
         JOIN piece stone ON stone.mounted_as = component.id
         WHERE component.piece_id = ?1 ORDER BY position",
        [piece.uuid()],
        |row| Ok((row::id(row, 0)?, row.get(1)?)),
    )
}

/// The piece that this component was by itself.
pub fn stone_mounted_as(
    tx: &ReadTx<'_>,
    component: Id<Component>,
) -> Result<Option<Id<Piece>>, StoreError> {
    tx.maybe(
        "SELECT id FROM piece WHERE mounted_as = ?1",
        [component.uuid()],
        |row| row::id(row, 0),
    )
}

/// The piece that a mounted stone is set in.
pub fn holder_of_stone(
    tx: &ReadTx<'_>,
    stone: Id<Piece>,
) -> Result<Option<(Id<Piece>, String)>, StoreError> {
    tx.maybe(
        "SELECT holder.id, holder.number FROM piece stone
         JOIN component ON component.id = stone.mounted_as
         JOIN piece holder ON holder.id = component.piece_id
         WHERE stone.id = ?1",
        [stone.uuid()],
        |row| Ok((row::id(row, 0)?, row.get(1)?)),
    )
}

/// Which component a mounted stone is; None before it is a piece by itself again.
pub fn set_mounted(
    tx: &mut WriteTx<'_>,
    stone: Id<Piece>,
    component: Option<Id<Component>>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE piece SET mounted_as = ?2 WHERE id = ?1",
        params![stone.uuid(), component.map(Id::uuid)],
    )?;
    Ok(())
}

/// Whether the component's id names a part of another piece.
pub fn is_part_of_another(
    tx: &ReadTx<'_>,
    component: Id<Component>,
    own: Id<Piece>,
) -> Result<bool, StoreError> {
    tx.one(
        "SELECT EXISTS (SELECT 1 FROM component WHERE id = ?1 AND piece_id <> ?2)",
        params![component.uuid(), own.uuid()],
        |row| row.get(0),
    )
}
