//! A repair on the wire.

use chrono::NaiveDate;
use serde::Serialize;
use shop::Cx;
use shop::customers;
use shop::db::{ReadTx, StoreError};
use shop::deposit::{self, Subject};
use shop::repair::{self, Job, Repair};
use shop::signature;
use shop::stock::{self, Party};
use shop::till;
use shop::users::Right;
use shop::warranty;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::{StoneBody, TaskBody};
use super::history::{EntryBody, HandoverBody, IntakeBody};
use super::marks::PhotoBody;
use super::signatures::SignatureBody;
use crate::deposit::{DepositBody, at_till, deposits};
use crate::problem::Problem;
use crate::signed::Signed;
use crate::wire::when;

/// What a customer brought in at once, with its objects.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairSheet)]
pub(super) struct Sheet {
    pub id: Uuid,
    /// On the claim slip.
    pub number: String,
    customer: Owner,
    /// `fr` or `en`.
    language: &'static str,
    /// `none`, `do_not_exceed` or `call_first`.
    ceiling: &'static str,
    /// Of each object.
    ceiling_minor: Option<i64>,
    on_day: NaiveDate,
    taken_at: String,
    taken_by: String,
    pub jobs: Vec<JobBody>,
}

/// Whose it is.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairCustomer)]
struct Owner {
    id: Uuid,
    /// Empty for a customer who was erased.
    name: String,
    /// Absent for who may not see customers.
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
}

/// One object of it, with all that is known.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairJob)]
pub(super) struct JobBody {
    pub id: Uuid,
    /// On the envelope.
    code: String,
    object: String,
    said: String,
    condition: String,
    declared_minor: Option<i64>,
    /// Micrograms.
    gross_ug: Option<i64>,
    ring_size: String,
    piece_id: Option<Uuid>,
    redo_of: Option<RedoBody>,
    /// What the shop answers for since it was handed over.
    warranties: Vec<WarrantyBody>,
    /// The last day of it; null: nothing is promised.
    warranty_until: Option<NaiveDate>,
    /// That day is not past.
    under_warranty: bool,
    promised_on: NaiveDate,
    /// Not ready although promised for a day that is past.
    late: bool,
    rush: bool,
    assignee_id: Option<Uuid>,
    assignee: String,
    /// Null: a task has no price yet.
    total_minor: Option<i64>,
    paid_minor: i64,
    /// What of its price stands on a ticket.
    charged_minor: i64,
    /// What is owed although it was refused or cancelled.
    fee_minor: Option<i64>,
    /// Below zero: to be given back.
    balance_minor: Option<i64>,
    /// Money in advance that stands.
    deposits: Vec<DepositBody>,
    /// Nothing, `deposit`, `balance`: what the till can do for it now.
    till: Option<&'static str>,
    state: &'static str,
    since: String,
    /// Where it is: a place of the shop's, or whose hands.
    place: String,
    /// `shop`, `supplier` or `customer`.
    holder: &'static str,
    version: i64,
    /// What can be done now.
    acts: Vec<&'static str>,
    /// What a second scan of the envelope does.
    along: Option<&'static str>,
    stones: Vec<StoneBody>,
    tasks: Vec<TaskBody>,
    photos: Vec<PhotoBody>,
    /// The newest first.
    entries: Vec<EntryBody>,
    estimates: Vec<EstimateBody>,
    /// When the letter of the law was written last, as long as it waits.
    letter: Option<String>,
    handovers: Vec<HandoverBody>,
    /// What it should weigh now, with the metal that the work put in or took out.
    expected_ug: Option<i64>,
    /// How that comes about, beside what it weighed when it came in.
    weighing: Vec<WeighedBody>,
    tolerance_ug: i64,
    /// A paper of it is out, or it has moved: correcting weight, size, stones or photos of how it came in
    /// needs who may allow a difference.
    held: bool,
    /// What was seen first, where weight, size or stones were corrected since.
    first: Option<IntakeBody>,
}

/// What a task put in, or took out.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairWeighed)]
struct WeighedBody {
    /// The task's; empty: the parts that were fitted.
    title: String,
    in_ug: i64,
    out_ug: i64,
    /// The bench has weighed it; otherwise it is what was planned.
    weighed: bool,
    /// Who said so.
    by: String,
}

/// A task that the shop answers for.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairWarranty)]
struct WarrantyBody {
    title: String,
    months: i64,
    until: NaiveDate,
}

/// The first time.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairRedo)]
struct RedoBody {
    job_id: Uuid,
    code: String,
}

/// What the customer was asked to agree to.
#[derive(Serialize, ToSchema)]
#[schema(as = RepairEstimate)]
struct EstimateBody {
    id: Uuid,
    version: i64,
    total_minor: i64,
    valid_until: NaiveDate,
    note: String,
    at: String,
    by: String,
    /// `approved`, `refused`, `withdrawn`, `expired`; null: it is open.
    answer: Option<String>,
    /// `signature`, `counter`, `phone`, `email`, `sms`, `letter` or empty.
    channel: String,
    answered_at: Option<String>,
    /// In the order they were given, those withdrawn included.
    signatures: Vec<SignatureBody>,
}

