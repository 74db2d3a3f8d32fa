//! The SQL of messages. Whom to remind stands in `late`, what is heard of what left in
//! `parts`.

mod late;
mod parts;

use chrono::{DateTime, Utc};
use documents::Language;
use rusqlite::{Row, params};
use units::Id;
use uuid::Uuid;

use super::about::{Kind, Subject};
use super::house::code;
use super::message::{Channel, Choice, Entry, Event, Listed, Message, MessageQuery};
use super::queue::New;
use super::state::{Act, State, next};
use super::text::Text;
pub(super) use late::{expiring, long_ready};
pub(super) use parts::{
    ask_again, first_to_ask, has_open_parts, insert_parts, of_reference, report_part, still_asked,
    stop_asking,
};

use crate::customers::Customer;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};

const MESSAGE: &str =
    "SELECT m.id, m.seq, m.event, m.channel, m.language, m.customer_id, m.about, m.about_id,
        coalesce(job.code, repair.number, made.number, paper.number, ''), m.name, m.address, m.subject, m.body, m.message_id,
        first.id, later.id, m.state, m.attempts, m.next_at, m.expires_at, m.problem, m.detail,
        m.reference, m.created_at, m.changed_at, coalesce(owner.id, m.about_id), m.document
    FROM notify_message m
    LEFT JOIN repair ON m.about = 'repair' AND repair.id = m.about_id
    LEFT JOIN repair_job job ON m.about = 'job' AND job.id = m.about_id
    LEFT JOIN repair owner ON owner.seq = job.repair
    LEFT JOIN custom_order made ON m.about = 'custom' AND made.id = m.about_id
    LEFT JOIN appraisal paper ON m.about = 'appraisal' AND paper.id = m.about_id
    LEFT JOIN notify_message first ON first.seq = m.again_of
    LEFT JOIN notify_message later ON later.again_of = m.seq";

/// A word and an id, side by side.
pub(super) fn subject(found: &Row<'_>, at: usize) -> rusqlite::Result<Option<Subject>> {
    let word: Option<String> = found.get(at)?;
    let kind = word.and_then(|word| word.parse::<Kind>().ok());
    let id: Option<Uuid> = found.get(at + 1)?;
    Ok(kind.zip(id).map(|(kind, id)| Subject::new(kind, id)))
}

fn read(found: &Row<'_>) -> rusqlite::Result<Message> {
    let language: String = found.get(4)?;
    Ok(Message {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        event: row::word(found, 2)?,
        channel: row::word(found, 3)?,
        language: if language == "en" {
            Language::En
        } else {
            Language::Fr
        },
        customer: row::maybe_id(found, 5)?,
        of: subject(found, 6)?,
        sheet: found.get(25)?,
        document: found.get(26)?,
        about: found.get(8)?,
        name: found.get(9)?,
        address: found.get(10)?,
        subject: found.get(11)?,
        body: found.get(12)?,
        message_id: found.get(13)?,
        again_of: found.get(14)?,
        repeated_by: found.get(15)?,
        state: row::word(found, 16)?,
        attempts: found.get(17)?,
        next_at: row::time(found, 18)?,
        expires_at: row::time(found, 19)?,
        problem: found.get(20)?,
        detail: found.get(21)?,
        reference: found.get(22)?,
        created_at: row::time(found, 23)?,
        changed_at: row::time(found, 24)?,
    })
}

/// One message.
pub fn message(tx: &ReadTx<'_>, id: Id<Message>) -> Result<Option<Message>, StoreError> {
    tx.maybe(&format!("{MESSAGE} WHERE m.id = ?1"), [id.uuid()], read)
}

/// What was written about something, the latest first; of a repair that about its jobs, too.
pub fn of(tx: &ReadTx<'_>, subject: Subject) -> Result<Vec<Message>, StoreError> {
    tx.all(
        &format!(
            "{MESSAGE} WHERE m.about IS NOT NULL AND ((m.about = ?1 AND m.about_id = ?2)
                OR (?1 = 'repair' AND m.about = 'job' AND m.about_id IN (SELECT one.id
                    FROM repair_job one JOIN repair whole ON whole.seq = one.repair
                    WHERE whole.id = ?2)))
             ORDER BY m.seq DESC"
        ),
        (subject.kind().code(), subject.uuid()),
        read,
    )
}

pub(super) fn of_customer(
    tx: &ReadTx<'_>,
    customer: Id<Customer>,
) -> Result<Vec<Message>, StoreError> {
    tx.all(
        &format!("{MESSAGE} WHERE m.customer_id = ?1"),
        [customer.uuid()],
        read,
    )
}

