//! Refusals of messages as problems.

use shop::notify::NotifyError;

use crate::problem::Problem;

impl From<NotifyError> for Problem {
    fn from(error: NotifyError) -> Self {
        match error {
            NotifyError::Unknown => Self::unknown("notify.unknown"),
            NotifyError::IdTaken => Self::conflict("notify.id_taken"),
            NotifyError::State(state) => Self::conflict("notify.state").with("state", state.code()),
            NotifyError::Repeated => Self::conflict("notify.repeated"),
            NotifyError::Address(channel) => {
                Self::refused("notify.address").with("channel", channel.code())
            }
            NotifyError::NotSetUp(channel) => {
                Self::conflict("notify.not_set_up").with("channel", channel.code())
            }
            NotifyError::CustomerUnknown => Self::refused("notify.customer_unknown"),
            NotifyError::Blank(name) => Self::refused("notify.blank").with("name", name),
            NotifyError::Brace => Self::refused("notify.brace"),
            NotifyError::TooLong { most } => Self::refused("notify.too_long").with("most", most),
            NotifyError::Empty => Self::refused("notify.empty"),
            NotifyError::Field(field) => Self::refused("notify.field").with("field", field),
            NotifyError::MissingRight(error) => error.into(),
            NotifyError::Journal(error) => error.into(),
            NotifyError::Store(error) => error.into(),
        }
    }
}
