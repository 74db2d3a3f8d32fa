//! Creating and opening a store, and handing out its transactions.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::error::{OpenError, StoreError};
use super::key::StoreKey;
use super::lock::{self, Holder, Lock};
use super::migrate;
use super::read::ReadTx;
use super::write::{OnCommit, WriteTx, Writer, Written};

/// "ECRN": what SQLite's `application_id` says of our files.
const APPLICATION_ID: i32 = 0x4543_524E;
const STORE_FILE: &str = "store.db";
const IDENTITY_FILE: &str = "store.json";
/// What every page carries to show that it is as written. For SQLCipher's own choice, SHA-512,
/// hardly any processor has instructions; for SHA-256 most have, and it is a third of the work.
pub(super) const PAGE_CHECK: &str = "HMAC_SHA256";
/// More readers than this would wait for the two or four cores of a shop's machine anyway.
const READERS: usize = 4;

/// What can be known of a store without its key.
#[derive(Serialize, Deserialize)]
struct Identity {
    store: Uuid,
    key_check: String,
}

/// An open store. Cheap to clone; the last clone dropped closes it.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    dir: PathBuf,
    id: Uuid,
    key: StoreKey,
    writer: Mutex<Option<Writer>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    readers: Mutex<Vec<Connection>>,
    reader_back: Condvar,
    // Freed last: fields are dropped in order.
    _lock: Lock,
}

/// What the *About* page says of the store.
#[derive(Clone, Debug)]
pub struct Health {
    pub path: PathBuf,
    pub id: Uuid,
    pub schema_version: i64,
    pub sqlite_version: String,
    pub cipher_version: String,
    pub size_bytes: u64,
    pub log_bytes: u64,
}

impl Store {
    /// Makes a new store in `dir`, which may not hold one yet.
    pub fn create(
        dir: &Path,
        id: Uuid,
        key: &StoreKey,
        holder: &Holder,
        on_commit: OnCommit,
    ) -> Result<Self, OpenError> {
        fs::create_dir_all(dir).map_err(|error| io(dir, &error))?;
        let lock = lock::take(dir, holder)?;
        let (store, identity) = (dir.join(STORE_FILE), dir.join(IDENTITY_FILE));
        if store.exists() && identity.exists() {
            return Err(OpenError::AlreadyThere(dir.to_owned()));
        }
        put_aside(dir)?;
        let mut conn = connect(&store, key, OpenFlags::SQLITE_OPEN_CREATE)?;
        conn.pragma_update(None, "application_id", APPLICATION_ID)?;
        migrate::run(&mut conn).map_err(|reason| OpenError::Migration {
            reason,
            copy: PathBuf::new(),
        })?;
        let text = serde_json::to_string_pretty(&Identity {
            store: id,
            key_check: key.check(&id.to_string()),
        })
        .map_err(|error| OpenError::Damaged(error.to_string()))?;
        write_durably(&identity, text.as_bytes()).map_err(|error| io(&identity, &error))?;
        Self::start(dir, id, key, conn, on_commit, lock)
    }

    /// Opens the store in `dir`, migrating it if it is older than the program.
    pub fn open(
        dir: &Path,
        key: &StoreKey,
        holder: &Holder,
        on_commit: OnCommit,
    ) -> Result<Self, OpenError> {
        let store = dir.join(STORE_FILE);
        if !Self::exists(dir) {
            return Err(OpenError::Absent(dir.to_owned()));
        }
        let lock = lock::take(dir, holder)?;
        let identity = read_identity(dir)?;
        if key.check(&identity.store.to_string()) != identity.key_check {
            return Err(OpenError::WrongKey);
        }
        // The key is right, so a file that it does not open is damaged.
        let mut conn = connect(&store, key, OpenFlags::empty()).map_err(damaged)?;
        let application: i32 = conn
            .query_row("PRAGMA application_id", [], |row| row.get(0))
            .map_err(|error| damaged(error.into()))?;
        if application != APPLICATION_ID {
            return Err(OpenError::Foreign(store));
        }
        let (found, known) = (migrate::stored_version(&conn)?, migrate::schema_version());
        if found > known {
            return Err(OpenError::Newer { found, known });
        }
        if found < known {
            let copy = copy_aside(&conn, dir, found)?;
            migrate::run(&mut conn).map_err(|reason| OpenError::Migration { reason, copy })?;
        }
        Self::start(dir, identity.store, key, conn, on_commit, lock)
    }

    /// Forgets a store that was made and never filled: without its identity file it is none.
    pub fn discard(self) -> Result<(), OpenError> {
        let identity = self.inner.dir.join(IDENTITY_FILE);
        drop(self);
        fs::remove_file(&identity).map_err(|error| io(&identity, &error))
    }

