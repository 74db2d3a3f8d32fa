//! What the refusals of imports are on the wire.

use serde_json::{Value, json};
use shop::imports::{CommitError, ImportState, KeepMappingError, ReadError, StartError, UndoError};
use shop::stock::Held;

use crate::problem::Problem;

pub(super) fn wrong_state(state: ImportState) -> Problem {
    Problem::conflict("import.state").with("state", state.code())
}

/// Which pieces and articles stand in the way, and the ticket or till of each.
fn in_the_way(code: &'static str, held: &[Held]) -> Problem {
    let which: Vec<Value> = held
        .iter()
        .map(|one| json!({ "number": one.number, "by": one.by }))
        .collect();
    let words: Vec<String> = held
        .iter()
        .map(|one| format!("{} ({})", one.number, one.by))
        .collect();
    Problem::conflict(code)
        .with("count", held.len())
        .with("pieces", words.join(", "))
        .with("which", which)
}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Empty => Self::refused("import.empty"),
            ReadError::TooLarge => Self::refused("import.too_large"),
            ReadError::NotATable => Self::refused("import.not_a_table"),
            ReadError::NotAWorkbook => Self::refused("import.not_a_workbook"),
            ReadError::UnpacksTooLarge(most) => {
                Self::refused("import.unpacks_too_large").with("mb", most / 1024 / 1024)
            }
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

impl From<KeepMappingError> for Problem {
    fn from(error: KeepMappingError) -> Self {
        match error {
            KeepMappingError::ImportUnknown => Self::unknown("import.unknown"),
            KeepMappingError::WrongState(state) => wrong_state(state),
            KeepMappingError::Stale(now) => Self::conflict("request.stale").with("version", now),
            KeepMappingError::Name => Self::refused("import.mapping_name"),
            KeepMappingError::Taken(name) => {
                Self::conflict("import.mapping_name_taken").with("name", name)
            }
            KeepMappingError::Unknown => Self::unknown("import.mapping_unknown"),
            KeepMappingError::Store(error) => error.into(),
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
            UndoError::Sold(held) => in_the_way("import.sold", &held),
            UndoError::Reserved(held) => in_the_way("import.reserved", &held),
            UndoError::Record(error) => error.into(),
            UndoError::Journal(error) => error.into(),
            UndoError::Store(error) => error.into(),
        }
    }
}
