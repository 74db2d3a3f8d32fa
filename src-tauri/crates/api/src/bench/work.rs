//! The bench's work on the wire. What it cost is absent for who may not see costs.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use shop::bench::{self, HourRate, LONGEST_CLOCK_MINUTES, MetalMove, Part, Queued, Time, Worth};
use shop::cx::User;
use shop::db::ReadTx;
use shop::repair::{self, Job};
use shop::users::Right;
use units::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use super::Named;
use crate::problem::Problem;
use crate::signed::Signed;
use crate::wire::when;

/// All that the bench has written of a job.
#[derive(Serialize, ToSchema)]
#[schema(as = BenchWork)]
pub(super) struct Work {
    job_id: Uuid,
    /// Who does which task; a task that is not named is nobody's.
    assigned: Vec<AssignedView>,
    /// The oldest first, corrected ones too.
    times: Vec<TimeView>,
    parts: Vec<PartView>,
    metals: Vec<MetalView>,
    /// Whether time, parts and metal are written now.
    works: bool,
    /// What it should weigh now; null: it was not weighed when it came in.
    expected_ug: Option<i64>,
    /// Of the times that stand.
    minutes: i64,
    /// Absent for who may not see costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    worth: Option<WorthView>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = BenchAssigned)]
struct AssignedView {
    task_id: Uuid,
    person: Option<Named>,
    vendor: Option<Named>,
}

/// A person's time.
#[derive(Serialize, ToSchema)]
#[schema(as = BenchTime)]
struct TimeView {
    id: Uuid,
    task_id: Option<Uuid>,
    person: Named,
    on_day: NaiveDate,
    /// Null: not by the clock.
    started_at: Option<String>,
    stopped_at: Option<String>,
    /// Null: the clock runs.
    minutes: Option<i64>,
    /// The entry it stands in the place of.
    corrects: Option<Uuid>,
    corrected: bool,
    note: String,
}

/// A part that was taken, or given back.
#[derive(Serialize, ToSchema)]
#[schema(as = BenchPart)]
struct PartView {
    id: Uuid,
    task_id: Option<Uuid>,
    /// Of a piece: its sheet.
    piece_id: Option<Uuid>,
    number: String,
    title: String,
    quantity: i64,
    /// Of one.
    weight_mg: Option<i64>,
    /// Of one; absent for who may not see costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
    /// The entry by which it was taken.
    gives_back: Option<Uuid>,
    /// How many of what was taken are in the object now.
    left: i64,
    note: String,
    at: String,
    by: String,
}

/// Metal that went in or came out.
#[derive(Serialize, ToSchema)]
#[schema(as = BenchMetal)]
struct MetalView {
    id: Uuid,
    task_id: Uuid,
    /// `in` or `out`.
    way: &'static str,
    metal: &'static str,
    /// Parts per ten thousand.
    fineness: i64,
    weight_mg: i64,
    /// Absent for who may not see costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    value_minor: Option<i64>,
    undoes: Option<Uuid>,
    undone: bool,
    note: String,
    at: String,
    by: String,
}

/// What the job has cost, without VAT.
#[derive(Serialize, ToSchema)]
#[schema(as = BenchWorth)]
struct WorthView {
    time_minor: i64,
    parts_minor: i64,
    metal_minor: i64,
    /// Of workshops: as billed, else as agreed.
    vendors_minor: i64,
    cost_minor: i64,
    /// Of the tasks' prices, without VAT; null: one of them has none.
    net_minor: Option<i64>,
    margin_minor: Option<i64>,
    /// Something that went in has no cost.
    incomplete: bool,
}

impl Work {
    pub(super) fn load(tx: &ReadTx<'_>, signed: &Signed, id: Id<Job>) -> Result<Self, Problem> {
        let job = repair::job(tx, id)?.ok_or_else(|| Problem::unknown("repair.unknown"))?;
        let with_cost = signed.may(Right::SeeCost);
        let worth = bench::worth(tx, &job)?;
        let assigned = bench::assigned(tx, id)?
            .into_iter()
            .map(|one| AssignedView {
                task_id: one.task.uuid(),
                person: one.person.map(|(id, name)| Named {
                    id: id.uuid(),
                    name,
                }),
                vendor: one.vendor.map(|(id, name)| Named { id, name }),
            });
        let parts = bench::parts(tx, id)?.into_iter();
        let metals = bench::metals(tx, id)?.into_iter();
        Ok(Self {
            job_id: id.uuid(),
            assigned: assigned.collect(),
            times: bench::times(tx, id)?
                .into_iter()
                .map(TimeView::from)
                .collect(),
            parts: parts.map(|one| PartView::new(one, with_cost)).collect(),
            metals: metals.map(|one| MetalView::new(one, with_cost)).collect(),
            works: bench::works(job.state),
            expected_ug: repair::expected_ug(tx, &job)?,
            minutes: worth.minutes,
            worth: with_cost.then(|| WorthView::from(worth)),
        })
    }
}

impl From<Time> for TimeView {
    fn from(time: Time) -> Self {
        Self {
            id: time.id.uuid(),
            task_id: time.task.map(Id::uuid),
            person: Named {
                id: time.person.uuid(),
                name: time.name,
            },
            on_day: time.on_day,
            started_at: time.started_at.map(when),
            stopped_at: time.stopped_at.map(when),
            minutes: time.minutes,
            corrects: time.corrects.map(Id::uuid),
            corrected: time.corrected,
            note: time.note,
        }
    }
}

impl PartView {
    fn new(part: Part, with_cost: bool) -> Self {
        Self {
            id: part.id.uuid(),
            task_id: part.task.map(Id::uuid),
            piece_id: part.piece.map(Id::uuid),
            number: part.number,
            title: part.title,
            quantity: part.quantity,
            weight_mg: part.weight_mg,
            cost_minor: part.cost_minor.filter(|_| with_cost),
            gives_back: part.gives_back.map(Id::uuid),
            left: part.left,
            note: part.note,
            at: when(part.at),
            by: part.by,
        }
    }
}

impl MetalView {
    fn new(metal: MetalMove, with_cost: bool) -> Self {
        Self {
            id: metal.id.uuid(),
            task_id: metal.task.uuid(),
            way: metal.way.code(),
            metal: metal.metal.code(),
            fineness: metal.fineness,
            weight_mg: metal.weight_mg,
            value_minor: metal.value_minor.filter(|_| with_cost),
            undoes: metal.undoes.map(Id::uuid),
            undone: metal.undone,
            note: metal.note,
            at: when(metal.at),
            by: metal.by,
        }
    }
}

impl From<Worth> for WorthView {
    fn from(worth: Worth) -> Self {
        Self {
            time_minor: worth.time_minor,
            parts_minor: worth.parts_minor,
            metal_minor: worth.metal_minor,
            vendors_minor: worth.vendors_minor,
            cost_minor: worth.cost_minor,
            net_minor: worth.net_minor,
            margin_minor: worth.margin_minor,
            incomplete: worth.incomplete,
        }
    }
}

/// A clock that runs.
#[derive(Serialize, ToSchema)]
#[schema(as = BenchClock)]
pub(super) struct ClockView {
    id: Uuid,
    job_id: Uuid,
    /// On the envelope.
    code: String,
    person: Named,
    /// Of whoever asks.
    mine: bool,
    since: String,
    /// It has run for longer than anybody works.
    forgotten: bool,
}

impl ClockView {
    pub(super) fn new(time: Time, me: Id<User>, now: DateTime<Utc>) -> Self {
        let since = time.started_at.unwrap_or(now);
        Self {
            id: time.id.uuid(),
            job_id: time.job.uuid(),
            code: time.code,
            mine: time.person == me,
            person: Named {
                id: time.person.uuid(),
                name: time.name,
            },
            since: when(since),
            forgotten: (now - since).num_minutes() >= LONGEST_CLOCK_MINUTES,
        }
    }
}

/// A job that is to be done.
#[derive(Serialize, ToSchema)]
#[schema(as = BenchQueued)]
pub(super) struct QueuedView {
    /// Of a repair; null: it is an order that is made.
    job_id: Option<Uuid>,
    repair_id: Option<Uuid>,
    order_id: Option<Uuid>,
    code: String,
    object: String,
    /// Of the job or of the order.
    state: &'static str,
    rush: bool,
    /// Null: nobody wished the order for a day.
    promised_on: Option<NaiveDate>,
    /// Promised for a day that is past.
    late: bool,
    /// What is still to be done, by its titles.
    tasks: String,
    /// Of that, as planned; of an order of all of its labour.
    planned_minutes: i64,
    /// Worked on it until now.
    spent_minutes: i64,
    /// Empty: nobody's.
    assignee: String,
}

impl QueuedView {
    pub(super) fn new(queued: Queued, today: NaiveDate) -> Self {
        let (job_id, repair_id, order_id, state) = match queued.work {
            bench::Work::Job { id, repair, state } => {
                (Some(id.uuid()), Some(repair.uuid()), None, state.code())
            }
            bench::Work::Order { id, state } => (None, None, Some(id.uuid()), state.code()),
        };
        Self {
            job_id,
            repair_id,
            order_id,
            code: queued.code,
            object: queued.object,
            state,
            rush: queued.rush,
            late: queued.promised_on.is_some_and(|on| on < today),
            promised_on: queued.promised_on,
            tasks: queued.tasks,
            planned_minutes: queued.planned_minutes,
            spent_minutes: queued.spent_minutes,
            assignee: queued.assignee,
        }
    }
}

/// What an hour costs from a day on.
#[derive(Serialize, ToSchema)]
#[schema(as = BenchRate)]
pub(super) struct RateView {
    /// Null: the bench's, for whoever has none of their own.
    person: Option<Named>,
    from_day: NaiveDate,
    /// Null: the bench's again.
    hour_minor: Option<i64>,
}

impl From<HourRate> for RateView {
    fn from(rate: HourRate) -> Self {
        Self {
            person: rate.person.map(|(id, name)| Named {
                id: id.uuid(),
                name,
            }),
            from_day: rate.from_day,
            hour_minor: rate.hour_minor,
        }
    }
}
