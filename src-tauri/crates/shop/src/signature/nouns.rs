//! A signature, and why there is none.

use chrono::{DateTime, Utc};
use units::Id;
use uuid::Uuid;

use super::Drawing;
use crate::db::StoreError;
use crate::files::File;
use crate::stock::words;
use crate::users::MissingRight;

words! {
    /// What was signed.
    Of {
        /// A claim slip, when the objects were left.
        Repair = "repair",
        /// What the work on an object would cost.
        RepairEstimate = "repair_estimate",
        /// What was compared when an object was given back.
        HandOver = "hand_over",
        /// A quote for custom work.
        CustomQuote = "custom_quote",
        /// What a customer left of metal, or took home of it.
        MetalPaper = "metal_paper",
        /// What a customer left that nobody repairs, or what of it went home.
        EntrustedSlip = "entrusted_slip",
        /// What was seen when something that was made went home.
        Delivery = "delivery",
    }
}

words! {
    /// How it was signed.
    Medium {
        Screen = "screen",
        /// With a pen, on the printed paper.
        Paper = "paper",
        /// By being signed in and saying so: the shop's own side of a hand-over.
        Session = "session",
        /// Not at all: they refuse, or cannot.
        Refused = "refused",
    }
}

words! {
    /// Whose hand it is.
    Side {
        Customer = "customer",
        Shop = "shop",
    }
}

/// Somebody's name under a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    pub id: Id<Self>,
    pub seq: i64,
    pub of: Of,
    pub of_id: Uuid,
    /// Empty: they were forgotten, and what they signed with them, but for its digest.
    pub signer: String,
    pub side: Side,
    pub medium: Medium,
    /// Why nobody signed; empty otherwise.
    pub reason: String,
    /// The PDF that was signed.
    pub document: Id<File>,
    /// Of its bytes, in hexadecimal.
    pub sha256: String,
    pub drawing: Option<Id<File>>,
    pub at: DateTime<Utc>,
    /// Before whom.
    pub by: String,
    pub withdrawn: Option<Withdrawn>,
}

/// That a signature does not count, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawn {
    pub at: DateTime<Utc>,
    pub by: String,
    pub reason: String,
}

/// A signature as it comes in.
#[derive(Clone, Debug)]
pub struct NewSignature {
    pub id: Id<Signature>,
    pub of: Of,
    pub of_id: Uuid,
    /// The shop's is whoever is signed in.
    pub signer: String,
    pub side: Side,
    pub medium: Medium,
    /// Of a refusal.
    pub reason: String,
    /// The paper's bytes, and its name as a file.
    pub document: Vec<u8>,
    pub name: String,
    pub drawing: Option<Drawing>,
}

/// Why nothing was signed or withdrawn.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SignatureError {
    #[error("nobody's name stands under it")]
    SignerMissing,
    #[error("the name has more than {most} signs")]
    SignerTooLong { most: usize },
    /// Only a hand-over has two sides and can be left unsigned; the shop's side never is.
    #[error("it is not signed like that")]
    NotLikeThat,
    /// This side has signed already, or has refused.
    #[error("this side has signed")]
    SideSigned,
    /// On the screen somebody draws; on paper nobody does.
    #[error("the drawing does not fit how it was signed")]
    DrawingUnfit,
    #[error("nothing was drawn")]
    Blank,
    #[error("not a drawing")]
    NotADrawing,
    #[error("the id is already used")]
    IdTaken,
    #[error("the signature is not known")]
    Unknown,
    #[error("the signature is withdrawn already")]
    Withdrawn,
    #[error("the reason is missing")]
    ReasonMissing,
    #[error(transparent)]
    Right(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
}
