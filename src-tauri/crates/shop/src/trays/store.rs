//! The SQL of the trays.

mod count;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Row, params};
use units::Id;
use uuid::Uuid;

pub(super) use count::{NewCount, NewLine, cancel_count, insert_count, uncounted};
pub use count::{count, counts, lines};

use super::nouns::{Content, Move, Tray};
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::stock::{Piece, Place};

/// The counts that still say how it was.
const STANDS: &str = "NOT EXISTS (SELECT 1 FROM tray_count_cancel WHERE count = tray_count.seq)
    AND NOT EXISTS (SELECT 1 FROM tray_count later WHERE later.corrects = tray_count.seq
        AND NOT EXISTS (SELECT 1 FROM tray_count_cancel WHERE count = later.seq))";

fn select(rest: &str) -> String {
    format!(
        "SELECT tray.id, tray.code, tray.name, tray.active,
            (SELECT count(*) FROM piece WHERE place_id = tray.id AND state = 'available'),
            (SELECT coalesce(sum(price_minor), 0) FROM piece
                WHERE place_id = tray.id AND state = 'available'),
            stood.place_id, stands.name, stood.at, carrier.name,
            counted.counted_on, counted.counted - counted.expected
         FROM place tray
         LEFT JOIN tray_move stood ON stood.seq =
            (SELECT max(seq) FROM tray_move WHERE tray_id = tray.id)
         LEFT JOIN place stands ON stands.id = stood.place_id
         LEFT JOIN user carrier ON carrier.id = stood.user_id
         LEFT JOIN tray_count counted ON counted.seq =
            (SELECT max(seq) FROM tray_count WHERE tray_id = tray.id AND {STANDS})
         WHERE tray.kind = 'tray' {rest}"
    )
}

fn read(found: &Row<'_>) -> rusqlite::Result<Tray> {
    let day: Option<String> = found.get(10)?;
    Ok(Tray {
        id: row::id(found, 0)?,
        code: found.get(1)?,
        name: found.get(2)?,
        active: found.get(3)?,
        pieces: found.get(4)?,
        price_minor: found.get(5)?,
        stands: row::maybe_id(found, 6)?,
        stands_name: found.get(7)?,
        stands_since: found
            .get::<_, Option<i64>>(8)?
            .and_then(DateTime::<Utc>::from_timestamp_millis),
        carried_by: found.get(9)?,
        counted_on: day.and_then(|day| day.parse::<NaiveDate>().ok()),
        difference: found.get(11)?,
    })
}

/// One tray.
pub fn tray(tx: &ReadTx<'_>, id: Id<Place>) -> Result<Option<Tray>, StoreError> {
    tx.maybe(&select("AND tray.id = ?1"), [id.uuid()], read)
}

/// The trays by name; those out of use last, as long as something is in them.
pub fn trays(tx: &ReadTx<'_>) -> Result<Vec<Tray>, StoreError> {
    let order = "AND (tray.active OR EXISTS (SELECT 1 FROM piece
        WHERE place_id = tray.id AND state = 'available'))
        ORDER BY tray.active DESC, tray.name, tray.code";
    tx.all(&select(order), [], read)
}

/// What is in a tray, by number.
pub fn content(tx: &ReadTx<'_>, now_ms: i64, tray: Id<Place>) -> Result<Vec<Content>, StoreError> {
    tx.all(
        "SELECT piece.id, number, title, photo.thumbnail_id, price_minor,
            EXISTS (SELECT 1 FROM reservation WHERE reservation.piece_id = piece.id
                AND (until IS NULL OR until > ?2)),
            (SELECT max(seq) FROM custody_movement WHERE piece_id = piece.id)
         FROM piece
         LEFT JOIN piece_photo photo ON photo.piece_id = piece.id AND photo.position = 0
         WHERE place_id = ?1 AND state = 'available'
         ORDER BY length(number), number",
        params![tray.uuid(), now_ms],
        |found| {
            Ok(Content {
                piece: row::id(found, 0)?,
                number: found.get(1)?,
                title: found.get(2)?,
                thumbnail: found.get(3)?,
                price_minor: found.get(4)?,
                reserved: found.get(5)?,
                since: found.get(6)?,
            })
        },
    )
}

