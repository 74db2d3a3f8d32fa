//! What is sent about a repair.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shop::repair::{self, Goodwill, NewObject, NewTask, SeenAgain, Stone, TakeIn};
use shop::users::Authority;
use units::{Id, Metal};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::command::AuthorisedBy;
use crate::commission::TermsBody;
use crate::problem::Problem;
use crate::wire::when;

pub(super) fn wrong(what: &'static str) -> Problem {
    Problem::malformed("request.json").because(what)
}

/// A place of the stone map.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = RepairStone)]
pub(super) struct StoneBody {
    /// Where it sits.
    #[serde(default)]
    seat: String,
    /// In neutral words.
    stone: String,
    count: i64,
    /// Micrometres.
    length_um: Option<i64>,
    width_um: Option<i64>,
    /// Chipped, loose, missing.
    #[serde(default)]
    note: String,
}

impl From<Stone> for StoneBody {
    fn from(stone: Stone) -> Self {
        Self {
            seat: stone.seat,
            stone: stone.stone,
            count: stone.count,
            length_um: stone.length_um,
            width_um: stone.width_um,
            note: stone.note,
        }
    }
}

impl From<StoneBody> for Stone {
    fn from(stone: StoneBody) -> Self {
        Self {
            seat: stone.seat,
            stone: stone.stone,
            count: stone.count,
            length_um: stone.length_um,
            width_um: stone.width_um,
            note: stone.note,
        }
    }
}

const fn one() -> i64 {
    1
}

/// A metal by its word; none where nothing is said.
pub(crate) fn named(metal: Option<&str>) -> Result<Option<Metal>, Problem> {
    let said = metal.filter(|code| !code.is_empty());
    let metal = said.map(|code| code.parse().map_err(|_| wrong("metal")));
    metal.transpose()
}

/// Work on an object.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = RepairTask)]
pub(super) struct TaskBody {
    id: Uuid,
    /// The line of the price list it is taken from.
    tariff_id: Option<Uuid>,
    /// As on the price list.
    kind: String,
    title: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    size_from: String,
    #[serde(default)]
    size_to: String,
    metal_in_mg: Option<i64>,
    metal_out_mg: Option<i64>,
    /// Letter by letter.
    #[serde(default)]
    engraving: String,
    #[serde(default)]
    font: String,
    #[serde(default)]
    placement: String,
    /// VAT included; null: to be quoted.
    price_minor: Option<i64>,
    /// Absent for who may not see costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
    #[serde(default)]
    minutes: i64,
    vat_bp: i64,
    /// 1 to 999; the price is of all of them, and can be divided by it.
    #[serde(default = "one")]
    quantity: i64,
    /// What it was priced by: `gold`, `silver`, `platinum`, `palladium`, `base` or nothing.
    #[serde(default)]
    metal: Option<String>,
    /// Micrometres.
    #[serde(default)]
    width_um: Option<i64>,
    /// Absent for who may not see costs. Not sent, it stays as it is; of a new task it is the price list's.
    #[serde(skip_serializing_if = "Option::is_none")]
    commission: Option<TermsBody>,
    /// Not read when it is sent.
    #[serde(default)]
    done_at: Option<String>,
    #[serde(default)]
    done_by: String,
}

impl TaskBody {
    pub(super) fn new(task: repair::Task, with_cost: bool) -> Self {
        Self {
            id: task.id.uuid(),
            tariff_id: task.tariff.map(Id::uuid),
            kind: task.kind.code().to_owned(),
            title: task.title,
            note: task.note,
            size_from: task.size_from,
            size_to: task.size_to,
            metal_in_mg: task.metal_in_mg,
            metal_out_mg: task.metal_out_mg,
            engraving: task.engraving,
            font: task.font,
            placement: task.placement,
            price_minor: task.price_minor,
            cost_minor: task.cost_minor.filter(|_| with_cost),
            minutes: task.minutes,
            vat_bp: task.vat_bp,
            quantity: task.quantity,
            metal: task.metal.map(|metal| metal.code().to_owned()),
            width_um: task.width_um,
            commission: with_cost.then(|| task.commission.into()),
            done_at: task.done.as_ref().map(|(at, _)| when(*at)),
            done_by: task.done.map(|(_, by)| by).unwrap_or_default(),
        }
    }

