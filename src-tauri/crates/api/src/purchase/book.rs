//! Suppliers' invoices, returns, limits and budgets on the wire.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shop::purchase::{
    Billed, Budget, EnterInvoice, Going, Invoice, InvoiceLine, Limit, Low, Return, SendBack,
};
use units::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::{ReceivedBody, StepBody, day, maybe_day};
use crate::problem::Problem;
use crate::wire::when;

/// What an invoice bills.
#[derive(Serialize, ToSchema)]
#[schema(as = PurchaseInvoiceLine)]
pub(super) struct InvoiceLineBody {
    #[serde(flatten)]
    received: ReceivedBody,
    billed_minor: i64,
    /// Billed above what was expected; below it where negative.
    difference_minor: i64,
    /// What the goods' sheet said before.
    old_minor: Option<i64>,
    /// `same`, `carried`, `sold`, `parts` or `gone`: what became of the cost on the goods' sheet.
    outcome: &'static str,
}

impl From<InvoiceLine> for InvoiceLineBody {
    fn from(line: InvoiceLine) -> Self {
        Self {
            billed_minor: line.cost_minor,
            difference_minor: line.difference_minor(),
            old_minor: line.old_minor,
            outcome: line.outcome.code(),
            received: ReceivedBody::new(line.received, true),
        }
    }
}

/// A supplier's invoice.
#[derive(Serialize, ToSchema)]
#[schema(as = PurchaseInvoice)]
pub(super) struct InvoiceBody {
    id: Uuid,
    /// Ours.
    reference: String,
    supplier_id: Uuid,
    supplier: String,
    /// The supplier's.
    number: String,
    invoiced_on: String,
    due_on: Option<String>,
    net_minor: i64,
    vat_minor: i64,
    gross_minor: i64,
    /// What its lines come to; the rest of the net amount is carriage and the like.
    matched_minor: i64,
    /// Of all lines, against what was expected.
    difference_minor: i64,
    note: String,
    /// `open`, `settled` or `reversed`.
    standing: &'static str,
    /// To be paid, and the day has gone by.
    late: bool,
    at: String,
    by: String,
    lines: Vec<InvoiceLineBody>,
    steps: Vec<StepBody>,
}

impl InvoiceBody {
    pub(super) fn new(invoice: Invoice, today: NaiveDate) -> Self {
        Self {
            matched_minor: invoice.matched_minor(),
            difference_minor: invoice
                .lines
                .iter()
                .map(InvoiceLine::difference_minor)
                .sum(),
            late: invoice.is_late(today),
            id: invoice.id.uuid(),
            reference: invoice.reference,
            supplier_id: invoice.supplier.uuid(),
            supplier: invoice.supplier_name,
            number: invoice.number,
            invoiced_on: invoice.invoiced_on.to_string(),
            due_on: invoice.due_on.map(|day| day.to_string()),
            net_minor: invoice.net_minor,
            vat_minor: invoice.vat_minor,
            gross_minor: invoice.gross_minor,
            note: invoice.note,
            standing: invoice.standing.code(),
            at: when(invoice.at),
            by: invoice.by,
            lines: invoice.lines.into_iter().map(Into::into).collect(),
            steps: StepBody::all(invoice.steps, true),
        }
    }
}

/// What is billed of the receptions.
#[derive(Deserialize, ToSchema)]
#[schema(as = PurchaseBilled)]
pub(super) struct BilledBody {
    received_id: Uuid,
    /// Of one, without VAT.
    cost_minor: i64,
}

/// An invoice as the supplier wrote it.
#[derive(Deserialize, ToSchema)]
#[schema(as = EnterPurchaseInvoice)]
pub(super) struct Enter {
    id: Uuid,
    supplier_id: Uuid,
    number: String,
    invoiced_on: String,
    due_on: Option<String>,
    net_minor: i64,
    vat_minor: i64,
    gross_minor: i64,
    #[serde(default)]
    note: String,
    lines: Vec<BilledBody>,
}

