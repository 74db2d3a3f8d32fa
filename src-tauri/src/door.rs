//! The way from the windows to the store: closed until the store is open, then its router.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use axum::Router;
use server::{Devices, Options, Shop};
use tauri::{AppHandle, Emitter as _};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;

use crate::cookies::Jar;
use crate::trouble;
use crate::words::Words;

/// The event that tells windows what changed: tags joined by commas, `*` for everything.
const CHANGES: &str = "changes";

/// What the scheme's requests go through.
#[derive(Debug)]
pub struct Door {
    /// The windows' sessions.
    pub jar: Jar,
    router: watch::Sender<Option<Router>>,
    shop: OnceLock<Shop>,
    /// Prints what waits and hears the scanners.
    devices: Mutex<Option<Devices>>,
    /// Another process has the store.
    taken: OnceLock<()>,
}

impl Door {
    /// A door that nobody opened yet: requests wait.
    pub fn closed() -> Self {
        Self {
            jar: Jar::default(),
            router: watch::Sender::new(None),
            shop: OnceLock::new(),
            devices: Mutex::default(),
            taken: OnceLock::new(),
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

    /// True if another process had the store.
    pub fn is_taken(&self) -> bool {
        self.taken.get().is_some()
    }

    fn devices(&self) -> MutexGuard<'_, Option<Devices>> {
        self.devices.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts the devices down and closes the store, if it was open.
    pub fn close(&self) {
        // Their threads use the store: they end first.
        drop(self.devices().take());
        if let Some(shop) = self.shop.get() {
            shop.close();
        }
    }
}

/// Opens the store in `data` and lets the windows in; then tells them what changes, for as long as
/// the program runs. Without a store, the router serves the first run.
pub async fn open(app: AppHandle, door: Arc<Door>, data: PathBuf) {
    let options = Options::new(data, env!("CARGO_PKG_NAME"));
    // Opening blocks: a keyring may take seconds.
    let opened = tauri::async_runtime::spawn_blocking(move || Shop::open(options)).await;
    let shop = match opened {
        Ok(Ok(shop)) => shop,
        Ok(Err(problem)) => return fail(&app, problem.code()),
        Err(error) => return fail(&app, &error.to_string()),
    };
    if let api::Door::Shut { code, detail } = shop.state().door()
        && code == trouble::IN_USE
    {
        eprintln!("ecrin: {detail}");
        // Set once, here.
        let _ = door.taken.set(());
        return door.let_in(trouble::in_use(Words::of_machine(), &detail));
    }
    let mut changes = shop.changes();
    door.let_in(shop.router());
    let devices = match shop.devices() {
        Ok(devices) => devices,
        // A machine that can start no thread can do nothing else either.
        Err(error) => return fail(&app, &error.to_string()),
    };
    *door.devices() = Some(devices);
    let jobs = shop.clone();
    // Opened once, here.
    let _ = door.shop.set(shop);
    tauri::async_runtime::spawn(async move { jobs.jobs().await });
    loop {
        let tags = match changes.recv().await {
            Ok(tags) => tags,
            Err(RecvError::Lagged(_)) => "*".to_owned(),
            Err(RecvError::Closed) => return,
        };
        if let Err(error) = app.emit(CHANGES, tags) {
            tracing::error!(%error, "the windows did not hear what changed");
        }
    }
}

/// Nothing to show: says why, and ends.
fn fail(app: &AppHandle, why: &str) {
    eprintln!("ecrin: the store could not be opened: {why}");
    app.exit(1);
}
