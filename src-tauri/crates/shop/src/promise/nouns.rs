//! The hours of a bench, and why something about them is refused.

use chrono::{DateTime, NaiveDate, Utc};
use units::Id;

use crate::cx::User;
use crate::db::StoreError;
use crate::journal::JournalError;
use crate::users::MissingRight;

/// Minutes of Monday to Sunday.
pub type WeekMinutes = [i64; 7];

/// The hours of a week as they were last said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// None: the bench's, where nobody has hours of their own.
    pub person: Option<(Id<User>, String)>,
    pub minutes: WeekMinutes,
    pub at: DateTime<Utc>,
    pub by: String,
}

/// Days that are not like the week's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    pub id: Id<Self>,
    /// None: the whole bench.
    pub person: Option<(Id<User>, String)>,
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Of each of these days; 0: closed.
    pub minutes: i64,
    pub note: String,
}

impl Closure {
    pub(super) fn covers(&self, on: NaiveDate) -> bool {
        self.from <= on && on <= self.to
    }
}

/// What is allowed for where nothing else is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Habits {
    /// A new promise is proposed for no earlier day.
    pub least_days: i64,
    /// Of work that has no time of its own.
    pub task_minutes: i64,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum PromiseError {
    #[error("the closed days are not known")]
    Unknown,
    #[error("the id is already used")]
    IdTaken,
    /// Less than none, or more than a day has.
    #[error("the hours cannot be")]
    Hours,
    /// The last before the first, past, or years long.
    #[error("the days cannot be")]
    Days,
    #[error("it is as the week already")]
    TakenBack,
    #[error("{least} to {most}")]
    Habit {
        field: &'static str,
        least: i64,
        most: i64,
    },
    #[error("the person is not known")]
    PersonUnknown,
    #[error("the job is not known")]
    JobUnknown,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    Store(#[from] StoreError),
}
