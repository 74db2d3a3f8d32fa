//! What the refusals of metal and price are on the wire.

use serde_json::{Value, json};
use shop::metal::{
    EnterRateError, ImportRatesError, ImportStonesError, LeftOut, ReadRatesError, RepriceError,
    SaveFormulaError, SavePartsError, UndoRepricingError, WithdrawStonesError,
};

use crate::problem::Problem;

impl From<EnterRateError> for Problem {
    fn from(error: EnterRateError) -> Self {
        match error {
            EnterRateError::NotPrecious => Self::refused("metal.not_precious"),
            EnterRateError::SourceMissing => Self::refused("metal.source_missing"),
            EnterRateError::NotPositive => Self::refused("metal.rate_not_positive"),
            EnterRateError::Absurd => Self::refused("metal.rate_absurd"),
            EnterRateError::Future(on) => {
                Self::refused("metal.rate_future").with("day", on.to_string())
            }
            EnterRateError::Far(gram_micro) => {
                Self::conflict("metal.rate_far").with("gram_micro", gram_micro)
            }
            EnterRateError::Taken => Self::conflict("metal.rate_taken"),
            EnterRateError::NothingToCorrect => Self::conflict("metal.nothing_to_correct"),
            EnterRateError::Store(error) => error.into(),
        }
    }
}

impl From<ImportRatesError> for Problem {
    fn from(error: ImportRatesError) -> Self {
        match error {
            ImportRatesError::NotPrecious => Self::refused("metal.not_precious"),
            ImportRatesError::SourceMissing => Self::refused("metal.source_missing"),
            ImportRatesError::Read(ReadRatesError::Table(error)) => {
                Self::refused("metal.file").because(error)
            }
            ImportRatesError::Read(ReadRatesError::NoCurrency(currency)) => {
                Self::refused("metal.file_currency").with("currency", currency.code())
            }
            ImportRatesError::Read(ReadRatesError::TooMany) => Self::refused("metal.file_too_long"),
            ImportRatesError::NothingNew => Self::conflict("metal.file_nothing_new"),
            ImportRatesError::Store(error) => error.into(),
        }
    }
}

impl From<ImportStonesError> for Problem {
    fn from(error: ImportStonesError) -> Self {
        match error {
            ImportStonesError::Read(error) => ImportRatesError::Read(error).into(),
            ImportStonesError::NotAList => Self::refused("pricing.not_a_list"),
            ImportStonesError::Factor => Self::refused("pricing.factor"),
            ImportStonesError::NothingNew => Self::conflict("metal.file_nothing_new"),
            ImportStonesError::Store(error) => error.into(),
        }
    }
}

impl From<WithdrawStonesError> for Problem {
    fn from(error: WithdrawStonesError) -> Self {
        match error {
            WithdrawStonesError::Unknown => Self::unknown("pricing.list_unknown"),
            WithdrawStonesError::Already => Self::conflict("pricing.list_withdrawn"),
            WithdrawStonesError::Store(error) => error.into(),
        }
    }
}

impl From<SaveFormulaError> for Problem {
    fn from(error: SaveFormulaError) -> Self {
        match error {
            SaveFormulaError::FamilyUnknown => Self::unknown("stock.family_unknown"),
            SaveFormulaError::Value(field) => Self::refused("pricing.value").with("field", field),
            SaveFormulaError::Coefficient => Self::refused("pricing.coefficient"),
            SaveFormulaError::Stale(version) => {
                Self::conflict("request.stale").with("version", version)
            }
            SaveFormulaError::Store(error) => error.into(),
        }
    }
}

impl From<SavePartsError> for Problem {
    fn from(error: SavePartsError) -> Self {
        match error {
            SavePartsError::PieceUnknown => Self::unknown("stock.piece_unknown"),
            SavePartsError::Sold => Self::conflict("stock.piece_sold"),
            SavePartsError::Value(field) => Self::refused("pricing.value").with("field", field),
            SavePartsError::Coefficient => Self::refused("pricing.coefficient"),
            SavePartsError::Stale(version) => {
                Self::conflict("request.stale").with("version", version)
            }
            SavePartsError::Edit(error) => error.into(),
            SavePartsError::Store(error) => error.into(),
        }
    }
}

/// Each piece that kept its price, with why.
pub(super) fn left_out(of: &[LeftOut]) -> Value {
    let rows = of.iter().map(|one| {
        json!({
            "piece_id": one.piece.to_string(),
            "number": one.number,
            "why": one.why.code(),
        })
    });
    rows.collect()
}

impl From<RepriceError> for Problem {
    fn from(error: RepriceError) -> Self {
        match error {
            RepriceError::NothingAccepted => Self::refused("repricing.nothing"),
            RepriceError::AllLeftOut(of) => Self::conflict("repricing.all_left_out")
                .with("count", of.len())
                .with("left_out", left_out(&of)),
            RepriceError::Note => Self::refused("repricing.note"),
            RepriceError::Edit(error) => error.into(),
            RepriceError::Store(error) => error.into(),
        }
    }
}

impl From<UndoRepricingError> for Problem {
    fn from(error: UndoRepricingError) -> Self {
        match error {
            UndoRepricingError::Unknown => Self::unknown("repricing.unknown"),
            UndoRepricingError::AlreadyUndone(number) => {
                Self::conflict("repricing.already_undone").with("number", number)
            }
            UndoRepricingError::AllLeftOut(of) => Self::conflict("repricing.all_left_out")
                .with("count", of.len())
                .with("left_out", left_out(&of)),
            UndoRepricingError::Note => Self::refused("repricing.note"),
            UndoRepricingError::Edit(error) => error.into(),
            UndoRepricingError::Store(error) => error.into(),
        }
    }
}
