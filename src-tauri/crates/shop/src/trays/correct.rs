//! Puts a count right by another that says it better: a number typed wrong, a reason found later.

use units::Id;

use super::count::{Count, Method, Standing};
use super::nouns::{TrayError, said};
use super::store::{self, NewCount};
use super::take_count::{difference, told};
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::users::{Authority, Right, authorise};

/// What it should have said. What was expected stays: it was of that moment.
#[derive(Clone, Debug)]
pub struct CorrectCount {
    /// The correcting count's own.
    pub id: Id<Count>,
    pub corrects: Id<Count>,
    pub counted: i64,
    pub reason: String,
}

/// Writes the better count for the same day; the other stands no more.
pub fn correct(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &CorrectCount,
) -> Result<Count, TrayError> {
    authorise(by, None, Right::CountStock)?;
    let old = store::count(tx, input.corrects)?.ok_or(TrayError::CountUnknown)?;
    if old.standing != Standing::Stands {
        return Err(TrayError::CountStandsNoMore);
    }
    if store::count(tx, input.id)?.is_some() {
        return Err(TrayError::IdTaken);
    }
    let reason = said(&input.reason);
    if reason.is_empty() {
        return Err(TrayError::ReasonMissing);
    }
    let (missing, unexpected) = difference(old.expected, input.counted, &[])?;
    let new = NewCount {
        id: input.id,
        tray: old.tray,
        counted_on: old.counted_on,
        occasion: old.occasion,
        method: Method::Number,
        place: store::stands(tx, old.tray)?,
        expected: old.expected,
        counted: input.counted,
        missing,
        unexpected,
        note: &reason,
        corrects: Some(old.seq),
    };
    store::insert_count(tx, cx, by.user(), &new, &[])?;
    told(tx, cx, &old.tray_name, &new)?;
    store::count(tx, input.id)?
        .ok_or(StoreError::Unreadable("tray_count"))
        .map_err(Into::into)
}
