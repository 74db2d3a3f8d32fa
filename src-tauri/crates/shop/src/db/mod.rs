//! The store: one encrypted SQLite file, one writer thread, a few read-only connections.
//!
//! - A write runs on the writer thread inside a transaction that is shared with the writes waiting
//!   beside it (group commit): each has its own savepoint, and none is answered before the commit
//!   is on the disk.
//! - A [`ReadTx`] cannot write, by type: it hands out rows and nothing else.
//! - Everything a write changed comes back as [`Change`] tags, after the commit.

mod change;
mod error;
mod key;
mod lock;
mod log;
mod migrate;
mod open;
mod read;
pub(crate) mod row;
mod write;

pub use change::Change;
pub use error::{OpenError, StoreError};
pub use key::{RecoveryCodeError, StoreKey};
pub use lock::Holder;
pub use migrate::schema_version;
pub use open::{Health, Store};
pub use read::ReadTx;
pub use write::{OnCommit, WriteTx, Written, tell_nobody};

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
