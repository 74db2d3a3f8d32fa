//! Why an order does not begin or change, on the wire.

use shop::custom::CustomError;

use crate::problem::Problem;

impl From<CustomError> for Problem {
    fn from(error: CustomError) -> Self {
        use CustomError as E;
        match error {
            E::Unknown => Self::unknown("custom.unknown"),
            E::QuoteUnknown => Self::unknown("custom.quote_unknown"),
            E::IdTaken => Self::conflict("stock.id_taken"),
            E::CustomerUnknown => Self::refused("custom.customer_unknown"),
            E::Field { field, line } => Self::refused("custom.field")
                .with("field", field)
                .with("line", line),
            E::TooManyLines { most } => Self::refused("custom.too_many_lines").with("most", most),
            E::WrongState { state } => {
                Self::conflict("custom.wrong_state").with("state", state.code())
            }
            E::Changed { current } => Self::conflict("request.stale").with("version", current),
            E::ReasonMissing => Self::refused("custom.no_reason"),
            E::NoDraft => Self::conflict("custom.no_draft"),
            E::Unpriced => Self::conflict("custom.unpriced"),
            E::RateMoved => Self::conflict("custom.rate_moved"),
            E::QuoteExpired { until } => {
                Self::conflict("custom.quote_expired").with("until", until.to_string())
            }
            E::QuoteHolds { until } => {
                Self::conflict("custom.quote_holds").with("until", until.to_string())
            }
            E::ValidUntil => Self::refused("custom.valid_until"),
            E::ChannelMissing => Self::refused("custom.no_channel"),
            E::NotSigned => Self::conflict("custom.not_signed"),
            E::EmptyFile => Self::refused("custom.empty_file"),
            E::TooManyFiles { most } => Self::refused("custom.too_many_files").with("most", most),
            E::FileUnknown => Self::unknown("custom.file_unknown"),
            E::BalanceDue { balance_minor } => {
                Self::conflict("custom.balance_due").with("balance_minor", balance_minor)
            }
            E::RefundDue { paid_minor } => {
                Self::conflict("custom.refund_due").with("paid_minor", paid_minor)
            }
            E::NotTicketed => Self::conflict("custom.not_ticketed"),
            E::Fee { most_minor } => Self::refused("custom.fee").with("most_minor", most_minor),
            E::MissingRight(error) => error.into(),
            E::Journal(error) => error.into(),
            E::Store(error) => error.into(),
        }
    }
}
