//! Signatures: who put their name to which paper, by its bytes, drawn on the screen or written on the
//! paper itself.
//!
//! The paper is kept as it was when it was signed, with its SHA-256: nobody can say afterwards that
//! another one was meant. A signature is never changed; one given in error is withdrawn by an entry.

mod drawing;
mod forget;
mod nouns;
mod sign;
mod store;
#[cfg(test)]
mod tests;
mod withdraw;

pub use drawing::Drawing;
pub use forget::forget;
pub use nouns::{Medium, NewSignature, Of, Side, Signature, SignatureError, Withdrawn};
pub use sign::sign;
pub use store::{signature_by_id, signatures_of};
pub use withdraw::withdraw;
