//! The making of an order on the wire.

use chrono::NaiveDate;
use serde::Serialize;
use shop::custom::{self, Order, Part, Use};
use shop::db::ReadTx;
use units::{Id, Metal};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::problem::Problem;
use crate::wire::when;

/// The making of an order.
#[derive(Serialize, ToSchema)]
#[schema(as = CustomMaking)]
pub(super) struct MakingBody {
    parts: Vec<PartSheet>,
    uses: Vec<UseSheet>,
    /// Beside the quote, in its order. Absent for who may not see costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    compared: Option<Vec<ComparedBody>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<ComparedBody>,
    made: Option<MadeBody>,
    /// The list can be written now.
    lists: bool,
    /// Something can be used now.
    uses_now: bool,
    /// What was used can be taken back now.
    takes_back: bool,
    /// What a form for the finished piece begins with.
    suggested: SuggestedBody,
}

/// A line of the list.
#[derive(Serialize, ToSchema)]
#[schema(as = CustomPart)]
struct PartSheet {
    id: Uuid,
    /// `piece`, `article`, `awaited`, `metal`, `labour` or `outside`.
    kind: &'static str,
    title: String,
    /// Of the stock.
    number: String,
    piece_id: Option<Uuid>,
    quote_line: Option<Uuid>,
    quantity: i64,
    /// How many are in the work.
    used: i64,
    supplier: Option<String>,
    ordered: Option<OrderedBody>,
    metal: Option<&'static str>,
    fineness: Option<i64>,
    weight_mg: Option<i64>,
    loss_bp: i64,
    rate_on: Option<NaiveDate>,
    person_id: Option<Uuid>,
    person: Option<String>,
    minutes: Option<i64>,
    /// Absent for who may not see costs, or where nobody knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
    /// Taken off the list.
    off: bool,
    at: String,
    by: String,
}

/// The order to a supplier that an awaited line comes with.
#[derive(Serialize, ToSchema)]
#[schema(as = CustomOrdered)]
struct OrderedBody {
    id: Uuid,
    number: String,
    expected_on: Option<NaiveDate>,
    quantity: i64,
    received: i64,
    /// The numbers of what has come and is free.
    arrived: Vec<String>,
}

/// What went into the work.
#[derive(Serialize, ToSchema)]
#[schema(as = CustomUse)]
struct UseSheet {
    id: Uuid,
    part_id: Uuid,
    quantity: i64,
    weight_mg: Option<i64>,
    person: Option<String>,
    on: Option<NaiveDate>,
    minutes: Option<i64>,
    /// Absent for who may not see costs, or where nobody knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
    /// Taken back.
    undone: bool,
    note: String,
    at: String,
    by: String,
}

/// What a quoted line was to cost, what the list says, what it has cost. Without VAT.
#[derive(Serialize, ToSchema)]
#[schema(as = CustomCompared)]
struct ComparedBody {
    /// Null: on the list, and in no quote.
    quote_line: Option<Uuid>,
    title: String,
    quoted_minor: Option<i64>,
    planned_minor: i64,
    used_minor: i64,
    /// Something of it has no cost: the sums leave it out.
    unknown: bool,
}

/// The piece that came of it.
#[derive(Serialize, ToSchema)]
#[schema(as = CustomMade)]
struct MadeBody {
    piece_id: Uuid,
    number: String,
    title: String,
    /// False: taken apart again, and in the work.
    stands: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = CustomSuggested)]
struct SuggestedBody {
    number: Option<String>,
    metal: Option<&'static str>,
    fineness: Option<i64>,
    net_mg: Option<i64>,
    gross_mg: Option<i64>,
    price_minor: Option<i64>,
}

impl From<custom::Compared> for ComparedBody {
    fn from(of: custom::Compared) -> Self {
        Self {
            quote_line: of.line.map(Id::uuid),
            title: of.title,
            quoted_minor: of.quoted_minor,
            planned_minor: of.planned_minor,
            used_minor: of.used_minor,
            unknown: of.unknown,
        }
    }
}

impl MakingBody {
    pub(super) fn load(tx: &ReadTx<'_>, of: &Order, with_cost: bool) -> Result<Self, Problem> {
        use custom::State as S;
        let making = custom::making(tx, of)?;
        let suggested = custom::suggested(tx, of, &making)?;
        let lists = matches!(
            of.state,
            S::Design | S::Quoted | S::Approved | S::Production
        );
        let parts = making.parts.iter();
        let part_of = |seq: i64| {
            let found = parts.clone().find(|part| part.seq == seq);
            found.map_or(Uuid::nil(), |part| part.id.uuid())
        };
        let uses = making.uses.iter().map(|of| UseSheet {
            id: of.id.uuid(),
            part_id: part_of(of.part),
            quantity: of.quantity,
            weight_mg: of.weight_mg,
            person: of.person.as_ref().map(|(_, name)| name.clone()),
            on: of.on_day,
            minutes: of.minutes,
            cost_minor: of.cost_minor.filter(|_| with_cost),
            undone: of.undone,
            note: of.note.clone(),
            at: when(of.at),
            by: of.by.clone(),
        });
        Ok(Self {
            uses: uses.collect(),
            parts: making
                .parts
                .iter()
                .map(|part| PartSheet::new(part, &making.uses, with_cost))
                .collect(),
            compared: with_cost.then(|| making.lines.into_iter().map(Into::into).collect()),
            total: with_cost.then(|| making.total.into()),
            made: making.made.map(|made| MadeBody {
                piece_id: made.piece.uuid(),
                number: made.number,
                title: made.title,
                stands: made.stands,
            }),
            lists,
            uses_now: of.state == S::Production,
            takes_back: lists || of.state == S::OnHold,
            suggested: SuggestedBody {
                number: suggested.number,
                metal: suggested.metal.map(Metal::code),
                fineness: suggested.fineness,
                net_mg: suggested.net_mg,
                gross_mg: suggested.gross_mg,
                price_minor: suggested.price_minor,
            },
        })
    }
}

impl PartSheet {
    fn new(of: &Part, uses: &[Use], with_cost: bool) -> Self {
        let used = uses.iter().filter(|one| one.part == of.seq && !one.undone);
        Self {
            id: of.id.uuid(),
            kind: of.kind.code(),
            title: of.title.clone(),
            number: of.number.clone(),
            piece_id: of.piece.map(Id::uuid),
            quote_line: of.quote_line.map(Id::uuid),
            quantity: of.quantity,
            used: used.map(|one| one.quantity).sum(),
            supplier: of.supplier.as_ref().map(|(_, name)| name.clone()),
            ordered: of.ordered.as_ref().map(|ordered| OrderedBody {
                id: ordered.id,
                number: ordered.number.clone(),
                expected_on: ordered.expected_on,
                quantity: ordered.quantity,
                received: ordered.received,
                arrived: ordered.arrived.clone(),
            }),
            metal: of.metal.map(Metal::code),
            fineness: of.fineness,
            weight_mg: of.weight_mg,
            loss_bp: of.loss_bp,
            rate_on: of.rate_on,
            person_id: of.person.as_ref().map(|(id, _)| id.uuid()),
            person: of.person.as_ref().map(|(_, name)| name.clone()),
            minutes: of.minutes,
            cost_minor: of.cost_minor.filter(|_| with_cost),
            off: of.off,
            at: when(of.at),
            by: of.by.clone(),
        }
    }
}
