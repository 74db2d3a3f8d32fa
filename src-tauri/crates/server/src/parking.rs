//! Frees the pieces of parked carts when their time passes, and so tells every window.

use std::time::Duration;

use ::shop::{Actor, sales};
use api::{Door, Problem, State};
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio::time::sleep;

/// A clock may jump, a store may open later: nothing is waited for longer than this.
const LONGEST: Duration = Duration::from_secs(30);

/// Runs until it is dropped.
pub(crate) async fn free_parked(state: State) {
    let mut changes = state.changes();
    loop {
        let pause = match free(&state).await {
            Ok(pause) => pause,
            Err(problem) => {
                tracing::error!(?problem, "parked carts could not be let go");
                LONGEST
            }
        };
        tokio::select! {
            () = sleep(pause) => {}
            () = parked(&mut changes) => {}
        }
    }
}

/// Lets the carts go whose time is over; how long the next one still has.
async fn free(state: &State) -> Result<Duration, Problem> {
    let Door::Open(_) = state.door() else {
        return Ok(LONGEST);
    };
    let Some(next) = state.read(sales::next_expiry).await? else {
        return Ok(LONGEST);
    };
    let left = next - state.now();
    if let Ok(left) = left.to_std()
        && !left.is_zero()
    {
        return Ok(left.min(LONGEST));
    }
    let cx = state.cx(Actor::System, None);
    state.write(move |tx| sales::expire_parked(tx, &cx)).await?;
    Ok(Duration::ZERO)
}

/// A cart was parked or taken back: another time may come first.
async fn parked(changes: &mut Receiver<String>) {
    loop {
        match changes.recv().await {
            Ok(tags) if tags.split(',').any(|tag| tag == "parked") => return,
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return,
            // The program is ending.
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}
