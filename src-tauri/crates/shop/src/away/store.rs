//! The SQL of what is away.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Row, params};
use units::Id;
use uuid::Uuid;

use super::extend::{Extend, Of};
use super::nouns::{Extension, Kind};
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx, row};

/// Something away, before the shop's limits are held against it.
#[derive(Debug)]
pub struct Found {
    pub kind: Kind,
    pub id: Uuid,
    pub number: String,
    pub title: String,
    pub thumbnail: Option<Uuid>,
    pub with: String,
    pub memo: Option<(Uuid, String)>,
    pub agreed_on: Option<NaiveDate>,
    pub since: DateTime<Utc>,
    pub stay: i64,
    pub extension: Option<Extension>,
}

/// The extension of a stay that held at a moment: its day, reason, author and time, in this order.
const EXTENSION: &str = "LEFT JOIN away_extension prolonged ON prolonged.seq =
        (SELECT max(seq) FROM away_extension WHERE stay = begun.seq AND at <= ?1
            AND (piece_id IS NULL) = ";

fn day(found: &Row<'_>, index: usize) -> rusqlite::Result<Option<NaiveDate>> {
    let text: Option<String> = found.get(index)?;
    Ok(text.and_then(|text| text.parse().ok()))
}

fn extension(found: &Row<'_>, from: usize) -> rusqlite::Result<Option<Extension>> {
    let Some(until_on) = day(found, from)? else {
        return Ok(None);
    };
    Ok(Some(Extension {
        until_on,
        reason: found.get(from + 1)?,
        by: found.get(from + 2)?,
        at: row::time(found, from + 3)?,
    }))
}

/// The pieces at a bench or out on memo at a moment. Now, only those that can be are looked at; at a
/// past moment every piece's last entry up to then. A stay begins with the first entry after the last
/// one that had the piece elsewhere or with somebody else.
pub fn pieces(tx: &ReadTx<'_>, at: DateTime<Utc>, is_now: bool) -> Result<Vec<Found>, StoreError> {
    let candidates = if is_now {
        "SELECT id AS piece_id FROM piece WHERE state = 'available'
            AND place_id IN (SELECT id FROM place WHERE kind = 'bench')
         UNION SELECT piece_id FROM memo_line JOIN memo ON memo.seq = memo_line.memo
            WHERE memo_line.state = 'held' AND direction = 'out'"
    } else {
        "SELECT id AS piece_id FROM piece"
    };
    tx.all(
        &format!(
            "WITH stands AS (
                SELECT piece_id, (SELECT max(seq) FROM custody_movement entry
                    WHERE entry.piece_id = candidate.piece_id AND at <= ?1) AS last
                FROM ({candidates}) candidate)
             SELECT piece.id, piece.number, piece.title, photo.thumbnail_id, entry.reason,
                entry.holder_kind,
                coalesce(place.name, supplier.name, nullif(customer.company, ''),
                    trim(customer.given_name || ' ' || customer.family_name), ''),
                memo.id, memo.number,
                (SELECT due_on FROM memo_entry WHERE memo_entry.memo = memo.seq
                    AND due_on IS NOT NULL AND at <= ?1 ORDER BY seq DESC LIMIT 1),
                begun.at, begun.seq, prolonged.until_on, prolonged.reason, user.name, prolonged.at
             FROM stands JOIN custody_movement entry ON entry.seq = stands.last
             JOIN piece ON piece.id = entry.piece_id
             LEFT JOIN place ON place.id = entry.place_id
             LEFT JOIN piece_photo photo ON photo.piece_id = piece.id AND photo.position = 0
             LEFT JOIN supplier ON entry.holder_kind = 'supplier' AND supplier.id = entry.holder_id
             LEFT JOIN customer ON entry.holder_kind = 'customer' AND customer.id = entry.holder_id
             LEFT JOIN memo ON memo.number = entry.document
             JOIN custody_movement begun ON begun.seq =
                (SELECT min(seq) FROM custody_movement WHERE piece_id = piece.id AND seq > coalesce(
                    (SELECT max(seq) FROM custody_movement other WHERE other.piece_id = piece.id
                        AND other.seq < entry.seq AND (other.place_id IS NOT entry.place_id
                            OR other.holder_kind <> entry.holder_kind
                            OR other.holder_id IS NOT entry.holder_id)), 0))
             {EXTENSION} 0)
             LEFT JOIN user ON user.id = prolonged.user_id
             WHERE entry.reason IN ('memo_sent', 'memo_held_there') OR place.kind = 'bench'"
        ),
        [at.timestamp_millis()],
        |found| {
            let reason: String = found.get(4)?;
            let holder: String = found.get(5)?;
            let is_out = reason.starts_with("memo_") && holder != "shop";
            let kind = if is_out {
                Kind::held_by(&holder).ok_or(rusqlite::Error::InvalidQuery)?
            } else {
                Kind::Bench
            };
            let memo = found.get::<_, Option<Uuid>>(7)?.zip(found.get(8)?);
            Ok(Found {
                kind,
                id: found.get(0)?,
                number: found.get(1)?,
                title: found.get(2)?,
                thumbnail: found.get(3)?,
                with: found.get(6)?,
                memo: memo.filter(|_| is_out),
                agreed_on: if is_out { day(found, 9)? } else { None },
                since: row::time(found, 10)?,
                stay: found.get(11)?,
                extension: extension(found, 12)?,
            })
        },
    )
}

