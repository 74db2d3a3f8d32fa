//! Plain values by name. The feature that reads one knows its name, its shape and its default.

mod store;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::cx::Cx;
use crate::db::{Change, ReadTx, StoreError, WriteTx};

/// The value, if it was ever set and still has the shape that is asked for.
pub fn get<T: DeserializeOwned>(tx: &ReadTx<'_>, name: &str) -> Result<Option<T>, StoreError> {
    Ok(store::get(tx, name)?.and_then(|json| serde_json::from_str(&json).ok()))
}

/// Keeps a value under this name.
pub fn set<T: Serialize>(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    name: &str,
    value: &T,
) -> Result<(), StoreError> {
    let json = serde_json::to_string(value).map_err(|_| StoreError::Unreadable("setting.value"))?;
    store::set(tx, name, &json, cx.now_ms())?;
    tx.changed(Change::of("setting"));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::testing::{cx, store};

    #[test]
    fn a_value_is_read_back_in_its_shape_only() {
        let (_dir, store) = store();
        for value in [300_i64, 60] {
            let written = store.write(move |tx| set(tx, &cx(0), "a", &value));
            assert!(written.is_ok());
            let read = store.read(|tx| get::<i64>(tx, "a"));
            assert_eq!(read.expect("a read"), Some(value));
        }
        let other: Option<Vec<String>> = store.read(|tx| get(tx, "a")).expect("a read");
        assert_eq!(other, None);
    }
}
