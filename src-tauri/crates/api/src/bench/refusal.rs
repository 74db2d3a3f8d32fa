//! The refusals of the bench as problems.

use shop::bench::BenchError;
use shop::stock::RecordError;

use crate::problem::Problem;
use crate::wire::when;

impl From<BenchError> for Problem {
    fn from(error: BenchError) -> Self {
        use BenchError as E;
        match error {
            E::Unknown => Self::unknown("bench.unknown"),
            E::NoPrinter => Self::conflict("repair.no_printer"),
            E::IdTaken => Self::conflict("stock.id_taken"),
            E::WrongState { state } => {
                Self::conflict("bench.wrong_state").with("state", state.code())
            }
            E::TaskUnknown => Self::refused("bench.task_unknown"),
            E::PersonUnknown => Self::refused("repair.person_unknown"),
            E::VendorUnknown => Self::refused("repair.vendor_unknown"),
            E::ReasonMissing => Self::refused("repair.no_reason"),
            E::ClockRunning => Self::conflict("bench.clock_running"),
            E::NoClock => Self::conflict("bench.no_clock"),
            E::ClockForgotten { since } => {
                Self::conflict("bench.clock_forgotten").with("since", when(since))
            }
            E::Minutes => Self::refused("bench.minutes"),
            E::DayFull { left } => Self::refused("bench.day_full").with("left_minutes", left),
            E::Day => Self::refused("bench.day"),
            E::Corrected => Self::conflict("bench.corrected"),
            E::PartUnknown { code } => Self::refused("bench.part_unknown").with("code", code),
            E::PartNotHere { number, state } => Self::conflict("bench.part_not_here")
                .with("number", number)
                .with("state", state.code()),
            E::PartKept { number, order } => Self::conflict("stock.kept")
                .with("number", number)
                .with("order", order),
            E::PartReserved { number } => {
                Self::conflict("bench.part_reserved").with("number", number)
            }
            E::PartNotOurs { number } => {
                Self::conflict("bench.part_not_ours").with("number", number)
            }
            E::PartNotTaken { number } => {
                Self::conflict("bench.part_not_taken").with("number", number)
            }
            E::PartShort { number, left } => Self::conflict("bench.part_short")
                .with("number", number)
                .with("left", left),
            E::Quantity => Self::refused("bench.quantity"),
            E::Weight => Self::refused("bench.weight"),
            E::Title => Self::refused("bench.title"),
            E::HourCost => Self::refused("bench.hour_cost"),
            E::Due => Self::refused("bench.due"),
            E::Lines => Self::refused("bench.lines"),
            E::Amount => Self::refused("bench.amount"),
            E::NotBack { code } => Self::conflict("bench.not_back").with("code", code),
            E::Billed { reference } => Self::conflict("bench.billed").with("reference", reference),
            E::NotAgreed { code } => Self::refused("bench.not_agreed").with("code", code),
            E::Purchase(error) => error.into(),
            E::Repair(error) => error.into(),
            // Whoever else moved the piece meanwhile.
            E::Record(RecordError::WrongState(_) | RecordError::UnknownPiece) => {
                Self::conflict("bench.corrected")
            }
            E::Record(RecordError::Store(error)) | E::Store(error) => error.into(),
            E::MissingRight(error) => error.into(),
            E::Journal(error) => error.into(),
        }
    }
}
