//! A span of the shop's days.

use chrono::{DateTime, NaiveDate, Utc};

use crate::bench::BenchError;
use crate::db::{ReadTx, StoreError};
use crate::till::{self, House};

/// Why there is no figure.
#[derive(Debug, thiserror::Error)]
pub enum WorkshopError {
    /// The span ends before it begins.
    #[error("the span is backwards")]
    Backwards,
    /// Only times are told by stage.
    #[error("it cannot be grouped so")]
    By,
    #[error(transparent)]
    Bench(#[from] BenchError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// From one day to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub from: NaiveDate,
    pub until: NaiveDate,
}

/// The same in moments.
pub(super) struct Span {
    pub house: House,
    /// The last millisecond before it.
    pub after_ms: i64,
    /// Its last millisecond.
    pub until_ms: i64,
}

impl Period {
    pub(super) fn span(self, tx: &ReadTx<'_>) -> Result<Span, WorkshopError> {
        if self.until < self.from {
            return Err(WorkshopError::Backwards);
        }
        let house = till::house(tx, None, None)?;
        let eve = self.from.pred_opt().ok_or(WorkshopError::Backwards)?;
        Ok(Span {
            after_ms: house.end_ms(eve),
            until_ms: house.end_ms(self.until),
            house,
        })
    }
}

impl Span {
    pub fn has(&self, at: Option<DateTime<Utc>>) -> bool {
        at.map(|at| at.timestamp_millis())
            .is_some_and(|ms| self.after_ms < ms && ms <= self.until_ms)
    }
}
