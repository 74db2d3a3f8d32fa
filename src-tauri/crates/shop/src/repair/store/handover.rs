//! What was seen when objects were given back.

use serde::Deserialize;
use units::Id;

use crate::db::{ReadTx, StoreError, row};
use crate::repair::hand_over::{Handover, StoneLooked};
use crate::repair::nouns::Stone;

/// A stone as it is kept with a hand-over.
#[derive(Deserialize)]
struct Kept {
    stone: Stone,
    seen: String,
}

fn looked(kept: &str) -> rusqlite::Result<Vec<StoneLooked>> {
    let kept: Vec<Kept> = serde_json::from_str(kept).map_err(|_| rusqlite::Error::InvalidQuery)?;
    let looked = kept.into_iter().map(|one| {
        let seen = one
            .seen
            .parse()
            .map_err(|_| rusqlite::Error::InvalidQuery)?;
        Ok(StoneLooked {
            stone: one.stone,
            seen,
        })
    });
    looked.collect()
}

/// Hand-overs of a job, the newest first: more than one where the first was a mistake.
pub fn handovers(tx: &ReadTx<'_>, job: i64) -> Result<Vec<Handover>, StoreError> {
    tx.all(
        "SELECT repair_handover.id, at, user.name, coalesce(allowed.name, ''), gross_ug, expected_ug,
            tolerance_ug, stones_same, photos_same, differs, reason, given_to, stones
         FROM repair_handover JOIN user ON user.id = user_id
         LEFT JOIN user allowed ON allowed.id = allowed_by
         WHERE job = ?1 ORDER BY repair_handover.seq DESC",
        [job],
        |found| {
            Ok(Handover {
                id: row::id(found, 0)?,
                at: row::time(found, 1)?,
                by: found.get(2)?,
                allowed_by: found.get(3)?,
                gross_ug: found.get(4)?,
                expected_ug: found.get(5)?,
                tolerance_ug: found.get(6)?,
                stones_same: found.get(7)?,
                photos_same: found.get(8)?,
                differs: found.get(9)?,
                reason: found.get(10)?,
                given_to: found.get(11)?,
                stones: looked(&found.get::<_, String>(12)?)?,
            })
        },
    )
}

pub fn handover_job(tx: &ReadTx<'_>, id: Id<Handover>) -> Result<Option<i64>, StoreError> {
    tx.maybe(
        "SELECT job FROM repair_handover WHERE id = ?1",
        [id.uuid()],
        |found| found.get(0),
    )
}
