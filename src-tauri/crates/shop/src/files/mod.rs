//! Files inside the encrypted store: photos, certificates, the logo. Equal bytes are kept once.

mod store;

use ring::digest::{SHA256, digest};
use units::Id;

use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};

/// A file with its bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct File {
    pub id: Id<File>,
    /// What its bytes were found to be, never what the sender claimed.
    pub media_type: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("File")
            .field("id", &self.id)
            .field("media_type", &self.media_type)
            .field("size_bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

/// Keeps the bytes, or finds them kept already, and names them.
pub fn keep(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    media_type: &str,
    name: &str,
    bytes: &[u8],
) -> Result<Id<File>, StoreError> {
    let mut sha256 = [0; 32];
    sha256.copy_from_slice(digest(&SHA256, bytes).as_ref());
    if let Some(id) = store::by_digest(tx, &sha256)? {
        return Ok(id);
    }
    let file = File {
        id: cx.new_id(),
        media_type: media_type.to_owned(),
        name: name.to_owned(),
        bytes: bytes.to_vec(),
    };
    store::insert(tx, &file, &sha256, cx.now_ms())?;
    Ok(file.id)
}

/// One file.
pub fn file(tx: &ReadTx<'_>, id: Id<File>) -> Result<Option<File>, StoreError> {
    store::file(tx, id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::testing::{cx, store};

    #[test]
    fn equal_bytes_are_kept_once() {
        let (_dir, store) = store();
        let keep_bytes = |bytes: &'static [u8]| {
            store
                .write(move |tx| keep(tx, &cx(0), "image/png", "a.png", bytes))
                .expect("a write")
                .value
        };
        let (first, same, other) = (keep_bytes(b"a"), keep_bytes(b"a"), keep_bytes(b"b"));
        assert_eq!(first, same);
        assert_ne!(first, other);
        let read = store.read(|tx| file(tx, other)).expect("a read");
        assert_eq!(read.map(|file| file.bytes), Some(b"b".to_vec()));
    }
}