    pub(super) fn input(self) -> Result<NewTask, Problem> {
        Ok(NewTask {
            id: Id::from_uuid(self.id),
            tariff: self.tariff_id.map(Id::from_uuid),
            kind: self.kind.parse().map_err(|_| wrong("kind"))?,
            title: self.title,
            note: self.note,
            size_from: self.size_from,
            size_to: self.size_to,
            metal_in_mg: self.metal_in_mg,
            metal_out_mg: self.metal_out_mg,
            engraving: self.engraving,
            font: self.font,
            placement: self.placement,
            price_minor: self.price_minor,
            cost_minor: self.cost_minor,
            minutes: self.minutes,
            vat_bp: self.vat_bp,
            quantity: self.quantity,
            metal: named(self.metal.as_deref())?,
            width_um: self.width_um,
            commission: self.commission.map(TermsBody::input).transpose()?,
        })
    }
}

/// What somebody brings in.
#[derive(Deserialize, ToSchema)]
#[schema(as = TakeInRepair)]
pub(super) struct TakeInBody {
    id: Uuid,
    customer_id: Uuid,
    /// `fr` or `en`; the customer's own where it is not said.
    language: Option<String>,
    /// `none`, `do_not_exceed` or `call_first`.
    ceiling: String,
    ceiling_minor: Option<i64>,
    /// Where the envelopes go.
    place_id: Option<Uuid>,
    objects: Vec<ObjectBody>,
    /// Why work is done again for nothing although nothing is promised of it any more.
    #[serde(default)]
    goodwill: String,
    /// For who may not give work away.
    pub authorised_by: Option<AuthorisedBy>,
}

/// One object of it.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewRepairJob)]
pub(super) struct ObjectBody {
    id: Uuid,
    object: String,
    #[serde(default)]
    said: String,
    #[serde(default)]
    condition: String,
    declared_minor: Option<i64>,
    /// Micrograms.
    gross_ug: Option<i64>,
    #[serde(default)]
    ring_size: String,
    piece_id: Option<Uuid>,
    redo_of: Option<Uuid>,
    promised_on: NaiveDate,
    rush: bool,
    assignee_id: Option<Uuid>,
    stones: Vec<StoneBody>,
    tasks: Vec<TaskBody>,
}

impl TakeInBody {
    pub(super) fn input(self, vouched: Option<Authority>) -> Result<TakeIn, Problem> {
        let language = match self.language.as_deref() {
            None | Some("") => None,
            Some("fr") => Some(documents::Language::Fr),
            Some("en") => Some(documents::Language::En),
            Some(_) => return Err(wrong("language")),
        };
        let objects = self.objects.into_iter().map(ObjectBody::input);
        Ok(TakeIn {
            id: Id::from_uuid(self.id),
            customer: Id::from_uuid(self.customer_id),
            language,
            ceiling: self.ceiling.parse().map_err(|_| wrong("ceiling"))?,
            ceiling_minor: self.ceiling_minor,
            place: self.place_id.map(Id::from_uuid),
            objects: objects.collect::<Result<_, _>>()?,
            goodwill: (!self.goodwill.trim().is_empty()).then_some(Goodwill {
                reason: self.goodwill,
                vouched,
            }),
        })
    }
}

impl ObjectBody {
    fn input(self) -> Result<NewObject, Problem> {
        let tasks = self.tasks.into_iter().map(TaskBody::input);
        Ok(NewObject {
            id: Id::from_uuid(self.id),
            object: self.object,
            said: self.said,
            condition: self.condition,
            declared_minor: self.declared_minor,
            gross_ug: self.gross_ug,
            ring_size: self.ring_size,
            piece: self.piece_id.map(Id::from_uuid),
            redo_of: self.redo_of.map(Id::from_uuid),
            promised_on: self.promised_on,
            rush: self.rush,
            assignee: self.assignee_id.map(Id::from_uuid),
            stones: self.stones.into_iter().map(Stone::from).collect(),
            tasks: tasks.collect::<Result<_, _>>()?,
        })
    }
}

/// A move.
#[derive(Deserialize, ToSchema)]
#[schema(as = ActOnRepair)]
pub(super) struct ActBody {
    /// `begin_estimate`, `start`, `send`, `receive`, `await_parts`, `check`, `fail`, `pass`, `hold`,
    /// `resume`, `cancel`, `abandon` or `correct`.
    pub act: String,
    #[serde(default)]
    pub note: String,
    /// Where the object goes, in the shop.
    pub place_id: Option<Uuid>,
    /// Whom it is sent to.
    pub vendor_id: Option<Uuid>,
    /// For who may not take a hand-over back.
    pub authorised_by: Option<AuthorisedBy>,
}

