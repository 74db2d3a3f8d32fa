//! Why a ticket is not issued, annulled or printed, on the wire.

use shop::deposit::SettleError;
use shop::ledger::PostError;
use shop::sales::{
    CompleteSaleError, DuplicateError, IssueError, PrintReceiptError, VoidSaleError,
};
use shop::stock::custody::RecordError;
use shop::till::DayError;

use crate::problem::Problem;

impl From<DayError> for Problem {
    fn from(error: DayError) -> Self {
        let detail = error.to_string();
        match error {
            DayError::NoTill => Self::refused("till.missing"),
            DayError::NotOpen => Self::conflict("day.not_open"),
            DayError::Forgotten { business_on } => {
                Self::conflict("day.forgotten").with("business_on", business_on.to_string())
            }
            DayError::Store(error) => error.into(),
        }
        .because(detail)
    }
}

impl From<PostError> for Problem {
    fn from(error: PostError) -> Self {
        match error {
            PostError::Store(error) => error.into(),
            PostError::Unbalanced { .. } => Self::fault(error),
        }
    }
}

impl From<IssueError> for Problem {
    fn from(error: IssueError) -> Self {
        match error {
            IssueError::Store(error) => error.into(),
            IssueError::Journal(error) => error.into(),
            IssueError::Post(error) => error.into(),
            IssueError::Settle(SettleError::Repair(error)) => error.into(),
            IssueError::Settle(SettleError::Appraisal(error)) => error.into(),
            IssueError::Settle(SettleError::Custom(error)) => error.into(),
            IssueError::Custody(RecordError::Store(error)) => error.into(),
            IssueError::Custody(error) => Self::conflict("sale.piece_moved").because(error),
        }
    }
}

impl From<CompleteSaleError> for Problem {
    fn from(error: CompleteSaleError) -> Self {
        match error {
            CompleteSaleError::Cart(error) => error.into(),
            CompleteSaleError::Day(error) => error.into(),
            CompleteSaleError::Payment(error) => error.into(),
            CompleteSaleError::MissingRight(error) => error.into(),
            CompleteSaleError::Store(error) => error.into(),
            CompleteSaleError::Issue(error) => error.into(),
        }
    }
}

impl From<VoidSaleError> for Problem {
    fn from(error: VoidSaleError) -> Self {
        let detail = error.to_string();
        match error {
            VoidSaleError::NoTill => Self::refused("till.missing"),
            VoidSaleError::Unknown => Self::unknown("sale.unknown"),
            VoidSaleError::IsVoid => Self::conflict("sale.is_void"),
            VoidSaleError::AlreadyVoid { by } => Self::conflict("sale.already_void").with("by", by),
            VoidSaleError::PartlyReturned => Self::conflict("sale.partly_returned"),
            VoidSaleError::PieceGone { number } => {
                Self::conflict("sale.piece_gone").with("number", number)
            }
            VoidSaleError::HandedOver { code } => {
                Self::conflict("sale.handed_over").with("code", code)
            }
            VoidSaleError::NoReason => Self::refused("sale.no_reason"),
            VoidSaleError::NotInDrawer => Self::conflict("sale.void_not_in_drawer"),
            VoidSaleError::CashLimit { limit_minor } => {
                Self::refused("sale.void_cash_limit").with("limit_minor", limit_minor)
            }
            VoidSaleError::Day(error) => error.into(),
            VoidSaleError::MissingRight(error) => error.into(),
            VoidSaleError::Store(error) => error.into(),
            VoidSaleError::Journal(error) => error.into(),
            VoidSaleError::Issue(error) => error.into(),
        }
        .because(detail)
    }
}

impl From<DuplicateError> for Problem {
    fn from(error: DuplicateError) -> Self {
        match error {
            DuplicateError::Unknown => Self::unknown("sale.unknown"),
            DuplicateError::MissingRight(error) => error.into(),
            DuplicateError::Store(error) => error.into(),
            DuplicateError::Journal(error) => error.into(),
        }
    }
}

impl From<PrintReceiptError> for Problem {
    fn from(error: PrintReceiptError) -> Self {
        match error {
            PrintReceiptError::NoTill => Self::refused("till.missing"),
            PrintReceiptError::Duplicate(error) => error.into(),
            PrintReceiptError::Enqueue(error) => error.into(),
            PrintReceiptError::Job(error) => error.into(),
            PrintReceiptError::Store(error) => error.into(),
        }
    }
}
