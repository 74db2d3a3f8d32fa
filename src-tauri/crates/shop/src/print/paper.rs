//! What is printed, as a frozen value.

use documents::label::Label;
use documents::{Receipt, Report, Slip};
use serde::{Deserialize, Serialize};

use super::JobKind;

/// A document, kept as JSON in the spool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "paper", content = "document")]
pub enum Paper {
    Receipt(Box<Receipt>),
    Report(Box<Report>),
    Slip(Box<Slip>),
    Label(Box<Label>),
}

impl Paper {
    /// A paper with a copy number is a duplicate.
    pub fn kind(&self) -> JobKind {
        match self {
            Self::Receipt(receipt) if receipt.copy == 0 => JobKind::Receipt,
            Self::Receipt(_) => JobKind::Duplicate,
            Self::Report(report) if report.copy == 0 => JobKind::Report,
            Self::Report(_) => JobKind::Duplicate,
            Self::Slip(_) => JobKind::Slip,
            Self::Label(_) => JobKind::Label,
        }
    }
}
