//! The SQL of the spool.

use chrono::{DateTime, Utc};
use rusqlite::Row;
use units::Id;
use uuid::Uuid;

use super::{Job, Of};
use crate::customers::Customer;
use crate::cx::{Cx, Till};
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::devices::Device;

const JOB: &str =
    "SELECT job.id, job.device_id, device.name, device.till_id, job.kind, job.document,
    job.sale_id, job.closing_id, job.subject, job.state, job.attempts, job.next_at, job.problem, job.created_at,
    job.changed_at, job.batch_id FROM print_job job JOIN device ON device.id = job.device_id";

/// How many settled jobs a list shows beside those that want something.
const RECENT: u32 = 20;

/// A row as SQLite has it, before its words are looked at.
struct Raw {
    id: Uuid,
    device: Uuid,
    device_name: String,
    till: Uuid,
    kind: String,
    document: String,
    sale: Option<Uuid>,
    closing: Option<Uuid>,
    subject: String,
    state: String,
    attempts: u32,
    next_at: i64,
    problem: Option<String>,
    created_at: i64,
    changed_at: i64,
    batch: Option<Uuid>,
}

impl Raw {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            device: row.get(1)?,
            device_name: row.get(2)?,
            till: row.get(3)?,
            kind: row.get(4)?,
            document: row.get(5)?,
            sale: row.get(6)?,
            closing: row.get(7)?,
            subject: row.get(8)?,
            state: row.get(9)?,
            attempts: row.get(10)?,
            next_at: row.get(11)?,
            problem: row.get(12)?,
            created_at: row.get(13)?,
            changed_at: row.get(14)?,
            batch: row.get(15)?,
        })
    }

    fn job(self) -> Result<Job, StoreError> {
        let unreadable = StoreError::Unreadable;
        Ok(Job {
            id: Id::from_uuid(self.id),
            device: Id::from_uuid(self.device),
            device_name: self.device_name,
            till: Id::from_uuid(self.till),
            kind: self
                .kind
                .parse()
                .map_err(|_| unreadable("print_job.kind"))?,
            paper: serde_json::from_str(&self.document)
                .map_err(|_| unreadable("print_job.document"))?,
            of: match (self.sale, self.closing) {
                (Some(sale), _) => Of::Sale(sale),
                (None, Some(closing)) => Of::Closing(closing),
                (None, None) => Of::Nothing,
            },
            subject: self.subject,
            batch: self.batch,
            state: self
                .state
                .parse()
                .map_err(|_| unreadable("print_job.state"))?,
            attempts: self.attempts,
            next_at: time(self.next_at)?,
            problem: self.problem,
            created_at: time(self.created_at)?,
            changed_at: time(self.changed_at)?,
        })
    }
}

/// The columns that say what a paper is of: a sale, a closing.
fn ids(of: Of) -> (Option<Uuid>, Option<Uuid>) {
    match of {
        Of::Sale(sale) => (Some(sale), None),
        Of::Closing(closing) => (None, Some(closing)),
        Of::Nothing => (None, None),
    }
}

fn time(unix_ms: i64) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp_millis(unix_ms).ok_or(StoreError::Unreadable("a time"))
}

pub(super) fn insert(tx: &mut WriteTx<'_>, job: &Job) -> Result<(), StoreError> {
    let document = serde_json::to_string(&job.paper)
        .map_err(|_| StoreError::Unreadable("print_job.document"))?;
    let (sale, closing) = ids(job.of);
    tx.execute(
        "INSERT INTO print_job (id, device_id, kind, document, sale_id, closing_id, subject, state,
             attempts, next_at, problem, created_at, changed_at, batch_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        (
            job.id.uuid(),
            job.device.uuid(),
            job.kind.name(),
            &document,
            sale,
            closing,
            &job.subject,
            job.state.name(),
            job.attempts,
            job.next_at.timestamp_millis(),
            &job.problem,
            job.created_at.timestamp_millis(),
            job.changed_at.timestamp_millis(),
            job.batch,
        ),
    )?;
    Ok(())
}

/// Writes what may change. Of the document only the customer may go: once nothing more comes out of a
/// job, nobody needs their name and address here.
pub(super) fn update(tx: &mut WriteTx<'_>, cx: &Cx, job: &mut Job) -> Result<(), StoreError> {
    job.changed_at = time(cx.now_ms())?;
    job.next_at = time(job.next_at.timestamp_millis())?;
    tx.execute(
        "UPDATE print_job SET state = ?2, attempts = ?3, next_at = ?4, problem = ?5,
             changed_at = ?6, device_id = ?7,
             document = CASE WHEN ?2 IN ('done', 'cancelled')
                 THEN json_replace(document, '$.document.customer', NULL) ELSE document END
         WHERE id = ?1",
        (
            job.id.uuid(),
            job.state.name(),
            job.attempts,
            job.next_at.timestamp_millis(),
            &job.problem,
            cx.now_ms(),
            job.device.uuid(),
        ),
    )?;
    Ok(())
}

