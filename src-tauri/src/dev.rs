//! `cargo tauri dev` only: the windows show the UI's own dev server, which passes `/api` on to this
//! address. The program that shops run listens nowhere.

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use tokio::net::TcpListener;
use tower::ServiceExt as _;

use crate::door::Door;

/// Where `ui/vite.config.ts` passes `/api` on to.
const ADDRESS: &str = "127.0.0.1:8420";

/// Answers the dev server for as long as the program runs.
pub async fn listen(door: Arc<Door>) {
    let router = Router::new().fallback(async move |request: Request| {
        let router = door.router().await;
        router.oneshot(request).await
    });
    let ended = match TcpListener::bind(ADDRESS).await {
        Ok(listener) => axum::serve(listener, router).await,
        Err(error) => Err(error),
    };
    if let Err(error) = ended {
        eprintln!("ecrin: the dev server cannot reach the shop at {ADDRESS}: {error}");
    }
}
