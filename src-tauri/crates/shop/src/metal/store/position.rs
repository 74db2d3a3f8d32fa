//! The metal that pieces hold, by metal and title.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};
use rusqlite::Params;
use units::{Fineness, Metal, Weight};

use crate::db::{ReadTx, StoreError, row};
use crate::metal::position::Holding;
use crate::stock::GONE;

/// What [`sums`] reads, and of which pieces.
const COLUMNS: &str = "SELECT piece.metal, piece.fineness, piece.net_mg";
const PRECIOUS: &str = "piece.fineness IS NOT NULL AND piece.metal IN
        ('gold', 'silver', 'platinum', 'palladium')";

/// What is the shop's and not sold or gone, on memo included.
pub fn held_now(tx: &ReadTx<'_>) -> Result<Vec<Holding>, StoreError> {
    let sql = format!(
        "{COLUMNS} FROM piece
         WHERE (piece.state = 'available' OR piece.state = 'on_memo')
           AND piece.owner_kind = 'shop' AND {PRECIOUS}"
    );
    sums(tx, &sql, [])
}

/// The same before a moment, by each piece's last custody movement before it.
pub fn held_before(tx: &ReadTx<'_>, moment: DateTime<Utc>) -> Result<Vec<Holding>, StoreError> {
    let sql = format!(
        "{COLUMNS} FROM piece
         JOIN custody_movement movement ON movement.seq = (SELECT max(seq) FROM custody_movement
            WHERE piece_id = piece.id AND at < ?1)
         WHERE movement.reason NOT IN {GONE}
           AND movement.owner_kind = 'shop' AND {PRECIOUS}"
    );
    sums(tx, &sql, [moment.timestamp_millis()])
}

/// Adds up the pieces, metal by metal and the finest title first. Not a `GROUP BY`, which would sort
/// every piece in memory.
fn sums(tx: &ReadTx<'_>, sql: &str, params: impl Params) -> Result<Vec<Holding>, StoreError> {
    let mut holdings: Vec<Holding> = Vec::new();
    tx.each(sql, params, |found| {
        let metal: Metal = row::word(found, 0)?;
        let fineness = Fineness::from_per_ten_thousand(found.get(1)?)
            .map_err(|_| StoreError::Unreadable("fineness"))?;
        let net = row::weight(found, 2)?.unwrap_or(Weight::ZERO);
        let known = holdings
            .iter()
            .position(|one| (one.metal, one.fineness) == (metal, fineness));
        let at = known.unwrap_or_else(|| {
            holdings.push(Holding {
                metal,
                fineness,
                piece_count: 0,
                unweighed_count: 0,
                net: Weight::ZERO,
                fine: Weight::ZERO,
                value_minor: None,
            });
            holdings.len() - 1
        });
        let holding = &mut holdings[at];
        holding.piece_count += 1;
        holding.unweighed_count += i64::from(net == Weight::ZERO);
        holding.net = holding
            .net
            .plus(net)
            .map_err(|_| StoreError::Unreadable("weight"))?;
        Ok::<_, StoreError>(())
    })?;
    holdings.sort_by_key(|one| (order(one.metal), Reverse(one.fineness)));
    Ok(holdings)
}

const fn order(metal: Metal) -> u8 {
    match metal {
        Metal::Gold => 1,
        Metal::Silver => 2,
        Metal::Platinum => 3,
        _ => 4,
    }
}
