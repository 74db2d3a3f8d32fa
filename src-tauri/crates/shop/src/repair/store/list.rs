//! Columns, counts and lists of jobs: each reads an index in its order.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use units::Id;

use super::NAME;
use crate::customers::Customer;
use crate::cx::User;
use crate::db::{ReadTx, StoreError, row};
use crate::repair::board::{JobQuery, Listed, Only};
use crate::repair::slip::Typed;
use crate::repair::state::State;

/// The states in which work is still to be done, as a list of SQL.
const OPEN: &str = "('received', 'estimate', 'awaiting_approval', 'bench', 'vendor',
    'awaiting_parts', 'quality_check', 'on_hold')";

fn select(rest: &str) -> String {
    format!(
        "SELECT job.id, repair.id, job.code, job.object, {NAME}, job.state, job.since,
            job.promised_on, job.rush, coalesce(user.name, ''), coalesce(supplier.name, ''),
            job.total_minor, job.paid_minor,
            (SELECT thumbnail_id FROM repair_photo WHERE job = job.seq AND off_at IS NULL
                ORDER BY seq LIMIT 1),
            CASE WHEN job.state = 'on_hold' THEN (SELECT from_state FROM repair_entry held
                WHERE held.job = job.seq AND held.what = 'hold' AND NOT EXISTS
                    (SELECT 1 FROM repair_entry undone WHERE undone.undoes = held.seq)
                ORDER BY held.seq DESC LIMIT 1) END
         FROM repair_job job JOIN repair ON repair.seq = job.repair
         JOIN customer ON customer.id = repair.customer_id
         LEFT JOIN user ON user.id = job.assignee_id
         LEFT JOIN supplier ON job.holder_kind = 'supplier' AND supplier.id = job.holder_id
         {rest}"
    )
}

fn read(found: &Row<'_>) -> rusqlite::Result<Listed> {
    Ok(Listed {
        id: row::id(found, 0)?,
        repair: row::id(found, 1)?,
        code: found.get(2)?,
        object: found.get(3)?,
        customer: found.get(4)?,
        state: row::word(found, 5)?,
        since: row::time(found, 6)?,
        promised_on: row::word(found, 7)?,
        rush: found.get(8)?,
        assignee: found.get(9)?,
        vendor: found.get(10)?,
        total_minor: found.get(11)?,
        paid_minor: found.get(12)?,
        thumbnail: found.get(13)?,
        held_from: found
            .get::<_, Option<String>>(14)?
            .and_then(|word| word.parse().ok()),
    })
}

/// Conditions and their values, one behind the other.
#[derive(Default)]
struct Where {
    parts: Vec<String>,
    values: Vec<Value>,
}

impl Where {
    /// `?` in the text is the value's place.
    fn and(mut self, text: &str, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self.parts
            .push(text.replace('?', &format!("?{}", self.values.len())));
        self
    }

    fn plain(mut self, text: &str) -> Self {
        self.parts.push(text.to_owned());
        self
    }

    fn person(self, person: Option<Id<User>>) -> Self {
        match person {
            Some(person) => self.and("job.assignee_id = ?", person.uuid().as_bytes().to_vec()),
            None => self,
        }
    }

    fn text(&self) -> String {
        if self.parts.is_empty() {
            String::new()
        } else {
            format!("WHERE {}", self.parts.join(" AND "))
        }
    }
}

fn state_is(state: State) -> Where {
    Where::default().and("job.state = ?", state.code().to_owned())
}

/// How many jobs are in a state.
pub fn count(tx: &ReadTx<'_>, state: State, person: Option<Id<User>>) -> Result<i64, StoreError> {
    tally(tx, &state_is(state).person(person))
}

fn tally(tx: &ReadTx<'_>, of: &Where) -> Result<i64, StoreError> {
    tx.one(
        &format!("SELECT count(*) FROM repair_job job {}", of.text()),
        params_from_iter(of.values.iter()),
        |found| found.get(0),
    )
}

