//! The pictures that imports wait for: what a kill or a dead line has left is gone on with here.

use std::time::Duration;

use api::{State, fetch_pictures};

const EVERY: Duration = Duration::from_secs(15);

/// Runs until it is dropped.
pub(crate) async fn fetch(state: State) {
    loop {
        tokio::time::sleep(EVERY).await;
        fetch_pictures(state.clone()).await;
    }
}
