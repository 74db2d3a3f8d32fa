//! Why a day is not opened or closed and no cash moves, on the wire.

use shop::till::{
    CloseDayError, ClosePeriodError, MoveCashError, OpenDayError, OpenDrawerError,
    PrintClosingError, RecountError, XError,
};

use crate::problem::Problem;

impl From<OpenDayError> for Problem {
    fn from(error: OpenDayError) -> Self {
        let detail = error.to_string();
        match error {
            OpenDayError::NoTill => Self::refused("till.missing"),
            OpenDayError::AlreadyOpen { business_on } => {
                Self::conflict("day.already_open").with("business_on", business_on.to_string())
            }
            OpenDayError::AlreadyClosed { closed_on } => {
                Self::conflict("day.already_closed").with("closed_on", closed_on.to_string())
            }
            OpenDayError::MonthClosed { business_on } => {
                Self::conflict("day.month_closed").with("business_on", business_on.to_string())
            }
            OpenDayError::FarAhead { closed_on } => {
                Self::conflict("day.far_ahead").with("closed_on", closed_on.to_string())
            }
            OpenDayError::Count => Self::refused("day.count"),
            OpenDayError::MissingRight(error) => error.into(),
            OpenDayError::Store(error) => error.into(),
            OpenDayError::Journal(error) => error.into(),
            OpenDayError::Post(error) => error.into(),
            OpenDayError::Period(error) => error.into(),
        }
        .because(detail)
    }
}

impl From<ClosePeriodError> for Problem {
    fn from(error: ClosePeriodError) -> Self {
        let detail = error.to_string();
        match error {
            ClosePeriodError::NotOver { first } => {
                Self::conflict("period.not_over").with("first", first.to_string())
            }
            ClosePeriodError::AlreadyClosed { first } => {
                Self::conflict("period.already_closed").with("first", first.to_string())
            }
            ClosePeriodError::DayOpen { business_on } => {
                Self::conflict("period.day_open").with("business_on", business_on.to_string())
            }
            ClosePeriodError::Store(error) => error.into(),
            ClosePeriodError::Journal(error) => error.into(),
        }
        .because(detail)
    }
}

impl From<MoveCashError> for Problem {
    fn from(error: MoveCashError) -> Self {
        let detail = error.to_string();
        match error {
            MoveCashError::NoTill => Self::refused("till.missing"),
            MoveCashError::NotOpen => Self::conflict("day.not_open"),
            MoveCashError::Amount => Self::refused("cash.amount"),
            MoveCashError::NotThatMuch => Self::refused("cash.not_that_much"),
            MoveCashError::NoReason => Self::refused("cash.no_reason"),
            MoveCashError::OverLimit { limit_minor } => {
                Self::refused("cash.over_limit").with("limit_minor", limit_minor)
            }
            MoveCashError::MissingRight(error) => error.into(),
            MoveCashError::Store(error) => error.into(),
            MoveCashError::Journal(error) => error.into(),
            MoveCashError::Post(error) => error.into(),
        }
        .because(detail)
    }
}

impl From<CloseDayError> for Problem {
    fn from(error: CloseDayError) -> Self {
        let detail = error.to_string();
        match error {
            CloseDayError::NoTill => Self::refused("till.missing"),
            CloseDayError::NotOpen => Self::conflict("day.not_open"),
            CloseDayError::Count => Self::refused("day.count"),
            CloseDayError::Difference { differences } => {
                // Which, never by how much: a count that is told what is missing can be made to fit.
                let tenders: Vec<String> = differences.into_iter().map(|one| one.tender).collect();
                Self::refused("day.difference").with("tenders", tenders)
            }
            CloseDayError::MissingRight(error) => error.into(),
            CloseDayError::Store(error) => error.into(),
            CloseDayError::Journal(error) => error.into(),
            CloseDayError::Post(error) => error.into(),
        }
        .because(detail)
    }
}

impl From<XError> for Problem {
    fn from(error: XError) -> Self {
        match error {
            XError::NoTill => Self::refused("till.missing"),
            XError::NotOpen => Self::conflict("day.not_open"),
            XError::MissingRight(error) => error.into(),
            XError::Store(error) => error.into(),
        }
    }
}

impl From<OpenDrawerError> for Problem {
    fn from(error: OpenDrawerError) -> Self {
        match error {
            OpenDrawerError::NoReason => Self::refused("drawer.no_reason"),
            OpenDrawerError::MissingRight(error) => error.into(),
            OpenDrawerError::Store(error) => error.into(),
            OpenDrawerError::Journal(error) => error.into(),
        }
    }
}

impl From<PrintClosingError> for Problem {
    fn from(error: PrintClosingError) -> Self {
        match error {
            PrintClosingError::Unknown => Self::unknown("closing.unknown"),
            PrintClosingError::NoTill => Self::conflict("device.none"),
            PrintClosingError::MissingRight(error) => error.into(),
            PrintClosingError::Enqueue(error) => error.into(),
            PrintClosingError::Job(error) => error.into(),
            PrintClosingError::Store(error) => error.into(),
            PrintClosingError::Journal(error) => error.into(),
        }
    }
}

impl From<RecountError> for Problem {
    fn from(error: RecountError) -> Self {
        match error {
            RecountError::MissingRight(error) => error.into(),
            RecountError::Store(error) => error.into(),
            RecountError::Journal(error) => error.into(),
        }
    }
}