    /// Whether `dir` holds a store (or what is left of one).
    pub fn exists(dir: &Path) -> bool {
        dir.join(STORE_FILE).exists() && dir.join(IDENTITY_FILE).exists()
    }

    /// The identity of the store in `dir`, which needs no key: keyrings file the key under it.
    pub fn id_in(dir: &Path) -> Result<Uuid, OpenError> {
        if !Self::exists(dir) {
            return Err(OpenError::Absent(dir.to_owned()));
        }
        Ok(read_identity(dir)?.store)
    }

    fn start(
        dir: &Path,
        id: Uuid,
        key: &StoreKey,
        conn: Connection,
        on_commit: OnCommit,
        lock: Lock,
    ) -> Result<Self, OpenError> {
        let (writer, thread) = Writer::start(conn, on_commit).map_err(|error| io(dir, &error))?;
        let readers = (0..READERS)
            .map(|_| reader(&dir.join(STORE_FILE), key))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            inner: Arc::new(Inner {
                dir: dir.to_owned(),
                id,
                key: key.clone(),
                writer: Mutex::new(Some(writer)),
                thread: Mutex::new(Some(thread)),
                readers: Mutex::new(readers),
                reader_back: Condvar::new(),
                _lock: lock,
            }),
        })
    }

    /// Reads from one consistent view. Blocks the thread.
    pub fn read<T, E: From<StoreError>>(
        &self,
        read: impl FnOnce(&ReadTx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        view(Borrowed::take(&self.inner).get(), read)
    }

    /// Reads if a reader is free, else gives the question back: for what is so short that another
    /// thread would take longer to begin it.
    pub fn read_if_free<T, E: From<StoreError>, Read>(
        &self,
        read: Read,
    ) -> Result<Result<T, E>, Read>
    where
        Read: FnOnce(&ReadTx<'_>) -> Result<T, E>,
    {
        match Borrowed::if_free(&self.inner) {
            Some(conn) => Ok(view(conn.get(), read)),
            None => Err(read),
        }
    }

    /// Writes, and returns when it is on the disk. Blocks the thread.
    pub fn write<T, E>(
        &self,
        run: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<Written<T>, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (tell, told) = sync_channel(1);
        self.write_then(run, move |result| {
            // The caller waits below; it cannot have gone.
            let _ = tell.send(result);
        });
        told.recv()
            .unwrap_or_else(|_| Err(StoreError::Closed.into()))
    }

    /// Writes, and calls `tell` on the writer's thread when it is on the disk, or will never be.
    pub fn write_then<T, E>(
        &self,
        run: impl FnOnce(&mut WriteTx<'_>) -> Result<T, E> + Send + 'static,
        tell: impl FnOnce(Result<Written<T>, E>) + Send + 'static,
    ) where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let writer = self.inner.lock_writer().clone();
        match writer {
            Some(writer) => writer.submit(run, tell),
            None => tell(Err(StoreError::Closed.into())),
        }
    }

    /// The folder that holds the store.
    pub fn dir(&self) -> &Path {
        &self.inner.dir
    }

    /// The store's own identity, that keyrings file its key under.
    pub fn id(&self) -> Uuid {
        self.inner.id
    }

    /// The key it was opened with: for the recovery code shown to the owner.
    pub fn key(&self) -> &StoreKey {
        &self.inner.key
    }

    /// Sizes and versions.
    pub fn health(&self) -> Result<Health, StoreError> {
        let path = self.inner.dir.join(STORE_FILE);
        let size = |path: &Path| fs::metadata(path).map_or(0, |metadata| metadata.len());
        let log = self.inner.dir.join(format!("{STORE_FILE}-wal"));
        self.read(|tx| {
            Ok(Health {
                id: self.inner.id,
                schema_version: tx.one("PRAGMA user_version", [], |row| row.get(0))?,
                sqlite_version: rusqlite::version().to_owned(),
                cipher_version: tx.one("PRAGMA cipher_version", [], |row| row.get(0))?,
                size_bytes: size(&path),
                log_bytes: size(&log),
                path,
            })
        })
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store")
            .field("dir", &self.inner.dir)
            .field("id", &self.inner.id)
            .finish_non_exhaustive()
    }
}

impl Inner {
    fn lock_writer(&self) -> std::sync::MutexGuard<'_, Option<Writer>> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Inner {
    /// Lets the writer finish what it has been given, then frees the lock.
    fn drop(&mut self) {
        // Readers first: the last connection to close moves the log into the file, and only the
        // writer can.
        self.readers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
        *self.lock_writer() = None;
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(thread) = thread
            // The last clone may be dropped by an answer, on the writer's own thread.
            && thread.thread().id() != std::thread::current().id()
        {
            let _ = thread.join();
        }
    }
}

/// A reader on loan from the pool.
struct Borrowed<'a> {
    inner: &'a Inner,
    conn: Option<Connection>,
}

