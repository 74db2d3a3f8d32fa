//! How long work takes.

use std::collections::HashMap;

use super::key::{By, Key, ranked};
use super::period::{Period, WorkshopError};
use super::spread::Spread;
use super::store;
use super::work::work;
use crate::db::ReadTx;
use crate::repair::State;

/// From the intake on, in minutes as the calendar counts them, closed hours and all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TurnaroundLine {
    pub key: Option<Key>,
    /// Until the work was done, of what got ready in the span. By stage: what was spent in it.
    pub ready: Spread,
    /// Until its owner had it back, of finished work that went home in the span. Nothing by stage.
    pub collected: Spread,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turnaround {
    /// What got ready most often first; stages as they follow each other.
    pub lines: Vec<TurnaroundLine>,
    pub total: TurnaroundLine,
}

#[derive(Default)]
struct Minutes {
    ready: Vec<i64>,
    collected: Vec<i64>,
}

impl Minutes {
    fn line(self, key: Option<Key>) -> TurnaroundLine {
        TurnaroundLine {
            key,
            ready: Spread::of(self.ready),
            collected: Spread::of(self.collected),
        }
    }
}

/// Of a span of days.
pub fn turnaround(tx: &ReadTx<'_>, by: By, period: Period) -> Result<Turnaround, WorkshopError> {
    let span = period.span(tx)?;
    let mut groups: HashMap<Key, Minutes> = HashMap::new();
    let mut all = Minutes::default();
    for id in store::moved_into(tx, &span, &[State::Ready, State::Collected])? {
        let Some(work) = work(tx, id)? else { continue };
        let course = &work.course;
        if let Some(minutes) = course.minutes_to_ready()
            && span.has(course.ready_at())
        {
            all.ready.push(minutes);
            if by == By::Stage {
                for (state, took) in course.stages() {
                    groups
                        .entry(Key::stage(state))
                        .or_default()
                        .ready
                        .push(took);
                }
            } else {
                for key in work.keys(by) {
                    groups.entry(key).or_default().ready.push(minutes);
                }
            }
        }
        if let Some(minutes) = course.minutes_to_collected()
            && span.has(course.collected_at())
        {
            all.collected.push(minutes);
            if by != By::Stage {
                for key in work.keys(by) {
                    groups.entry(key).or_default().collected.push(minutes);
                }
            }
        }
    }
    let most = |one: &Minutes| i64::try_from(one.ready.len()).unwrap_or(i64::MAX);
    let mut lines = ranked(groups, |key, one| one.line(Some(key)), most);
    if by == By::Stage {
        let place = |line: &TurnaroundLine| {
            let name = line.key.as_ref().and_then(|key| key.name.as_deref());
            State::ALL.iter().position(|one| Some(one.code()) == name)
        };
        lines.sort_by_key(place);
    }
    Ok(Turnaround {
        lines,
        total: all.line(None),
    })
}
