//! The sums.

use rusqlite::types::Value;

use super::{By, Line};
use crate::db::{ReadTx, StoreError};
use crate::stock::GONE;

/// How the store looks for what was the shop's own at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// What is now and has not moved since, and of the few that have, whatever was then.
    Since,
    /// Of every piece the last entry up to then: nothing is kept in memory of those that have moved.
    Each,
}

/// Pieces that have moved since and are still few: 64 bytes of each are in memory at once.
const FEW: i64 = 20_000;

impl Way {
    /// Entries are numbered as they come, their clock runs with them but for what somebody sets: good
    /// enough to choose by, since both ways come to the same.
    pub(super) fn since(tx: &ReadTx<'_>, ended_ms: i64) -> Result<Self, StoreError> {
        let many = tx.maybe(
            "SELECT at > ?1 FROM custody_movement
             WHERE seq = (SELECT max(seq) FROM custody_movement) - ?2",
            (ended_ms, FEW),
            |row| row.get(0),
        )?;
        Ok(if many.unwrap_or(false) {
            Self::Each
        } else {
            Self::Since
        })
    }

    /// The pieces that were the shop's own, in the shop or out on memo, and where.
    fn held(self) -> String {
        match self {
            Self::Since => format!(
                "WITH moved AS MATERIALIZED
                    (SELECT DISTINCT piece_id FROM custody_movement WHERE at > ?1),
                held (seq, place_id) AS (
                    SELECT seq, place_id FROM piece
                        WHERE (state = 'available' OR state = 'on_memo') AND owner_kind = 'shop'
                            AND id NOT IN (SELECT piece_id FROM moved)
                    UNION ALL
                    SELECT piece.seq, entry.place_id FROM moved
                        JOIN piece ON piece.id = moved.piece_id
                        JOIN custody_movement entry ON entry.seq =
                            (SELECT max(seq) FROM custody_movement
                                WHERE piece_id = moved.piece_id AND at <= ?1)
                        WHERE entry.reason NOT IN {GONE} AND entry.owner_kind = 'shop')"
            ),
            Self::Each => format!(
                "WITH held (seq, place_id) AS (
                    SELECT piece.seq, entry.place_id FROM piece
                        JOIN custody_movement entry ON entry.seq =
                            (SELECT max(seq) FROM custody_movement
                                WHERE piece_id = piece.id AND at <= ?1)
                        WHERE entry.reason NOT IN {GONE} AND entry.owner_kind = 'shop')"
            ),
        }
    }
}

/// Groups what was held at a moment. `ages` are the moments at which an age begins, the youngest
/// first: whoever was entered before the second is as old as the second, and so on.
pub(super) fn lines(
    tx: &ReadTx<'_>,
    by: By,
    ended_ms: i64,
    ages: &[i64],
    way: Way,
) -> Result<Vec<Line>, StoreError> {
    let (key, join) = match by {
        By::Family => ("family.code", "JOIN family ON family.id = piece.family_id"),
        // Out on memo it has none.
        By::Place => ("place.name", "LEFT JOIN place ON place.id = held.place_id"),
        By::Supplier => (
            "supplier.name",
            "LEFT JOIN supplier ON supplier.id = piece.supplier_id",
        ),
        By::Metal => ("piece.metal", ""),
        By::Age => (
            "CASE WHEN created_at >= ?2 THEN '0' WHEN created_at >= ?3 THEN '6'
                WHEN created_at >= ?4 THEN '12' WHEN created_at >= ?5 THEN '18' ELSE '24' END",
            "",
        ),
    };
    let mut values = vec![Value::Integer(ended_ms)];
    if by == By::Age {
        values.extend(ages.iter().skip(1).map(|at| Value::Integer(*at)));
    }
    let held = way.held();
    tx.all(
        &format!(
            "{held} SELECT {key}, count(*), count(*) - count(cost_minor),
                count(*) - count(price_minor), coalesce(sum(cost_minor), 0),
                coalesce(sum(price_minor), 0),
                coalesce(sum((net_mg * fineness + 5000) / 10000), 0)
             FROM held JOIN piece ON piece.seq = held.seq {join} GROUP BY 1"
        ),
        rusqlite::params_from_iter(values),
        |row| {
            Ok(Line {
                key: row.get(0)?,
                pieces: row.get(1)?,
                without_cost: row.get(2)?,
                without_price: row.get(3)?,
                cost_minor: row.get(4)?,
                price_minor: row.get(5)?,
                fine_mg: row.get(6)?,
            })
        },
    )
}