/// One consistent view.
fn view<T, E: From<StoreError>>(
    conn: &Connection,
    read: impl FnOnce(&ReadTx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let transaction = conn.unchecked_transaction().map_err(StoreError::from)?;
    let result = read(&ReadTx::new(&transaction));
    // Nothing was written: how a view ends does not matter.
    let _ = transaction.rollback();
    result
}

impl<'a> Borrowed<'a> {
    fn if_free(inner: &'a Inner) -> Option<Self> {
        let mut readers = inner.readers.lock().unwrap_or_else(PoisonError::into_inner);
        let conn = readers.pop()?;
        Some(Self {
            inner,
            conn: Some(conn),
        })
    }

    fn take(inner: &'a Inner) -> Self {
        let mut readers = inner.readers.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(conn) = readers.pop() {
                return Self {
                    inner,
                    conn: Some(conn),
                };
            }
            readers = inner
                .reader_back
                .wait(readers)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn get(&self) -> &Connection {
        match &self.conn {
            Some(conn) => conn,
            None => unreachable!("a reader is on loan until it is dropped"),
        }
    }
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        if let Some(conn) = self.conn.take() {
            self.inner
                .readers
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(conn);
            self.inner.reader_back.notify_one();
        }
    }
}

/// A connection that can write, with everything the store's promises rest on.
fn connect(path: &Path, key: &StoreKey, extra: OpenFlags) -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | extra;
    let conn = Connection::open_with_flags(path, flags)?;
    unlock(&conn, key)?;
    conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    // FULL: a commit that has been answered survives a power cut.
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "recursive_triggers", true)?;
    Ok(conn)
}

fn reader(path: &Path, key: &StoreKey) -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    unlock(&conn, key)?;
    conn.pragma_update(None, "query_only", true)?;
    Ok(conn)
}

fn unlock(conn: &Connection, key: &StoreKey) -> Result<(), OpenError> {
    conn.pragma_update(None, "key", key.pragma())?;
    conn.pragma_update(None, "cipher_hmac_algorithm", PAGE_CHECK)?;
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.set_prepared_statement_cache_capacity(256);
    conn.pragma_update(None, "cache_size", -16_384)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    // The first read proves the key.
    conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(())
}

/// What cannot be read with the right key is damaged, whatever SQLite calls it.
fn damaged(error: OpenError) -> OpenError {
    match error {
        OpenError::Store(StoreError::Damaged(reason) | StoreError::Refused(reason)) => {
            OpenError::Damaged(reason)
        }
        other => other,
    }
}

/// A copy with the same key, beside the store, before a migration touches it.
fn copy_aside(conn: &Connection, dir: &Path, version: i64) -> Result<PathBuf, OpenError> {
    // The log goes into the file first, so that the file alone is the store.
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    let copy = dir.join(format!("store-before-v{}.db", migrate::schema_version()));
    let copy = if copy.exists() {
        dir.join(format!(
            "store-v{version}-before-v{}.db",
            migrate::schema_version()
        ))
    } else {
        copy
    };
    fs::copy(dir.join(STORE_FILE), &copy).map_err(|error| io(&copy, &error))?;
    fs::File::open(&copy)
        .and_then(|file| file.sync_all())
        .map_err(|error| io(&copy, &error))?;
    Ok(copy)
}

fn read_identity(dir: &Path) -> Result<Identity, OpenError> {
    let path = dir.join(IDENTITY_FILE);
    let text = fs::read_to_string(&path).map_err(|error| io(&path, &error))?;
    serde_json::from_str(&text).map_err(|_| OpenError::Foreign(path))
}

fn write_durably(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    match path.parent() {
        Some(dir) => fs::File::open(dir)?.sync_all(),
        None => Ok(()),
    }
}

/// Makes room for a new store. The identity is written last: a database without one is what a killed
/// first run left, or a shop whose `store.json` somebody lost. That one can still be opened by hand,
/// so it is renamed, never removed.
fn put_aside(dir: &Path) -> Result<(), OpenError> {
    if !dir.join(STORE_FILE).exists() {
        return Ok(());
    }
    let free = (1..=u32::MAX)
        .map(|n| format!("store-left-{n}.db"))
        .find(|name| !dir.join(name).exists())
        .unwrap_or_default();
    for suffix in ["", "-wal", "-shm"] {
        let leftover = dir.join(format!("{STORE_FILE}{suffix}"));
        if leftover.exists() {
            fs::rename(&leftover, dir.join(format!("{free}{suffix}")))
                .map_err(|error| io(&leftover, &error))?;
        }
    }
    Ok(())
}

fn io(path: &Path, error: &std::io::Error) -> OpenError {
    OpenError::Io {
        path: path.to_owned(),
        reason: error.to_string(),
    }
}
