//! The way from the windows to the store: closed until the store is open, then its router.

use axum::Router;
use tokio::sync::watch;

use crate::cookies::Jar;

/// What the scheme's requests go through.
#[derive(Debug)]
pub struct Door {
    /// The windows' sessions.
    pub jar: Jar,
    router: watch::Sender<Option<Router>>,
}

impl Door {
    /// A door that nobody opened yet: requests wait.
    pub fn closed() -> Self {
        Self {
            jar: Jar::default(),
            router: watch::Sender::new(None),
        }
    }

    /// Lets the waiting requests, and all that follow, through to this router.
    pub fn let_in(&self, router: Router) {
        self.router.send_replace(Some(router));
    }

    /// The router; waits until there is one.
    pub async fn router(&self) -> Router {
        let mut watched = self.router.subscribe();
        // The sender lives in `self`, so the wait ends only with a router.
        match watched.wait_for(Option::is_some).await {
            Ok(router) => router.clone().unwrap_or_default(),
            Err(_) => Router::new(),
        }
    }
}
