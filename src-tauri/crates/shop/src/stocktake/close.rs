//! Closes a stocktake: carries out what was decided, freezes the result and signs it.

use serde_json::json;
use units::Id;

use super::count::{Progress, Stocktake};
use super::line::{Action, Line, Of};
use super::{frozen, store};
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};
use crate::stock::custody;
use crate::stock::{self, RecordError};
use crate::till;
use crate::users::{Authority, MissingRight, Right, authorise};

/// Why it stays open. Nothing moved.
#[derive(Debug, thiserror::Error)]
pub enum CloseError {
    #[error("the stocktake is not known")]
    Unknown,
    #[error("the stocktake is {}", .0.code())]
    NotCounting(Progress),
    /// So many differences wait for a decision.
    #[error("{0} differences are not settled")]
    NotSettled(usize),
    /// A piece that was to be written off stands in a cart by now.
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

/// What was decided becomes custody movements that carry the stocktake's number; the result is
/// frozen, and its SHA-256 signed into the JET chain.
pub fn close(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Stocktake>,
) -> Result<Stocktake, CloseError> {
    authorise(by, None, Right::CountStock)?;
    let stocktake = store::stocktake(tx, id)?.ok_or(CloseError::Unknown)?;
    if stocktake.progress != Progress::Counting {
        return Err(CloseError::NotCounting(stocktake.progress));
    }
    let lines = store::every(tx, &stocktake, cx.now_ms())?;
    let waits = |line: &&Line| line.status.is_difference() && line.settlement.is_none();
    let open = lines.iter().filter(waits).count();
    if open > 0 {
        return Err(CloseError::NotSettled(open));
    }
    let house = till::house(tx, cx.till, Some(by.user()))?;
    let frozen = frozen::freeze(tx, &house, &stocktake, &lines, cx.now)?;
    for line in &lines {
        carry_out(tx, cx, &stocktake, line)?;
    }
    let (bytes, hash) = frozen::bytes(&frozen)?;
    let count = |status: &str| {
        let of = frozen.lines.iter().filter(|line| line.status == status);
        of.count()
    };
    let detail = json!({
        "what": "stocktake-closed",
        "stocktake": {
            "number": stocktake.number,
            "result_sha256": journal::hex(&hash),
            "found": count("found"),
            "missing": count("missing"),
            "elsewhere": count("elsewhere"),
            "unexpected": count("unexpected"),
            "left": count("left"),
            "excluded": count("excluded"),
        },
    });
    let appended = journal::log(tx, cx, Event::Other, &detail)?;
    store::close(
        tx,
        cx,
        stocktake.seq,
        by.user(),
        &bytes,
        &hash,
        appended.seq,
    )?;
    for change in Stocktake::changes(id) {
        tx.changed(change);
    }
    store::stocktake(tx, id)?
        .ok_or(StoreError::Unreadable("stocktake"))
        .map_err(Into::into)
}

fn carry_out(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    stocktake: &Stocktake,
    line: &Line,
) -> Result<(), CloseError> {
    let (Of::Piece(piece), Some(settlement)) = (&line.of, &line.settlement) else {
        return Ok(());
    };
    let number = stocktake.number.clone();
    let note = settlement.reason.clone();
    let movement = match (settlement.action, settlement.place) {
        (Action::WriteOff, _) => {
            if stock::is_reserved(tx, cx, *piece)? {
                return Err(CloseError::Reserved(line.number.clone()));
            }
            custody::Movement::CountMissing {
                stocktake: number,
                note,
            }
        }
        (Action::Move, Some(place)) => custody::Movement::CountMoved {
            stocktake: number,
            place,
            note,
        },
        (Action::BringBack, Some(place)) => {
            // What the bench has taken apart for an order comes back when it is finished again.
            if stock::kept_for(tx, *piece)?.is_some() {
                return Err(CloseError::Reserved(line.number.clone()));
            }
            custody::Movement::CountFound {
                stocktake: number,
                place,
                note,
            }
        }
        _ => return Ok(()),
    };
    Ok(custody::record(tx, cx, *piece, &movement)?)
}
