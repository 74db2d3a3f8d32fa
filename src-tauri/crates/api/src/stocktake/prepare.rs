//! Writes down what stocktakes expect, beside the routes: one small write after the other.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use shop::db::{Change, StoreError};
use shop::stocktake::{self, Progress, STEP, Stocktake};
use units::Id;
use uuid::Uuid;

use crate::state::State;

/// How often the screens hear how far it is.
const TOLD: Duration = Duration::from_millis(400);

/// The ones this process is at: a second hand would only make the tills wait twice.
static AT: Mutex<Option<HashSet<Uuid>>> = Mutex::new(None);

fn at<T>(with: impl FnOnce(&mut HashSet<Uuid>) -> T) -> T {
    let mut guard = AT.lock().unwrap_or_else(PoisonError::into_inner);
    with(guard.get_or_insert_with(HashSet::new))
}

/// Prepares a stocktake on a thread of its own, unless somebody is at it.
pub(crate) fn launch(state: State, id: Id<Stocktake>) {
    if !at(|at| at.insert(id.uuid())) {
        return;
    }
    let run = move || {
        if let Err(error) = prepare(&state, id) {
            tracing::warn!(%error, "a stocktake waits to be prepared");
        }
        at(|at| at.remove(&id.uuid()));
    };
    if std::thread::Builder::new()
        .name("stocktake".into())
        .spawn(run)
        .is_err()
    {
        at(|at| at.remove(&id.uuid()));
    }
}

fn prepare(state: &State, id: Id<Stocktake>) -> Result<(), StoreError> {
    let Ok(store) = state.store() else {
        return Err(StoreError::Closed);
    };
    let mut told = Instant::now();
    loop {
        let step = store.write(move |tx| stocktake::prepare(tx, id, STEP))?;
        match step.value {
            Some(of) if of.progress == Progress::Preparing => {}
            _ => return Ok(()),
        }
        if told.elapsed() >= TOLD {
            told = Instant::now();
            state.tell(&Change::one("stocktake", id));
        }
    }
}

/// Goes on with the stocktakes that a kill has left half prepared.
pub async fn prepare_stocktakes(state: State) {
    if let Ok(waiting) = state.read(stocktake::preparing).await {
        for id in waiting {
            launch(state.clone(), id);
        }
    }
}
