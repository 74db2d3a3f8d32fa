//! Suppliers and places that a file names for the first time.

use super::row::ReadRow;
use super::run::CommitError;
use crate::cx::Cx;
use crate::db::Store;
use crate::search;
use crate::stock::{self, PlaceKind};

/// Makes the suppliers and places that these rows name for the first time; says whether there were.
pub(super) fn make_names(
    store: &Store,
    cx: &dyn Fn() -> Cx,
    rows: &[ReadRow],
) -> Result<bool, CommitError> {
    let good = || rows.iter().filter(|row| !row.is_refused());
    let drafts = || good().filter_map(|row| row.draft.as_ref());
    let distinct = |mut names: Vec<String>| {
        names.sort();
        names.dedup_by_key(|name| search::fold(name));
        names
    };
    let suppliers = distinct(
        drafts()
            .filter_map(|draft| draft.new_supplier.clone())
            .collect(),
    );
    let places = distinct(
        drafts()
            .filter_map(|draft| draft.new_place.clone())
            .collect(),
    );
    if suppliers.is_empty() && places.is_empty() {
        return Ok(false);
    }
    let cx = cx();
    store.write(move |tx| {
        for name in suppliers {
            stock::save_supplier(tx, cx.new_id(), 0, &code_of(&name), &name)?;
        }
        for name in places {
            let (id, code) = (cx.new_id(), code_of(&name));
            stock::save_place(tx, id, 0, &code, &name, PlaceKind::Tray, true)?;
        }
        Ok::<_, CommitError>(())
    })?;
    Ok(true)
}

/// A code from a name: its folded words in capitals.
fn code_of(name: &str) -> String {
    search::fold(name)
        .to_uppercase()
        .replace(' ', "-")
        .chars()
        .take(40)
        .collect()
}
