//! How the work on repairs went in a span of days.

mod commission;
mod late;
mod lost;
mod margin;
mod redo;
mod turnaround;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shop::repair::Job;
use shop::users::Right;
use shop::workshop::{By, Group, Key, Period, Spread, WorkshopError};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::problem::Problem;
use crate::route::Routes;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeReports, routes!(turnaround::show))
        .with(Right::SeeReports, routes!(late::show))
        .with(Right::SeeReports, routes!(redo::show))
        .with(Right::SeeReports, routes!(margin::show))
        .with(Right::SeeReports, routes!(lost::show))
        .signed(routes!(commission::show))
}

/// How, and of which of the shop's days, both included.
#[derive(Debug, Deserialize, IntoParams)]
struct WorkshopQuery {
    /// `kind` or `hand`; of times also `stage`.
    by: String,
    from: NaiveDate,
    until: NaiveDate,
}

impl WorkshopQuery {
    fn read(&self) -> Result<(By, Period), Problem> {
        let by = self
            .by
            .parse()
            .map_err(|_| Problem::malformed("request.query").because("by"))?;
        let period = Period {
            from: self.from,
            until: self.until,
        };
        Ok((by, period))
    }
}

/// What a line stands for.
#[derive(Serialize, ToSchema)]
#[schema(as = WorkshopKey)]
struct KeyBody {
    /// `kind`, `person`, `vendor`, `stage`; `fee`: owed although nothing was done; `kept`: arrhes;
    /// `appraisal`, `custom`, `other`: other work that was paid; `none`: nobody said.
    group: &'static str,
    /// A name; of kinds and stages their word; of `other` the word of what it is.
    name: Option<String>,
}

impl From<Key> for KeyBody {
    fn from(key: Key) -> Self {
        let group: Group = key.group;
        Self {
            group: group.code(),
            name: key.name,
        }
    }
}

/// The middle, the mean and the most.
#[derive(Serialize, ToSchema)]
#[schema(as = WorkshopSpread)]
struct SpreadBody {
    /// All are 0 where this is.
    count: i64,
    median: i64,
    mean: i64,
    longest: i64,
}

impl From<Spread> for SpreadBody {
    fn from(spread: Spread) -> Self {
        Self {
            count: spread.count,
            median: spread.median,
            mean: spread.mean,
            longest: spread.longest,
        }
    }
}

/// A job, and where its sheet is.
#[derive(Serialize, ToSchema)]
#[schema(as = WorkshopJob)]
struct JobBody {
    repair_id: Uuid,
    job_id: Uuid,
    /// On its envelope.
    code: String,
    object: String,
}

impl From<&Job> for JobBody {
    fn from(job: &Job) -> Self {
        Self {
            repair_id: job.repair.uuid(),
            job_id: job.id.uuid(),
            code: job.code.clone(),
            object: job.object.clone(),
        }
    }
}

impl From<WorkshopError> for Problem {
    fn from(error: WorkshopError) -> Self {
        match error {
            WorkshopError::Backwards => Self::refused("workshop.backwards"),
            WorkshopError::By => Self::malformed("request.query").because("by"),
            WorkshopError::Bench(error) => error.into(),
            WorkshopError::Store(error) => error.into(),
        }
    }
}
