//! What had to be done again.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::key::{By, Key, ranked};
use super::period::{Period, WorkshopError};
use super::store;
use super::work::{Work, work};
use crate::bench;
use crate::db::ReadTx;
use crate::repair::{Job, State};

/// Of finished work that went home in the span, whenever it came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RedoLine {
    pub key: Option<Key>,
    pub collected: i64,
    /// Of them: came back under warranty, at least once.
    pub warranty: i64,
    /// Of them: done again for nothing though nothing was promised, and never under warranty.
    pub goodwill: i64,
    /// What doing it again has cost so far, in minor units without VAT.
    pub cost_minor: i64,
}

/// A job that was done again, and the one that did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redone {
    pub first: Job,
    /// Who had done it.
    pub hands: Vec<Key>,
    pub again: Job,
    pub again_at: DateTime<Utc>,
    pub is_warranty: bool,
    /// Why it was given for nothing; else what the customer said of it.
    pub why: String,
    pub cost_minor: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redo {
    /// What came back most often first.
    pub lines: Vec<RedoLine>,
    pub total: RedoLine,
    /// The newest first; 200 at most.
    pub redone: Vec<Redone>,
}

const MOST: usize = 200;

/// Of a span of days.
pub fn redo(tx: &ReadTx<'_>, by: By, period: Period) -> Result<Redo, WorkshopError> {
    if by == By::Stage {
        return Err(WorkshopError::By);
    }
    let span = period.span(tx)?;
    let mut groups: HashMap<Key, RedoLine> = HashMap::new();
    let mut total = RedoLine::default();
    let mut redone = Vec::new();
    for id in store::moved_into(tx, &span, &[State::Collected])? {
        let Some(first) = work(tx, id)? else { continue };
        if !span.has(first.course.collected_at()) {
            continue;
        }
        let again = done_again(tx, &first)?;
        let counted = RedoLine {
            key: None,
            collected: 1,
            warranty: i64::from(again.iter().any(|one| one.is_warranty)),
            goodwill: i64::from(!again.is_empty() && again.iter().all(|one| !one.is_warranty)),
            cost_minor: again.iter().map(|one| one.cost_minor).sum(),
        };
        total.add(&counted);
        for key in first.keys(by) {
            groups.entry(key).or_default().add(&counted);
        }
        redone.extend(again);
    }
    redone.sort_by_key(|one| std::cmp::Reverse((one.again_at, one.again.seq)));
    redone.truncate(MOST);
    let line = |key, one| RedoLine {
        key: Some(key),
        ..one
    };
    Ok(Redo {
        lines: ranked(groups, line, |one| one.warranty),
        total,
        redone,
    })
}

/// The jobs that did it again; one that came to nothing did not.
fn done_again(tx: &ReadTx<'_>, first: &Work) -> Result<Vec<Redone>, WorkshopError> {
    let mut all = Vec::new();
    for (id, is_warranty, note) in store::redone(tx, first.job.seq)? {
        let Some(again) = work(tx, id)? else { continue };
        let Some(again_at) = again.course.taken_at() else {
            continue;
        };
        if again.course.lost().is_some() {
            continue;
        }
        let spent = bench::spent(tx, id)?;
        let said = again.job.said.clone();
        all.push(Redone {
            first: first.job.clone(),
            hands: first.keys(By::Hand),
            again: again.job,
            again_at,
            is_warranty,
            why: if note.is_empty() { said } else { note },
            cost_minor: spent.iter().map(|one| one.minor).sum(),
        });
    }
    Ok(all)
}

impl RedoLine {
    fn add(&mut self, one: &Self) {
        self.collected += one.collected;
        self.warranty += one.warranty;
        self.goodwill += one.goodwill;
        self.cost_minor += one.cost_minor;
    }
}
