//! Some bytes with a name and a type.

use ring::digest::{SHA256, digest};
use units::Id;

use super::store;
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};

/// Bytes that the store keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub id: Id<File>,
    pub media_type: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Keeps bytes, or finds that they are kept already, and returns their id.
pub fn keep(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    media_type: &str,
    name: &str,
    bytes: &[u8],
) -> Result<Id<File>, StoreError> {
    let sha256 = digest(&SHA256, bytes);
    if let Some(id) = store::file_by_digest(tx, sha256.as_ref())? {
        return Ok(id);
    }
    let file = File {
        id: cx.new_id(),
        media_type: media_type.to_owned(),
        name: plain_name(name),
        bytes: bytes.to_vec(),
    };
    store::insert_file(tx, cx, &file, sha256.as_ref())?;
    Ok(file.id)
}

/// A file's own name: no folders, no control characters, no more than people read.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|c| !c.is_control()).take(120).collect();
    if plain.trim().is_empty() || plain.chars().all(|c| c == '.') {
        "file".to_owned()
    } else {
        plain
    }
}
