//! Why nothing of the making is written.

use crate::files::PhotoError;
use crate::metal::SavePartsError;
use crate::stock::{self, MakeError, RecordError};

/// A refusal that names the line, the piece or the order in its way.
#[derive(Debug, thiserror::Error)]
pub enum PartRefusal {
    #[error("the line is not known")]
    Unknown,
    #[error("the use is not known")]
    UseUnknown,
    #[error("no piece and no article has the code {code}")]
    CodeUnknown { code: String },
    /// Sold, out on memo, withdrawn or mounted.
    #[error("{number} is {}", state.code())]
    NotHere { number: String, state: stock::State },
    /// It is somebody else's, here on memo.
    #[error("{number} is not the shop's")]
    NotOurs { number: String },
    /// It stands in a cart.
    #[error("{number} is in a cart")]
    InCart { number: String },
    /// Another order has it; or this one.
    #[error("{number} is kept for {order}")]
    Kept { number: String, order: String },
    /// No longer offered, or a model whose variants are taken.
    #[error("{number} is not taken")]
    NotTaken { number: String },
    #[error("{left} of {number} are left")]
    Short { number: String, left: i64 },
    #[error("the supplier is not known")]
    SupplierUnknown,
    #[error("the person is not known")]
    PersonUnknown,
    #[error("the place is not known")]
    PlaceUnknown,
    #[error("the line of the order to a supplier is not known")]
    PurchaseUnknown,
    /// It was taken off; or it never was.
    #[error("the line is off, or is not")]
    Off,
    /// What was awaited has come as this piece or article, which is on the list.
    #[error("it has come as {number}")]
    Came { number: String },
    /// It went into the work, or as much of it as there is.
    #[error("it is used")]
    Used,
    /// It was taken back already.
    #[error("it was taken back")]
    TakenBack,
    /// There is nothing in a quote that is not on the list.
    #[error("nothing is left to take over")]
    NothingLeft,
    #[error("at most {most} lines")]
    TooMany { most: usize },
    /// Something went into it: the piece that came of it is entered.
    #[error("the piece is missing")]
    PieceMissing,
    /// Sold, moved out or changed since it was finished.
    #[error("{number} is not here any more")]
    PieceGone { number: String },
    #[error(transparent)]
    Make(#[from] MakeError),
    #[error(transparent)]
    Record(#[from] RecordError),
    #[error(transparent)]
    Cost(#[from] SavePartsError),
    #[error(transparent)]
    Photo(#[from] PhotoError),
}
