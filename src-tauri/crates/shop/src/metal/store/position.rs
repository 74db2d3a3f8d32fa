//! The metal that pieces hold, by metal and title.

use chrono::{DateTime, Utc};
use rusqlite::Row;
use units::{Fineness, Weight};

use crate::db::{ReadTx, StoreError, row};
use crate::metal::position::Holding;
use crate::stock::GONE;

const SUMS: &str = "SELECT piece.metal, piece.fineness, count(*),
        sum(coalesce(piece.net_mg, 0) = 0), coalesce(sum(piece.net_mg), 0)";
const PRECIOUS: &str = "piece.fineness IS NOT NULL AND piece.metal IN
        ('gold', 'silver', 'platinum', 'palladium')
    GROUP BY piece.metal, piece.fineness
    ORDER BY CASE piece.metal WHEN 'gold' THEN 1 WHEN 'silver' THEN 2 WHEN 'platinum' THEN 3 ELSE 4 END,
        piece.fineness DESC";

fn read(row: &Row<'_>) -> rusqlite::Result<Holding> {
    Ok(Holding {
        metal: row::word(row, 0)?,
        fineness: Fineness::from_per_ten_thousand(row.get(1)?)
            .map_err(|_| rusqlite::Error::InvalidQuery)?,
        piece_count: row.get(2)?,
        unweighed_count: row.get(3)?,
        net: row::weight(row, 4)?.unwrap_or(Weight::ZERO),
        fine: Weight::ZERO,
        value_minor: None,
    })
}

/// What is the shop's and not sold or gone, on memo included.
pub fn held_now(tx: &ReadTx<'_>) -> Result<Vec<Holding>, StoreError> {
    tx.all(
        &format!(
            "{SUMS} FROM piece
             WHERE (piece.state = 'available' OR piece.state = 'on_memo')
               AND piece.owner_kind = 'shop' AND {PRECIOUS}"
        ),
        [],
        read,
    )
}

/// The same before a moment, by each piece's last custody movement before it.
pub fn held_before(tx: &ReadTx<'_>, moment: DateTime<Utc>) -> Result<Vec<Holding>, StoreError> {
    tx.all(
        &format!(
            "{SUMS} FROM (SELECT piece_id, max(seq) AS seq FROM custody_movement
                WHERE at < ?1 GROUP BY piece_id) last
             JOIN custody_movement movement ON movement.seq = last.seq
             JOIN piece ON piece.id = last.piece_id
             WHERE movement.reason NOT IN {GONE}
               AND movement.owner_kind = 'shop' AND {PRECIOUS}"
        ),
        [moment.timestamp_millis()],
        read,
    )
}
