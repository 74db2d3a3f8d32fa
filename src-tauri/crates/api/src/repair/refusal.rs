//! Why a repair does not change, on the wire.

use shop::repair::RepairError;

use crate::problem::Problem;

impl From<RepairError> for Problem {
    fn from(error: RepairError) -> Self {
        use RepairError as E;
        match error {
            E::Unknown | E::JobUnknown => Self::unknown("repair.unknown"),
            E::IdTaken => Self::conflict("stock.id_taken"),
            E::CustomerUnknown => Self::refused("repair.customer_unknown"),
            E::NoObjects => Self::refused("repair.no_objects"),
            E::TooMany { most } => Self::refused("repair.too_many").with("most", most),
            E::Field { field, position } => Self::refused("repair.field")
                .with("field", field)
                .with("position", position),
            E::Promised => Self::refused("repair.promised"),
            E::Engraving { sign } => {
                Self::refused("repair.engraving").with("sign", sign.to_string())
            }
            E::WrongState { state } => {
                Self::conflict("repair.wrong_state").with("state", state.code())
            }
            E::TasksStand { state } => {
                Self::conflict("repair.tasks_stand").with("state", state.code())
            }
            E::Changed { current } => Self::conflict("request.stale").with("version", current),
            E::ReasonMissing => Self::refused("repair.no_reason"),
            E::VendorUnknown => Self::refused("repair.vendor_unknown"),
            E::PlaceUnknown => Self::refused("repair.place_unknown"),
            E::PersonUnknown => Self::refused("repair.person_unknown"),
            E::TariffUnknown => Self::refused("tariff.unknown"),
            E::Unpriced => Self::conflict("repair.unpriced"),
            E::AboveCeiling {
                total_minor,
                ceiling_minor,
            } => Self::conflict("repair.above_ceiling")
                .with("total_minor", total_minor)
                .with("ceiling_minor", ceiling_minor),
            E::ApprovalNeeded => Self::conflict("repair.approval_needed"),
            E::EstimateUnknown => Self::unknown("repair.estimate_unknown"),
            E::EstimateClosed => Self::conflict("repair.estimate_closed"),
            E::NotSigned => Self::refused("repair.not_signed"),
            E::NotReturned => Self::unknown("repair.not_returned"),
            E::NoAddress => Self::conflict("repair.no_address"),
            E::NoLetter => Self::unknown("repair.no_letter"),
            E::EstimateExpired { until } => {
                Self::conflict("repair.estimate_expired").with("until", until.to_string())
            }
            E::EstimateHolds { until } => {
                Self::conflict("repair.estimate_holds").with("until", until.to_string())
            }
            E::ValidUntil => Self::refused("repair.valid_until"),
            E::ChannelMissing => Self::refused("repair.no_channel"),
            E::BalanceDue { balance_minor } => {
                Self::conflict("repair.balance_due").with("balance_minor", balance_minor)
            }
            E::Fee { most_minor } => Self::refused("repair.fee").with("most_minor", most_minor),
            E::NotTicketed => Self::conflict("repair.not_ticketed"),
            E::RefundDue { paid_minor } => {
                Self::conflict("repair.refund_due").with("paid_minor", paid_minor)
            }
            E::WrongSlip { number } => Self::refused("repair.wrong_slip").with("number", number),
            E::EnvelopeShown { code } => Self::refused("repair.envelope_shown").with("code", code),
            E::WeightMissing => Self::refused("repair.no_weight"),
            E::Differs {
                expected_ug,
                gross_ug,
                tolerance_ug,
            } => Self::refused("repair.differs")
                .with("expected_ug", expected_ug)
                .with("gross_ug", gross_ug)
                .with("tolerance_ug", tolerance_ug),
            E::StonesUnseen { stones, seen } => Self::refused("repair.stones_unseen")
                .with("stones", stones)
                .with("seen", seen),
            E::NotTheSame => Self::refused("repair.not_the_same"),
            E::TooEarly { from } => {
                Self::conflict("repair.too_early").with("from", from.to_string())
            }
            E::NotNotified => Self::conflict("repair.not_notified"),
            E::NoRedo => Self::refused("repair.no_redo"),
            E::WarrantyOver { until } => {
                let over = Self::conflict("repair.warranty_over");
                match until {
                    Some(until) => over.with("until", until.to_string()),
                    None => over,
                }
            }
            E::RedoUnderway { code } => Self::conflict("repair.redo_underway").with("code", code),
            E::NoPrinter => Self::conflict("repair.no_printer"),
            E::NoWarranty => Self::unknown("repair.no_warranty"),
            E::TooManyMarks { most } => Self::refused("repair.too_many_marks").with("most", most),
            E::MarkOutside { position } => {
                Self::refused("repair.mark_outside").with("position", position)
            }
            E::MarkSize { position } => {
                Self::refused("repair.mark_size").with("position", position)
            }
            E::MarkText { position } => {
                Self::refused("repair.mark_text").with("position", position)
            }
            E::PhotoUnknown => Self::unknown("repair.photo_unknown"),
            E::TooManyPhotos { most } => Self::refused("repair.too_many_photos").with("most", most),
            E::MissingRight(error) => error.into(),
            E::Second(error) => error.into(),
            E::Journal(error) => error.into(),
            E::Store(error) => error.into(),
        }
    }
}
