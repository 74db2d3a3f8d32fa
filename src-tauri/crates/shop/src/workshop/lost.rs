//! What came to nothing.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::key::{Key, ranked};
use super::period::{Period, WorkshopError};
use super::store;
use super::work::work;
use crate::bench;
use crate::db::ReadTx;
use crate::repair::{Job, State};

/// Of what was refused, cancelled or abandoned in the span, and still is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LostLine {
    /// The state.
    pub key: Option<Key>,
    pub jobs: i64,
    /// What the work would have come to, VAT included.
    pub value_minor: i64,
    /// How many had no price yet.
    pub unpriced: i64,
    /// What is owed all the same, VAT included.
    pub fee_minor: i64,
    /// What was put into it, without VAT, as far as it is known.
    pub cost_minor: i64,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostJob {
    pub job: Job,
    pub state: State,
    pub at: DateTime<Utc>,
    pub reason: String,
    pub cost_minor: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// What is worth the most first.
    pub lines: Vec<LostLine>,
    pub total: LostLine,
    /// The newest first; 200 at most.
    pub jobs: Vec<LostJob>,
}

const MOST: usize = 200;

/// Of a span of days.
pub fn lost(tx: &ReadTx<'_>, period: Period) -> Result<Lost, WorkshopError> {
    let span = period.span(tx)?;
    let mut groups: HashMap<Key, LostLine> = HashMap::new();
    let mut total = LostLine::default();
    let mut jobs = Vec::new();
    let states = [State::Refused, State::Cancelled, State::Abandoned];
    for id in store::moved_into(tx, &span, &states)? {
        let Some(work) = work(tx, id)? else { continue };
        let Some(end) = work.course.lost().filter(|one| span.has(Some(one.at))) else {
            continue;
        };
        let spent = bench::spent(tx, id)?;
        let one = LostJob {
            state: end.to,
            at: end.at,
            reason: end.note.clone(),
            cost_minor: spent.iter().map(|one| one.minor).sum(),
            job: work.job,
        };
        total.add(&one);
        groups.entry(Key::stage(one.state)).or_default().add(&one);
        jobs.push(one);
    }
    jobs.sort_by_key(|one| std::cmp::Reverse((one.at, one.job.seq)));
    jobs.truncate(MOST);
    let line = |key, one| LostLine {
        key: Some(key),
        ..one
    };
    Ok(Lost {
        lines: ranked(groups, line, |one| one.value_minor),
        total,
        jobs,
    })
}

impl LostLine {
    fn add(&mut self, one: &LostJob) {
        self.jobs += 1;
        self.value_minor += one.job.total_minor.unwrap_or(0);
        self.unpriced += i64::from(one.job.total_minor.is_none());
        // Of what is abandoned the price stays owed; no fee is.
        self.fee_minor += one.job.fee_minor.unwrap_or(0);
        self.cost_minor += one.cost_minor;
    }
}
