//! What can go wrong with the store itself, apart from what a verb refuses.

use std::path::PathBuf;

use super::lock::Holder;

/// Why a read or a write could not be carried out. Nothing of it has happened.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk has no room for the change.
    #[error("the disk is full")]
    DiskFull,
    /// The disk refused to read or write.
    #[error("the disk does not answer: {0}")]
    Disk(String),
    /// A page fails its check, or the file is no longer a store.
    #[error("the store is damaged: {0}")]
    Damaged(String),
    /// The store has been closed; the program is stopping.
    #[error("the store is closed")]
    Closed,
    /// A rule of the schema refused: a fault of the program, never of a person.
    #[error("the store refused: {0}")]
    Refused(String),
    /// A stored value does not have the form the program writes.
    #[error("a stored value is not as written: {0}")]
    Unreadable(&'static str),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(
                ErrorCode::SystemIoFailure
                | ErrorCode::CannotOpen
                | ErrorCode::ReadOnly
                | ErrorCode::PermissionDenied,
            ) => Self::Disk(error.to_string()),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged(error.to_string())
            }
            _ => Self::Refused(error.to_string()),
        }
    }
}

/// Why a store does not open. Each says what to do next on the screen that shows it.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no store in the folder yet: the first-run assistant makes one.
    #[error("there is no store in {0}")]
    Absent(PathBuf),
    /// A store is already there; creating another would hide it.
    #[error("there is already a store in {0}")]
    AlreadyThere(PathBuf),
    /// Another process has it open.
    #[error("the store is in use by {0}")]
    InUse(Holder),
    /// The key is not this store's.
    #[error("the key does not open this store")]
    WrongKey,
    /// The file is not one of ours.
    #[error("{0} is not an Écrin store")]
    Foreign(PathBuf),
    /// Written by a later version of the program.
    #[error("the store has version {found}, this program knows up to {known}")]
    Newer { found: i64, known: i64 },
    /// The file does not read back, or its journal's last records fail their check.
    #[error("the store is damaged: {0}")]
    Damaged(String),
    /// A migration failed; the copy made before it is named.
    #[error("the store could not be brought up to date ({reason}); a copy is at {copy}")]
    Migration { reason: String, copy: PathBuf },
    /// The folder or file cannot be read or written.
    #[error("{path}: {reason}")]
    Io { path: PathBuf, reason: String },
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store(error.into())
    }
}