/// The trays with something in them that stood in no safe at a moment; one whose place nobody has said
/// is not among them. What was carried by mistake and taken back begins no stay and ends none.
pub fn trays(tx: &ReadTx<'_>, at: DateTime<Utc>, is_now: bool) -> Result<Vec<Found>, StoreError> {
    let is_filled = if is_now {
        "EXISTS (SELECT 1 FROM piece WHERE place_id = tray.id AND state = 'available')"
    } else {
        "EXISTS (SELECT 1 FROM custody_movement put WHERE put.place_id = tray.id
            AND put.at <= ?1 AND put.seq = (SELECT max(seq) FROM custody_movement
                WHERE piece_id = put.piece_id AND at <= ?1))"
    };
    tx.all(
        &format!(
            "WITH carried AS (SELECT * FROM tray_move WHERE at <= ?1 AND undoes IS NULL
                AND NOT EXISTS (SELECT 1 FROM tray_move back
                    WHERE back.undoes = tray_move.seq AND back.at <= ?1))
             SELECT tray.id, tray.code, tray.name, place.name, begun.at, begun.seq,
                prolonged.until_on, prolonged.reason, user.name, prolonged.at
             FROM place tray
             JOIN carried stood ON stood.seq =
                (SELECT max(seq) FROM carried WHERE tray_id = tray.id)
             JOIN place ON place.id = stood.place_id AND place.kind <> 'safe'
             JOIN carried begun ON begun.seq =
                (SELECT min(seq) FROM carried WHERE tray_id = tray.id AND seq > coalesce(
                    (SELECT max(other.seq) FROM carried other
                        JOIN place kept ON kept.id = other.place_id
                        WHERE other.tray_id = tray.id AND kept.kind = 'safe'), 0))
             {EXTENSION} 1)
             LEFT JOIN user ON user.id = prolonged.user_id
             WHERE tray.kind = 'tray' AND {is_filled}"
        ),
        [at.timestamp_millis()],
        |found| {
            Ok(Found {
                kind: Kind::Tray,
                id: found.get(0)?,
                number: found.get(1)?,
                title: found.get(2)?,
                thumbnail: None,
                with: found.get(3)?,
                memo: None,
                agreed_on: None,
                since: row::time(found, 4)?,
                stay: found.get(5)?,
                extension: extension(found, 6)?,
            })
        },
    )
}

/// The client's id names an extension already.
pub fn is_known(tx: &ReadTx<'_>, id: Uuid) -> Result<bool, StoreError> {
    tx.one(
        "SELECT EXISTS (SELECT 1 FROM away_extension WHERE id = ?1)",
        [id],
        |row| row.get(0),
    )
}

/// Adds an entry to a stay.
pub fn insert_extension(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: Id<User>,
    input: &Extend,
    stay: i64,
    reason: &str,
) -> Result<(), StoreError> {
    let (piece, tray) = match input.of {
        Of::Piece(id) => (Some(id.uuid()), None),
        Of::Tray(id) => (None, Some(id.uuid())),
    };
    tx.execute(
        "INSERT INTO away_extension (id, piece_id, tray_id, stay, at, user_id, until_on, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            input.id,
            piece,
            tray,
            stay,
            cx.now_ms(),
            by.uuid(),
            input.until_on.map(|day| day.to_string()),
            reason,
        ],
    )?;
    Ok(())
}
