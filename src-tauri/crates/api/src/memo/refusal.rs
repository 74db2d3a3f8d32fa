//! Why a memo or an account does not change, on the wire.

use shop::memo::{MemoError, SettleError};

use crate::problem::Problem;

impl From<MemoError> for Problem {
    fn from(error: MemoError) -> Self {
        match error {
            MemoError::Unknown => Self::unknown("memo.unknown"),
            MemoError::IdTaken => Self::conflict("stock.id_taken"),
            MemoError::PartyUnknown => Self::refused("memo.party_unknown"),
            MemoError::DuePast => Self::refused("memo.due_past"),
            MemoError::DueTooFar => Self::refused("memo.due_too_far"),
            MemoError::NoLines => Self::refused("memo.no_lines"),
            MemoError::TooMany { most } => Self::refused("memo.too_many").with("most", most),
            MemoError::Amount { number } => Self::refused("memo.amount").with("number", number),
            MemoError::Twice { number } => Self::refused("memo.twice").with("number", number),
            MemoError::PieceUnknown => Self::refused("memo.piece_unknown"),
            MemoError::PieceState { number, state } => Self::conflict("memo.piece_state")
                .with("number", number)
                .with("state", state.code()),
            MemoError::NotOurs { number } => Self::conflict("memo.not_ours").with("number", number),
            MemoError::Reserved { number } => {
                Self::conflict("memo.reserved").with("number", number)
            }
            MemoError::OnMemo { number, memo } => Self::conflict("memo.on_memo")
                .with("number", number)
                .with("memo", memo),
            MemoError::UnknownLine => Self::refused("memo.unknown_line"),
            MemoError::LineState { number, state } => Self::conflict("memo.line_state")
                .with("number", number)
                .with("state", state.code()),
            MemoError::WrongDirection => Self::refused("memo.wrong_direction"),
            MemoError::MovedOn { number, state } => Self::conflict("memo.moved_on")
                .with("number", number)
                .with("state", state.code()),
            MemoError::SellAtTill => Self::refused("memo.sell_at_till"),
            MemoError::NotAllHeld { number, state } => Self::conflict("memo.not_all_held")
                .with("number", number)
                .with("state", state.code()),
            MemoError::NothingHeld => Self::conflict("memo.nothing_held"),
            MemoError::ReasonMissing => Self::refused("memo.no_reason"),
            MemoError::DocumentMissing => Self::refused("memo.no_document"),
            MemoError::PlaceUnknown => Self::refused("memo.place_unknown"),
            MemoError::Record(error) => error.into(),
            MemoError::MissingRight(error) => error.into(),
            MemoError::Post(error) => error.into(),
            MemoError::Journal(error) => error.into(),
            MemoError::Store(error) => error.into(),
        }
    }
}

impl From<SettleError> for Problem {
    fn from(error: SettleError) -> Self {
        match error {
            SettleError::PartyUnknown => Self::unknown("memo.party_unknown"),
            SettleError::IdTaken => Self::conflict("stock.id_taken"),
            SettleError::Amount => Self::refused("memo.settle_amount"),
            SettleError::MoreThanOwed { owed_minor } => {
                Self::refused("memo.more_than_owed").with("owed_minor", owed_minor)
            }
            SettleError::Day => Self::refused("memo.settle_day"),
            SettleError::ReferenceMissing => Self::refused("memo.no_reference"),
            SettleError::Unknown => Self::unknown("memo.settlement_unknown"),
            SettleError::Reversed => Self::conflict("memo.settlement_reversed"),
            SettleError::ReasonMissing => Self::refused("memo.no_reason"),
            SettleError::Cash(error) => error.into(),
            SettleError::Post(error) => error.into(),
            SettleError::MissingRight(error) => error.into(),
            SettleError::Journal(error) => error.into(),
            SettleError::Store(error) => error.into(),
        }
    }
}