impl Sheet {
    pub(super) fn load(
        tx: &ReadTx<'_>,
        cx: &Cx,
        signed: &Signed,
        of: &Repair,
    ) -> Result<Self, Problem> {
        let customer = customers::customer(tx, of.customer)?;
        let seen = signed.may(Right::SeeCustomers);
        let contact = |text: fn(&customers::Customer) -> &String| {
            customer
                .as_ref()
                .filter(|_| seen)
                .map(|one| text(one).clone())
        };
        let mut jobs = Vec::new();
        for job in repair::jobs_of(tx, of)? {
            jobs.push(JobBody::load(tx, cx, job, signed.may(Right::SeeCost))?);
        }
        Ok(Self {
            id: of.id.uuid(),
            number: of.number.clone(),
            customer: Owner {
                id: of.customer.uuid(),
                phone: contact(|one| &one.phone),
                email: contact(|one| &one.email),
                name: customer
                    .as_ref()
                    .map(customers::Customer::name)
                    .unwrap_or_default(),
            },
            language: match of.language {
                documents::Language::Fr => "fr",
                documents::Language::En => "en",
            },
            ceiling: of.ceiling.code(),
            ceiling_minor: of.ceiling_minor,
            on_day: of.on_day,
            taken_at: when(of.at),
            taken_by: of.by.clone(),
            jobs,
        })
    }
}

impl JobBody {
    fn load(tx: &ReadTx<'_>, cx: &Cx, job: Job, with_cost: bool) -> Result<Self, Problem> {
        let today = till::house(tx, None, None)?.day(cx.now);
        let past = repair::past(tx, &job)?;
        let entries = repair::entries(tx, job.seq)?;
        let warranties = warranty::warranties(tx, job.seq)?;
        let warranty_until = warranty::last_day(&warranties);
        let owed = deposit::owed(tx, Subject::Job(job.id))?;
        let undone: Vec<i64> = entries.iter().filter_map(|entry| entry.undoes).collect();
        let (holder, _) = job.custody.holder.parts();
        let place = match job.custody.holder {
            Party::Supplier(Some(id)) => stock::suppliers(tx)?
                .into_iter()
                .find(|one| one.id.uuid() == id)
                .map(|one| one.name),
            _ => match job.custody.place {
                Some(place) => stock::place_by_id(tx, place)?.map(|place| place.name),
                None => None,
            },
        };
        Ok(Self {
            warranty_until,
            under_warranty: warranty_until.is_some_and(|until| until >= today),
            warranties: warranties
                .into_iter()
                .map(|one| WarrantyBody {
                    title: one.title,
                    months: one.months,
                    until: one.until,
                })
                .collect(),
            id: job.id.uuid(),
            late: job.state.is_open() && job.promised_on < today,
            charged_minor: job.charged_minor,
            fee_minor: job.fee_minor,
            balance_minor: job.balance_minor(),
            till: at_till(&owed),
            deposits: deposits(&owed),
            acts: repair::acts(job.state, past)
                .into_iter()
                .map(repair::Act::code)
                .collect(),
            along: repair::along(job.state).map(repair::Act::code),
            stones: repair::stones(tx, job.seq)?
                .into_iter()
                .map(StoneBody::from)
                .collect(),
            tasks: repair::tasks(tx, job.seq)?
                .into_iter()
                .map(|task| TaskBody::new(task, with_cost))
                .collect(),
            photos: repair::photos(tx, job.seq)?
                .into_iter()
                .map(PhotoBody::from)
                .collect(),
            estimates: repair::estimates(tx, job.seq)?
                .into_iter()
                .map(|estimate| EstimateBody::load(tx, estimate))
                .collect::<Result<_, _>>()?,
            letter: repair::letter_on(tx, job.seq)?.map(when),
            handovers: repair::handovers(tx, job.seq)?
                .into_iter()
                .map(HandoverBody::from)
                .collect(),
            expected_ug: repair::expected_ug(tx, &job)?,
            tolerance_ug: repair::tolerance_ug(tx, today)?,
            weighing: repair::weighing(tx, &job)?
                .into_iter()
                .map(|one| WeighedBody {
                    title: one.title,
                    in_ug: one.in_ug,
                    out_ug: one.out_ug,
                    weighed: one.is_weighed,
                    by: one.by,
                })
                .collect(),
            held: repair::is_held(tx, cx, &job)?,
            first: repair::first_intake(tx, &job, &entries)?
                .and_then(|entry| entry.amended.clone())
                .map(|amended| amended.before.into()),
            entries: entries
                .into_iter()
                .map(|entry| {
                    let was_undone = undone.contains(&entry.seq);
                    EntryBody::new(entry, was_undone)
                })
                .collect(),
            place: place.unwrap_or_default(),
            holder,
            code: job.code,
            object: job.object,
            said: job.said,
            condition: job.condition,
            declared_minor: job.declared_minor,
            gross_ug: job.gross_ug,
            ring_size: job.ring_size,
            piece_id: job.piece.map(units::Id::uuid),
            redo_of: job.redo_of.map(|(id, code)| RedoBody {
                job_id: id.uuid(),
                code,
            }),
            promised_on: job.promised_on,
            rush: job.rush,
            assignee_id: job.assignee.as_ref().map(|(id, _)| id.uuid()),
            assignee: job.assignee.map(|(_, name)| name).unwrap_or_default(),
            total_minor: job.total_minor,
            paid_minor: job.paid_minor,
            state: job.state.code(),
            since: when(job.since),
            version: job.version,
        })
    }
}

impl EstimateBody {
    fn load(tx: &ReadTx<'_>, estimate: repair::Estimate) -> Result<Self, StoreError> {
        let signatures = signature::signatures_of(tx, estimate.id.uuid())?;
        Ok(Self {
            signatures: signatures.into_iter().map(SignatureBody::from).collect(),
            id: estimate.id.uuid(),
            version: estimate.version,
            total_minor: estimate.total_minor,
            valid_until: estimate.valid_until,
            note: estimate.note,
            at: when(estimate.at),
            by: estimate.by,
            answer: estimate.answer,
            channel: estimate.channel,
            answered_at: estimate.answered_at.map(when),
        })
    }
}
