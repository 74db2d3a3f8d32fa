//! What the refusals of imports are on the wire.

use shop::imports::{CommitError, ImportState, ReadError, StartError, UndoError};

use crate::problem::Problem;

pub(super) fn wrong_state(state: ImportState) -> Problem {
    Problem::conflict("import.state").with("state", state.code())
}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Empty => Self::refused("import.empty"),
            ReadError::TooLarge => Self::refused("import.too_large"),
            ReadError::NotATable => Self::refused("import.not_a_table"),
            ReadError::NotAWorkbook => Self::refused("import.not_a_workbook"),
            ReadError::TooMany => Self::refused("import.too_many"),
        }
    }
}

impl From<StartError> for Problem {
    fn from(error: StartError) -> Self {
        match error {
            StartError::Read(error) => error.into(),
            StartError::ImportUnknown => Self::unknown("import.unknown"),
            StartError::WrongState(state) => wrong_state(state),
            StartError::Stale(now) => Self::conflict("request.stale").with("version", now),
            StartError::Store(error) => error.into(),
        }
    }
}

impl From<CommitError> for Problem {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::ImportUnknown => Self::unknown("import.unknown"),
            CommitError::WrongState(state) => wrong_state(state),
            CommitError::MappingIncomplete => Self::refused("import.mapping_incomplete"),
            CommitError::Read(error) => error.into(),
            CommitError::Plain(error) => error.into(),
            CommitError::Journal(error) => error.into(),
            CommitError::Store(error) => error.into(),
        }
    }
}

impl From<UndoError> for Problem {
    fn from(error: UndoError) -> Self {
        match error {
            UndoError::ImportUnknown => Self::unknown("import.unknown"),
            UndoError::WrongState(state) => wrong_state(state),
            UndoError::Sold(count) => Self::conflict("import.sold").with("count", count),
            UndoError::Reserved(count) => Self::conflict("import.reserved").with("count", count),
            UndoError::Record(error) => error.into(),
            UndoError::Journal(error) => error.into(),
            UndoError::Store(error) => error.into(),
        }
    }
}
