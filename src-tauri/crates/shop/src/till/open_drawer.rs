//! Opens the drawer by hand: for change, for a look, for a cheque that was forgotten.

use chrono::{DateTime, Utc};
use serde_json::json;
use units::Id;

use super::store;
use crate::cx::{Cx, Till, User};
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};
use crate::users::{Authority, MissingRight, Right, authorise};

/// The drawer, opened without a sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawerOpening {
    pub id: Id<Self>,
    /// The till whose drawer it is.
    pub till: Id<Till>,
    pub at: DateTime<Utc>,
    pub user: Id<User>,
    pub reason: String,
}

/// Which drawer, and why.
#[derive(Clone, Debug)]
pub struct OpenDrawer {
    pub id: Id<DrawerOpening>,
    pub till: Id<Till>,
    pub reason: String,
}

/// Why it stays shut.
#[derive(Debug, thiserror::Error)]
pub enum OpenDrawerError {
    /// Whoever counts the drawer in the evening wants to know.
    #[error("a reason is needed")]
    NoReason,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Writes down that the drawer is opened, before it is; the Z counts it.
pub fn open_drawer(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: OpenDrawer,
) -> Result<DrawerOpening, OpenDrawerError> {
    authorise(by, None, Right::OpenDrawer)?;
    let reason = input.reason.trim().to_owned();
    if reason.is_empty() || reason.chars().count() > 200 {
        return Err(OpenDrawerError::NoReason);
    }
    let opening = DrawerOpening {
        id: input.id,
        till: input.till,
        at: cx.now,
        user: by.user(),
        reason,
    };
    store::insert_drawer_opening(tx, &opening)?;
    let detail = json!({ "what": "drawer-opened", "drawer": opening.facts() });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(Change::of("till"));
    Ok(opening)
}
