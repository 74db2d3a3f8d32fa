//! Change events: what a browser's `EventSource` listens to. The desktop window, whose own scheme
//! cannot stream, hears the same tags as window events.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream;
use tokio::sync::broadcast::error::RecvError;
use utoipa_axum::routes;

use crate::route::{Access, Routes};
use crate::state::State;

/// A proxy or a sleeping browser is noticed within this.
const ALIVE_EVERY: Duration = Duration::from_secs(20);
/// A listener that fell behind reads everything anew.
const EVERYTHING: &str = "*";

pub(crate) fn feature() -> Routes {
    // A locked screen goes on listening: it shows nothing, and is fresh when it is unlocked.
    Routes::new().access(Access::Session, routes!(events))
}

/// The tags of every commit, as server-sent events named `changes`, joined by commas.
#[utoipa::path(
    get, path = "/events", tag = "events", operation_id = "events",
    responses((status = 200, content_type = "text/event-stream", body = String))
)]
async fn events(state: State) -> impl IntoResponse {
    let listening = (state.changes(), state.stopping());
    let changes = stream::unfold(listening, |(mut changes, mut stopping)| async {
        let heard = tokio::select! {
            heard = changes.recv() => heard,
            _ = stopping.wait_for(|stopping| *stopping) => return None,
        };
        let tags = match heard {
            Ok(tags) => tags,
            Err(RecvError::Lagged(_)) => EVERYTHING.to_owned(),
            Err(RecvError::Closed) => return None,
        };
        let event = Event::default().event("changes").data(tags);
        Some((Ok::<_, Infallible>(event), (changes, stopping)))
    });
    Sse::new(changes).keep_alive(KeepAlive::new().interval(ALIVE_EVERY))
}
