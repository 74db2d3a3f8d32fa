//! What happens to the drawer without a sale: cash that moves, and openings by hand.

use rusqlite::Row;
use units::Id;

use crate::cx::Till;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::till::{CashMovement, DrawerOpening, Opening};

const MOVEMENT: &str =
    "SELECT id, opening_id, at, user_id, amount_minor, reason FROM cash_movement";

fn movement(row: &Row<'_>) -> rusqlite::Result<CashMovement> {
    Ok(CashMovement {
        id: row::id(row, 0)?,
        opening: row::id(row, 1)?,
        at: row::time(row, 2)?,
        user: row::id(row, 3)?,
        amount_minor: row.get(4)?,
        reason: row.get(5)?,
    })
}

pub(in crate::till) fn cash_movements(
    tx: &ReadTx<'_>,
    opening: Id<Opening>,
) -> Result<Vec<CashMovement>, StoreError> {
    tx.all(
        &format!("{MOVEMENT} WHERE opening_id = ?1 ORDER BY rowid"),
        [opening.uuid()],
        movement,
    )
}

pub(in crate::till) fn all_cash_movements(
    tx: &ReadTx<'_>,
) -> Result<Vec<CashMovement>, StoreError> {
    tx.all(&format!("{MOVEMENT} ORDER BY rowid"), [], movement)
}

pub(in crate::till) fn insert_cash_movement(
    tx: &mut WriteTx<'_>,
    movement: &CashMovement,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO cash_movement (id, opening_id, at, user_id, amount_minor, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            movement.id.uuid(),
            movement.opening.uuid(),
            movement.at.timestamp_millis(),
            movement.user.uuid(),
            movement.amount_minor,
            &movement.reason,
        ),
    )?;
    Ok(())
}

/// Where a movement was.
pub(in crate::till) fn till_of(
    tx: &ReadTx<'_>,
    movement: Id<CashMovement>,
) -> Result<Option<Id<Till>>, StoreError> {
    tx.maybe(
        "SELECT till_id FROM cash_movement JOIN opening ON opening.id = opening_id
         WHERE cash_movement.id = ?1",
        [movement.uuid()],
        |found| row::id(found, 0),
    )
}

/// A till that is in use.
pub(in crate::till) fn till_by_id(
    tx: &ReadTx<'_>,
    till: Id<Till>,
) -> Result<Option<Id<Till>>, StoreError> {
    tx.maybe(
        "SELECT id FROM till WHERE id = ?1 AND active",
        [till.uuid()],
        |found| row::id(found, 0),
    )
}

pub(in crate::till) fn insert_drawer_opening(
    tx: &mut WriteTx<'_>,
    opening: &DrawerOpening,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO drawer_opening (id, till_id, at, user_id, reason)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        (
            opening.id.uuid(),
            opening.till.uuid(),
            opening.at.timestamp_millis(),
            opening.user.uuid(),
            &opening.reason,
        ),
    )?;
    Ok(())
}

/// How often a till's drawer was opened by hand and no Z has counted it yet: in all, less what its Zs
/// say. No opening between two days escapes both, and none hides behind a clock that was set back.
pub(in crate::till) fn drawer_openings_not_counted(
    tx: &ReadTx<'_>,
    till: Id<Till>,
) -> Result<i64, StoreError> {
    tx.one(
        "SELECT (SELECT count(*) FROM drawer_opening WHERE till_id = ?1)
             - (SELECT coalesce(sum(totals ->> 'drawer_openings'), 0) FROM closing
                WHERE till_id = ?1)",
        [till.uuid()],
        |row| row.get(0),
    )
}

pub(in crate::till) fn drawer_openings(tx: &ReadTx<'_>) -> Result<Vec<DrawerOpening>, StoreError> {
    tx.all(
        "SELECT id, till_id, at, user_id, reason FROM drawer_opening ORDER BY rowid",
        [],
        |row| {
            Ok(DrawerOpening {
                id: row::id(row, 0)?,
                till: row::id(row, 1)?,
                at: row::time(row, 2)?,
                user: row::id(row, 3)?,
                reason: row.get(4)?,
            })
        },
    )
}
