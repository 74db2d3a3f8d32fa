//! What every route can reach: the store behind its door, the clock, chance, the live sessions,
//! and whoever listens for changes.

use std::convert::Infallible;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use chrono::{DateTime, Utc};
use shop::cx::{Chance, Till};
use shop::db::{Change, ReadTx, Store, StoreError, WriteTx, Written};
use shop::journal::Broken;
use shop::{Actor, Cx};
use tokio::sync::{broadcast, oneshot, watch};
use units::Id;

use crate::house::House;
use crate::printers::Printers;
use crate::problem::Problem;
use crate::readers::Readers;
use crate::sessions::Sessions;
use crate::setup::LastSetUp;

/// More commits than this unheard, and a listener reads everything anew.
const CHANGES_KEPT: usize = 256;

/// The time, taken once per request.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Told of every commit's changes, on the writer's thread.
pub type OnCommit = Box<dyn Fn(&[Change]) + Send>;

/// Whether there is a store to serve.
#[derive(Clone, Debug)]
pub enum Door {
    /// The first-run assistant makes one.
    Absent,
    /// There is one, and its key was not found where keys are kept: the recovery code opens it.
    Locked,
    /// There is one that cannot be opened. The code says why, as problems do.
    Shut {
        code: &'static str,
        detail: String,
    },
    Open(Store),
}

/// What the state is made from.
pub struct Options {
    pub clock: Clock,
    pub chance: Chance,
    /// Where the store lives; none for a router that is only described.
    pub house: Option<House>,
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options").finish_non_exhaustive()
    }
}

/// Cheap to clone. A handler asks for it by naming it as an argument.
#[derive(Clone)]
pub struct State {
    inner: Arc<Inner>,
}

struct Inner {
    door: RwLock<Door>,
    clock: Clock,
    chance: Chance,
    changes: broadcast::Sender<String>,
    stopping: watch::Sender<bool>,
    sessions: Arc<Sessions>,
    printers: Printers,
    readers: Readers,
    house: Option<House>,
    set_up_turn: tokio::sync::Mutex<()>,
    last_set_up: LastSetUp,
    broken: Mutex<Option<Broken>>,
}

impl State {
    pub fn new(options: Options) -> Self {
        Self {
            inner: Arc::new(Inner {
                door: RwLock::new(Door::Absent),
                clock: options.clock,
                chance: options.chance,
                changes: broadcast::channel(CHANGES_KEPT).0,
                stopping: watch::Sender::new(false),
                sessions: Arc::new(Sessions::default()),
                printers: Printers::default(),
                readers: Readers::default(),
                house: options.house,
                set_up_turn: tokio::sync::Mutex::new(()),
                last_set_up: LastSetUp::default(),
                broken: Mutex::new(None),
            }),
        }
    }

