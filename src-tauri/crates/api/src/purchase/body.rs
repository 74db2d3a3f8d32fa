//! Orders and receptions on the wire.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shop::purchase::{
    Arrival, DraftLine, Goods, NewPiece, Order, OrderLine, Receive, Received, Reception, SaveOrder,
    Step, Trail,
};
use units::{Currency, Fineness, Id, Money, Weight};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::problem::Problem;
use crate::wire::when;

/// `2026-11-22`.
pub(super) fn day(text: &str) -> Result<NaiveDate, Problem> {
    text.parse().map_err(|_| Problem::refused("purchase.day"))
}

pub(super) fn maybe_day(text: Option<&String>) -> Result<Option<NaiveDate>, Problem> {
    text.filter(|text| !text.is_empty())
        .map(|text| day(text))
        .transpose()
}

/// What became of a document.
#[derive(Serialize, ToSchema)]
#[schema(as = PurchaseStep)]
pub(super) struct StepBody {
    /// `sent`, `reopened`, `cancelled`, `closed`, `resumed`, `paid`, `unpaid`, `credited`,
    /// `uncredited` or `reversed`.
    step: &'static str,
    at: String,
    by: String,
    on: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount_minor: Option<i64>,
    /// Of what was credited.
    #[serde(skip_serializing_if = "Option::is_none")]
    vat_minor: Option<i64>,
    means: String,
    reference: String,
    note: String,
}

impl StepBody {
    pub(super) fn all(steps: Vec<Step>, with_cost: bool) -> Vec<Self> {
        let body = |step: Step| Self {
            step: step.kind.code(),
            at: when(step.at),
            by: step.by,
            on: step.on.to_string(),
            amount_minor: step.amount_minor.filter(|_| with_cost),
            vat_minor: step.vat_minor.filter(|_| with_cost),
            means: step.means,
            reference: step.reference,
            note: step.note,
        };
        steps.into_iter().map(body).collect()
    }
}

/// A line of an order.
#[derive(Serialize, ToSchema)]
#[schema(as = PurchaseLine)]
pub(super) struct LineBody {
    id: Uuid,
    /// None: pieces, one by one.
    article_id: Option<Uuid>,
    article_number: Option<String>,
    family_id: Option<Uuid>,
    title: String,
    metal: Option<&'static str>,
    fineness: Option<i64>,
    reference: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
    quantity: i64,
    received: i64,
    refused: i64,
    missing: i64,
}

impl LineBody {
    fn new(line: OrderLine, with_cost: bool) -> Self {
        Self {
            missing: line.missing(),
            id: line.id.uuid(),
            article_id: line.article.map(Id::uuid),
            article_number: line.article_number,
            family_id: line.family.map(Id::uuid),
            title: line.title,
            metal: line.metal.map(units::Metal::code),
            fineness: line.fineness.map(Fineness::per_ten_thousand),
            reference: line.reference,
            cost_minor: line.cost_minor.filter(|_| with_cost),
            quantity: line.quantity,
            received: line.received,
            refused: line.refused,
        }
    }
}

/// An order to a supplier.
#[derive(Serialize, ToSchema)]
#[schema(as = PurchaseOrder)]
pub(super) struct OrderBody {
    id: Uuid,
    number: String,
    supplier_id: Uuid,
    supplier: String,
    expected_on: Option<String>,
    note: String,
    /// `draft`, `sent`, `part`, `received`, `cancelled` or `closed`.
    stage: &'static str,
    /// It should have come by now.
    late: bool,
    at: String,
    by: String,
    version: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_minor: Option<i64>,
    quantity: i64,
    missing: i64,
    lines: Vec<LineBody>,
    steps: Vec<StepBody>,
}

impl OrderBody {
    pub(super) fn new(order: Order, today: NaiveDate, with_cost: bool) -> Self {
        Self {
            id: order.id.uuid(),
            late: order.is_late(today),
            total_minor: with_cost.then(|| order.total_minor()),
            quantity: order.lines.iter().map(|line| line.quantity).sum(),
            missing: order.lines.iter().map(OrderLine::missing).sum(),
            number: order.number,
            supplier_id: order.supplier.uuid(),
            supplier: order.supplier_name,
            expected_on: order.expected_on.map(|day| day.to_string()),
            note: order.note,
            stage: order.stage.code(),
            at: when(order.at),
            by: order.by,
            version: order.version,
            lines: order
                .lines
                .into_iter()
                .map(|line| LineBody::new(line, with_cost))
                .collect(),
            steps: StepBody::all(order.steps, with_cost),
        }
    }
}

