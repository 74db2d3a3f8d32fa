//! The pictures that imports' files name by their addresses.

use chrono::{DateTime, Utc};
use rusqlite::{Row, params};
use units::Id;
use uuid::Uuid;

use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::imports::image::{DueImage, Images, MissingImage};
use crate::imports::import::Import;
use crate::stock::{Article, Piece};

/// As many as one file brings: at ten a second, half an hour.
const MOST_OF_IMPORT: i64 = 20_000;
/// As many as a person reads.
const MOST_MISSING: i64 = 500;

/// Notes the addresses that a row names for its piece or article.
pub fn insert_images(
    tx: &mut WriteTx<'_>,
    import: Id<Import>,
    line: usize,
    of: (Option<Uuid>, Option<Uuid>),
    urls: &[String],
    now_ms: i64,
) -> Result<(), StoreError> {
    if urls.is_empty() {
        return Ok(());
    }
    let there: i64 = tx.one(
        "SELECT count(*) FROM import_image WHERE import_id = ?1",
        [import.uuid()],
        |found| found.get(0),
    )?;
    for (at, url) in (there..).zip(urls) {
        let (state, code) = if at < MOST_OF_IMPORT {
            ("waiting", "")
        } else {
            ("failed", "image.too_many")
        };
        tx.execute(
            "INSERT INTO import_image (import_id, line, piece_id, article_id, url, state, code,
                next_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                import.uuid(),
                i64::try_from(line).unwrap_or(i64::MAX),
                of.0,
                of.1,
                url,
                state,
                code,
                now_ms
            ],
        )?;
    }
    Ok(())
}

/// How many stand how, when the next is tried, and what is missing.
pub fn images(tx: &ReadTx<'_>, import: Id<Import>) -> Result<Images, StoreError> {
    let sums = tx.one(
        "SELECT coalesce(sum(state = 'waiting'), 0), coalesce(sum(state = 'kept'), 0),
            coalesce(sum(state = 'failed'), 0),
            coalesce(sum(state = 'waiting' AND tries > 0), 0),
            min(iif(state = 'waiting', next_at, NULL))
         FROM import_image WHERE import_id = ?1",
        [import.uuid()],
        |found| {
            Ok(Images {
                waiting: found.get(0)?,
                kept: found.get(1)?,
                failed: found.get(2)?,
                tried: found.get(3)?,
                next_at: found
                    .get::<_, Option<i64>>(4)?
                    .and_then(DateTime::<Utc>::from_timestamp_millis),
                missing: Vec::new(),
            })
        },
    )?;
    let missing = tx.all(
        "SELECT line, coalesce(piece.number, article.number), url, import_image.state, code, detail,
            tries
         FROM import_image LEFT JOIN piece ON piece.id = piece_id
         LEFT JOIN article ON article.id = article_id
         WHERE import_image.import_id = ?1
           AND (import_image.state = 'failed' OR (import_image.state = 'waiting' AND tries > 0))
         ORDER BY import_image.state, import_image.seq LIMIT ?2",
        params![import.uuid(), MOST_MISSING],
        |found| {
            Ok(MissingImage {
                line: found.get(0)?,
                number: found.get(1)?,
                url: found.get(2)?,
                state: row::word(found, 3)?,
                code: found.get(4)?,
                detail: found.get(5)?,
                tries: found.get(6)?,
            })
        },
    )?;
    Ok(Images { missing, ..sums })
}

/// Addresses whose turn it is, of imports that stand.
pub fn due_images(tx: &ReadTx<'_>, now_ms: i64, most: usize) -> Result<Vec<DueImage>, StoreError> {
    tx.all(
        "SELECT import_id, url, min(import_image.seq) AS first FROM import_image
         JOIN import ON import.id = import_id
         WHERE import_image.state = 'waiting' AND next_at <= ?1
           AND import.state IN ('running', 'committed', 'cancelled')
         GROUP BY import_id, url ORDER BY first LIMIT ?2",
        params![now_ms, i64::try_from(most).unwrap_or(i64::MAX)],
        |found| {
            Ok(DueImage {
                import: row::id(found, 0)?,
                url: found.get(1)?,
            })
        },
    )
}

