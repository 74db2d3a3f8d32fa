//! Takes a re-pricing back by another, for every piece whose price nobody has changed since.

use units::{Id, Money};

use super::reprice::{LeftOut, checked_note, not_in_stock};
use super::repricing::{Repricing, Why};
use super::store::{self, NewLine};
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::stock::{self, EditPieceError};

/// Why a re-pricing stands.
#[derive(Clone, Debug, thiserror::Error)]
pub enum UndoRepricingError {
    #[error("the re-pricing is not known")]
    Unknown,
    #[error("number {0} has taken it back already")]
    AlreadyUndone(i64),
    /// Every piece is sold, reserved, away or has another price by now.
    #[error("nothing of it can be taken back")]
    AllLeftOut(Vec<LeftOut>),
    #[error("the note is too long")]
    Note,
    #[error(transparent)]
    Edit(#[from] EditPieceError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Gives each piece the price it had before `undone`, under a new number.
pub fn undo_repricing(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    undone: Id<Repricing>,
    id: Id<Repricing>,
    note: &str,
) -> Result<(Repricing, Vec<LeftOut>), UndoRepricingError> {
    let note = checked_note(note).ok_or(UndoRepricingError::Note)?;
    let (before, old_lines) =
        store::repricing_with_lines(tx, undone)?.ok_or(UndoRepricingError::Unknown)?;
    if let Some(number) = before.undone_by {
        return Err(UndoRepricingError::AlreadyUndone(number));
    }
    let currency = stock::currency(tx)?;
    let (mut lines, mut left_out) = (Vec::new(), Vec::new());
    for line in old_lines {
        let Some(piece) = stock::piece_by_id(tx, line.piece)? else {
            continue;
        };
        let is_last = store::last_repricing_of(tx, piece.id)? == Some(undone);
        let why = match not_in_stock(tx, cx, &piece)? {
            Some(why) => Some(why),
            None if !is_last || piece.sheet.price.map(Money::minor) != line.new_minor => {
                Some(Why::Changed)
            }
            None => None,
        };
        if let Some(why) = why {
            left_out.push(LeftOut {
                piece: piece.id,
                number: piece.sheet.number,
                why,
            });
            continue;
        }
        let price = line
            .old_minor
            .and_then(|minor| Money::new(minor, currency).ok());
        stock::change_price(tx, cx, piece.id, piece.version, price)?;
        lines.push(NewLine {
            piece: piece.id,
            old_minor: line.new_minor,
            new_minor: line.old_minor,
        });
    }
    if lines.is_empty() {
        return Err(UndoRepricingError::AllLeftOut(left_out));
    }
    store::insert_repricing(tx, cx, id, note, Some(undone))?;
    store::insert_repricing_lines(tx, id, &lines)?;
    tx.changed(Change::of("repricing"));
    let made = store::repricing_by_id(tx, id)?.ok_or(StoreError::Unreadable("repricing"))?;
    Ok((made, left_out))
}
