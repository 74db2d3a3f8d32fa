//! The lines of an open stocktake, worked out from what was expected, read and moved since.

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use units::Metal;

use crate::db::{ReadTx, StoreError, row};
use crate::stocktake::count::{Progress, Scope, Stocktake};
use crate::stocktake::frozen;
use crate::stocktake::line::{Line, LineQuery, Of, Settlement, Status, Theirs};

/// The lines as a table expression: ?1 the stocktake, ?2 its movements' beginning, ?3 the scope's id,
/// ?4 now. `only` narrows every part to one piece or code.
///
/// Of a piece that has moved since the beginning and is out of the scope now, what was read after
/// that stands: it is elsewhere than the ledger says. One that was sold has left, whenever it was
/// read.
fn table(scope: Scope, only: Only) -> String {
    let within = match scope {
        Scope::Place(_) => "piece.place_id = ?3",
        Scope::Family(_) => "piece.family_id = ?3",
        Scope::All => "1",
    };
    let here = format!("piece.state = 'available' AND piece.holder_kind = 'shop' AND {within}");
    let reserved = "EXISTS (SELECT 1 FROM reservation WHERE reservation.piece_id = piece.id
        AND (until IS NULL OR until > ?4))";
    const MOVED: &str = "LEFT JOIN custody_movement moved ON moved.seq = (
        SELECT max(seq) FROM custody_movement WHERE piece_id = piece.id AND seq > ?2)";
    const SETTLED: &str = "LEFT JOIN stocktake_settlement settled ON settled.seq = (
        SELECT max(seq) FROM stocktake_settlement WHERE stocktake = ?1
            AND piece_id IS line.piece_id AND code = line.code)
        AND settled.status = line.status AND settled.action <> 'open'";
    let (of_piece, of_code) = match only {
        Only::All => ("", ""),
        Only::Piece => (" AND piece.id = ?5", " AND 0"),
        Only::Code => (" AND 0", " AND code = ?5"),
    };
    let expected = format!(
        "SELECT piece.id AS piece_id, '' AS code, piece.number, piece.title,
            CASE WHEN expected.excluded <> '' AND (moved.seq IS NULL OR piece.state <> 'sold')
                 THEN 'excluded'
                 WHEN moved.seq IS NOT NULL AND NOT ({here})
                 THEN iif(piece.state = 'available' AND seen.at > moved.at, 'elsewhere', 'left')
                 WHEN seen.seq IS NULL THEN 'missing'
                 WHEN seen.place_id <> piece.place_id THEN 'elsewhere'
                 ELSE 'found' END AS status,
            expected.excluded AS excluded, moved.reason AS moved_reason,
            moved.document AS document, piece.state AS state, {reserved} AS reserved,
            piece.place_id AS place_id, seen.place_id AS seen_place, seen.at AS seen_at,
            seen.user_id AS seen_by, seen.round AS seen_round, expected.cost_minor,
            expected.price_minor, expected.metal, expected.fine_mg,
            expected.owner_kind <> 'shop' AS theirs, expected.owed_minor, expected.memo
         FROM stocktake_expected expected JOIN piece ON piece.id = expected.piece_id
         {MOVED}
         LEFT JOIN stocktake_reading seen ON seen.seq = (SELECT max(seq) FROM stocktake_reading
             WHERE stocktake = ?1 AND piece_id = piece.id) AND seen.present = 1
         WHERE expected.stocktake = ?1{of_piece}"
    );
    let unexpected = format!(
        "SELECT piece.id, '', piece.number, piece.title,
            CASE WHEN moved.seq IS NOT NULL AND piece.state = 'sold' THEN 'left'
                 WHEN piece.state <> 'available' OR piece.holder_kind <> 'shop' THEN 'unexpected'
                 WHEN moved.seq IS NOT NULL AND {within} THEN 'arrived'
                 WHEN seen.place_id <> piece.place_id THEN 'elsewhere'
                 ELSE 'unexpected' END,
            '', moved.reason, moved.document, iif(piece.state = 'available', 'other_scope',
            piece.state), 0, piece.place_id, seen.place_id, seen.at, seen.user_id, seen.round,
            {cost}, piece.price_minor, nullif(metal, 'base'), {fine},
            piece.owner_kind <> 'shop', {owed}, {memo}
         FROM piece JOIN stocktake_reading seen ON seen.seq = (SELECT max(seq)
             FROM stocktake_reading WHERE stocktake = ?1 AND piece_id = piece.id)
         {MOVED}
         WHERE seen.present = 1 AND piece.id IN (SELECT DISTINCT piece_id FROM stocktake_reading
               WHERE stocktake = ?1 AND piece_id IS NOT NULL)
           AND NOT EXISTS (SELECT 1 FROM stocktake_expected
               WHERE stocktake = ?1 AND piece_id = piece.id){of_piece}",
        fine = super::FINE,
        cost = super::COST,
        owed = super::OWED,
        memo = super::MEMO,
    );
    let unknown = format!(
        "SELECT NULL, seen.code, seen.code, '', 'unexpected', '', NULL, NULL,
            iif(EXISTS (SELECT 1 FROM article WHERE article.number = seen.code
                OR article.barcode = seen.code), 'article', 'unknown'),
            0, NULL, seen.place_id, seen.at, seen.user_id, seen.round, NULL, NULL, NULL, 0,
            0, NULL, NULL
         FROM stocktake_reading seen
         WHERE seen.present = 1 AND seen.seq IN (SELECT max(seq) FROM stocktake_reading
             WHERE stocktake = ?1 AND piece_id IS NULL{of_code} GROUP BY code)"
    );
    format!(
        "(WITH line AS ({expected} UNION ALL {unexpected} UNION ALL {unknown})
          SELECT line.piece_id, line.code, number, title, line.status,
            CASE line.status WHEN 'excluded' THEN excluded WHEN 'left' THEN moved_reason
                WHEN 'unexpected' THEN state WHEN 'missing' THEN iif(reserved, 'reserved', '')
                ELSE '' END AS why,
            iif(line.status = 'left', document, NULL) AS document, line.place_id, seen_place,
            seen_at, seer.name AS seen_by, seen_round, cost_minor, price_minor, metal, fine_mg,
            theirs, owed_minor, memo, settled.action AS action, settled.place_id AS to_place, settled.reason AS reason,
            person.name AS settled_by, approver.name AS approved_by,
            (SELECT thumbnail_id FROM piece_photo WHERE piece_photo.piece_id = line.piece_id
                AND position = 0) AS thumbnail
          FROM line LEFT JOIN user seer ON seer.id = seen_by {SETTLED}
          LEFT JOIN user person ON person.id = settled.user_id
          LEFT JOIN user approver ON approver.id = settled.approved_by)"
    )
}

