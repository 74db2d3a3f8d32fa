//! Why an order does not begin or change, on the wire.

use shop::custom::{CustomError, PartRefusal};
use shop::stock::MakeError;

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
            E::OwnMetal {
                metal,
                has_mg,
                asked_mg,
            } => Self::conflict("custom.own_metal")
                .with("metal", metal.code())
                .with("has_mg", has_mg)
                .with("asked_mg", asked_mg),
            E::OwnStones { line } => Self::conflict("custom.own_stones").with("line", line),
            E::StonesHere { code } => Self::conflict("custom.stones_here").with("code", code),
            E::WeightMissing => Self::refused("custom.no_weight"),
            E::Differs {
                expected_ug,
                gross_ug,
                tolerance_ug,
            } => Self::refused("custom.differs")
                .with("expected_ug", expected_ug)
                .with("gross_ug", gross_ug)
                .with("tolerance_ug", tolerance_ug),
            E::NotAsAgreed => Self::refused("custom.not_as_agreed"),
            E::Second(error) => error.into(),
            E::Entrusted(error) => error.into(),
            E::OwnMetalPromised {
                metal,
                left_mg,
                asked_mg,
                order,
            } => Self::conflict("custom.own_metal_promised")
                .with("metal", metal.code())
                .with("left_mg", left_mg)
                .with("asked_mg", asked_mg)
                .with("order", order),
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
            E::Part(error) => error.into(),
            E::BalanceDue { balance_minor } => {
                Self::conflict("custom.balance_due").with("balance_minor", balance_minor)
            }
            E::RefundDue { paid_minor } => {
                Self::conflict("custom.refund_due").with("paid_minor", paid_minor)
            }
            E::NoPrinter => Self::conflict("custom.no_printer"),
            E::NotTicketed => Self::conflict("custom.not_ticketed"),
            E::Fee { most_minor } => Self::refused("custom.fee").with("most_minor", most_minor),
            E::MissingRight(error) => error.into(),
            E::Journal(error) => error.into(),
            E::Store(error) => error.into(),
        }
    }
}

impl From<PartRefusal> for Problem {
    fn from(error: PartRefusal) -> Self {
        use PartRefusal as E;
        match error {
            E::Unknown => Self::unknown("custom.part_unknown"),
            E::UseUnknown => Self::unknown("custom.use_unknown"),
            E::CodeUnknown { code } => Self::refused("custom.part_code").with("code", code),
            E::NotHere { number, state } => Self::conflict("custom.part_not_here")
                .with("number", number)
                .with("state", state.code()),
            E::NotOurs { number } => Self::conflict("custom.part_not_ours").with("number", number),
            E::InCart { number } => Self::conflict("custom.part_in_cart").with("number", number),
            E::Kept { number, order } => Self::conflict("stock.kept")
                .with("number", number)
                .with("order", order),
            E::NotTaken { number } => {
                Self::conflict("custom.part_not_taken").with("number", number)
            }
            E::Short { number, left } => Self::conflict("custom.part_short")
                .with("number", number)
                .with("left", left),
            E::SupplierUnknown => Self::refused("custom.supplier_unknown"),
            E::PersonUnknown => Self::refused("custom.person_unknown"),
            E::PlaceUnknown => Self::refused("stock.place_unknown"),
            E::PurchaseUnknown => Self::refused("custom.purchase_unknown"),
            E::Off => Self::conflict("custom.part_off"),
            E::Came { number } => Self::conflict("custom.part_came").with("number", number.clone()),
            E::Used => Self::conflict("custom.part_used"),
            E::TakenBack => Self::conflict("custom.use_taken_back"),
            E::NothingLeft => Self::conflict("custom.nothing_left"),
            E::TooMany { most } => Self::refused("custom.too_many_parts").with("most", most),
            E::PieceMissing => Self::conflict("custom.piece_missing"),
            E::PieceGone { number } => Self::conflict("custom.piece_gone").with("number", number),
            E::Make(MakeError::PartGone(number)) => {
                Self::conflict("custom.part_gone").with("number", number)
            }
            E::Make(MakeError::Create(error)) => error.into(),
            E::Make(MakeError::Edit(error)) => error.into(),
            E::Make(MakeError::Record(error)) | E::Record(error) => error.into(),
            E::Make(MakeError::Store(error)) => error.into(),
            E::Cost(error) => error.into(),
            E::Photo(error) => error.into(),
        }
    }
}