    pub fn door(&self) -> Door {
        self.inner
            .door
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub fn set_door(&self, door: Door) {
        *self
            .inner
            .door
            .write()
            .unwrap_or_else(PoisonError::into_inner) = door;
    }

    /// The open store, or the problem that stands before it.
    pub fn store(&self) -> Result<Store, Problem> {
        match &*self
            .inner
            .door
            .read()
            .unwrap_or_else(PoisonError::into_inner)
        {
            Door::Open(store) => Ok(store.clone()),
            Door::Absent => Err(Problem::new(StatusCode::CONFLICT, "setup.required")),
            Door::Locked => Err(Problem::new(StatusCode::LOCKED, "store.key_missing")),
            Door::Shut { code, detail } => {
                Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, code).because(detail))
            }
        }
    }

    /// What a store has to be created or opened with, so that its changes are heard here.
    pub fn on_commit(&self) -> OnCommit {
        let changes = self.inner.changes.clone();
        let sessions = Arc::clone(&self.inner.sessions);
        Box::new(move |changed| {
            sessions.heed(changed);
            // Nobody listening is no failure.
            let _ = changes.send(join(changed));
        })
    }

    /// The change tags of every commit, each message joined by commas.
    pub fn changes(&self) -> broadcast::Receiver<String> {
        self.inner.changes.subscribe()
    }

    /// Ends the streams that nobody else ends: a program that waits for its answers before it stops
    /// would wait for them as long as a browser is open.
    pub fn stop_streams(&self) {
        self.inner.stopping.send_replace(true);
    }

    /// Becomes true when the streams are to end.
    pub(crate) fn stopping(&self) -> watch::Receiver<bool> {
        self.inner.stopping.subscribe()
    }

    /// Tells the open windows of something that is in no store: a device, progress.
    pub fn tell(&self, change: &Change) {
        let _ = self.inner.changes.send(change.to_string());
    }

    pub fn now(&self) -> DateTime<Utc> {
        (self.inner.clock)()
    }

    /// The surroundings of a command.
    pub fn cx(&self, actor: Actor, till: Option<Id<Till>>) -> Cx {
        Cx::new(self.now(), actor, till, Arc::clone(&self.inner.chance))
    }

    /// Reads from one consistent view, on a thread that may wait.
    pub async fn read<T, E>(
        &self,
        read: impl FnOnce(&ReadTx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, Problem>
    where
        T: Send + 'static,
        E: From<StoreError> + Into<Problem>,
    {
        let store = self.store()?;
        self.work(move || store.read(read).map_err(Into::into))
            .await?
    }

    /// Reads what a few pages of an index answer: a scanned code. Such a read is over before
    /// another thread would have begun it; only where every reader is busy does it wait there.
    pub async fn look_up<T, E>(
        &self,
        read: impl FnOnce(&ReadTx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, Problem>
    where
        T: Send + 'static,
        E: From<StoreError> + Into<Problem> + Send + 'static,
    {
        match self.store()?.read_if_free(read) {
            Ok(result) => result.map_err(Into::into),
            Err(read) => self.read(read).await,
        }
    }

    /// Writes on the store's own thread; comes back when it is on the disk.
    pub async fn write<T, E>(
        &self,
        run: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<Written<T>, Problem>
    where
        T: Send + 'static,
        E: From<StoreError> + Into<Problem> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        self.store()?.write_then(run, move |result| {
            // The client may have gone; what is written stays.
            let _ = tell.send(result);
        });
        match told.await {
            Ok(result) => result.map_err(Into::into),
            Err(_) => Err(StoreError::Closed.into()),
        }
    }

    /// Runs what takes long (hashing, pictures, files) where it holds up nobody.
    pub async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        tokio::task::spawn_blocking(work)
            .await
            .map_err(Problem::fault)
    }

    /// The receipt printers' locks, and what is said to them between tickets.
    pub fn printers(&self) -> &Printers {
        &self.inner.printers
    }

    /// The RFID readers that count at this moment.
    pub(crate) fn readers(&self) -> &Readers {
        &self.inner.readers
    }

    /// Where the store lives.
    pub fn house(&self) -> Result<House, Problem> {
        self.inner
            .house
            .clone()
            .ok_or_else(|| Problem::fault("there is no folder for a store"))
    }

    /// What the last look at the chains' ends found.
    pub fn broken(&self) -> Option<Broken> {
        let broken = self.inner.broken.lock();
        broken.unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn set_broken(&self, broken: Option<Broken>) {
        let mut held = self
            .inner
            .broken
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *held = broken;
    }

    pub(crate) async fn set_up_turn(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.inner.set_up_turn.lock().await
    }

    pub(crate) fn last_set_up(&self) -> &LastSetUp {
        &self.inner.last_set_up
    }

    pub(crate) fn sessions(&self) -> &Sessions {
        &self.inner.sessions
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State")
            .field("door", &self.door())
            .finish_non_exhaustive()
    }
}

impl FromRequestParts<Self> for State {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, state: &Self) -> Result<Self, Infallible> {
        Ok(state.clone())
    }
}

/// Change tags as one header or event carries them.
pub(crate) fn join(changes: &[Change]) -> String {
    let tags: Vec<String> = changes.iter().map(ToString::to_string).collect();
    tags.join(",")
}
