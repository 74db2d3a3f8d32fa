//! The bulk edits that this process is carrying out, in the background.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use shop::tables::{self, Bulk};
use units::Id;
use uuid::Uuid;

use crate::problem::Problem;
use crate::signed::Signed;
use crate::state::State;

static AT: Mutex<Option<HashSet<Uuid>>> = Mutex::new(None);

fn at<T>(with: impl FnOnce(&mut HashSet<Uuid>) -> T) -> T {
    let mut guard = AT.lock().unwrap_or_else(PoisonError::into_inner);
    with(guard.get_or_insert_with(HashSet::new))
}

/// Whether this process is at it. Ask before the store is read: what has ended in between is then
/// told as at work once more, never as cut off.
pub(super) fn is_at_work(id: Id<Bulk>) -> bool {
    at(|at| at.contains(&id.uuid()))
}

/// Goes about it, unless this process is already at it.
pub(super) fn launch(state: State, signed: Signed, id: Id<Bulk>) -> Result<(), Problem> {
    let store = state.store()?;
    if !at(|at| at.insert(id.uuid())) {
        return Ok(());
    }
    tokio::task::spawn_blocking(move || {
        // A fault must not leave it looking at work for ever.
        let ended = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let cx = || signed.cx(&state);
            tables::carry_out(&store, &cx, id, &mut || true).map_err(Problem::from)
        }));
        at(|at| at.remove(&id.uuid()));
        let code = match ended {
            Ok(Ok(())) => None,
            Ok(Err(problem)) => Some(problem.code()),
            Err(_) => Some("server.fault"),
        };
        if let Some(code) = code {
            tracing::error!(%id, code, "a bulk edit stopped");
        }
        // Who looks at it sees that nobody is at it any more.
        state.tell(&shop::db::Change::one("bulk", id));
    });
    Ok(())
}
