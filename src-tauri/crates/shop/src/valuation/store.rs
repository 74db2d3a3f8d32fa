//! The sums.

use std::collections::BTreeMap;

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
                    (SELECT DISTINCT piece_id FROM custody_movement
                        WHERE at > ?1 AND piece_id IS NOT NULL),
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
    let sql = format!(
        "{held} SELECT {key}, cost_minor, price_minor, (net_mg * fineness + 5000) / 10000
         FROM held JOIN piece ON piece.seq = held.seq {join}"
    );
    // Added up here: to group a million rows, SQLite would first sort them in memory.
    let mut groups: BTreeMap<String, Line> = BTreeMap::new();
    let mut nameless = Line::default();
    tx.each(&sql, rusqlite::params_from_iter(values), |row| {
        let line = match row.get_ref(0)?.as_str_or_null() {
            Ok(None) => &mut nameless,
            Ok(Some(key)) => match groups.get_mut(key) {
                Some(line) => line,
                None => groups.entry(key.to_owned()).or_insert_with(|| Line {
                    key: Some(key.to_owned()),
                    ..Line::default()
                }),
            },
            Err(_) => return Err(StoreError::Unreadable("group")),
        };
        let (cost, price): (Option<i64>, Option<i64>) = (row.get(1)?, row.get(2)?);
        line.pieces += 1;
        line.without_cost += i64::from(cost.is_none());
        line.without_price += i64::from(price.is_none());
        line.cost_minor += cost.unwrap_or_default();
        line.price_minor += price.unwrap_or_default();
        line.fine_mg += row.get::<_, Option<i64>>(3)?.unwrap_or_default();
        Ok(())
    })?;
    let nameless = Some(nameless).filter(|line| line.pieces > 0);
    Ok(nameless.into_iter().chain(groups.into_values()).collect())
}