/// What of the table is wanted.
#[derive(Clone, Copy)]
enum Only {
    All,
    Piece,
    Code,
}

fn values(stocktake: &Stocktake, now_ms: i64) -> Vec<Value> {
    let scope = match stocktake.scope.parts().1 {
        Some(id) => Value::Blob(id.as_bytes().to_vec()),
        None => Value::Null,
    };
    vec![
        Value::Integer(stocktake.seq),
        Value::Integer(stocktake.since),
        scope,
        Value::Integer(now_ms),
    ]
}

/// Every parameter is spoken of: SQLite refuses one that a narrower statement leaves out.
const ALL_SPOKEN_OF: &str = "?1 IS NOT NULL AND ?2 IS NOT NULL AND (?3 IS NULL OR ?3 IS NOT NULL)
    AND ?4 IS NOT NULL";

const COLUMNS: &str = "piece_id, code, number, title, status, why, document, place_id, seen_place,
    seen_at, seen_by, seen_round, cost_minor, price_minor, metal, fine_mg, action, to_place, reason,
    settled_by, approved_by, thumbnail, theirs, owed_minor, memo";

fn read(found: &Row<'_>) -> rusqlite::Result<Line> {
    let of = match row::maybe_id(found, 0)? {
        Some(piece) => Of::Piece(piece),
        None => Of::Code(found.get(1)?),
    };
    let settlement = match found.get::<_, Option<String>>(16)? {
        None => None,
        Some(_) => Some(Settlement {
            action: row::word(found, 16)?,
            place: row::maybe_id(found, 17)?,
            reason: found.get(18)?,
            by: found.get(19)?,
            approved_by: found.get(20)?,
        }),
    };
    Ok(Line {
        of,
        number: found.get(2)?,
        title: found.get(3)?,
        status: row::word(found, 4)?,
        why: found.get::<_, Option<String>>(5)?.unwrap_or_default(),
        document: found.get(6)?,
        place: row::maybe_id(found, 7)?,
        seen_place: row::maybe_id(found, 8)?,
        seen_at: found
            .get::<_, Option<i64>>(9)?
            .and_then(chrono::DateTime::from_timestamp_millis),
        seen_by: found.get(10)?,
        seen_round: found.get(11)?,
        cost_minor: found.get(12)?,
        theirs: if found.get(22)? {
            Some(Theirs {
                owed_minor: found.get(23)?,
                memo: found.get(24)?,
            })
        } else {
            None
        },
        price_minor: found.get(13)?,
        metal: metal(found, 14)?,
        fine_mg: found.get(15)?,
        settlement,
        thumbnail: found.get(21)?,
    })
}

fn metal(found: &Row<'_>, at: usize) -> rusqlite::Result<Option<Metal>> {
    match found.get::<_, Option<String>>(at)? {
        None => Ok(None),
        Some(_) => row::word(found, at).map(Some),
    }
}

