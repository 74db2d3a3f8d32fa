//! The stocktakes that a kill has left half prepared are gone on with here.

use std::time::Duration;

use api::{State, prepare_stocktakes};

const EVERY: Duration = Duration::from_secs(5);

/// Runs until it is dropped.
pub(crate) async fn prepare(state: State) {
    loop {
        prepare_stocktakes(state.clone()).await;
        tokio::time::sleep(EVERY).await;
    }
}