/// The tasks as they shall be.
#[derive(Deserialize, ToSchema)]
#[schema(as = RepairTasks)]
pub(super) struct TasksBody {
    /// The job's.
    pub version: i64,
    pub tasks: Vec<TaskBody>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = RepairTaskDone)]
pub(super) struct DoneBody {
    pub done: bool,
}

/// An estimate of the tasks as they stand.
#[derive(Deserialize, ToSchema)]
#[schema(as = SubmitEstimate)]
pub(super) struct SubmitBody {
    pub id: Uuid,
    pub valid_until: NaiveDate,
    #[serde(default)]
    pub note: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = AnswerEstimate)]
pub(super) struct AnswerBody {
    /// `approved`, `refused`, `withdrawn` or `expired`.
    pub answer: String,
    /// `signature` (on the estimate), `counter`, `phone`, `email`, `sms` or `letter`: how the customer said
    /// so.
    pub channel: Option<String>,
    #[serde(default)]
    pub note: String,
}

/// The sheet as it should have been.
#[derive(Deserialize, ToSchema)]
#[schema(as = AmendRepair)]
pub(super) struct AmendBody {
    version: i64,
    object: String,
    said: String,
    condition: String,
    declared_minor: Option<i64>,
    gross_ug: Option<i64>,
    ring_size: String,
    stones: Vec<StoneBody>,
    /// Why.
    note: String,
    /// Who answers for it, where what was taken in is held.
    pub authorised_by: Option<AuthorisedBy>,
}

/// A picture that goes off the sheet.
#[derive(Deserialize, ToSchema)]
#[schema(as = TakePhotoOff)]
pub(super) struct PhotoOffBody {
    /// Why: of one that shows how the object came in.
    #[serde(default)]
    pub note: String,
    /// Who answers for it, where what was taken in is held.
    pub authorised_by: Option<AuthorisedBy>,
}

impl From<AmendBody> for repair::Amend {
    fn from(body: AmendBody) -> Self {
        Self {
            version: body.version,
            object: body.object,
            said: body.said,
            condition: body.condition,
            declared_minor: body.declared_minor,
            gross_ug: body.gross_ug,
            ring_size: body.ring_size,
            stones: body.stones.into_iter().map(Stone::from).collect(),
            note: body.note,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = PromiseRepair)]
pub(super) struct PromiseBody {
    pub promised_on: NaiveDate,
    pub rush: bool,
    pub note: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = AssignRepair)]
pub(super) struct AssignBody {
    /// Null: nobody.
    pub user_id: Option<Uuid>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NotifyRepair)]
pub(super) struct NotifyBody {
    /// `phone`, `email`, `sms` or `letter`.
    pub notice: String,
    #[serde(default)]
    pub note: String,
}

/// What was seen at the counter.
#[derive(Deserialize, ToSchema)]
#[schema(as = HandOverRepair)]
pub(super) struct HandOverBody {
    id: Uuid,
    /// The number on the slip; empty: the customer has none.
    #[serde(default)]
    slip: String,
    gross_ug: Option<i64>,
    /// Of each stone of the map, in its order: `present`, `missing` or `replaced`.
    #[serde(default)]
    stones: Vec<String>,
    /// Those that no map names, too.
    stones_same: bool,
    photos_same: bool,
    /// Of a difference, and of a missing slip.
    #[serde(default)]
    reason: String,
    /// Where it is not the customer.
    #[serde(default)]
    given_to: String,
    /// Who answers for a difference.
    pub authorised_by: Option<AuthorisedBy>,
}

impl HandOverBody {
    pub(super) fn input(self) -> Result<SeenAgain, Problem> {
        let stones = self.stones.iter().map(|word| word.parse());
        Ok(SeenAgain {
            id: Id::from_uuid(self.id),
            slip: self.slip,
            gross_ug: self.gross_ug,
            stones: stones
                .collect::<Result<_, _>>()
                .map_err(|_| wrong("stones"))?,
            stones_same: self.stones_same,
            photos_same: self.photos_same,
            reason: self.reason,
            given_to: self.given_to,
        })
    }
}

/// What is owed although it was refused or cancelled.
#[derive(Deserialize, ToSchema)]
#[schema(as = RepairFee)]
pub(super) struct FeeBody {
    /// Null: nothing.
    pub fee_minor: Option<i64>,
    #[serde(default)]
    pub reason: String,
    pub authorised_by: Option<AuthorisedBy>,
}
