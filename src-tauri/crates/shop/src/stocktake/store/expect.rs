//! What should be there, as the custody ledger had it when the stocktake began.

use rusqlite::params;

use super::{FINE, MEMO, OWED};
use crate::db::{StoreError, WriteTx};
use crate::stock::GONE;
use crate::stocktake::count::{Scope, Stocktake};

/// Writes down the pieces from behind the last one that was up to `to`.
///
/// A piece that has not moved since the beginning is as its row says; of any other the last entry before
/// the beginning holds. A piece on memo is of the place it was last in; one whose import is being undone
/// is not in the stock any more.
pub(in crate::stocktake) fn expect(
    tx: &mut WriteTx<'_>,
    stocktake: &Stocktake,
    to: i64,
) -> Result<(), StoreError> {
    const RANGE: &str = "piece.seq > ?5 AND piece.seq <= ?6
        AND (import_id IS NULL
            OR import_id NOT IN (SELECT id FROM import WHERE import.state = 'undoing'))";
    let (_, scope_id) = stocktake.scope.parts();
    // A bench that is itself counted is not left out of its own count.
    let bench = match stocktake.scope {
        Scope::Place(_) => "0",
        Scope::Family(_) | Scope::All => "place.kind = 'bench'",
    };
    let unmoved = part(
        stocktake.scope,
        &format!(
            "FROM piece LEFT JOIN place ON place.id = piece.place_id
             WHERE {RANGE} AND (piece.state = 'available' OR piece.state = 'on_memo')
               AND NOT EXISTS (SELECT 1 FROM custody_movement
                   WHERE piece_id = piece.id AND seq > ?4)"
        ),
        "piece",
        "piece.state = 'on_memo'",
        bench,
    );
    let moved = part(
        stocktake.scope,
        &format!(
            "FROM piece JOIN custody_movement was ON was.seq = (SELECT max(seq)
                 FROM custody_movement WHERE piece_id = piece.id AND seq <= ?4)
             LEFT JOIN place ON place.id = was.place_id
             WHERE {RANGE} AND was.reason NOT IN {GONE}
               AND EXISTS (SELECT 1 FROM custody_movement
                   WHERE piece_id = piece.id AND seq > ?4)"
        ),
        "was",
        "(was.reason = 'memo_sent' OR was.reason = 'memo_held_there')",
        bench,
    );
    for sql in [unmoved, moved] {
        tx.execute(
            &sql,
            params![
                stocktake.seq,
                stocktake.started_at.timestamp_millis(),
                scope_id,
                stocktake.since,
                stocktake.prepared,
                to,
            ],
        )?;
    }
    Ok(())
}

/// One of the two: `at` is what says where a piece was and whose.
fn part(scope: Scope, from: &str, at: &str, on_memo: &str, bench: &str) -> String {
    let was_in = format!(
        "coalesce({at}.place_id, (SELECT place_id FROM custody_movement WHERE piece_id = piece.id
            AND place_id IS NOT NULL AND seq <= ?4 ORDER BY seq DESC LIMIT 1))"
    );
    let within = match scope {
        Scope::Place(_) => format!(
            "({at}.place_id = ?3 OR ({at}.place_id IS NULL AND {on_memo} AND {was_in} = ?3))"
        ),
        Scope::Family(_) => "family_id = ?3".to_owned(),
        Scope::All => "?3 IS NULL".to_owned(),
    };
    // Whose it was then decides; what it was agreed at is asked of the memo that has it now.
    let (owner, cost, owed, memo) = (
        format!("{at}.owner_kind"),
        format!("iif({at}.owner_kind = 'shop', piece.cost_minor, NULL)"),
        OWED.replace("piece.owner_kind", &format!("{at}.owner_kind")),
        MEMO.replace("piece.owner_kind", &format!("{at}.owner_kind")),
    );
    format!(
        "INSERT INTO stocktake_expected (stocktake, piece_id, place_id, owner_kind, cost_minor,
            owed_minor, memo, price_minor, metal, fine_mg, excluded)
         SELECT ?1, piece.id, {was_in}, {owner}, {cost}, {owed}, {memo}, piece.price_minor,
            nullif(metal, 'base'), {FINE},
            CASE WHEN {on_memo} OR {at}.holder_kind <> 'shop' THEN 'on_memo'
                 WHEN EXISTS (SELECT 1 FROM reservation WHERE piece_id = piece.id
                     AND reservation.at <= ?2 AND (until IS NULL OR until > ?2)) THEN 'reserved'
                 WHEN {bench} THEN 'bench'
                 ELSE '' END
         {from} AND {within}"
    )
}
