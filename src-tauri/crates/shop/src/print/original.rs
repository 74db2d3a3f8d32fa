//! Where the original of a signed document is: what may be printed next depends on it.

use super::{Job, Of, State, store};
use crate::db::{ReadTx, StoreError};

/// What became of an original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Original {
    /// No printer was ever given it, or it certainly did not come out and nobody wants it there.
    None,
    /// It waits for its printer, or the printer failed before the first byte: nothing came out.
    Held(Box<Job>),
    /// It is coming out at this moment.
    Sending(Box<Job>),
    /// It came out, or may have: from now on a paper is a duplicate.
    Out,
}

/// Where the original of this document is.
pub fn original(tx: &ReadTx<'_>, of: Of) -> Result<Original, StoreError> {
    Ok(match store::original(tx, of)? {
        None => Original::None,
        Some(job) => match job.state {
            State::Waiting | State::Failed => Original::Held(Box::new(job)),
            State::Sending => Original::Sending(Box::new(job)),
            State::Done | State::Unsure | State::Cancelled => Original::Out,
        },
    })
}
