//! The parts of what left, by which the other side is heard of or asked.

use chrono::{DateTime, Utc};
use rusqlite::params;
use units::Id;
use uuid::Uuid;

use super::message;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::notify::ask::Asked;
use crate::notify::message::{Channel, Message};
use crate::notify::report::Heard;

/// The last part that the other side knows by this and that nothing was said of yet, and its message.
pub fn of_reference(
    tx: &ReadTx<'_>,
    channel: Channel,
    heard: &Heard,
) -> Result<Option<(i64, Message)>, StoreError> {
    if heard.reference.is_empty() {
        return Ok(None);
    }
    let found: Option<(i64, Uuid)> = tx.maybe(
        "SELECT part.seq, m.id FROM notify_part part JOIN notify_message m ON m.seq = part.message
         WHERE part.reference = ?1 AND part.arrived IS NULL AND m.channel = ?2
            AND (?3 IS NULL OR m.address = ?3)
         ORDER BY part.seq DESC LIMIT 1",
        (&heard.reference, channel.code(), &heard.address),
        |found| Ok((found.get(0)?, found.get(1)?)),
    )?;
    let Some((part, id)) = found else {
        return Ok(None);
    };
    Ok(message(tx, Id::from_uuid(id))?.map(|message| (part, message)))
}

pub fn insert_parts(
    tx: &mut WriteTx<'_>,
    message: i64,
    references: &[String],
    term: Option<(DateTime<Utc>, DateTime<Utc>)>,
) -> Result<(), StoreError> {
    let at = |time: DateTime<Utc>| time.timestamp_millis();
    // Each has its number, also behind one that the other side gave none.
    for (part, reference) in (1_i64..).zip(references) {
        if !reference.is_empty() {
            tx.execute(
                "INSERT INTO notify_part (message, part, reference, ask_at, ask_until)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    message,
                    part,
                    reference,
                    term.map(|(first, _)| at(first)),
                    term.map(|(_, last)| at(last)),
                ],
            )?;
        }
    }
    Ok(())
}

pub fn report_part(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    part: i64,
    arrived: bool,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE notify_part SET arrived = ?2, reported_at = ?3, ask_at = NULL WHERE seq = ?1",
        (part, arrived, cx.now_ms()),
    )?;
    Ok(())
}

/// Whether something is still to be heard of it.
pub fn has_open_parts(tx: &ReadTx<'_>, message: i64) -> Result<bool, StoreError> {
    tx.one(
        "SELECT EXISTS (SELECT 1 FROM notify_part WHERE message = ?1 AND arrived IS NOT 1)",
        [message],
        |found| found.get(0),
    )
}

/// The part that a gateway is to be asked of first, and when.
pub fn first_to_ask(tx: &ReadTx<'_>) -> Result<Option<(DateTime<Utc>, Asked)>, StoreError> {
    tx.maybe(
        "SELECT seq, reference, ask_at, ask_until, asked FROM notify_part
         WHERE ask_at IS NOT NULL ORDER BY ask_at, seq LIMIT 1",
        [],
        |found| {
            let asked = Asked {
                part: found.get(0)?,
                reference: found.get(1)?,
                times: found.get(4)?,
                until: row::time(found, 3)?,
            };
            Ok((row::time(found, 2)?, asked))
        },
    )
}

/// The message of a part that nothing was said of yet and that is still asked for.
pub fn still_asked(tx: &ReadTx<'_>, part: i64) -> Result<Option<Message>, StoreError> {
    let id: Option<Id<Message>> = tx.maybe(
        "SELECT m.id FROM notify_part part JOIN notify_message m ON m.seq = part.message
         WHERE part.seq = ?1 AND part.arrived IS NULL AND part.ask_at IS NOT NULL",
        [part],
        |found| row::id(found, 0),
    )?;
    match id {
        Some(id) => message(tx, id),
        None => Ok(None),
    }
}

/// When a part is asked for next; None: no more.
pub fn ask_again(
    tx: &mut WriteTx<'_>,
    part: i64,
    at: Option<DateTime<Utc>>,
    times: u32,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE notify_part SET ask_at = ?2, asked = ?3 WHERE seq = ?1",
        (part, at.map(|at| at.timestamp_millis()), times),
    )?;
    Ok(())
}

/// Nothing that left before is asked for any more.
pub fn stop_asking(tx: &mut WriteTx<'_>) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE notify_part SET ask_at = NULL WHERE ask_at IS NOT NULL",
        [],
    )?;
    Ok(())
}
