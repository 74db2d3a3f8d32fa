//! What the table's refusals are on the wire.

use shop::tables::{ApplyError, DrawUpError, SaveViewError, SelectError, StopError, WantedError};

use crate::problem::Problem;

impl From<SelectError> for Problem {
    fn from(error: SelectError) -> Self {
        match error {
            SelectError::Nothing => Self::refused("selection.nothing"),
            SelectError::TooMany(most) => Self::refused("selection.too_many").with("most", most),
            SelectError::Store(error) => error.into(),
        }
    }
}

impl From<WantedError> for Problem {
    fn from(error: WantedError) -> Self {
        match error {
            WantedError::PlaceUnknown => Self::refused("stock.place_unknown"),
            WantedError::FamilyUnknown => Self::refused("stock.family_unknown"),
            WantedError::SupplierUnknown => Self::refused("stock.supplier_unknown"),
            WantedError::Zero => Self::refused("bulk.zero"),
            WantedError::NothingLeft => Self::refused("bulk.nothing_left"),
            WantedError::PercentAbsurd => Self::refused("bulk.percent_absurd"),
            WantedError::AmountAbsurd => Self::refused("stock.price_absurd"),
            WantedError::Attribute(error) => error.into(),
            WantedError::Store(error) => error.into(),
        }
    }
}

fn wrong_state(state: shop::tables::Progress) -> Problem {
    Problem::conflict("bulk.state").with("state", state.code())
}

impl From<DrawUpError> for Problem {
    fn from(error: DrawUpError) -> Self {
        match error {
            DrawUpError::Selection(error) => error.into(),
            DrawUpError::Wanted(error) => error.into(),
            DrawUpError::PieceUnknown => Self::unknown("stock.piece_unknown"),
            DrawUpError::Unknown => Self::unknown("bulk.unknown"),
            DrawUpError::WrongState(state) => wrong_state(state),
            DrawUpError::IdTaken => Self::conflict("stock.id_taken"),
            DrawUpError::Store(error) => error.into(),
        }
    }
}

impl From<ApplyError> for Problem {
    fn from(error: ApplyError) -> Self {
        match error {
            ApplyError::Unknown => Self::unknown("bulk.unknown"),
            ApplyError::Nothing => Self::conflict("bulk.nothing"),
            ApplyError::Edit(error) => error.into(),
            ApplyError::Move(error) => error.into(),
            ApplyError::Parts(error) => error.into(),
            ApplyError::Store(error) => error.into(),
        }
    }
}

impl From<StopError> for Problem {
    fn from(error: StopError) -> Self {
        match error {
            StopError::Unknown => Self::unknown("bulk.unknown"),
            StopError::WrongState(state) => wrong_state(state),
            StopError::Store(error) => error.into(),
        }
    }
}

impl From<SaveViewError> for Problem {
    fn from(error: SaveViewError) -> Self {
        match error {
            SaveViewError::Unknown => Self::unknown("view.unknown"),
            SaveViewError::NameMissing => Self::refused("stock.name_missing"),
            SaveViewError::NameTooLong => Self::refused("view.name_too_long"),
            SaveViewError::NameTaken(name) => Self::conflict("view.name_taken").with("name", name),
            SaveViewError::NoColumn => Self::refused("view.no_column"),
            SaveViewError::Value(field) => Self::refused("stock.value_wrong").with("field", field),
            SaveViewError::Stale(version) => {
                Self::conflict("request.stale").with("version", version)
            }
            SaveViewError::MissingRight(error) => error.into(),
            SaveViewError::Store(error) => error.into(),
        }
    }
}
