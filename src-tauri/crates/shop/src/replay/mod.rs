//! What a command answered, kept so that its repetition is answered again and not done again.
//!
//! The row is written in the transaction of the command's effect: either both are there or neither.

mod store;

use chrono::TimeDelta;

use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};

/// Long after any client has stopped repeating.
const KEPT_FOR: TimeDelta = TimeDelta::days(7);

/// A first answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// A digest of the request: another one under the same key is a fault of the client.
    pub request_hash: [u8; 32],
    /// HTTP status.
    pub status: u16,
    /// The answer's JSON.
    pub body: Vec<u8>,
    /// The change tags, joined by commas.
    pub changes: String,
}

/// The first answer to the command with this key, if it was carried out.
pub fn find(tx: &ReadTx<'_>, key: &str) -> Result<Option<Kept>, StoreError> {
    store::find(tx, key)
}

/// Keeps the answer to the command with this key.
pub fn keep(tx: &mut WriteTx<'_>, cx: &Cx, key: &str, kept: &Kept) -> Result<(), StoreError> {
    store::insert(tx, key, kept, cx.now_ms())
}

/// Forgets answers that nobody asks for any more; returns how many.
pub fn forget_old(tx: &mut WriteTx<'_>, cx: &Cx) -> Result<usize, StoreError> {
    store::delete_before(tx, (cx.now - KEPT_FOR).timestamp_millis())
}

/// Forgets every answer that names one of these: a person, who is to be forgotten, or what is theirs.
/// Whoever repeats such a command is told what stands now.
pub fn forget_naming(tx: &mut WriteTx<'_>, ids: &[uuid::Uuid]) -> Result<usize, StoreError> {
    let texts: Vec<_> = ids.iter().map(uuid::Uuid::to_string).collect();
    store::delete_naming(tx, &serde_json::json!(texts).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::testing::{cx, store};

    #[test]
    fn is_found_until_it_is_old() {
        let (_dir, store) = store();
        let kept = Kept {
            request_hash: [3; 32],
            status: 201,
            body: b"{}".to_vec(),
            changes: "stock".into(),
        };
        let row = kept.clone();
        let written = store.write(move |tx| keep(tx, &cx(0), "u k", &row));
        assert!(written.is_ok());
        let found = |key: &'static str| store.read(|tx| find(tx, key)).expect("a read");
        assert_eq!(found("u k"), Some(kept));
        assert_eq!(found("u other"), None);

        let week = 7 * 24 * 3600;
        for (seconds, forgotten) in [(week, 0), (week + 1, 1)] {
            let written = store.write(move |tx| forget_old(tx, &cx(seconds)));
            assert_eq!(written.expect("a write").value, forgotten);
        }
        assert_eq!(found("u k"), None);
    }
}
