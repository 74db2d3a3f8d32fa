//! The counts of trays, their lines, their cancellations.

use chrono::NaiveDate;
use rusqlite::{Row, params};
use units::Id;

use super::STANDS;
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::stock::{Piece, Place};
use crate::trays::count::{Count, CountLine, CountQuery, Method, Occasion, Status};

/// A count to be written.
#[derive(Debug)]
pub struct NewCount<'a> {
    pub id: Id<Count>,
    pub tray: Id<Place>,
    pub counted_on: NaiveDate,
    pub occasion: Occasion,
    pub method: Method,
    pub place: Option<Id<Place>>,
    pub expected: i64,
    pub counted: i64,
    pub missing: i64,
    pub unexpected: i64,
    pub note: &'a str,
    pub corrects: Option<i64>,
}

/// A line of it.
#[derive(Debug)]
pub struct NewLine {
    pub piece: Option<Id<Piece>>,
    pub code: String,
    pub status: Status,
    pub price_minor: Option<i64>,
}

/// Writes a count with its lines.
pub fn insert_count(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: Id<User>,
    count: &NewCount<'_>,
    lines: &[NewLine],
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO tray_count (id, tray_id, at, user_id, counted_on, occasion, method, place_id,
            expected, counted, missing, unexpected, note, corrects)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            count.id.uuid(),
            count.tray.uuid(),
            cx.now_ms(),
            by.uuid(),
            count.counted_on.to_string(),
            count.occasion.code(),
            count.method.code(),
            count.place.map(Id::uuid),
            count.expected,
            count.counted,
            count.missing,
            count.unexpected,
            count.note,
            count.corrects,
        ],
    )?;
    tx.wrote("tray_count");
    for (position, line) in lines.iter().enumerate() {
        tx.execute(
            "INSERT INTO tray_count_line (count, position, piece_id, code, status, price_minor)
             SELECT seq, ?2, ?3, ?4, ?5, ?6 FROM tray_count WHERE id = ?1",
            params![
                count.id.uuid(),
                i64::try_from(position).unwrap_or(i64::MAX),
                line.piece.map(Id::uuid),
                line.code,
                line.status.code(),
                line.price_minor,
            ],
        )?;
    }
    Ok(())
}

/// Says that a count stands no more.
pub fn cancel_count(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: Id<User>,
    seq: i64,
    reason: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO tray_count_cancel (count, at, user_id, reason) VALUES (?1, ?2, ?3, ?4)",
        params![seq, cx.now_ms(), by.uuid(), reason],
    )?;
    tx.wrote("tray_count_cancel");
    Ok(())
}

fn select(rest: &str) -> String {
    format!(
        "SELECT tray_count.id, tray_count.seq, tray_count.tray_id, tray.name, tray_count.at,
            user.name, tray_count.counted_on, occasion, method, place.name, expected, counted,
            missing, unexpected, tray_count.note, corrected.id,
            CASE WHEN cancel.count IS NOT NULL THEN 'cancelled' WHEN {STANDS} THEN 'stands'
                ELSE 'corrected' END,
            cancel.at, canceller.name, cancel.reason
         FROM tray_count JOIN place tray ON tray.id = tray_count.tray_id
         JOIN user ON user.id = tray_count.user_id
         LEFT JOIN place ON place.id = tray_count.place_id
         LEFT JOIN (SELECT seq, id FROM tray_count) corrected ON corrected.seq = corrects
         LEFT JOIN tray_count_cancel cancel ON cancel.count = tray_count.seq
         LEFT JOIN user canceller ON canceller.id = cancel.user_id {rest}"
    )
}

fn read(found: &Row<'_>) -> rusqlite::Result<Count> {
    let cancelled = match found.get::<_, Option<String>>(18)? {
        Some(by) => Some((row::time(found, 17)?, by, found.get(19)?)),
        None => None,
    };
    Ok(Count {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        tray: row::id(found, 2)?,
        tray_name: found.get(3)?,
        at: row::time(found, 4)?,
        by: found.get(5)?,
        counted_on: row::word(found, 6)?,
        occasion: row::word(found, 7)?,
        method: row::word(found, 8)?,
        place_name: found.get(9)?,
        expected: found.get(10)?,
        counted: found.get(11)?,
        missing: found.get(12)?,
        unexpected: found.get(13)?,
        note: found.get(14)?,
        corrects: row::maybe_id(found, 15)?,
        standing: row::word(found, 16)?,
        cancelled,
    })
}

/// One count.
pub fn count(tx: &ReadTx<'_>, id: Id<Count>) -> Result<Option<Count>, StoreError> {
    tx.maybe(&select("WHERE tray_count.id = ?1"), [id.uuid()], read)
}

/// The counts that fit, the newest first.
pub fn counts(tx: &ReadTx<'_>, query: &CountQuery) -> Result<Vec<Count>, StoreError> {
    let most = i64::try_from(query.limit.clamp(1, 500)).unwrap_or(500);
    tx.all(
        &select(
            "WHERE (?1 IS NULL OR tray_count.tray_id = ?1)
                AND (?2 IS NULL OR tray_count.counted_on = ?2)
             ORDER BY tray_count.seq DESC LIMIT ?3",
        ),
        params![
            query.tray.map(Id::uuid),
            query.on.map(|day| day.to_string()),
            most
        ],
        read,
    )
}

/// What a count says piece by piece: the differences first.
pub fn lines(tx: &ReadTx<'_>, count: &Count) -> Result<Vec<CountLine>, StoreError> {
    tx.all(
        "SELECT tray_count_line.piece_id, code, coalesce(piece.title, ''), photo.thumbnail_id,
            status, tray_count_line.price_minor
         FROM tray_count_line LEFT JOIN piece ON piece.id = tray_count_line.piece_id
         LEFT JOIN piece_photo photo ON photo.piece_id = piece.id AND photo.position = 0
         WHERE count = ?1
         ORDER BY status <> 'missing', status <> 'unexpected', status = 'found',
            tray_count_line.position",
        [count.seq],
        |found| {
            Ok(CountLine {
                piece: row::maybe_id(found, 0)?,
                code: found.get(1)?,
                title: found.get(2)?,
                thumbnail: found.get(3)?,
                status: row::word(found, 4)?,
                price_minor: found.get(5)?,
            })
        },
    )
}

/// The names of the trays with something in them that no count of this day and occasion stands for,
/// and how many have one.
pub fn uncounted(
    tx: &ReadTx<'_>,
    on: NaiveDate,
    occasion: Occasion,
) -> Result<(Vec<String>, i64), StoreError> {
    let trays = tx.all(
        &format!(
            "SELECT name, EXISTS (SELECT 1 FROM tray_count WHERE tray_id = tray.id
                AND counted_on = ?1 AND occasion = ?2 AND {STANDS})
             FROM place tray WHERE kind = 'tray' AND active
                AND EXISTS (SELECT 1 FROM piece WHERE place_id = tray.id AND state = 'available')
             ORDER BY name, code"
        ),
        params![on.to_string(), occasion.code()],
        |row| Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?)),
    )?;
    let counted = trays.iter().filter(|(_, counted)| *counted).count();
    let rest = trays.into_iter().filter(|(_, counted)| !counted);
    Ok((
        rest.map(|(name, _)| name).collect(),
        i64::try_from(counted).unwrap_or(i64::MAX),
    ))
}