/// A line of an order as it is to be.
#[derive(Deserialize, ToSchema)]
#[schema(as = SavePurchaseLine)]
pub(super) struct SaveLine {
    id: Uuid,
    article_id: Option<Uuid>,
    family_id: Option<Uuid>,
    #[serde(default)]
    title: String,
    metal: Option<String>,
    fineness: Option<i64>,
    #[serde(default)]
    reference: String,
    cost_minor: Option<i64>,
    quantity: i64,
}

/// An order as it is to be; a version over which it is changed, none where it is new.
#[derive(Deserialize, ToSchema)]
#[schema(as = SavePurchaseOrder)]
pub(super) struct Save {
    pub(super) id: Uuid,
    version: Option<i64>,
    supplier_id: Uuid,
    expected_on: Option<String>,
    #[serde(default)]
    note: String,
    lines: Vec<SaveLine>,
}

fn metal(word: Option<String>) -> Result<Option<units::Metal>, Problem> {
    word.filter(|word| !word.is_empty())
        .map(|word| word.parse().map_err(|_| Problem::refused("purchase.metal")))
        .transpose()
}

fn fineness(parts: Option<i64>) -> Result<Option<Fineness>, Problem> {
    parts
        .map(|parts| {
            Fineness::from_per_ten_thousand(parts).map_err(|_| Problem::refused("purchase.metal"))
        })
        .transpose()
}

impl Save {
    pub(super) fn input(self) -> Result<SaveOrder, Problem> {
        let line = |line: SaveLine| {
            Ok(DraftLine {
                id: Id::from_uuid(line.id),
                article: line.article_id.map(Id::from_uuid),
                family: line.family_id.map(Id::from_uuid),
                title: line.title,
                metal: metal(line.metal)?,
                fineness: fineness(line.fineness)?,
                reference: line.reference,
                cost_minor: line.cost_minor,
                quantity: line.quantity,
            })
        };
        Ok(SaveOrder {
            id: Id::from_uuid(self.id),
            version: self.version,
            supplier: Id::from_uuid(self.supplier_id),
            expected_on: maybe_day(self.expected_on.as_ref())?,
            note: self.note,
            lines: self
                .lines
                .into_iter()
                .map(line)
                .collect::<Result<_, Problem>>()?,
        })
    }
}

/// One thing that came.
#[derive(Serialize, ToSchema)]
#[schema(as = PurchaseReceived)]
pub(super) struct ReceivedBody {
    pub(super) id: Uuid,
    reception_number: String,
    line_id: Option<Uuid>,
    refused: bool,
    piece_id: Option<Uuid>,
    article_id: Option<Uuid>,
    /// The piece's or article's number now.
    number: String,
    title: String,
    quantity: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
    /// Why it was refused.
    reason: String,
    /// Why it was undone, and by whom.
    undone: Option<String>,
    undone_by: Option<String>,
    /// Our reference of the invoice that bills it.
    billed: Option<String>,
}

impl ReceivedBody {
    pub(super) fn new(received: Received, with_cost: bool) -> Self {
        let (undone, undone_by) = received.undone.unzip();
        Self {
            id: received.id.uuid(),
            reception_number: received.reception_number,
            line_id: received.line.map(Id::uuid),
            refused: received.refused,
            piece_id: received.piece.map(Id::uuid),
            article_id: received.article.map(Id::uuid),
            number: received.number,
            title: received.title,
            quantity: received.quantity,
            cost_minor: received.cost_minor.filter(|_| with_cost),
            reason: received.reason,
            undone,
            undone_by,
            billed: received.billed,
        }
    }
}

/// A delivery.
#[derive(Serialize, ToSchema)]
#[schema(as = PurchaseReception)]
pub(super) struct ReceptionBody {
    id: Uuid,
    number: String,
    supplier_id: Uuid,
    supplier: String,
    order_id: Option<Uuid>,
    order_number: Option<String>,
    document: String,
    note: String,
    at: String,
    by: String,
    lines: Vec<ReceivedBody>,
}

impl ReceptionBody {
    pub(super) fn new(reception: Reception, with_cost: bool) -> Self {
        Self {
            id: reception.id.uuid(),
            number: reception.number,
            supplier_id: reception.supplier.uuid(),
            supplier: reception.supplier_name,
            order_id: reception.order.map(Id::uuid),
            order_number: reception.order_number,
            document: reception.document,
            note: reception.note,
            at: when(reception.at),
            by: reception.by,
            lines: reception
                .lines
                .into_iter()
                .map(|line| ReceivedBody::new(line, with_cost))
                .collect(),
        }
    }
}

