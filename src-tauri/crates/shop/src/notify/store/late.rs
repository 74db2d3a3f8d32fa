//! Who is to be reminded.

use chrono::{NaiveDate, TimeDelta};
use rusqlite::{Row, params};

use super::subject;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, row};
use crate::notify::about::Subject;
use crate::notify::message::Event;

fn read(found: &Row<'_>) -> rusqlite::Result<Option<(Subject, Event)>> {
    let event = row::word(found, 2)?;
    Ok(subject(found, 0)?.map(|subject| (subject, event)))
}

/// What is ready for longer than a term, and for which no reminder of this term was written.
pub fn long_ready(
    tx: &ReadTx<'_>,
    cx: &Cx,
    term: TimeDelta,
    most: i64,
    limit: i64,
) -> Result<Vec<(Subject, Event)>, StoreError> {
    let found = tx.all(
        "WITH ready (about, id, event, since) AS (
            SELECT 'job', id, 'still_waiting', since FROM repair_job WHERE state = 'ready'
            UNION ALL
            SELECT 'custom', id, 'order_waiting', since FROM custom_order WHERE state = 'ready')
         SELECT about, id, event FROM ready
         WHERE since <= ?1 - ?2
            AND (SELECT count(*) FROM notify_message m WHERE m.about IS NOT NULL
                AND m.about_id = ready.id AND m.event = ready.event
                AND m.created_at >= ready.since AND m.again_of IS NULL)
                < min(?3, (?1 - since) / ?2)
         ORDER BY since LIMIT ?4",
        params![cx.now_ms(), term.num_milliseconds(), most, limit],
        read,
    )?;
    Ok(found.into_iter().flatten().collect())
}

/// Orders whose quote nobody has answered, which ends between these days, and of which nobody was reminded.
/// One that was sent today is still in their hands.
pub fn expiring(
    tx: &ReadTx<'_>,
    cx: &Cx,
    (from, until): (NaiveDate, NaiveDate),
    limit: i64,
) -> Result<Vec<(Subject, Event)>, StoreError> {
    let found = tx.all(
        "SELECT 'custom', made.id, 'quote_expiring'
         FROM custom_order made JOIN custom_quote quote ON quote.custom = made.seq
            AND quote.version = (SELECT max(version) FROM custom_quote
                WHERE custom = made.seq AND sent_at IS NOT NULL)
         WHERE made.state = 'quoted' AND quote.valid_until BETWEEN ?1 AND ?2
            AND quote.sent_at <= ?3
            AND NOT EXISTS (SELECT 1 FROM notify_message m WHERE m.about IS NOT NULL
                AND m.about_id = made.id AND m.event = 'quote_expiring'
                AND m.created_at >= quote.sent_at)
         ORDER BY quote.valid_until LIMIT ?4",
        params![
            from.to_string(),
            until.to_string(),
            cx.now_ms() - TimeDelta::days(1).num_milliseconds(),
            limit
        ],
        read,
    )?;
    Ok(found.into_iter().flatten().collect())
}
