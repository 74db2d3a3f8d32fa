//! A paper, and why nothing becomes of one.

use chrono::{DateTime, Utc};
use units::Id;

use crate::cx::User;
use crate::db::StoreError;
use crate::files::{CertificateError, File, PictureError};
use crate::stock::{Piece, words};

words! {
    /// What a paper is.
    Kind {
        /// Says what the piece cost: shown to who may see costs.
        SupplierInvoice = "supplier_invoice",
        ExpertReport = "expert_report",
        /// Where it comes from: an earlier invoice, a sale's catalogue.
        Provenance = "provenance",
        Warranty = "warranty",
        /// The maker's own: a booklet, an archive extract.
        Maker = "maker",
        Other = "other",
    }
}

impl Kind {
    /// Whether it says what the piece cost.
    pub const fn shows_cost(self) -> bool {
        matches!(self, Self::SupplierInvoice)
    }
}

/// A paper of a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    pub id: Id<Self>,
    pub piece: Id<Piece>,
    pub at: DateTime<Utc>,
    /// None: the program itself.
    pub user: Option<Id<User>>,
    pub kind: Kind,
    pub file: Id<File>,
    pub media_type: String,
    pub size_bytes: i64,
    /// The file's, as it came in.
    pub name: String,
    pub note: String,
    pub taken_off: Option<TakenOff>,
    /// Taken off, and on the piece again as the paper that follows it.
    pub put_back: bool,
}

/// That a paper was taken off, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenOff {
    pub at: DateTime<Utc>,
    pub user: Option<Id<User>>,
    pub reason: String,
}

/// Why a paper is not attached, taken off or put back.
#[derive(Clone, Debug, thiserror::Error)]
pub enum PaperError {
    #[error("the piece is not known")]
    PieceUnknown,
    #[error("the paper is not known")]
    PaperUnknown,
    #[error("the id is already used")]
    IdTaken,
    /// The same file is on the piece already.
    #[error("the piece has this paper")]
    Twice,
    #[error("a piece has at most {0} papers")]
    TooMany(i64),
    #[error("the note is too long")]
    NoteTooLong,
    /// Why a paper comes off is part of its history.
    #[error("the reason is missing")]
    ReasonMissing,
    #[error("the paper is taken off already")]
    AlreadyOff,
    #[error("the paper is on the piece")]
    StillOn,
    #[error(transparent)]
    Pdf(#[from] CertificateError),
    #[error(transparent)]
    Picture(#[from] PictureError),
    #[error(transparent)]
    Store(#[from] StoreError),
}