/// One thing that comes: a piece, so many of an article, or what is refused.
#[derive(Deserialize, ToSchema)]
#[schema(as = PurchaseArrival)]
pub(super) struct ArrivalBody {
    id: Uuid,
    /// The order's line it answers.
    line_id: Option<Uuid>,
    /// `piece`, `article` or `refused`.
    kind: String,
    /// Of a piece: its id and number.
    piece_id: Option<Uuid>,
    #[serde(default)]
    number: String,
    /// What is not said of a piece is as ordered.
    title: Option<String>,
    family_id: Option<Uuid>,
    metal: Option<String>,
    fineness: Option<i64>,
    gross_mg: Option<i64>,
    serial: Option<String>,
    price_minor: Option<i64>,
    article_id: Option<Uuid>,
    /// Of an article or of what is refused.
    #[serde(default)]
    quantity: i64,
    /// Of one, without VAT.
    cost_minor: Option<i64>,
    /// Why it is refused.
    #[serde(default)]
    reason: String,
}

/// A delivery as it is taken in.
#[derive(Deserialize, ToSchema)]
#[schema(as = ReceivePurchase)]
pub(super) struct ReceiveBody {
    id: Uuid,
    supplier_id: Uuid,
    order_id: Option<Uuid>,
    #[serde(default)]
    document: String,
    #[serde(default)]
    note: String,
    place_id: Uuid,
    /// More than was ordered is kept, and that is meant.
    #[serde(default)]
    over: bool,
    lines: Vec<ArrivalBody>,
}

impl ReceiveBody {
    pub(super) fn input(self, currency: Currency) -> Result<Receive, Problem> {
        let lines = self
            .lines
            .into_iter()
            .map(|line| line.arrival(currency))
            .collect::<Result<_, Problem>>()?;
        Ok(Receive {
            id: Id::from_uuid(self.id),
            supplier: Id::from_uuid(self.supplier_id),
            order: self.order_id.map(Id::from_uuid),
            document: self.document,
            note: self.note,
            place: Id::from_uuid(self.place_id),
            over: self.over,
            lines,
        })
    }
}

impl ArrivalBody {
    fn arrival(self, currency: Currency) -> Result<Arrival, Problem> {
        let goods = match self.kind.as_str() {
            "piece" => Goods::Piece(Box::new(NewPiece {
                id: Id::from_uuid(
                    self.piece_id
                        .ok_or_else(|| Problem::refused("purchase.line_unknown"))?,
                ),
                number: self.number,
                title: self.title,
                family: self.family_id.map(Id::from_uuid),
                metal: metal(self.metal)?,
                fineness: fineness(self.fineness)?,
                gross: self
                    .gross_mg
                    .map(Weight::from_mg)
                    .transpose()
                    .map_err(|_| Problem::refused("stock.weight_absurd"))?,
                serial: self.serial,
                price: self
                    .price_minor
                    .map(|minor| Money::new(minor, currency))
                    .transpose()
                    .map_err(|_| Problem::refused("stock.price_absurd"))?,
            })),
            "article" => Goods::Article(
                Id::from_uuid(
                    self.article_id
                        .ok_or_else(|| Problem::refused("purchase.line_unknown"))?,
                ),
                self.quantity,
            ),
            "refused" => Goods::Refused {
                title: self.title.unwrap_or_default(),
                quantity: self.quantity,
                reason: self.reason,
            },
            _ => return Err(Problem::refused("purchase.line_unknown")),
        };
        Ok(Arrival {
            id: Id::from_uuid(self.id),
            line: self.line_id.map(Id::from_uuid),
            goods,
            cost_minor: self.cost_minor,
        })
    }
}

/// A document a piece came or went with.
#[derive(Serialize, ToSchema)]
#[schema(as = PurchaseLink)]
pub(super) struct Link {
    id: Uuid,
    number: String,
}

/// The documents of a piece.
#[derive(Serialize, ToSchema)]
#[schema(as = PurchaseTrail)]
pub(super) struct TrailBody {
    reception: Option<Link>,
    order: Option<Link>,
    invoice: Option<Link>,
    returned: Option<Link>,
}

impl From<Trail> for TrailBody {
    fn from(trail: Trail) -> Self {
        let link = |of: Option<(Uuid, String)>| of.map(|(id, number)| Link { id, number });
        Self {
            reception: link(trail.reception),
            order: link(trail.order),
            invoice: link(trail.invoice),
            returned: link(trail.returned),
        }
    }
}
