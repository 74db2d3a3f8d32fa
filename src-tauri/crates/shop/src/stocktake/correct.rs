//! Puts right what a closed stocktake got wrong: by new entries beside it, never in it.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use units::Id;

use super::count::{Progress, Stocktake};
use super::line::{Action, Of};
use super::{frozen, settle, store};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};
use crate::stock::custody;
use crate::stock::{self, Piece, Place, RecordError};
use crate::users::{Authority, MissingRight, Right, authorise};

/// What to do about a piece of a closed stocktake.
#[derive(Clone, Debug)]
pub struct CorrectStocktake {
    pub piece: Id<Piece>,
    /// [`Action::BringBack`], [`Action::WriteOff`] or [`Action::Move`].
    pub action: Action,
    /// Where it is; not of a write-off.
    pub place: Option<Id<Place>>,
    pub reason: String,
}

/// A correction, as read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    pub seq: i64,
    /// The stocktake's number.
    pub stocktake: String,
    pub at: DateTime<Utc>,
    pub by: String,
    pub approved_by: String,
    pub piece: Id<Piece>,
    /// The piece's number and title now.
    pub number: String,
    pub title: String,
    pub action: Action,
    pub place: Option<Id<Place>>,
    pub reason: String,
}

/// Why nothing is put right.
#[derive(Debug, thiserror::Error)]
pub enum CorrectError {
    #[error("the stocktake is not known")]
    Unknown,
    /// Before the closing there is nothing to correct: settle it otherwise.
    #[error("the stocktake is {}", .0.code())]
    NotClosed(Progress),
    #[error("{0} is not in this stocktake")]
    NotALine(String),
    /// A correction moves something.
    #[error("{} is no correction", .0.code())]
    NoCorrection(Action),
    #[error("the reason is missing")]
    ReasonMissing,
    #[error("the place is not known")]
    PlaceUnknown,
    #[error("{0} is reserved")]
    Reserved(String),
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Moves the piece as it should have been, with somebody's approval, and journals it.
pub fn correct(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    id: Id<Stocktake>,
    input: CorrectStocktake,
) -> Result<(), CorrectError> {
    authorise(by, None, Right::CountStock)?;
    let approved = authorise(by, vouched, Right::WriteOff)?;
    let stocktake = store::stocktake(tx, id)?.ok_or(CorrectError::Unknown)?;
    if stocktake.progress != Progress::Closed {
        return Err(CorrectError::NotClosed(stocktake.progress));
    }
    let reason = settle::said(&input.reason);
    if reason.is_empty() {
        return Err(CorrectError::ReasonMissing);
    }
    let uuid = input.piece.uuid();
    let frozen = frozen::read(tx, &stocktake)?;
    let of = Of::Piece(input.piece);
    let line = frozen
        .lines
        .into_iter()
        .find(|line| line.piece == Some(uuid))
        .ok_or_else(|| CorrectError::NotALine(format!("{of:?}")))?;
    let movement = movement(tx, cx, &stocktake, &line.number, &input, &reason)?;
    custody::record(tx, cx, input.piece, &movement)?;
    let input = CorrectStocktake { reason, ..input };
    let seq = store::insert_correction(tx, cx, stocktake.seq, by.user(), approved.user(), &input)?;
    let facts = facts(
        seq,
        &stocktake.number,
        input.piece,
        input.action,
        input.place,
    );
    let detail = json!({ "what": "stocktake-corrected", "correction": facts });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in Stocktake::changes(id) {
        tx.changed(change);
    }
    Ok(())
}

fn movement(
    tx: &ReadTx<'_>,
    cx: &Cx,
    stocktake: &Stocktake,
    number: &str,
    input: &CorrectStocktake,
    reason: &str,
) -> Result<custody::Movement, CorrectError> {
    let (document, note) = (stocktake.number.clone(), reason.to_owned());
    if input.action == Action::WriteOff {
        if stock::is_reserved(tx, cx, input.piece)? {
            return Err(CorrectError::Reserved(number.to_owned()));
        }
        return Ok(custody::Movement::CountMissing {
            stocktake: document,
            note,
        });
    }
    let place = input.place.ok_or(CorrectError::PlaceUnknown)?;
    if stock::place_by_id(tx, place)?.is_none() {
        return Err(CorrectError::PlaceUnknown);
    }
    if input.action == Action::BringBack && stock::kept_for(tx, input.piece)?.is_some() {
        return Err(CorrectError::Reserved(number.to_owned()));
    }
    match input.action {
        Action::BringBack => Ok(custody::Movement::CountFound {
            stocktake: document,
            place,
            note,
        }),
        Action::Move => Ok(custody::Movement::CountMoved {
            stocktake: document,
            place,
            note,
        }),
        other => Err(CorrectError::NoCorrection(other)),
    }
}

/// What the journal says of a correction: no words of a person's.
pub(super) fn facts(
    seq: i64,
    stocktake: &str,
    piece: Id<Piece>,
    action: Action,
    place: Option<Id<Place>>,
) -> Value {
    json!({
        "seq": seq,
        "stocktake": stocktake,
        "piece": piece.to_string(),
        "action": action.code(),
        "place": place.map(|place| place.to_string()),
    })
}

/// What was put right after the closing, oldest first.
pub fn corrections(tx: &ReadTx<'_>, stocktake: &Stocktake) -> Result<Vec<Correction>, StoreError> {
    store::corrections(tx, Some(stocktake.seq))
}
