//! The sums.

use rusqlite::types::Value;

use super::{By, Line};
use crate::db::{ReadTx, StoreError};
use crate::stock::GONE;

/// What was the shop's own at a moment, in the shop or out on memo: what is now and has not moved since,
/// and of what has, whatever was then.
fn held() -> String {
    format!(
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
    )
}

/// Groups what was held at a moment. `ages` are the moments at which an age begins, the youngest
/// first: whoever was entered before the second is as old as the second, and so on.
pub fn lines(
    tx: &ReadTx<'_>,
    by: By,
    ended_ms: i64,
    ages: &[i64],
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
    let held = held();
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
