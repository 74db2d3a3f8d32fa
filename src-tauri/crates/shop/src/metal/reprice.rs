//! Gives pieces the prices that their formula makes at the newest rates, as one numbered entry.

use std::collections::HashSet;

use units::{Id, Money};

use super::repricing::{Repricing, Why};
use super::store::{self, NewLine};
use super::work::{Day, WorkError, listed};
use crate::cx::Cx;
use crate::db::{Change, ReadTx, StoreError, WriteTx};
use crate::stock::{self, EditPieceError, Piece, State};
use crate::till;

/// The lines of a preview that somebody accepts.
#[derive(Clone, Debug)]
pub struct Reprice {
    pub id: Id<Repricing>,
    pub lines: Vec<Accepted>,
    pub note: String,
}

/// One piece at the price that was shown.
#[derive(Clone, Copy, Debug)]
pub struct Accepted {
    pub piece: Id<Piece>,
    pub version: i64,
    pub price_minor: i64,
}

/// A piece that kept its price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub piece: Id<Piece>,
    /// Empty where there is no such piece.
    pub number: String,
    pub why: Why,
}

/// Why nothing was re-priced.
#[derive(Clone, Debug, thiserror::Error)]
pub enum RepriceError {
    #[error("nothing was accepted")]
    NothingAccepted,
    /// Every piece is sold, reserved, away or no longer what was seen.
    #[error("every piece was left out")]
    AllLeftOut(Vec<LeftOut>),
    #[error("the note is too long")]
    Note,
    #[error(transparent)]
    Edit(#[from] EditPieceError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Changes the prices. A piece that is no longer as it was seen is left out and named.
pub fn reprice(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    input: Reprice,
) -> Result<(Repricing, Vec<LeftOut>), RepriceError> {
    if input.lines.is_empty() {
        return Err(RepriceError::NothingAccepted);
    }
    let note = checked_note(&input.note).ok_or(RepriceError::Note)?;
    let currency = stock::currency(tx)?;
    let day = Day::load(tx, till::house(tx, None, None)?.day(cx.now))?;
    let (mut lines, mut left_out, mut metals) = (Vec::new(), Vec::new(), HashSet::new());
    let mut seen = HashSet::new();
    for accepted in input.lines {
        if !seen.insert(accepted.piece.uuid()) {
            continue;
        }
        let piece = stock::piece_by_id(tx, accepted.piece)?;
        let why = match &piece {
            None => Some(Why::Unknown),
            Some(piece) => why_not(tx, cx, &day, piece, accepted)?,
        };
        let (Some(piece), None) = (&piece, why) else {
            left_out.push(LeftOut {
                piece: accepted.piece,
                number: piece.map_or_else(String::new, |piece| piece.sheet.number),
                why: why.unwrap_or(Why::Unknown),
            });
            continue;
        };
        let price = Money::new(accepted.price_minor, currency).ok();
        stock::change_price(tx, cx, piece.id, piece.version, price)?;
        metals.extend(piece.sheet.alloy.as_ref().map(|alloy| alloy.metal));
        lines.push(NewLine {
            piece: piece.id,
            old_minor: piece.sheet.price.map(Money::minor),
            new_minor: Some(accepted.price_minor),
        });
    }
    if lines.is_empty() {
        return Err(RepriceError::AllLeftOut(left_out));
    }
    let rates: Vec<_> = metals
        .into_iter()
        .filter_map(|metal| day.rate(metal))
        .collect();
    store::insert_repricing(tx, cx, input.id, note, None)?;
    for rate in rates {
        store::insert_repricing_rate(tx, input.id, rate.id)?;
    }
    store::insert_repricing_lines(tx, input.id, &lines)?;
    tx.changed(Change::of("repricing"));
    let made = store::repricing_by_id(tx, input.id)?.ok_or(StoreError::Unreadable("repricing"))?;
    Ok((made, left_out))
}

/// Why this piece does not get this price now.
fn why_not(
    tx: &ReadTx<'_>,
    cx: &Cx,
    day: &Day,
    piece: &Piece,
    accepted: Accepted,
) -> Result<Option<Why>, StoreError> {
    if let Some(why) = not_in_stock(tx, cx, piece)? {
        return Ok(Some(why));
    }
    if piece.version != accepted.version {
        return Ok(Some(Why::Changed));
    }
    let parts = store::parts_of(tx, piece.id)?;
    let is_formula = store::is_priced_by_formula(tx, piece.id)?;
    match day.worked(&piece.sheet, &parts, listed(tx, &piece.sheet, &parts)?) {
        Err(WorkError::Store(error)) => Err(error),
        Ok(worked) if is_formula && worked.price_minor == accepted.price_minor => Ok(None),
        _ => Ok(Some(Why::Changed)),
    }
}

/// Why a piece that is not in stock and free keeps its price.
pub(super) fn not_in_stock(
    tx: &ReadTx<'_>,
    cx: &Cx,
    piece: &Piece,
) -> Result<Option<Why>, StoreError> {
    Ok(match piece.state {
        State::Sold => Some(Why::Sold),
        State::OnMemo => Some(Why::OnMemo),
        State::Withdrawn => Some(Why::Withdrawn),
        State::Mounted => Some(Why::Mounted),
        State::Available => stock::is_reserved(tx, cx, piece.id)?.then_some(Why::Reserved),
    })
}

/// A note of at most 200 characters, tidied.
pub(super) fn checked_note(note: &str) -> Option<&str> {
    let note = note.trim();
    (note.chars().count() <= 200 && !note.contains(char::is_control)).then_some(note)
}
