//! One process a store: a lock file that names its holder.

use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use super::error::OpenError;

/// Who has a store open, as the lock file tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The program's name: `ecrin`, `ecrin-desktop`.
    pub program: String,
    pub pid: u32,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (process {})", self.program, self.pid)
    }
}

/// Held for as long as the store is open; the system frees it even after a kill.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

/// Takes the lock of the store in `dir`, or tells who has it.
pub(super) fn take(dir: &Path, holder: &Holder) -> Result<Lock, OpenError> {
    let path = dir.join("store.lock");
    let io = |error: std::io::Error| OpenError::Io {
        path: path.clone(),
        reason: error.to_string(),
    };
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
        .map_err(io)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(OpenError::InUse(read_holder(&mut file))),
        Err(TryLockError::Error(error)) => return Err(io(error)),
    }
    file.set_len(0).map_err(io)?;
    file.rewind().map_err(io)?;
    write!(file, "{}\n{}\n", holder.pid, holder.program).map_err(io)?;
    file.flush().map_err(io)?;
    Ok(Lock { _file: file })
}

/// The holder may be between taking the lock and writing its name: then it has none yet.
fn read_holder(file: &mut File) -> Holder {
    let mut text = String::new();
    // An unreadable lock file still means that somebody holds it.
    let _ = file.read_to_string(&mut text);
    let mut lines = text.lines();
    Holder {
        pid: lines.next().and_then(|pid| pid.parse().ok()).unwrap_or(0),
        program: lines.next().unwrap_or("?").to_owned(),
    }
}
