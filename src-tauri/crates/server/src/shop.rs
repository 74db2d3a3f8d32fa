//! A shop behind its router.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ::shop::cx::Chance;
use ::shop::db::{Holder, StoreKey};
use api::{Door, Hosts, House, Problem, State};
use axum::Router;
use chrono::Utc;
use ring::rand::{SecureRandom, SystemRandom};
use tokio::sync::broadcast;

use crate::demo;
use crate::keychain::Keychain;
use crate::messages::{self, Posting};
use crate::print::{self, Printing};
use crate::scanner::{self, Scanning};
use crate::{parking, pictures, screens, stocktakes, watch};

/// How to open one.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of the store; it may not exist yet.
    pub data_dir: PathBuf,
    /// What holds the store: `ecrin`, `ecrin-desktop`.
    pub program: String,
    /// Names this server answers to, beside those of the machine itself.
    pub hosts: Vec<String>,
    /// Whether the key may lie in the system's keyring; else it lies in a file beside the store.
    pub keyring: bool,
    /// Seals the key file; without one, the keyring or the machine does.
    pub passphrase: Option<String>,
    /// From the paper: opens a store whose key is gone, and keeps the key again.
    pub recovery_code: Option<String>,
    /// Asked for at the first run, where the screen may be somebody else's.
    pub setup_token: Option<String>,
}

impl Options {
    /// The machine's own screen, on this folder.
    pub fn new(data_dir: impl Into<PathBuf>, program: &str) -> Self {
        Self {
            data_dir: data_dir.into(),
            program: program.to_owned(),
            hosts: Vec::new(),
            keyring: true,
            passphrase: None,
            recovery_code: None,
            setup_token: None,
        }
    }
}

/// A shop, or the place of one: without a store the same router serves the first run.
#[derive(Clone, Debug)]
pub struct Shop {
    state: State,
    hosts: Hosts,
}

impl Shop {
    /// Opens the store, if there is one and its key is found; what stands in the way is told by the
    /// router (`GET /api/v1/setup`). Blocks: a keyring may take seconds.
    ///
    /// Fails only where a recovery code was given and is not this store's.
    pub fn open(options: Options) -> Result<Self, Problem> {
        let keys = Keychain::new(
            options.data_dir.clone(),
            options.keyring,
            options.passphrase,
        );
        Self::open_with(options.data_dir, keys, |house| {
            house.holder.program = options.program;
            house.setup_token = options.setup_token;
        })
        .and_then(|(shop, house)| {
            match options.recovery_code {
                Some(code) => house.recover(&shop.state, StoreKey::from_recovery_code(&code)?)?,
                None => house.open(&shop.state),
            }
            Ok(Self {
                hosts: Hosts::new(options.hosts),
                ..shop
            })
        })
    }

    /// Makes the demonstration shop in a folder that has no store yet. Blocks for seconds.
    pub fn demo(options: Options, extent: demo::Extent) -> anyhow::Result<Vec<demo::Login>> {
        let refused = |problem: Problem| anyhow::anyhow!("{}", problem.code());
        let keys = Keychain::new(
            options.data_dir.clone(),
            options.keyring,
            options.passphrase,
        );
        let (shop, house) = Self::open_with(options.data_dir, keys, |house| {
            house.holder.program = options.program;
        })
        .map_err(refused)?;
        let store = house.found(&shop.state).map_err(refused)?;
        demo::fill(&store, Utc::now(), &chance().map_err(refused)?, extent)
    }

    fn open_with(
        dir: PathBuf,
        keys: Keychain,
        change: impl FnOnce(&mut House),
    ) -> Result<(Self, House), Problem> {
        let mut house = House {
            dir,
            holder: Holder {
                program: String::new(),
                pid: std::process::id(),
            },
            keys: Arc::new(keys),
            version: env!("CARGO_PKG_VERSION"),
            setup_token: None,
        };
        change(&mut house);
        let state = State::new(api::Options {
            clock: Arc::new(Utc::now),
            chance: chance()?,
            house: Some(house.clone()),
        });
        let hosts = Hosts::default();
        Ok((Self { state, hosts }, house))
    }

    /// The API under `/api/v1`, the screens under `/`.
    pub fn router(&self) -> Router {
        api::router(&self.state, self.hosts.clone(), screens::router())
    }

    /// The change tags of every commit, each message joined by commas.
    pub fn changes(&self) -> broadcast::Receiver<String> {
        self.state.changes()
    }

    /// What the routes share: for jobs that need the store.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Starts printing what waits, hearing the scanners and sending the messages, once the store is open. They end when
    /// the value is dropped.
    pub fn devices(&self) -> std::io::Result<Devices> {
        Ok(Devices {
            _printing: print::start(&self.state)?,
            _scanning: scanner::start(&self.state)?,
            _posting: messages::start(&self.state)?,
        })
    }

    /// The jobs beside the routes: the clock, the chains, old answers, parked carts, pictures,
    /// stocktakes being prepared. Runs until it is dropped.
    pub async fn jobs(&self) {
        tokio::join!(
            watch::watch(self.state.clone()),
            parking::free_parked(self.state.clone()),
            pictures::fetch(self.state.clone()),
            stocktakes::prepare(self.state.clone()),
        );
    }

    /// Closes the store once nobody uses it any more.
    pub fn close(&self) {
        self.state.set_door(Door::Shut {
            code: "store.closed",
            detail: "the program is stopping".to_owned(),
        });
    }
}

/// The devices at work.
#[derive(Debug)]
pub struct Devices {
    _printing: Printing,
    _scanning: Scanning,
    _posting: Posting,
}

/// The system's chance. It is asked once before anything is served: later it cannot fail.
fn chance() -> Result<Chance, Problem> {
    let system = SystemRandom::new();
    system.fill(&mut [0; 32]).map_err(Problem::fault)?;
    Ok(Arc::new(move |bytes: &mut [u8]| {
        // A key or a token without chance is worse than no program at all.
        assert!(system.fill(bytes).is_ok(), "the system gives no chance");
    }))
}

/// Where a store lives when nobody says: `ecrin` in the platform's folder for application data.
pub fn data_dir() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    let home = || set(if cfg!(windows) { "USERPROFILE" } else { "HOME" }).map(PathBuf::from);
    let base = if cfg!(windows) {
        set("APPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Application Support"))
    } else {
        set("XDG_DATA_HOME")
            .map(PathBuf::from)
            .or_else(|| home().map(|home| home.join(".local/share")))
    };
    base.map(|base| base.join(Path::new("ecrin")))
}
