//! What happens to the drawer without a sale: cash that moves, and openings by hand.

use rusqlite::Row;
use units::Id;
use uuid::Uuid;

use super::time;
use crate::cx::Till;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::till::{CashMovement, DrawerOpening, Opening};

const MOVEMENT: &str =
    "SELECT id, opening_id, at, user_id, amount_minor, reason FROM cash_movement";

type MovementRow = (Uuid, Uuid, i64, Uuid, i64, String);

fn movement_row(row: &Row<'_>) -> rusqlite::Result<MovementRow> {
    Ok((
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
    ))
}

fn movement_of(
    (id, opening, at, user, amount_minor, reason): MovementRow,
) -> Result<CashMovement, StoreError> {
    Ok(CashMovement {
        id: Id::from_uuid(id),
        opening: Id::from_uuid(opening),
        at: time(at, "cash_movement.at")?,
        user: Id::from_uuid(user),
        amount_minor,
        reason,
    })
}

pub(in crate::till) fn cash_movements(
    tx: &ReadTx<'_>,
    opening: Id<Opening>,
) -> Result<Vec<CashMovement>, StoreError> {
    tx.all(
        &format!("{MOVEMENT} WHERE opening_id = ?1 ORDER BY rowid"),
        [opening.uuid()],
        movement_row,
    )?
    .into_iter()
    .map(movement_of)
    .collect()
}

pub(in crate::till) fn all_cash_movements(
    tx: &ReadTx<'_>,
) -> Result<Vec<CashMovement>, StoreError> {
    tx.all(&format!("{MOVEMENT} ORDER BY rowid"), [], movement_row)?
        .into_iter()
        .map(movement_of)
        .collect()
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
            Ok((
                row.get::<_, Uuid>(0)?,
                row.get::<_, Uuid>(1)?,
                row.get::<_, i64>(2)?,
                row.get::<_, Uuid>(3)?,
                row.get::<_, String>(4)?,
            ))
        },
    )?
    .into_iter()
    .map(|(id, till, at, user, reason)| {
        Ok(DrawerOpening {
            id: Id::from_uuid(id),
            till: Id::from_uuid(till),
            at: time(at, "drawer_opening.at")?,
            user: Id::from_uuid(user),
            reason,
        })
    })
    .collect()
}
