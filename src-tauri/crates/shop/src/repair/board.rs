//! The bench's board, its lists, and how a job is found.

use chrono::{DateTime, NaiveDate, Utc};
use units::Id;
use uuid::Uuid;

use super::nouns::{Job, Repair};
use super::state::State;
use super::{slip, store};
use crate::customers;
use crate::cx::User;
use crate::db::{ReadTx, StoreError};

/// A job as a card or a line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub id: Id<Job>,
    pub repair: Id<Repair>,
    pub code: String,
    pub object: String,
    /// Empty for a customer who was erased.
    pub customer: String,
    pub state: State,
    pub since: DateTime<Utc>,
    pub promised_on: NaiveDate,
    pub rush: bool,
    /// Empty: nobody's.
    pub assignee: String,
    /// The vendor who has it; empty: it is here, or gone.
    pub vendor: String,
    pub total_minor: Option<i64>,
    pub paid_minor: i64,
    pub thumbnail: Option<Uuid>,
    /// On hold: where it was before.
    pub held_from: Option<State>,
}

/// A state with its first jobs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub state: State,
    pub count: i64,
    pub jobs: Vec<Listed>,
}

/// The columns of what is in the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    pub columns: Vec<Column>,
    pub due: Due,
}

/// What wants somebody's attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Promised for a day that is past, and not ready.
    pub late: i64,
    /// Ready for more than a week.
    pub long_ready: i64,
}

/// Counts it; `person`: only what was given to them.
pub fn due(
    tx: &ReadTx<'_>,
    person: Option<Id<User>>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Due, StoreError> {
    Ok(Due {
        late: store::late(tx, person, today)?,
        long_ready: store::long_ready(tx, person, long_ready_since(now))?,
    })
}

/// How many cards a column shows; the list has the others.
const CARDS: usize = 30;
/// Ready for longer is worth a call.
const LONG_READY_DAYS: i64 = 7;

/// Everything but what was collected or abandoned. `person`: only what was given to them.
pub fn board(
    tx: &ReadTx<'_>,
    person: Option<Id<User>>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Board, StoreError> {
    let mut columns = Vec::new();
    for &state in State::ALL {
        if matches!(state, State::Collected | State::Abandoned) {
            continue;
        }
        columns.push(Column {
            state,
            count: store::count(tx, state, person)?,
            jobs: store::column(tx, state, person, CARDS)?,
        });
    }
    Ok(Board {
        columns,
        due: due(tx, person, today, now)?,
    })
}

pub(super) fn long_ready_since(now: DateTime<Utc>) -> DateTime<Utc> {
    now - chrono::TimeDelta::days(LONG_READY_DAYS)
}

/// Which part of the jobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Only {
    All,
    State(State),
    /// Not ready although promised for a day that is past.
    Late(NaiveDate),
    /// Ready since before this moment.
    LongReady(DateTime<Utc>),
    /// Promised for this day, still to be done or ready.
    Promised(NaiveDate),
}

impl Only {
    /// Ready for longer than a week.
    pub fn long_ready(now: DateTime<Utc>) -> Self {
        Self::LongReady(long_ready_since(now))
    }
}

/// Which jobs.
#[derive(Clone, Debug)]
pub struct JobQuery {
    pub only: Only,
    pub person: Option<Id<User>>,
    pub skip: usize,
    /// 1 to 200.
    pub limit: usize,
}

/// The jobs of a list: rush first, then as they were promised.
pub fn jobs(tx: &ReadTx<'_>, query: &JobQuery) -> Result<Vec<Listed>, StoreError> {
    store::listed(tx, query)
}

/// How many customers of a name are looked at.
const CUSTOMERS: usize = 40;

/// What is typed of a slip, an envelope, a name or a phone; what is not collected first. A whole code
/// finds its one job.
pub fn find(tx: &ReadTx<'_>, text: &str, limit: usize) -> Result<Vec<Listed>, StoreError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let exact = store::of_code(tx, text)?;
    if !exact.is_empty() {
        return Ok(exact);
    }
    let mut found = match slip::typed(text) {
        Some(typed) => store::of_number(tx, typed)?,
        None => Vec::new(),
    };
    // Letters, or digits enough to be a phone's.
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if text.chars().any(char::is_alphabetic) && found.is_empty() || digits >= 4 {
        for customer in customers::search(tx, text, CUSTOMERS)? {
            if found.len() >= limit {
                break;
            }
            found.extend(store::of_customer(tx, customer.id, limit - found.len())?);
        }
    }
    found.truncate(limit);
    Ok(found)
}

/// What a scanned paper is of: a claim slip, or one envelope of it.
pub fn by_code(
    tx: &ReadTx<'_>,
    code: &str,
) -> Result<Option<(Id<Repair>, Option<Id<Job>>)>, StoreError> {
    let code = code.trim();
    if let Some(job) = store::of_code(tx, code)?.into_iter().next() {
        return Ok(Some((job.repair, Some(job.id))));
    }
    Ok(store::repair_by_number(tx, code)?.map(|id| (id, None)))
}
