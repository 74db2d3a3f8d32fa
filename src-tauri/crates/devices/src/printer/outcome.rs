//! What became of a print job.

use super::Status;
use crate::port::PortError;

/// What became of a job. The difference that matters is between [`Outcome::NotSent`], after which a
/// repetition is safe, and [`Outcome::Unsure`], after which only a person can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Printed. `confirmed`: the printer itself said so, after the last byte; otherwise it only took
    /// every byte (see [`super::Answers`]).
    Printed { confirmed: bool, status: Status },
    /// Not one byte of the job was handed over: the job can wait and be sent again by itself.
    NotSent { cause: Cause },
    /// Some bytes were handed over and the end was not confirmed: the ticket may be complete, cut
    /// short, or still to come out when paper is put in.
    Unsure {
        accepted: usize,
        certain: usize,
        total: usize,
        cause: Cause,
    },
}

/// Why a job was not printed for certain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Cause {
    /// The port failed.
    #[error(transparent)]
    Port(PortError),
    /// The printer says that it cannot print.
    #[error("the printer is not ready: {}", .0.code())]
    Printer(Status),
    /// The printer took everything, answers, and does not say that it is done.
    #[error("the printer took the job and did not confirm its end")]
    Unconfirmed,
    /// Somebody gave up waiting.
    #[error("given up while the printer was busy")]
    GivenUp,
}

impl Cause {
    /// A stable word, for a screen to translate.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Port(error) => error.code(),
            Self::Printer(status) => status.code(),
            Self::Unconfirmed => "unconfirmed",
            Self::GivenUp => "given_up",
        }
    }
}