/// The lines by number; of a closed stocktake as they were frozen. A cancelled one has none: what
/// moved after it would change them. One that is being prepared has none yet.
pub fn lines(
    tx: &ReadTx<'_>,
    stocktake: &Stocktake,
    now_ms: i64,
    query: &LineQuery,
) -> Result<Vec<Line>, StoreError> {
    let limit = query.limit.clamp(1, 500);
    if matches!(
        stocktake.progress,
        Progress::Cancelled | Progress::Preparing
    ) {
        return Ok(Vec::new());
    }
    if stocktake.progress == Progress::Closed {
        let frozen = frozen::read(tx, stocktake)?;
        let of_query = frozen
            .lines
            .into_iter()
            .filter(|line| {
                query
                    .status
                    .is_none_or(|status| line.status == status.code())
            })
            .filter(|line| !query.open || line.action.is_empty())
            .skip(query.skip)
            .take(limit);
        return of_query.map(|line| line.thaw(tx)).collect();
    }
    let mut wanted = ALL_SPOKEN_OF.to_owned();
    if let Some(status) = query.status {
        wanted.push_str(&format!(" AND status = '{}'", status.code()));
    }
    if query.open {
        wanted.push_str(" AND action IS NULL AND status IN ('missing', 'elsewhere', 'unexpected')");
    }
    all(tx, stocktake, now_ms, &wanted, Some((limit, query.skip)))
}

fn all(
    tx: &ReadTx<'_>,
    stocktake: &Stocktake,
    now_ms: i64,
    wanted: &str,
    page: Option<(usize, usize)>,
) -> Result<Vec<Line>, StoreError> {
    let page = page.map_or(String::new(), |(limit, skip)| {
        format!(" LIMIT {limit} OFFSET {skip}")
    });
    let table = table(stocktake.scope, Only::All);
    tx.all(
        &format!(
            "SELECT {COLUMNS} FROM {table} WHERE {wanted}
             ORDER BY number COLLATE NOCASE, code{page}"
        ),
        params_from_iter(values(stocktake, now_ms)),
        read,
    )
}

/// Every line of an open stocktake.
pub fn every(tx: &ReadTx<'_>, stocktake: &Stocktake, now_ms: i64) -> Result<Vec<Line>, StoreError> {
    all(tx, stocktake, now_ms, ALL_SPOKEN_OF, None)
}

/// One line of an open stocktake.
pub fn line(
    tx: &ReadTx<'_>,
    stocktake: &Stocktake,
    now_ms: i64,
    of: &Of,
) -> Result<Option<Line>, StoreError> {
    let (only, value) = match of {
        Of::Piece(piece) => (Only::Piece, Value::Blob(piece.uuid().as_bytes().to_vec())),
        Of::Code(code) => (Only::Code, Value::Text(code.clone())),
    };
    let mut values = values(stocktake, now_ms);
    values.push(value);
    let table = table(stocktake.scope, only);
    tx.maybe(
        &format!("SELECT {COLUMNS} FROM {table} WHERE {ALL_SPOKEN_OF}"),
        params_from_iter(values),
        read,
    )
}

/// The lines of one status, owner and metal together.
#[derive(Clone, Debug)]
pub struct Sum {
    pub status: Status,
    pub metal: Option<Metal>,
    /// Of others' pieces; else of the shop's own.
    pub theirs: bool,
    pub count: i64,
    pub open: i64,
    pub cost_minor: i64,
    pub owed_minor: i64,
    pub price_minor: i64,
    pub fine_mg: i64,
}

/// The sums by status, owner and metal; of a closed stocktake as they were frozen.
pub fn sums(tx: &ReadTx<'_>, stocktake: &Stocktake, now_ms: i64) -> Result<Vec<Sum>, StoreError> {
    if stocktake.progress == Progress::Closed {
        return frozen::read(tx, stocktake)?.sums();
    }
    if matches!(
        stocktake.progress,
        Progress::Cancelled | Progress::Preparing
    ) {
        return Ok(Vec::new());
    }
    let table = table(stocktake.scope, Only::All);
    tx.all(
        &format!(
            "SELECT status, metal, count(*),
                sum(action IS NULL AND status IN ('missing', 'elsewhere', 'unexpected')),
                coalesce(sum(cost_minor), 0), coalesce(sum(price_minor), 0), sum(fine_mg),
                theirs, coalesce(sum(owed_minor), 0)
             FROM {table} WHERE {ALL_SPOKEN_OF} GROUP BY status, theirs, metal
             ORDER BY status, theirs, metal"
        ),
        params_from_iter(values(stocktake, now_ms)),
        |found| {
            Ok(Sum {
                status: row::word(found, 0)?,
                metal: metal(found, 1)?,
                count: found.get(2)?,
                open: found.get(3)?,
                cost_minor: found.get(4)?,
                price_minor: found.get(5)?,
                fine_mg: found.get(6)?,
                theirs: found.get(7)?,
                owed_minor: found.get(8)?,
            })
        },
    )
}
