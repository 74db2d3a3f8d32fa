//! Why nothing was written to an account, on the wire.

use shop::metal_account::MetalAccountError;

use crate::problem::Problem;

impl From<MetalAccountError> for Problem {
    fn from(error: MetalAccountError) -> Self {
        use MetalAccountError as E;
        match error {
            E::CustomerUnknown => Self::refused("metal_account.customer_unknown"),
            E::LotUnknown => Self::unknown("metal_account.lot_unknown"),
            E::EntryUnknown => Self::unknown("metal_account.entry_unknown"),
            E::PaperUnknown => Self::unknown("metal_account.paper_unknown"),
            E::OrderUnknown => Self::unknown("custom.unknown"),
            E::IdTaken => Self::conflict("stock.id_taken"),
            E::Field { field, position } => Self::refused("metal_account.field")
                .with("field", field)
                .with("position", position),
            E::TooMuch { left } => {
                Self::conflict("metal_account.too_much").with("left_mg", left.mg())
            }
            E::MixedMetals => Self::refused("metal_account.mixed_metals"),
            E::OtherCustomer => Self::conflict("metal_account.other_customer"),
            E::OrderState { state } => {
                Self::conflict("metal_account.order_state").with("state", state.code())
            }
            E::Corrected => Self::conflict("metal_account.corrected"),
            E::Touched => Self::conflict("metal_account.touched"),
            E::Changed { current } => Self::conflict("request.stale").with("version", current),
            E::ReasonMissing => Self::refused("metal_account.no_reason"),
            E::NoPrinter => Self::conflict("metal_account.no_printer"),
            E::TooManyPhotos { most } => {
                Self::refused("metal_account.too_many_photos").with("most", most)
            }
            E::PhotoUnknown => Self::unknown("file.unknown"),
            E::MissingRight(error) => error.into(),
            E::Journal(error) => error.into(),
            E::Store(error) => error.into(),
        }
    }
}
