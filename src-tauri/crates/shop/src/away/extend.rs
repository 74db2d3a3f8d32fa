//! Lets something be away longer, for a reason; or takes that back.

use chrono::{Days, NaiveDate};
use units::Id;
use uuid::Uuid;

use super::list::list;
use super::nouns::Kind;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::stock::{Piece, Place};
use crate::till;
use crate::users::{Authority, MissingRight, Right, authorise};

/// A piece or a tray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    Piece(Id<Piece>),
    Tray(Id<Place>),
}

impl Of {
    pub(super) const fn uuid(self) -> Uuid {
        match self {
            Self::Piece(id) => id.uuid(),
            Self::Tray(id) => id.uuid(),
        }
    }
}

/// How long, and why.
#[derive(Clone, Debug)]
pub struct Extend {
    /// The client's, once for each entry.
    pub id: Uuid,
    pub of: Of,
    /// The last day; None takes the extension back, and the limit holds again.
    pub until_on: Option<NaiveDate>,
    pub reason: String,
}

/// Why it is not prolonged.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ExtendError {
    #[error("the id is already used")]
    IdTaken,
    /// It is here, sold, or not known.
    #[error("it is not away")]
    NotAway,
    /// Before today.
    #[error("the day is past")]
    Past,
    /// More than a year ahead.
    #[error("the day is too far ahead")]
    TooFar,
    /// There is nothing to take back.
    #[error("it was not prolonged")]
    NotExtended,
    #[error("the reason is missing")]
    ReasonMissing,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes it for the stay that is now; the next one begins without it.
pub fn extend(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &Extend,
) -> Result<(), ExtendError> {
    authorise(by, None, Right::EditStock)?;
    let reason: String = input.reason.trim().chars().take(400).collect();
    if reason.is_empty() {
        return Err(ExtendError::ReasonMissing);
    }
    if store::is_known(tx, input.id)? {
        return Err(ExtendError::IdTaken);
    }
    let away = list(tx, cx, None)?.unwrap_or_default();
    let is_tray = matches!(input.of, Of::Tray(_));
    let away = away
        .into_iter()
        .find(|one| one.id == input.of.uuid() && (one.kind == Kind::Tray) == is_tray)
        .ok_or(ExtendError::NotAway)?;
    let today = till::house(tx, None, None)?.day(cx.now);
    match input.until_on {
        Some(day) if day < today => return Err(ExtendError::Past),
        Some(day) if today.checked_add_days(Days::new(366)) < Some(day) => {
            return Err(ExtendError::TooFar);
        }
        None if away.extension.is_none() => return Err(ExtendError::NotExtended),
        _ => {}
    }
    store::insert_extension(tx, cx, by.user(), input, away.stay, &reason)?;
    tx.changed(Change::of("away"));
    Ok(())
}