impl Enter {
    pub(super) fn input(self) -> Result<EnterInvoice, Problem> {
        let billed = |line: BilledBody| Billed {
            received: Id::from_uuid(line.received_id),
            cost_minor: line.cost_minor,
        };
        Ok(EnterInvoice {
            id: Id::from_uuid(self.id),
            supplier: Id::from_uuid(self.supplier_id),
            number: self.number,
            invoiced_on: day(&self.invoiced_on)?,
            due_on: maybe_day(self.due_on.as_ref())?,
            net_minor: self.net_minor,
            vat_minor: self.vat_minor,
            gross_minor: self.gross_minor,
            note: self.note,
            lines: self.lines.into_iter().map(billed).collect(),
        })
    }
}

/// A payment in full.
#[derive(Deserialize, ToSchema)]
#[schema(as = PayPurchaseInvoice)]
pub(super) struct Pay {
    pub(super) paid_on: String,
    /// `transfer`, `cheque`, `card`, `direct_debit`, `cash` or `other`.
    pub(super) means: String,
    #[serde(default)]
    pub(super) reference: String,
    /// Of cash: out of whose drawer; that of the till one stands at, where it is not said.
    pub(super) till_id: Option<Uuid>,
}

/// What goes or went back.
#[derive(Serialize, ToSchema)]
#[schema(as = PurchaseReturnLine)]
pub(super) struct ReturnLineBody {
    piece_id: Option<Uuid>,
    article_id: Option<Uuid>,
    number: String,
    title: String,
    quantity: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
}

/// A return to a supplier.
#[derive(Serialize, ToSchema)]
#[schema(as = PurchaseReturn)]
pub(super) struct ReturnBody {
    id: Uuid,
    number: String,
    supplier_id: Uuid,
    supplier: String,
    reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit_minor: Option<i64>,
    /// `open`: the credit is waited for; `settled` or `reversed`.
    standing: &'static str,
    at: String,
    by: String,
    lines: Vec<ReturnLineBody>,
    steps: Vec<StepBody>,
}

impl ReturnBody {
    pub(super) fn new(back: Return, with_cost: bool) -> Self {
        let line = |line: shop::purchase::ReturnLine| {
            let (piece_id, article_id) = match line.going {
                Going::Piece(piece) => (Some(piece.uuid()), None),
                Going::Article(article, _) => (None, Some(article.uuid())),
            };
            ReturnLineBody {
                piece_id,
                article_id,
                number: line.number,
                title: line.title,
                quantity: line.quantity,
                cost_minor: line.cost_minor.filter(|_| with_cost),
            }
        };
        Self {
            id: back.id.uuid(),
            number: back.number,
            supplier_id: back.supplier.uuid(),
            supplier: back.supplier_name,
            reason: back.reason,
            credit_minor: back.credit_minor.filter(|_| with_cost),
            standing: back.standing.code(),
            at: when(back.at),
            by: back.by,
            lines: back.lines.into_iter().map(line).collect(),
            steps: StepBody::all(back.steps, with_cost),
        }
    }
}

/// A piece, or so many of an article.
#[derive(Deserialize, ToSchema)]
#[schema(as = PurchaseGoing)]
pub(super) struct GoingBody {
    piece_id: Option<Uuid>,
    article_id: Option<Uuid>,
    #[serde(default)]
    quantity: i64,
}

/// What goes back, and why.
#[derive(Deserialize, ToSchema)]
#[schema(as = SendBackPurchase)]
pub(super) struct Send {
    id: Uuid,
    supplier_id: Uuid,
    reason: String,
    /// Expected, without VAT; what the goods cost where it is not said.
    credit_minor: Option<i64>,
    goods: Vec<GoingBody>,
}

impl Send {
    pub(super) fn input(self) -> Result<SendBack, Problem> {
        let going = |one: GoingBody| match (one.piece_id, one.article_id) {
            (Some(piece), None) => Ok(Going::Piece(Id::from_uuid(piece))),
            (None, Some(article)) => Ok(Going::Article(Id::from_uuid(article), one.quantity)),
            _ => Err(Problem::refused("purchase.line_unknown")),
        };
        Ok(SendBack {
            id: Id::from_uuid(self.id),
            supplier: Id::from_uuid(self.supplier_id),
            reason: self.reason,
            credit_minor: self.credit_minor,
            goods: self
                .goods
                .into_iter()
                .map(going)
                .collect::<Result<_, _>>()?,
        })
    }
}

