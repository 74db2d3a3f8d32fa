//! Keeps a view, gives it another name, drops it, and says which one a table opens with.

use units::Id;

use super::store;
use super::view::{View, ViewOf};
use crate::cx::User;
use crate::db::{Change, StoreError, WriteTx};
use crate::stock;
use crate::users::{Authority, MissingRight, Right};

/// As long as a menu shows.
const LONGEST_NAME: usize = 40;
/// More than the table has.
const MOST_COLUMNS: usize = 40;
/// As long as anybody types.
const LONGEST_TEXT: usize = 200;

/// Why a view stays as it was.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SaveViewError {
    #[error("the view is not known")]
    Unknown,
    #[error("the name is missing")]
    NameMissing,
    #[error("the name is too long")]
    NameTooLong,
    /// They have one of that name.
    #[error("the name is used already")]
    NameTaken(String),
    #[error("a view shows at least one column")]
    NoColumn,
    #[error("{0} cannot be")]
    Value(&'static str),
    #[error("the view has version {0} by now")]
    Stale(i64),
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Keeps a new view (version 0) or changes the one that has this version. One for everybody is the
/// business of whoever may change the stock.
pub fn save_view(
    tx: &mut WriteTx<'_>,
    by: &Authority,
    id: Id<View>,
    version: i64,
    of: ViewOf,
) -> Result<View, SaveViewError> {
    let of = checked(tx, of)?;
    let standing = store::view(tx, id, by.user())?;
    let owner = match &standing {
        None if version != 0 => return Err(SaveViewError::Unknown),
        None => by.user(),
        Some(view) => {
            may_change(by, view)?;
            if view.version != version {
                return Err(SaveViewError::Stale(view.version));
            }
            view.user
        }
    };
    let was_shared = standing.as_ref().is_some_and(|view| view.of.is_shared);
    if of.is_shared != was_shared {
        needs(by)?;
    }
    if store::view_named(tx, owner, &of.name)?.is_some_and(|other| other != id) {
        return Err(SaveViewError::NameTaken(of.name));
    }
    store::save_view(tx, id, owner, &of)?;
    tx.changed(Change::of("view"));
    store::view(tx, id, by.user())?.ok_or(SaveViewError::Unknown)
}

/// Drops a view.
pub fn delete_view(
    tx: &mut WriteTx<'_>,
    by: &Authority,
    id: Id<View>,
) -> Result<(), SaveViewError> {
    let view = store::view(tx, id, by.user())?.ok_or(SaveViewError::Unknown)?;
    may_change(by, &view)?;
    store::delete_view(tx, id)?;
    tx.changed(Change::of("view"));
    Ok(())
}

/// The table of this person opens with it from now on; None: with all that is in stock.
pub fn open_with(
    tx: &mut WriteTx<'_>,
    by: &Authority,
    view: Option<Id<View>>,
) -> Result<(), SaveViewError> {
    let user: Id<User> = by.user();
    if let Some(id) = view {
        store::view(tx, id, user)?.ok_or(SaveViewError::Unknown)?;
    }
    store::set_first(tx, user, view)?;
    tx.changed(Change::of("view"));
    Ok(())
}

/// One's own, and what is for everybody where one may change the stock.
fn may_change(by: &Authority, view: &View) -> Result<(), MissingRight> {
    if view.of.is_shared { needs(by) } else { Ok(()) }
}

fn needs(by: &Authority) -> Result<(), MissingRight> {
    if by.may(Right::EditStock) {
        Ok(())
    } else {
        Err(MissingRight(Right::EditStock))
    }
}

fn checked(tx: &WriteTx<'_>, mut of: ViewOf) -> Result<ViewOf, SaveViewError> {
    of.name = of.name.trim().to_owned();
    if of.name.is_empty() {
        return Err(SaveViewError::NameMissing);
    }
    if of.name.chars().count() > LONGEST_NAME || of.name.contains(char::is_control) {
        return Err(SaveViewError::NameTooLong);
    }
    if of.columns.is_empty() {
        return Err(SaveViewError::NoColumn);
    }
    let is_word = |word: &String| {
        (1..=20).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    if of.columns.len() > MOST_COLUMNS || !of.columns.iter().all(is_word) {
        return Err(SaveViewError::Value("columns"));
    }
    if of.text.chars().count() > LONGEST_TEXT {
        return Err(SaveViewError::Value("q"));
    }
    if let Some(family) = of.family {
        stock::family_by_id(tx, family)?.ok_or(SaveViewError::Value("family"))?;
    }
    if let Some(place) = of.place {
        stock::place_by_id(tx, place)?.ok_or(SaveViewError::Value("place"))?;
    }
    if let Some(supplier) = of.supplier {
        let known = stock::suppliers(tx)?.iter().any(|one| one.id == supplier);
        known
            .then_some(())
            .ok_or(SaveViewError::Value("supplier"))?;
    }
    Ok(of)
}