/// A page of the list, the latest first.
pub fn list(tx: &ReadTx<'_>, query: &MessageQuery) -> Result<Listed, StoreError> {
    let limit = query.limit.clamp(1, 200);
    let text: String = query.text.trim().chars().take(80).collect();
    let sql = format!(
        "{MESSAGE} WHERE (?1 IS NULL OR m.state = ?1)
            AND (?2 = 0 OR m.state IN ('failed', 'unsure', 'expired')
                OR (m.state = 'queued' AND m.problem <> ''))
            AND (?3 IS NULL OR m.seq < ?3)
            AND (?4 = '' OR instr(lower(m.name), lower(?4)) OR instr(lower(m.address), lower(?4))
                OR instr(lower(coalesce(job.code, repair.number, made.number, paper.number, '')),
                    lower(?4)))
         ORDER BY m.seq DESC LIMIT ?5"
    );
    let most = i64::try_from(limit + 1).unwrap_or(201);
    let state = query.state.map(State::code);
    let mut messages = tx.all(
        &sql,
        params![state, query.troubles, query.before, text, most],
        read,
    )?;
    let more = messages.len() > limit;
    messages.truncate(limit);
    let next = messages.last().filter(|_| more).map(|last| last.seq);
    Ok(Listed { messages, next })
}

/// How many want a person: not arrived, in doubt, or held up.
pub fn count_troubles(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    tx.one(
        "SELECT count(*) FROM notify_message WHERE state IN ('failed', 'unsure', 'expired', 'queued')
            AND (state <> 'queued' OR problem <> '')",
        [],
        |found| found.get(0),
    )
}

/// A message's history, the oldest first.
pub fn entries(tx: &ReadTx<'_>, message: i64) -> Result<Vec<Entry>, StoreError> {
    tx.all(
        "SELECT at, coalesce(user.name, ''), what, state, problem, detail FROM notify_entry
         LEFT JOIN user ON user.id = user_id WHERE message = ?1 ORDER BY seq",
        [message],
        |found| {
            Ok(Entry {
                at: row::time(found, 0)?,
                by: found.get(1)?,
                what: found.get(2)?,
                state: row::word(found, 3)?,
                problem: found.get(4)?,
                detail: found.get(5)?,
            })
        },
    )
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    new: &New<'_>,
    next_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<i64, StoreError> {
    tx.execute(
        "INSERT INTO notify_message (id, event, channel, language, customer_id, about, about_id, name,
             address, subject, body, message_id, again_of, state, attempts, next_at, expires_at,
             created_at, changed_at, user_id, document)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 'queued', 0,
             ?14, ?15, ?16, ?16, ?17, ?18)",
        params![
            new.id.uuid(),
            new.event.code(),
            new.channel.code(),
            code(new.language),
            new.customer.map(Id::uuid),
            new.of.map(|of| of.kind().code()),
            new.of.map(Subject::uuid),
            new.name,
            new.address,
            new.text.subject,
            new.text.body,
            new.message_id,
            new.again_of,
            next_at.timestamp_millis(),
            expires_at.timestamp_millis(),
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
            new.document,
        ],
    )?;
    Ok(tx.last_row())
}

pub(super) fn insert_entry(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    message: i64,
    what: Act,
    state: State,
    problem: &str,
    detail: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO notify_entry (message, at, user_id, what, state, problem, detail)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            message,
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
            what.code(),
            state.code(),
            problem,
            detail,
        ],
    )?;
    Ok(())
}

/// Moves a message as the machine says and appends what happened.
pub(super) fn go(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    message: &mut Message,
    act: Act,
) -> Result<(), StoreError> {
    let to = next(message.state, act).ok_or_else(|| {
        StoreError::Refused(format!(
            "a message that is {} does not {}",
            message.state.code(),
            act.code()
        ))
    })?;
    message.state = to;
    tx.execute(
        "UPDATE notify_message SET state = ?2, attempts = ?3, next_at = ?4, expires_at = ?5,
             problem = ?6, detail = ?7, reference = ?8, address = ?9, changed_at = ?10
         WHERE id = ?1",
        params![
            message.id.uuid(),
            to.code(),
            message.attempts,
            message.next_at.timestamp_millis(),
            message.expires_at.timestamp_millis(),
            message.problem,
            message.detail,
            message.reference,
            message.address,
            cx.now_ms(),
        ],
    )?;
    insert_entry(
        tx,
        cx,
        message.seq,
        act,
        to,
        &message.problem,
        &message.detail,
    )
}

