//! The imports that this process is entering or taking back, in the background.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use shop::imports::{self, Import};
use units::Id;
use uuid::Uuid;

use super::pictures::fetch_pictures;
use crate::problem::Problem;
use crate::signed::Signed;
use crate::state::State;

/// How the background stands to an import.
#[derive(Debug)]
enum Work {
    /// At it, with the sign to stop.
    At(Arc<AtomicBool>),
    /// Stopped by itself, and why. Asking for it again forgets this.
    Stopped(&'static str),
}

static WORK: Mutex<Option<HashMap<Uuid, Work>>> = Mutex::new(None);

fn work<T>(with: impl FnOnce(&mut HashMap<Uuid, Work>) -> T) -> T {
    let mut guard = WORK.lock().unwrap_or_else(PoisonError::into_inner);
    with(guard.get_or_insert_with(HashMap::new))
}

/// Whether this process is entering it or taking it back. Ask before the store is read: what has
/// ended in between is then told as at work once more, never as cut off.
pub(super) fn is_at_work(id: Id<Import>) -> bool {
    work(|work| matches!(work.get(&id.uuid()), Some(Work::At(_))))
}

/// All that this process is at.
pub(super) fn at_work() -> HashSet<Uuid> {
    let is_at = |work: &Work| matches!(work, Work::At(_));
    work(|work| {
        let ids = work.iter().filter(|(_, work)| is_at(work));
        ids.map(|(id, _)| *id).collect()
    })
}

/// The code of the problem that ended it, if one did since the program started.
pub(super) fn stopped_by(id: Id<Import>) -> Option<&'static str> {
    work(|work| match work.get(&id.uuid()) {
        Some(Work::Stopped(code)) => Some(*code),
        _ => None,
    })
}

/// Asks for it to stop behind the step it is at; says whether it was at work.
pub(super) fn stop(id: Id<Import>) -> bool {
    work(|work| match work.get(&id.uuid()) {
        Some(Work::At(stop)) => {
            stop.store(true, Ordering::Relaxed);
            true
        }
        _ => false,
    })
}

/// What there is to do in the background.
#[derive(Clone, Copy, Debug)]
pub(super) enum Task {
    Enter,
    TakeBack,
}

/// Goes about it, unless this process is already at it.
pub(super) fn launch(
    state: State,
    signed: Signed,
    id: Id<Import>,
    task: Task,
) -> Result<(), Problem> {
    let store = state.store()?;
    let stop = Arc::new(AtomicBool::new(false));
    let fresh = work(|work| {
        let free = !matches!(work.get(&id.uuid()), Some(Work::At(_)));
        if free {
            work.insert(id.uuid(), Work::At(Arc::clone(&stop)));
        }
        free
    });
    if !fresh {
        return Ok(());
    }
    let handle = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || {
        // A fault in the reading of a strange file must not leave it looking at work for ever.
        let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let cx = || signed.cx(&state);
            match task {
                Task::Enter => {
                    let go_on = &mut |_| !stop.load(Ordering::Relaxed);
                    imports::commit(&store, &cx, id, go_on).map_err(Problem::from)
                }
                Task::TakeBack => imports::finish_undo(&store, &cx, id).map_err(Problem::from),
            }
        }));
        let code = match ended {
            Ok(Ok(_)) => None,
            Ok(Err(problem)) => Some(problem.code()),
            Err(_) => Some("server.fault"),
        };
        work(|work| match code {
            None => work.remove(&id.uuid()),
            Some(code) => {
                tracing::error!(%id, code, "an import stopped");
                work.insert(id.uuid(), Work::Stopped(code))
            }
        });
        // Who looks at it sees that nobody is at it any more.
        state.tell(&shop::db::Change::one("import", id));
        // What came in may name pictures.
        handle.spawn(fetch_pictures(state));
    });
    Ok(())
}
