//! Counts that were not accepted.

use units::Id;

use super::{json, to_json};
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::till::{Opening, Recount};

pub(in crate::till) fn insert_recount(
    tx: &mut WriteTx<'_>,
    recount: &Recount,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO recount (id, opening_id, at, user_id, differences)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        (
            recount.id.uuid(),
            recount.opening.uuid(),
            recount.at.timestamp_millis(),
            recount.user.uuid(),
            to_json(&recount.differences)?,
        ),
    )?;
    Ok(())
}

/// How often the day was counted before its count was accepted.
pub(in crate::till) fn recounts_of(
    tx: &ReadTx<'_>,
    opening: Id<Opening>,
) -> Result<i64, StoreError> {
    tx.one(
        "SELECT count(*) FROM recount WHERE opening_id = ?1",
        [opening.uuid()],
        |row| row.get(0),
    )
}

pub(in crate::till) fn recounts(tx: &ReadTx<'_>) -> Result<Vec<Recount>, StoreError> {
    tx.all(
        "SELECT id, opening_id, at, user_id, differences FROM recount ORDER BY rowid",
        [],
        |row| {
            let recount = Recount {
                id: row::id(row, 0)?,
                opening: row::id(row, 1)?,
                at: row::time(row, 2)?,
                user: row::id(row, 3)?,
                differences: Vec::new(),
            };
            Ok((recount, row.get::<_, String>(4)?))
        },
    )?
    .into_iter()
    .map(|(recount, differences)| {
        Ok(Recount {
            differences: json(&differences, "recount.differences")?,
            ..recount
        })
    })
    .collect()
}