pub(super) fn past_term(
    tx: &ReadTx<'_>,
    channel: Channel,
    now_ms: i64,
) -> Result<Vec<Message>, StoreError> {
    tx.all(
        &format!(
            "{MESSAGE} WHERE m.channel = ?1 AND m.state = 'queued' AND m.expires_at <= ?2 LIMIT 100"
        ),
        (channel.code(), now_ms),
        read,
    )
}

/// The one that is due first; in quiet hours only a test is.
pub(super) fn due(
    tx: &ReadTx<'_>,
    channel: Channel,
    now_ms: i64,
    is_quiet: bool,
) -> Result<Option<Message>, StoreError> {
    tx.maybe(
        &format!(
            "{MESSAGE} WHERE m.channel = ?1 AND m.state = 'queued' AND m.next_at <= ?2
                AND (?3 = 0 OR m.event = 'test') ORDER BY m.next_at, m.seq LIMIT 1"
        ),
        (channel.code(), now_ms, is_quiet),
        read,
    )
}

/// When there is something to do again: a message is due, or expires.
pub(super) fn next_at(
    tx: &ReadTx<'_>,
    channel: Channel,
    is_quiet: bool,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let next: Option<i64> = tx.one(
        "SELECT min(min(next_at, expires_at)) FROM notify_message
         WHERE channel = ?1 AND state = 'queued' AND (?2 = 0 OR event = 'test')",
        (channel.code(), is_quiet),
        |found| found.get(0),
    )?;
    let time = |ms| DateTime::from_timestamp_millis(ms).ok_or(StoreError::Unreadable("a time"));
    next.map(time).transpose()
}

/// What waits because of something that was put right waits no longer.
pub(super) fn hurry(tx: &mut WriteTx<'_>, cx: &Cx, channel: Channel) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE notify_message SET next_at = ?2
         WHERE channel = ?1 AND state = 'queued' AND problem <> '' AND next_at > ?2",
        (channel.code(), cx.now_ms()),
    )?;
    Ok(())
}

pub(super) fn sending(tx: &ReadTx<'_>) -> Result<Vec<Message>, StoreError> {
    tx.all(&format!("{MESSAGE} WHERE m.state = 'sending'"), [], read)
}

/// What waits to be told of something.
pub(super) fn waiting(tx: &ReadTx<'_>, subject: Subject) -> Result<Vec<Message>, StoreError> {
    tx.all(
        &format!(
            "{MESSAGE} WHERE m.about IS NOT NULL AND m.about = ?1 AND m.about_id = ?2
                AND m.state = 'queued'"
        ),
        (subject.kind().code(), subject.uuid()),
        read,
    )
}

/// The shop's own words, if it ever wrote any; empty where it took them back.
pub(super) fn own_text(
    tx: &ReadTx<'_>,
    event: Event,
    channel: Channel,
    language: Language,
) -> Result<Option<Text>, StoreError> {
    tx.maybe(
        "SELECT subject, body FROM notify_template
         WHERE event = ?1 AND channel = ?2 AND language = ?3 ORDER BY seq DESC LIMIT 1",
        (event.code(), channel.code(), code(language)),
        |found| {
            Ok(Text {
                subject: found.get(0)?,
                body: found.get(1)?,
            })
        },
    )
}

pub(super) fn insert_text(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    event: Event,
    channel: Channel,
    language: Language,
    text: &Text,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO notify_template (event, channel, language, subject, body, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            event.code(),
            channel.code(),
            code(language),
            text.subject,
            text.body,
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
        ],
    )?;
    Ok(())
}

pub(super) fn choice(
    tx: &ReadTx<'_>,
    customer: Id<Customer>,
) -> Result<Option<Choice>, StoreError> {
    tx.maybe(
        "SELECT choice FROM notify_choice WHERE customer_id = ?1 ORDER BY seq DESC LIMIT 1",
        [customer.uuid()],
        |found| row::word(found, 0),
    )
}

pub(super) fn insert_choice(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    customer: Id<Customer>,
    choice: Choice,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO notify_choice (customer_id, choice, at, user_id) VALUES (?1, ?2, ?3, ?4)",
        params![
            customer.uuid(),
            choice.code(),
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
        ],
    )?;
    Ok(())
}

/// Names, addresses and texts go, and what servers said, which may name them.
pub(super) fn forget(tx: &mut WriteTx<'_>, customer: Id<Customer>) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE notify_entry SET detail = '' WHERE detail <> '' AND message IN
            (SELECT seq FROM notify_message WHERE customer_id = ?1)",
        [customer.uuid()],
    )?;
    tx.execute(
        "UPDATE notify_message SET name = '', address = '', subject = '', body = '', detail = ''
         WHERE customer_id = ?1",
        [customer.uuid()],
    )?;
    Ok(())
}
