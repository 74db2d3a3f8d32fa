//! What was promised, and when it was ready.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::key::{By, Key, ranked};
use super::period::{Period, WorkshopError};
use super::spread::Spread;
use super::store;
use super::work::work;
use crate::db::ReadTx;
use crate::repair::{self, JobQuery, Listed, Only, State};

/// Of what got ready in the span.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LateLine {
    pub key: Option<Key>,
    pub jobs: i64,
    /// Those that were ready after the day promised last: by how many days.
    pub late: Spread,
    /// Those of which another day had been promised before.
    pub promised_anew: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Late {
    /// What was late most often first.
    pub lines: Vec<LateLine>,
    pub total: LateLine,
    /// What is late this moment, the longest first; 100 at most.
    pub now: Vec<Listed>,
    pub now_count: i64,
}

const MOST_NOW: usize = 100;

#[derive(Default)]
struct Sums {
    jobs: i64,
    days: Vec<i64>,
    promised_anew: i64,
}

impl Sums {
    fn add(&mut self, days: i64, promised_anew: bool) {
        self.jobs += 1;
        self.promised_anew += i64::from(promised_anew);
        if days > 0 {
            self.days.push(days);
        }
    }

    fn line(self, key: Option<Key>) -> LateLine {
        LateLine {
            key,
            jobs: self.jobs,
            late: Spread::of(self.days),
            promised_anew: self.promised_anew,
        }
    }
}

/// Of a span of days; and what is late now.
pub fn late(
    tx: &ReadTx<'_>,
    by: By,
    period: Period,
    now: DateTime<Utc>,
) -> Result<Late, WorkshopError> {
    if by == By::Stage {
        return Err(WorkshopError::By);
    }
    let span = period.span(tx)?;
    let mut groups: HashMap<Key, Sums> = HashMap::new();
    let mut all = Sums::default();
    for id in store::moved_into(tx, &span, &[State::Ready])? {
        let Some(work) = work(tx, id)? else { continue };
        let Some(at) = work.course.ready_at().filter(|at| span.has(Some(*at))) else {
            continue;
        };
        let days = (span.house.day(at) - work.job.promised_on).num_days();
        all.add(days, work.promised_anew);
        for key in work.keys(by) {
            groups.entry(key).or_default().add(days, work.promised_anew);
        }
    }
    let most = |one: &Sums| i64::try_from(one.days.len()).unwrap_or(i64::MAX);
    let today = span.house.day(now);
    let query = JobQuery {
        only: Only::Late(today),
        person: None,
        skip: 0,
        limit: MOST_NOW,
    };
    Ok(Late {
        lines: ranked(groups, |key, one| one.line(Some(key)), most),
        total: all.line(None),
        now: repair::jobs(tx, &query)?,
        now_count: repair::due(tx, None, today, now)?.late,
    })
}
