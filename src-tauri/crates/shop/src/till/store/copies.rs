//! The copies of closings.

use serde_json::{Value, json};
use units::Id;
use uuid::Uuid;

use crate::cx::{Cx, Till, User};
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::till::Closing;

/// How many copies were made of a closing.
pub(in crate::till) fn copies_of_closing(
    tx: &ReadTx<'_>,
    closing: Id<Closing>,
) -> Result<i64, StoreError> {
    tx.one(
        "SELECT coalesce(max(copy), 0) FROM closing_duplicate WHERE closing_id = ?1",
        [closing.uuid()],
        |row| row.get(0),
    )
}

pub(in crate::till) fn insert_closing_duplicate(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    closing: Id<Closing>,
    copy: i64,
    seq: i64,
    user: Id<User>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO closing_duplicate (closing_id, copy, seq, at, user_id, till_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (
            closing.uuid(),
            copy,
            seq,
            cx.now_ms(),
            user.uuid(),
            cx.till.map(Id::uuid),
        ),
    )?;
    Ok(())
}

/// Every copy of a closing by its number, with the facts that its record froze.
pub(in crate::till) fn closing_duplicates(
    tx: &ReadTx<'_>,
) -> Result<Vec<(i64, Value)>, StoreError> {
    tx.all(
        "SELECT seq, closing_id, copy, user_id, till_id FROM closing_duplicate ORDER BY seq",
        [],
        |row| {
            let facts = json!({
                "closing": row.get::<_, Uuid>(1)?.to_string(),
                "copy": row.get::<_, i64>(2)?,
                "user": row.get::<_, Uuid>(3)?.to_string(),
                "till": row.get::<_, Option<Uuid>>(4)?.map(|id| id.to_string()),
            });
            Ok((row.get(0)?, facts))
        },
    )
}

/// How many copies of closings were made at a till after this one, by their sequence: a clock that
/// was set back hides none.
pub(in crate::till) fn closing_copies_after(
    tx: &ReadTx<'_>,
    till: Id<Till>,
    seq: i64,
) -> Result<i64, StoreError> {
    tx.one(
        "SELECT count(*) FROM closing_duplicate WHERE till_id = ?1 AND seq > ?2",
        (till.uuid(), seq),
        |row| row.get(0),
    )
}
