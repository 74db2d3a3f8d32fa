//! Decides what is to become of a difference. Nothing moves before the count is closed.

use units::Id;

use super::count::{Progress, Stocktake};
use super::line::{Action, Line, Of, Status};
use super::store;
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::stock::{self, Place};
use crate::users::{Authority, MissingRight, Right, authorise};

/// One decision for some lines.
#[derive(Clone, Debug)]
pub struct SettleLines {
    pub of: Vec<Of>,
    pub action: Action,
    /// Where to; of a piece that was read, where it was read unless another is named.
    pub place: Option<Id<Place>>,
    pub reason: String,
}

/// Why nothing is decided. None of the lines was.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SettleError {
    #[error("the stocktake is not known")]
    Unknown,
    #[error("the stocktake is {}", .0.code())]
    NotCounting(Progress),
    #[error("more than {MOST} lines at once")]
    TooMany,
    /// Neither expected nor read.
    #[error("{0} is not in this stocktake")]
    NotALine(String),
    /// It is found by now, or this is not what can be done about such a difference.
    #[error("{number} is {}", status.code())]
    Unfit { number: String, status: Status },
    /// A cart has it: it is not lost.
    #[error("{0} is reserved")]
    Reserved(String),
    #[error("the reason is missing")]
    ReasonMissing,
    #[error("the place is not known")]
    PlaceUnknown,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
}

const MOST: usize = 500;

/// What somebody said, without blanks around it and within reason.
pub(super) fn said(text: &str) -> String {
    text.trim().chars().take(200).collect()
}

/// Keeps the decision, and who allowed it where a piece is to leave or enter the stock by it.
pub fn settle(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    id: Id<Stocktake>,
    input: &SettleLines,
) -> Result<(), SettleError> {
    authorise(by, None, Right::CountStock)?;
    if input.of.len() > MOST {
        return Err(SettleError::TooMany);
    }
    let stocktake = store::stocktake(tx, id)?.ok_or(SettleError::Unknown)?;
    if stocktake.progress != Progress::Counting {
        return Err(SettleError::NotCounting(stocktake.progress));
    }
    let reason = said(&input.reason);
    if reason.is_empty() && input.action != Action::Open {
        return Err(SettleError::ReasonMissing);
    }
    if let Some(place) = input.place
        && stock::place_by_id(tx, place)?.is_none()
    {
        return Err(SettleError::PlaceUnknown);
    }
    let approved = match input.action {
        Action::WriteOff | Action::BringBack => {
            Some(authorise(by, vouched, Right::WriteOff)?.user())
        }
        Action::Move | Action::Leave | Action::Open => None,
    };
    for of in &input.of {
        let line = store::line(tx, &stocktake, cx.now_ms(), of)?.ok_or_else(|| {
            SettleError::NotALine(match of {
                Of::Piece(piece) => piece.to_string(),
                Of::Code(code) => code.clone(),
            })
        })?;
        let place = decide(&line, input)?;
        store::insert_settlement(
            tx,
            cx,
            stocktake.seq,
            by.user(),
            approved,
            of,
            line.status,
            input.action,
            place,
            &reason,
        )?;
    }
    for change in Stocktake::changes(id) {
        tx.changed(change);
    }
    Ok(())
}

/// Where the piece goes by it, or why this cannot be done about this line.
fn decide(line: &Line, input: &SettleLines) -> Result<Option<Id<Place>>, SettleError> {
    let fits = match input.action {
        Action::WriteOff => line.status == Status::Missing,
        Action::Move => line.status == Status::Elsewhere,
        Action::BringBack => line.status == Status::Unexpected && line.why == "withdrawn",
        Action::Leave => line.status.is_difference(),
        Action::Open => line.settlement.is_some(),
    };
    if !fits {
        return Err(SettleError::Unfit {
            number: line.number.clone(),
            status: line.status,
        });
    }
    if input.action == Action::WriteOff && line.why == "reserved" {
        return Err(SettleError::Reserved(line.number.clone()));
    }
    match input.action {
        Action::Move | Action::BringBack => input
            .place
            .or(line.seen_place)
            .map(Some)
            .ok_or(SettleError::PlaceUnknown),
        Action::WriteOff | Action::Leave | Action::Open => Ok(None),
    }
}
