//! Where the store lives: creating it at the first run, opening it at a start, and opening it with
//! its recovery code when its key is gone.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use shop::db::{Holder, OpenError, Store, StoreKey};
use shop::identity;
use shop::journal::{self, Broken, JournalError};
use shop::{Actor, Cx};
use uuid::Uuid;

use crate::problem::Problem;
use crate::state::{Door, State};

/// Where a store's key is kept between two starts. The server decides: a keyring, else a file.
pub trait Keys: Send + Sync {
    /// The keys that may be this store's, the likeliest first. Empty when none was found.
    fn find(&self, store: Uuid) -> Vec<StoreKey>;
    /// Keeps the key, or says why it cannot.
    fn keep(&self, store: Uuid, key: &StoreKey) -> Result<(), String>;
    /// Where it is, for the *About* page: `keyring`, `file`, `passphrase_file` or `none`.
    fn place(&self) -> &'static str;
}

/// The store's folder, the keys, and what the program calls itself.
#[derive(Clone)]
pub struct House {
    pub dir: PathBuf,
    pub holder: Holder,
    pub keys: Arc<dyn Keys>,
    /// The program's version, in the journal at every start.
    pub version: &'static str,
    /// Asked for at the first run where the screen may be somebody else's.
    pub setup_token: Option<String>,
}

impl fmt::Debug for House {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("House")
            .field("dir", &self.dir)
            .field("holder", &self.holder)
            .finish_non_exhaustive()
    }
}

impl House {
    /// Where the logs are written.
    pub fn log_dir(&self) -> PathBuf {
        self.dir.join("logs")
    }

    /// Opens the store with the key that is kept, and sets the state's door accordingly. Blocks.
    pub fn open(&self, state: &State) {
        let door = match Store::id_in(&self.dir) {
            Ok(store) => self.try_keys(state, self.keys.find(store)),
            Err(error) => shut(error),
        };
        self.enter(state, door);
    }

    /// Opens the store with the key a person typed from paper, and keeps that key. Blocks.
    pub fn recover(&self, state: &State, key: StoreKey) -> Result<(), Problem> {
        match Store::open(&self.dir, &key, &self.holder, state.on_commit()) {
            Ok(store) => {
                if let Err(reason) = self.keys.keep(store.id(), &key) {
                    tracing::error!(
                        reason,
                        "the key could not be kept: the code is needed again"
                    );
                }
                self.enter(state, Door::Open(store));
                Ok(())
            }
            Err(OpenError::WrongKey) => Err(Problem::refused("setup.code_of_another_store")),
            Err(error) => {
                let problem = match shut(error) {
                    Door::Shut { code, detail } => Problem::refused(code).because(detail),
                    _ => Problem::conflict("setup.required"),
                };
                Err(problem)
            }
        }
    }

    /// Makes a new store with a new key. Its door stays closed until it has been set up. Blocks.
    pub fn found(&self, state: &State) -> Result<Store, Problem> {
        // Keeping a key would put aside the one of a store that is there after all.
        if Store::exists(&self.dir) {
            return Err(Problem::conflict("setup.done"));
        }
        let cx = state.cx(Actor::System, None);
        let (id, key) = (cx.new_id::<()>().uuid(), StoreKey::from_bytes(cx.random()));
        // The key first: a store made by a program that was killed before its key was kept would be
        // lost. A key without a store harms nobody.
        self.keys
            .keep(id, &key)
            .map_err(|reason| Problem::conflict("setup.key_not_kept").because(reason))?;
        Store::create(&self.dir, id, &key, &self.holder, state.on_commit()).map_err(|error| {
            match shut(error) {
                Door::Shut { code, detail } => Problem::conflict(code).because(detail),
                _ => Problem::conflict("setup.done"),
            }
        })
    }

    /// Lets everybody in: journals the start and looks at the ends of the chains.
    pub fn enter(&self, state: &State, door: Door) {
        if let Door::Open(store) = &door {
            let cx = state.cx(Actor::System, None);
            if let Err(error) = self.start(state, store, cx) {
                tracing::error!(%error, "the start could not be journaled");
            }
        }
        state.set_door(door);
    }

    fn start(&self, state: &State, store: &Store, cx: Cx) -> Result<(), JournalError> {
        let broken = check_heads(state, store)?;
        let version = self.version;
        store
            .write(move |tx| identity::start(tx, &cx, version, broken.as_ref()))
            .map(|_| ())
    }

    /// A keyring and a file may disagree: each key is tried.
    fn try_keys(&self, state: &State, keys: Vec<StoreKey>) -> Door {
        for key in keys {
            match Store::open(&self.dir, &key, &self.holder, state.on_commit()) {
                Ok(store) => return finished(store),
                Err(OpenError::WrongKey) => {}
                Err(error) => return shut(error),
            }
        }
        Door::Locked
    }
}

/// Looks at the last record of each chain and remembers what it found, for the *About* page.
pub fn check_heads(state: &State, store: &Store) -> Result<Option<Broken>, JournalError> {
    let broken = store.read(journal::verify_heads)?;
    if let Some(broken) = &broken {
        tracing::error!(%broken, "a chain of the journal fails its check");
    }
    state.set_broken(broken.clone());
    Ok(broken)
}

/// What stands before a store that does not open.
fn shut(error: OpenError) -> Door {
    let detail = error.to_string();
    let code = match error {
        OpenError::Absent(_) => return Door::Absent,
        OpenError::WrongKey => return Door::Locked,
        OpenError::AlreadyThere(_) => "setup.done",
        OpenError::InUse(_) => "store.in_use",
        OpenError::Foreign(_) => "store.foreign",
        OpenError::Newer { .. } => "store.newer",
        OpenError::Damaged(_) => "store.damaged",
        OpenError::Migration { .. } => "store.migration",
        OpenError::Io { .. } => "store.folder",
        OpenError::Store(error) => return shut_by(Problem::from(error), detail),
    };
    Door::Shut { code, detail }
}

fn shut_by(problem: Problem, detail: String) -> Door {
    Door::Shut {
        code: problem.code(),
        detail,
    }
}

/// A first run that was killed between making the store and filling it left nothing worth a key.
fn finished(store: Store) -> Door {
    match store.read(identity::shop) {
        Ok(Some(_)) => Door::Open(store),
        Ok(None) => match store.discard() {
            Ok(()) => Door::Absent,
            Err(error) => shut(error),
        },
        Err(error) => shut(error.into()),
    }
}
