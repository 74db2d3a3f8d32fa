//! What is sent about the bench's work.

use chrono::NaiveDate;
use serde::Deserialize;
use shop::bench::{EnterTime, SetRate, TakePart, WeighMetal, Who};
use shop::cx::User;
use shop::repair::Job;
use units::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::problem::Problem;

fn wrong(what: &'static str) -> Problem {
    Problem::malformed("request.json").because(what)
}

/// One of the two, or neither: then the task is nobody's.
#[derive(Deserialize, ToSchema)]
#[schema(as = AssignRepairTask)]
pub(super) struct AssignBody {
    user_id: Option<Uuid>,
    vendor_id: Option<Uuid>,
}

impl AssignBody {
    pub(super) fn who(&self) -> Result<Who, Problem> {
        match (self.user_id, self.vendor_id) {
            (None, None) => Ok(Who::Nobody),
            (Some(id), None) => Ok(Who::Person(Id::from_uuid(id))),
            (None, Some(id)) => Ok(Who::Vendor(Id::from_uuid(id))),
            (Some(_), Some(_)) => Err(wrong("vendor_id")),
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = StartBenchClock)]
pub(super) struct ClockBody {
    pub id: Uuid,
    pub task_id: Option<Uuid>,
}

/// The entry that stands in the place of what the clock shows.
#[derive(Deserialize, ToSchema)]
#[schema(as = CloseBenchClock)]
pub(super) struct CloseBody {
    pub id: Uuid,
    pub minutes: i64,
    /// Why.
    pub note: String,
}

/// The entry that stands in the place of the wrong one; no minutes: it was no time of this job.
#[derive(Deserialize, ToSchema)]
#[schema(as = CorrectBenchTime)]
pub(super) struct CorrectBody {
    pub id: Uuid,
    pub minutes: i64,
    /// Why.
    pub note: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = EnterBenchTime)]
pub(super) struct TimeBody {
    id: Uuid,
    task_id: Option<Uuid>,
    /// Whoever asks, where it is not said.
    user_id: Option<Uuid>,
    on_day: NaiveDate,
    minutes: i64,
    #[serde(default)]
    note: String,
}

impl TimeBody {
    pub(super) fn input(self, job: Id<Job>, me: Id<User>) -> EnterTime {
        EnterTime {
            id: Id::from_uuid(self.id),
            job,
            task: self.task_id.map(Id::from_uuid),
            person: self.user_id.map_or(me, Id::from_uuid),
            on_day: self.on_day,
            minutes: self.minutes,
            note: self.note,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = TakeBenchPart)]
pub(super) struct PartBody {
    id: Uuid,
    task_id: Option<Uuid>,
    /// The number, barcode or certificate number of a piece or article.
    code: String,
    quantity: i64,
    /// Of one; as the piece's sheet says where it is not said.
    weight_mg: Option<i64>,
    #[serde(default)]
    note: String,
}

impl PartBody {
    pub(super) fn input(self, job: Id<Job>) -> TakePart {
        TakePart {
            id: Id::from_uuid(self.id),
            job,
            task: self.task_id.map(Id::from_uuid),
            code: self.code,
            quantity: self.quantity,
            weight_mg: self.weight_mg,
            note: self.note,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = GiveBenchPartBack)]
pub(super) struct BackBody {
    pub id: Uuid,
    pub quantity: i64,
    /// Of a piece; where it was, if it is not said.
    pub place_id: Option<Uuid>,
    /// Why.
    pub note: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = WeighBenchMetal)]
pub(super) struct MetalBody {
    id: Uuid,
    task_id: Uuid,
    /// `in` or `out`.
    way: String,
    /// `gold`, `silver`, `platinum` or `palladium`.
    metal: String,
    /// Parts per ten thousand.
    fineness: i64,
    weight_mg: i64,
    #[serde(default)]
    note: String,
}

impl MetalBody {
    pub(super) fn input(self, job: Id<Job>) -> Result<WeighMetal, Problem> {
        Ok(WeighMetal {
            id: Id::from_uuid(self.id),
            job,
            task: Id::from_uuid(self.task_id),
            way: self.way.parse().map_err(|_| wrong("way"))?,
            metal: self.metal.parse().map_err(|_| wrong("metal"))?,
            fineness: self.fineness,
            weight_mg: self.weight_mg,
            note: self.note,
        })
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = TakeBenchMetalBack)]
pub(super) struct TakeBackBody {
    pub id: Uuid,
    /// Why.
    pub note: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = SetBenchRate)]
pub(super) struct RateBody {
    /// Null: the bench's, for whoever has none of their own.
    user_id: Option<Uuid>,
    from_day: NaiveDate,
    /// Null: the bench's again.
    hour_minor: Option<i64>,
}

impl RateBody {
    pub(super) fn input(&self) -> SetRate {
        SetRate {
            person: self.user_id.map(Id::from_uuid),
            from_day: self.from_day,
            hour_minor: self.hour_minor,
        }
    }
}
