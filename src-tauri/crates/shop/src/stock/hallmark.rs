//! The hallmark on a piece: whether it can be on this metal, and whether one is missing.

use chrono::{DateTime, Days, NaiveDate, Utc};

use super::check::{SheetError, known};
use super::piece::{Piece, Sheet, State, VatRegime};
use super::store;
use crate::db::{ReadTx, StoreError};
use crate::rules;

/// What there is to say of a piece's hallmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HallmarkState {
    /// Nobody asks for one: no precious metal, a coin or bar, new goods, or gone from the shop.
    NotAsked,
    /// One was seen on it.
    Marked,
    /// It weighs less than the works that need one.
    Waived,
    /// Second-hand, and none was seen: it is taken to be marked by the end of this day.
    Due(NaiveDate),
}

/// A mark is one of the closed list, and struck on this metal for this title.
pub(super) fn check(sheet: &Sheet) -> Result<(), SheetError> {
    let Some(code) = &sheet.hallmark else {
        return Ok(());
    };
    let marks = &rules::trade().hallmarks;
    known("hallmark", Some(code), |word| marks.mark(word).is_some())?;
    let (Some(mark), alloy) = (marks.mark(code), &sheet.alloy) else {
        return Ok(());
    };
    let metal = alloy.as_ref().map_or("", |alloy| alloy.metal.code());
    if mark.metal() != metal {
        return Err(SheetError::HallmarkOtherMetal {
            hallmark: code.clone(),
            metal: metal.to_owned(),
        });
    }
    let title = alloy.as_ref().and_then(|alloy| alloy.fineness);
    let fineness = title.map_or(0, units::Fineness::per_ten_thousand);
    if !mark.finenesses.contains(&fineness) {
        return Err(SheetError::HallmarkOtherTitle {
            hallmark: code.clone(),
            fineness,
        });
    }
    Ok(())
}

/// Whether a hallmark is missing on a piece of the shop, and until when it has to be there.
///
/// New goods come marked from who made them: only of what was bought second-hand, and is sold on its
/// margin, is a mark asked for here. What has not been weighed is not taken for light.
pub fn hallmark_state(piece: &Piece) -> HallmarkState {
    let sheet = &piece.sheet;
    if sheet.hallmark.is_some() {
        return HallmarkState::Marked;
    }
    state_of(sheet, piece.state, piece.created_at)
}

fn state_of(sheet: &Sheet, state: State, entered: DateTime<Utc>) -> HallmarkState {
    let on = entered.date_naive();
    let duty = rules::trade().hallmark_duty(on);
    let waived = sheet
        .alloy
        .as_ref()
        .zip(duty)
        .and_then(|(alloy, duty)| duty.waived_below(alloy.metal));
    let (Some(duty), Some(waived)) = (duty, waived) else {
        return HallmarkState::NotAsked;
    };
    if sheet.vat_regime != VatRegime::Margin || state != State::Available {
        return HallmarkState::NotAsked;
    }
    if sheet
        .gross
        .or(sheet.net)
        .is_some_and(|weight| weight < waived)
    {
        return HallmarkState::Waived;
    }
    HallmarkState::Due(on + Days::new(u64::from(duty.second_hand_days)))
}

/// The second-hand pieces in stock that have no hallmark and need one, the longest waiting first, with
/// the last day of each.
pub fn unmarked(tx: &ReadTx<'_>) -> Result<Vec<(Piece, NaiveDate)>, StoreError> {
    let pieces = store::without_hallmark(tx)?.into_iter();
    let due = pieces.filter_map(|piece| match hallmark_state(&piece) {
        HallmarkState::Due(by) => Some((piece, by)),
        _ => None,
    });
    Ok(due.collect())
}