/// The supplier's credit note.
#[derive(Deserialize, ToSchema)]
#[schema(as = CreditPurchaseReturn)]
pub(super) struct CreditBody {
    pub(super) credited_on: String,
    pub(super) number: String,
    /// Without VAT.
    pub(super) amount_minor: i64,
    pub(super) vat_minor: i64,
}

/// A floor and a ceiling with what is there and what is proposed.
#[derive(Serialize, ToSchema)]
#[schema(as = PurchaseLimit)]
pub(super) struct LowBody {
    article_id: Option<Uuid>,
    family_id: Option<Uuid>,
    number: String,
    title_fr: String,
    title_en: String,
    floor: i64,
    ceiling: i64,
    version: i64,
    there: i64,
    ordered: i64,
    /// How many are proposed: 0 while the floor holds.
    proposed: i64,
    /// Chosen for it; else whoever delivered last.
    chosen_supplier_id: Option<Uuid>,
    supplier_id: Option<Uuid>,
    supplier: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
}

impl LowBody {
    pub(super) fn new(low: Low, with_cost: bool) -> Self {
        Self {
            proposed: low.proposed(),
            article_id: low.limit.article.map(Id::uuid),
            family_id: low.limit.family.map(Id::uuid),
            number: low.number,
            title_fr: low.title_fr,
            title_en: low.title_en,
            floor: low.limit.floor,
            ceiling: low.limit.ceiling,
            version: low.limit.version,
            there: low.there,
            ordered: low.ordered,
            chosen_supplier_id: low.limit.supplier.map(Id::uuid),
            supplier_id: low.supplier.map(Id::uuid),
            supplier: low.supplier_name,
            cost_minor: low.cost_minor.filter(|_| with_cost),
        }
    }
}

/// A floor and a ceiling as they are to be; both 0 take them away.
#[derive(Deserialize, ToSchema)]
#[schema(as = SavePurchaseLimit)]
pub(super) struct SaveLimit {
    article_id: Option<Uuid>,
    family_id: Option<Uuid>,
    supplier_id: Option<Uuid>,
    floor: i64,
    ceiling: i64,
    /// 0: new.
    version: i64,
}

impl From<SaveLimit> for Limit {
    fn from(limit: SaveLimit) -> Self {
        Self {
            article: limit.article_id.map(Id::from_uuid),
            family: limit.family_id.map(Id::from_uuid),
            supplier: limit.supplier_id.map(Id::from_uuid),
            floor: limit.floor,
            ceiling: limit.ceiling,
            version: limit.version,
        }
    }
}

/// Open to buy: how a month stands, cents without VAT.
#[derive(Serialize, ToSchema)]
#[schema(as = PurchaseBudget)]
pub(super) struct BudgetBody {
    /// `2026-11`.
    month: String,
    /// Null: of all families together.
    family_id: Option<Uuid>,
    amount_minor: Option<i64>,
    spent_minor: i64,
    committed_minor: i64,
    remaining_minor: Option<i64>,
    version: i64,
}

impl From<Budget> for BudgetBody {
    fn from(budget: Budget) -> Self {
        Self {
            remaining_minor: budget.remaining_minor(),
            month: budget.month,
            family_id: budget.family.map(Id::uuid),
            amount_minor: budget.amount_minor,
            spent_minor: budget.spent_minor,
            committed_minor: budget.committed_minor,
            version: budget.version,
        }
    }
}

/// A month's budget as it is to be.
#[derive(Deserialize, ToSchema)]
#[schema(as = SavePurchaseBudget)]
pub(super) struct SaveBudget {
    pub(super) month: String,
    /// None: of all families together.
    pub(super) family_id: Option<Uuid>,
    pub(super) amount_minor: i64,
    /// 0: none was set.
    pub(super) version: i64,
}
