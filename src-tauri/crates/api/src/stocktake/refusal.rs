//! Why a stocktake does not go on, on the wire.

use shop::stocktake::{
    CancelError, CloseError, CorrectError, Progress, ReadError, RecountError, SettleError,
    StartError, TakeBackError,
};

use crate::problem::Problem;

fn not_counting(state: Progress) -> Problem {
    Problem::conflict("stocktake.not_counting").with("state", state.code())
}

fn unknown() -> Problem {
    Problem::unknown("stocktake.unknown")
}

impl From<StartError> for Problem {
    fn from(error: StartError) -> Self {
        match error {
            StartError::ScopeUnknown => Self::refused("stocktake.scope_unknown"),
            StartError::AlreadyCounting { number } => {
                Self::conflict("stocktake.already_counting").with("number", number)
            }
            StartError::IdTaken => Self::conflict("stock.id_taken"),
            StartError::MissingRight(error) => error.into(),
            StartError::Store(error) => error.into(),
        }
    }
}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Unknown => unknown(),
            ReadError::NotCounting(state) => not_counting(state),
            ReadError::NotACode => Self::refused("stocktake.code"),
            ReadError::TooMany => Self::refused("stocktake.too_many"),
            ReadError::PlaceUnknown => Self::refused("stocktake.place_unknown"),
            ReadError::MissingRight(error) => error.into(),
            ReadError::Store(error) => error.into(),
        }
    }
}

impl From<TakeBackError> for Problem {
    fn from(error: TakeBackError) -> Self {
        match error {
            TakeBackError::Unknown => unknown(),
            TakeBackError::NotCounting(state) => not_counting(state),
            TakeBackError::NotRead => Self::conflict("stocktake.not_read"),
            TakeBackError::MissingRight(error) => error.into(),
            TakeBackError::Store(error) => error.into(),
        }
    }
}

impl From<RecountError> for Problem {
    fn from(error: RecountError) -> Self {
        match error {
            RecountError::Unknown => unknown(),
            RecountError::NotCounting(state) => not_counting(state),
            RecountError::NothingMissing => Self::conflict("stocktake.nothing_missing"),
            RecountError::MissingRight(error) => error.into(),
            RecountError::Store(error) => error.into(),
        }
    }
}

impl From<SettleError> for Problem {
    fn from(error: SettleError) -> Self {
        match error {
            SettleError::Unknown => unknown(),
            SettleError::NotCounting(state) => not_counting(state),
            SettleError::TooMany => Self::refused("stocktake.too_many"),
            SettleError::NotALine(what) => Self::refused("stocktake.not_a_line").because(what),
            SettleError::Unfit { number, status } => Self::conflict("stocktake.unfit")
                .with("number", number)
                .with("status", status.code()),
            SettleError::Reserved(number) => {
                Self::conflict("stocktake.reserved").with("number", number)
            }
            SettleError::ReasonMissing => Self::refused("stocktake.no_reason"),
            SettleError::PlaceUnknown => Self::refused("stocktake.place_unknown"),
            SettleError::MissingRight(error) => error.into(),
            SettleError::Store(error) => error.into(),
        }
    }
}

impl From<CloseError> for Problem {
    fn from(error: CloseError) -> Self {
        match error {
            CloseError::Unknown => unknown(),
            CloseError::NotCounting(state) => not_counting(state),
            CloseError::NotSettled(count) => {
                Self::conflict("stocktake.not_settled").with("count", count)
            }
            CloseError::Reserved(number) => {
                Self::conflict("stocktake.reserved").with("number", number)
            }
            CloseError::Record(error) => error.into(),
            CloseError::MissingRight(error) => error.into(),
            CloseError::Store(error) => error.into(),
            CloseError::Journal(error) => error.into(),
        }
    }
}

impl From<CancelError> for Problem {
    fn from(error: CancelError) -> Self {
        match error {
            CancelError::Unknown => unknown(),
            CancelError::NotCounting(state) => not_counting(state),
            CancelError::ReasonMissing => Self::refused("stocktake.no_reason"),
            CancelError::MissingRight(error) => error.into(),
            CancelError::Store(error) => error.into(),
            CancelError::Journal(error) => error.into(),
        }
    }
}

impl From<CorrectError> for Problem {
    fn from(error: CorrectError) -> Self {
        match error {
            CorrectError::Unknown => unknown(),
            CorrectError::NotClosed(state) => {
                Self::conflict("stocktake.not_closed").with("state", state.code())
            }
            CorrectError::NotALine(what) => Self::refused("stocktake.not_a_line").because(what),
            CorrectError::NoCorrection(_) => Self::refused("stocktake.no_correction"),
            CorrectError::ReasonMissing => Self::refused("stocktake.no_reason"),
            CorrectError::PlaceUnknown => Self::refused("stocktake.place_unknown"),
            CorrectError::Reserved(number) => {
                Self::conflict("stocktake.reserved").with("number", number)
            }
            CorrectError::Record(error) => error.into(),
            CorrectError::MissingRight(error) => error.into(),
            CorrectError::Store(error) => error.into(),
            CorrectError::Journal(error) => error.into(),
        }
    }
}
