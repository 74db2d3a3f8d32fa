//! A job as the figures need it: its course, and who did which task.

use units::Id;

use super::course::{Course, Moved};
use super::key::{By, Key};
use super::store;
use crate::bench::{self, LineState};
use crate::db::{ReadTx, StoreError};
use crate::repair::{self, Job, Task};

/// A task that stands, and whose it was.
pub(super) struct Done {
    pub task: Task,
    pub hand: Key,
}

pub(super) struct Work {
    pub job: Job,
    pub tasks: Vec<Done>,
    pub course: Course,
    /// Its promise was changed.
    pub promised_anew: bool,
}

pub(super) fn work(tx: &ReadTx<'_>, id: Id<Job>) -> Result<Option<Work>, StoreError> {
    let Some(job) = repair::job(tx, id)? else {
        return Ok(None);
    };
    let entries = repair::entries(tx, job.seq)?;
    let promised_anew = entries
        .iter()
        .any(|entry| entry.promised.is_some_and(|(was, is)| was != is));
    Ok(Some(Work {
        tasks: tasks(tx, &job)?,
        course: Course::of(entries.iter().rev().filter_map(Moved::from_entry)),
        promised_anew,
        job,
    }))
}

/// Whoever it was given to did a task; where nobody was, who wrote the most time on it, the workshop that
/// had the object last, whose job it was, or who ticked it off.
fn tasks(tx: &ReadTx<'_>, job: &Job) -> Result<Vec<Done>, StoreError> {
    let assigned = bench::assigned(tx, job.id)?;
    let times = bench::times(tx, job.id)?;
    let ticked = store::ticked(tx, job.seq)?;
    let went = |one: &bench::SlipLine| matches!(one.state, LineState::Out | LineState::Back);
    let sent = bench::sent(tx, job.id)?;
    let workshop = sent.iter().rev().find(|one| went(one));
    let usual = workshop
        .map(|one| Key::vendor(one.supplier, &one.vendor))
        .or_else(|| {
            let own = job.assignee.as_ref();
            own.map(|(id, name)| Key::person(*id, name))
        });
    let hand = |task: &Task| {
        let given = assigned.iter().find(|one| one.task == task.id);
        let given = given.and_then(|one| {
            let vendor = one.vendor.as_ref();
            let vendor = vendor.map(|(id, name)| Key::vendor(Id::from_uuid(*id), name));
            let person = one.person.as_ref();
            vendor.or_else(|| person.map(|(id, name)| Key::person(*id, name)))
        });
        given
            .or_else(|| longest_at(&times, task.id))
            .or_else(|| usual.clone())
            .or_else(|| {
                let by = ticked.iter().find(|(of, ..)| *of == task.id);
                by.map(|(_, id, name)| Key::person(*id, name))
            })
            .unwrap_or_else(|| Key::of(super::Group::None))
    };
    let all = repair::tasks(tx, job.seq)?;
    let done = |task: Task| Done {
        hand: hand(&task),
        task,
    };
    Ok(all.into_iter().map(done).collect())
}

/// Who wrote the most time on a task; of two who wrote as much, who wrote first.
fn longest_at(times: &[bench::Time], task: Id<Task>) -> Option<Key> {
    let mut people: Vec<(Key, i64)> = Vec::new();
    let stands = |one: &&bench::Time| one.task == Some(task) && !one.corrected;
    for time in times.iter().filter(stands) {
        let Some(minutes) = time.minutes.filter(|minutes| *minutes > 0) else {
            continue;
        };
        let key = Key::person(time.person, &time.name);
        match people.iter_mut().find(|(one, _)| *one == key) {
            Some((_, sum)) => *sum += minutes,
            None => people.push((key, minutes)),
        }
    }
    let most = people.iter().map(|(_, minutes)| *minutes).max()?;
    let found = people.into_iter().find(|(_, minutes)| *minutes == most);
    found.map(|(key, _)| key)
}

impl Work {
    /// The lines that it counts in, each once.
    pub fn keys(&self, by: By) -> Vec<Key> {
        let mut keys: Vec<Key> = Vec::new();
        for one in &self.tasks {
            let key = match by {
                By::Hand => one.hand.clone(),
                By::Kind | By::Stage => Key::kind(one.task.kind),
            };
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        if keys.is_empty() {
            keys.push(Key::of(super::Group::None));
        }
        keys
    }
}
