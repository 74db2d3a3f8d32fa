//! Why a tray is not carried or a count not taken, on the wire.

use shop::trays::TrayError;

use crate::problem::Problem;

impl From<TrayError> for Problem {
    fn from(error: TrayError) -> Self {
        match error {
            TrayError::Unknown => Self::unknown("tray.unknown"),
            TrayError::IdTaken => Self::conflict("stock.id_taken"),
            TrayError::NoTray => Self::refused("tray.none"),
            TrayError::TooMany => Self::refused("tray.too_many"),
            TrayError::PlaceUnknown => Self::refused("tray.place_unknown"),
            TrayError::IntoTray => Self::refused("tray.into_tray"),
            TrayError::AlreadyThere => Self::conflict("tray.already_there"),
            TrayError::MoveUnknown => Self::unknown("tray.move_unknown"),
            TrayError::Undone => Self::conflict("tray.undone"),
            TrayError::CarriedOn { tray } => Self::conflict("tray.carried_on").with("tray", tray),
            TrayError::ReasonMissing => Self::refused("tray.no_reason"),
            TrayError::Number => Self::refused("tray.number"),
            TrayError::NotInTray => Self::refused("tray.not_in_tray"),
            TrayError::NotACode => Self::refused("tray.code"),
            TrayError::CountUnknown => Self::unknown("tray.count_unknown"),
            TrayError::CountStandsNoMore => Self::conflict("tray.count_stands_no_more"),
            TrayError::MissingRight(error) => error.into(),
            TrayError::Journal(error) => error.into(),
            TrayError::Store(error) => error.into(),
        }
    }
}