/// Who waits for an address: the row, its piece or its article.
pub fn waiting_for(
    tx: &ReadTx<'_>,
    of: &DueImage,
) -> Result<Vec<(i64, Option<Id<Piece>>, Option<Id<Article>>)>, StoreError> {
    tx.all(
        "SELECT import_image.seq, piece_id, article_id FROM import_image
         JOIN import ON import.id = import_id
         WHERE import_id = ?1 AND url = ?2 AND import_image.state = 'waiting'
           AND import.state IN ('running', 'committed', 'cancelled')
         ORDER BY import_image.seq",
        params![of.import.uuid(), of.url],
        |found| {
            Ok((
                found.get(0)?,
                row::maybe_id(found, 1)?,
                row::maybe_id(found, 2)?,
            ))
        },
    )
}

/// It is there; the file, where it is this import's to take off again.
pub fn image_kept(tx: &mut WriteTx<'_>, seq: i64, file: Option<Uuid>) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE import_image SET state = 'kept', code = '', detail = '', file_id = ?2
         WHERE seq = ?1",
        params![seq, file],
    )?;
    Ok(())
}

pub fn image_failed(
    tx: &mut WriteTx<'_>,
    seq: i64,
    code: &str,
    detail: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE import_image SET state = 'failed', code = ?2, detail = ?3, tries = tries + 1
         WHERE seq = ?1",
        params![seq, code, detail],
    )?;
    Ok(())
}

/// How often an address was tried in vain.
pub fn tries_of(tx: &ReadTx<'_>, of: &DueImage) -> Result<i64, StoreError> {
    tx.one(
        "SELECT coalesce(max(tries), 0) FROM import_image
         WHERE import_id = ?1 AND url = ?2 AND state = 'waiting'",
        params![of.import.uuid(), of.url],
        |found| found.get(0),
    )
}

/// It was not to be had; without a next try it has failed.
pub fn image_missed(
    tx: &mut WriteTx<'_>,
    of: &DueImage,
    code: &str,
    detail: &str,
    next_ms: Option<i64>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE import_image SET state = iif(?5 IS NULL, 'failed', 'waiting'), code = ?3,
            detail = ?4, tries = tries + 1, next_at = coalesce(?5, next_at)
         WHERE import_id = ?1 AND url = ?2 AND state = 'waiting'",
        params![of.import.uuid(), of.url, code, detail, next_ms],
    )?;
    Ok(())
}

pub fn retry_images(
    tx: &mut WriteTx<'_>,
    import: Id<Import>,
    now_ms: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE import_image SET state = 'waiting', tries = 0, next_at = ?2, code = '', detail = ''
         WHERE import_id = ?1 AND (state = 'failed' OR state = 'waiting')",
        params![import.uuid(), now_ms],
    )?;
    Ok(())
}

pub fn stop_images(tx: &mut WriteTx<'_>, import: Id<Import>) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE import_image SET state = 'failed', code = 'image.stopped', detail = ''
         WHERE import_id = ?1 AND state = 'waiting'",
        [import.uuid()],
    )?;
    Ok(())
}

fn to_drop(
    found: &Row<'_>,
) -> rusqlite::Result<(i64, Option<Id<Piece>>, Option<Id<Article>>, Option<Uuid>)> {
    Ok((
        found.get(0)?,
        row::maybe_id(found, 1)?,
        row::maybe_id(found, 2)?,
        found.get(3)?,
    ))
}

/// What of an import is not dropped yet.
pub fn images_to_drop(
    tx: &ReadTx<'_>,
    import: Id<Import>,
    most: usize,
) -> Result<Vec<(i64, Option<Id<Piece>>, Option<Id<Article>>, Option<Uuid>)>, StoreError> {
    tx.all(
        "SELECT seq, piece_id, article_id, file_id FROM import_image
         WHERE import_id = ?1 AND state <> 'dropped' ORDER BY seq LIMIT ?2",
        params![import.uuid(), i64::try_from(most).unwrap_or(i64::MAX)],
        to_drop,
    )
}

pub fn image_dropped(tx: &mut WriteTx<'_>, seq: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE import_image SET state = 'dropped', code = '', detail = '', file_id = NULL
         WHERE seq = ?1",
        [seq],
    )?;
    Ok(())
}