/// A column's first cards.
pub fn column(
    tx: &ReadTx<'_>,
    state: State,
    person: Option<Id<User>>,
    limit: usize,
) -> Result<Vec<Listed>, StoreError> {
    page(tx, &state_is(state).person(person), "", limit, 0)
}

fn page(
    tx: &ReadTx<'_>,
    of: &Where,
    order: &str,
    limit: usize,
    skip: usize,
) -> Result<Vec<Listed>, StoreError> {
    let order = if order.is_empty() {
        "job.rush DESC, job.promised_on, job.seq"
    } else {
        order
    };
    tx.all(
        &select(&format!(
            "{} ORDER BY {order} LIMIT {limit} OFFSET {skip}",
            of.text()
        )),
        params_from_iter(of.values.iter()),
        read,
    )
}

fn late_of(today: NaiveDate) -> Where {
    Where::default()
        .plain(&format!("job.state IN {OPEN}"))
        .and("job.promised_on < ?", today.to_string())
}

fn long_ready_of(since: DateTime<Utc>) -> Where {
    state_is(State::Ready).and("job.since < ?", since.timestamp_millis())
}

/// How many are late.
pub fn late(
    tx: &ReadTx<'_>,
    person: Option<Id<User>>,
    today: NaiveDate,
) -> Result<i64, StoreError> {
    tally(tx, &late_of(today).person(person))
}

/// How many are ready since before a moment.
pub fn long_ready(
    tx: &ReadTx<'_>,
    person: Option<Id<User>>,
    since: DateTime<Utc>,
) -> Result<i64, StoreError> {
    tally(tx, &long_ready_of(since).person(person))
}

/// A list's page.
pub fn listed(tx: &ReadTx<'_>, query: &JobQuery) -> Result<Vec<Listed>, StoreError> {
    let (of, order) = match query.only {
        Only::All => (
            Where::default().plain(&format!("(job.state IN {OPEN} OR job.state = 'ready')")),
            "",
        ),
        Only::State(state @ (State::Collected | State::Abandoned)) => {
            (state_is(state), "job.since DESC, job.seq DESC")
        }
        Only::State(state) => (state_is(state), ""),
        Only::Late(today) => (late_of(today), "job.promised_on, job.seq"),
        Only::Promised(on) => (
            Where::default()
                .and("job.promised_on = ?", on.to_string())
                .plain(&format!("(job.state IN {OPEN} OR job.state = 'ready')")),
            "",
        ),
        Only::LongReady(since) => (long_ready_of(since), "job.since, job.seq"),
    };
    page(tx, &of.person(query.person), order, query.limit, query.skip)
}

/// The job with exactly this code on its envelope.
pub fn of_code(tx: &ReadTx<'_>, code: &str) -> Result<Vec<Listed>, StoreError> {
    page(
        tx,
        &Where::default().and("job.code = ?", code.to_owned()),
        "",
        1,
        0,
    )
}

/// The jobs that a typed number can mean, the newest year first.
pub fn of_number(tx: &ReadTx<'_>, typed: Typed) -> Result<Vec<Listed>, StoreError> {
    let mut of = Where::default().and("repair.series = ?", typed.series);
    if let Some(year) = typed.year {
        of = of.and("repair.year % 100 = ?", year);
    }
    if let Some(position) = typed.position {
        of = of.and("job.position = ?", position);
    }
    page(tx, &of, "repair.year DESC, job.position", 50, 0)
}

/// A customer's jobs: what is here first, then the newest.
pub fn of_customer(
    tx: &ReadTx<'_>,
    customer: Id<Customer>,
    limit: usize,
) -> Result<Vec<Listed>, StoreError> {
    let of = Where::default().and(
        "repair.customer_id = ?",
        customer.uuid().as_bytes().to_vec(),
    );
    page(tx, &of, "job.state = 'collected', job.seq DESC", limit, 0)
}