pub(super) fn forget_customer(
    tx: &mut WriteTx<'_>,
    customer: Id<Customer>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE print_job SET document = json_replace(document, '$.document.customer', NULL)
         WHERE sale_id IN (SELECT id FROM sale WHERE customer_id = ?1)",
        [customer.uuid()],
    )?;
    Ok(())
}

/// A slip goes; under way it loses its customer, a label the words that name them.
pub(super) fn forget_papers(tx: &mut WriteTx<'_>, subject: &str) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM print_job WHERE subject = ?1 AND (kind = 'slip' OR kind = 'label')
            AND state <> 'sending'",
        [subject],
    )?;
    tx.execute(
        "UPDATE print_job SET document = json_replace(document,
            '$.document.content.customer.name', '', '$.document.content.customer.lines', json('[]'),
            '$.document.facts.title', '')
         WHERE subject = ?1 AND (kind = 'slip' OR kind = 'label')",
        [subject],
    )?;
    Ok(())
}

pub(super) fn job(tx: &ReadTx<'_>, id: Id<Job>) -> Result<Option<Job>, StoreError> {
    tx.maybe(&format!("{JOB} WHERE job.id = ?1"), [id.uuid()], Raw::read)?
        .map(Raw::job)
        .transpose()
}

pub(super) fn of_till(tx: &ReadTx<'_>, till: Option<Id<Till>>) -> Result<Vec<Job>, StoreError> {
    let live = format!(
        "{JOB} WHERE (?1 IS NULL OR device.till_id = ?1) AND job.batch_id IS NULL
             AND job.state IN ('waiting', 'sending', 'failed', 'unsure')"
    );
    let settled = format!(
        "{JOB} WHERE (?1 IS NULL OR device.till_id = ?1) AND job.batch_id IS NULL
             AND job.state IN ('done', 'cancelled')
         ORDER BY job.changed_at DESC, job.id DESC LIMIT {RECENT}"
    );
    let mut rows = tx.all(&live, [till.map(Id::uuid)], Raw::read)?;
    rows.extend(tx.all(&settled, [till.map(Id::uuid)], Raw::read)?);
    let mut jobs: Vec<Job> = rows.into_iter().map(Raw::job).collect::<Result<_, _>>()?;
    jobs.sort_by_key(|job| (job.created_at, job.id));
    Ok(jobs)
}

pub(super) fn due(
    tx: &ReadTx<'_>,
    device: Id<Device>,
    now_ms: i64,
) -> Result<Option<Job>, StoreError> {
    let sql = format!(
        "{JOB} WHERE job.device_id = ?1 AND job.state = 'waiting' AND job.next_at <= ?2
         ORDER BY job.created_at, job.rowid LIMIT 1"
    );
    tx.maybe(&sql, (device.uuid(), now_ms), Raw::read)?
        .map(Raw::job)
        .transpose()
}

/// When the oldest waiting label of a printer is due.
pub(super) fn first_label(
    tx: &ReadTx<'_>,
    device: Id<Device>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    tx.maybe(
        "SELECT next_at FROM print_job WHERE device_id = ?1 AND state = 'waiting' AND kind = 'label'
         ORDER BY created_at, rowid LIMIT 1",
        [device.uuid()],
        |row| row.get(0),
    )?
    .map(time)
    .transpose()
}

pub(super) fn next_at(
    tx: &ReadTx<'_>,
    device: Id<Device>,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let next: Option<i64> = tx.one(
        "SELECT min(next_at) FROM print_job WHERE device_id = ?1 AND state = 'waiting'",
        [device.uuid()],
        |row| row.get(0),
    )?;
    next.map(time).transpose()
}

pub(super) fn sending(tx: &ReadTx<'_>) -> Result<Vec<Job>, StoreError> {
    tx.all(&format!("{JOB} WHERE job.state = 'sending'"), [], Raw::read)?
        .into_iter()
        .map(Raw::job)
        .collect()
}

/// The job that has, or may have, the original of a signed document. One that was cancelled while
/// unsure keeps its problem, and its paper may be in somebody's hands.
pub(super) fn original(tx: &ReadTx<'_>, of: Of) -> Result<Option<Job>, StoreError> {
    let (column, id) = match of {
        Of::Nothing => return Ok(None),
        Of::Sale(id) => ("sale_id", id),
        Of::Closing(id) => ("closing_id", id),
    };
    let sql = format!(
        "{JOB} WHERE job.{column} = ?1 AND job.kind <> 'duplicate'
             AND (job.state <> 'cancelled' OR job.problem IS NOT NULL)
         ORDER BY job.created_at DESC, job.id DESC LIMIT 1"
    );
    tx.maybe(&sql, [id], Raw::read)?.map(Raw::job).transpose()
}