/// Whether a piece was in the tray then and has moved since.
pub(super) fn left_since(
    tx: &ReadTx<'_>,
    piece: Id<Piece>,
    tray: Id<Place>,
    since: i64,
) -> Result<bool, StoreError> {
    tx.one(
        "SELECT (SELECT place_id FROM custody_movement WHERE piece_id = ?1 AND seq <= ?3
                ORDER BY seq DESC LIMIT 1) IS ?2
            AND EXISTS (SELECT 1 FROM custody_movement WHERE piece_id = ?1 AND seq > ?3)",
        params![piece.uuid(), tray.uuid(), since],
        |row| row.get(0),
    )
}

/// Where a tray stands.
pub(super) fn stands(tx: &ReadTx<'_>, tray: Id<Place>) -> Result<Option<Id<Place>>, StoreError> {
    stood_before(tx, tray, i64::MAX)
}

/// Where it stood before an entry.
pub(super) fn stood_before(
    tx: &ReadTx<'_>,
    tray: Id<Place>,
    seq: i64,
) -> Result<Option<Id<Place>>, StoreError> {
    let found = tx.maybe(
        "SELECT place_id FROM tray_move WHERE tray_id = ?1 AND seq < ?2
         ORDER BY seq DESC LIMIT 1",
        params![tray.uuid(), seq],
        |found| row::maybe_id(found, 0),
    )?;
    Ok(found.flatten())
}

// One row's columns.
#[allow(clippy::too_many_arguments)]
pub(super) fn insert_move(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: Id<User>,
    act: Uuid,
    tray: &Tray,
    to: Option<Id<Place>>,
    note: &str,
    undoes: Option<i64>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO tray_move (id, act, tray_id, at, user_id, place_id, pieces, note, undoes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            cx.new_id::<Move>().uuid(),
            act,
            tray.id.uuid(),
            cx.now_ms(),
            by.uuid(),
            to.map(Id::uuid),
            tray.pieces,
            note,
            undoes,
        ],
    )?;
    Ok(())
}

const MOVE: &str =
    "SELECT tray_move.seq, act, tray_id, at, user.name, place_id, place.name, pieces,
        note, undoes IS NOT NULL,
        EXISTS (SELECT 1 FROM tray_move back WHERE back.undoes = tray_move.seq),
        NOT EXISTS (SELECT 1 FROM tray_move later
            WHERE later.tray_id = tray_move.tray_id AND later.seq > tray_move.seq)
    FROM tray_move JOIN user ON user.id = user_id LEFT JOIN place ON place.id = place_id";

fn read_move(found: &Row<'_>) -> rusqlite::Result<Move> {
    Ok(Move {
        seq: found.get(0)?,
        act: found.get(1)?,
        tray: row::id(found, 2)?,
        at: row::time(found, 3)?,
        by: found.get(4)?,
        place: row::maybe_id(found, 5)?,
        place_name: found.get(6)?,
        pieces: found.get(7)?,
        note: found.get(8)?,
        is_undoing: found.get(9)?,
        is_undone: found.get(10)?,
        is_last: found.get(11)?,
    })
}

/// What was carried in one act.
pub(super) fn act(tx: &ReadTx<'_>, act: Uuid) -> Result<Vec<Move>, StoreError> {
    tx.all(
        &format!("{MOVE} WHERE act = ?1 ORDER BY tray_move.seq"),
        [act],
        read_move,
    )
}

/// Where a tray was carried, the newest first.
pub fn moves(tx: &ReadTx<'_>, tray: Id<Place>, most: usize) -> Result<Vec<Move>, StoreError> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    tx.all(
        &format!("{MOVE} WHERE tray_id = ?1 ORDER BY tray_move.seq DESC LIMIT ?2"),
        params![tray.uuid(), most],
        read_move,
    )
}
