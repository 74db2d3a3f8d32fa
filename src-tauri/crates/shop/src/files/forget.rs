//! Forgets what a file says, where it is a paper about a person (RGPD art. 17).

use ring::digest::{SHA256, digest};
use units::Id;

use super::file::File;
use super::store;
use crate::db::{StoreError, WriteTx};

/// Empties files that nothing shows but what the person left. `shown` counts the rows of theirs that name
/// each. What others show too keeps its bytes: it was theirs as well, and says nothing of one of them.
/// Whoever kept the digest of the bytes still has it.
pub fn forget(tx: &mut WriteTx<'_>, id: Id<File>, shown: i64) -> Result<(), StoreError> {
    if store::references(tx, id)? > shown {
        return Ok(());
    }
    // Nothing else has this digest, so the same bytes are kept anew when they come again.
    let nothing = digest(&SHA256, id.uuid().as_bytes());
    store::empty(tx, id, nothing.as_ref())
}

/// Takes the name off that a picture had on somebody's telephone; the picture stays.
pub fn forget_name(tx: &mut WriteTx<'_>, id: Id<File>) -> Result<(), StoreError> {
    store::rename(tx, id, "photo")
}
