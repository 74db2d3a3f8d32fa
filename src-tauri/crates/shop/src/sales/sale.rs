//! A sale as it is kept for good: a document of the TICKET chain, its lines and payments.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde_json::{Value, json};
use units::Id;

use super::cart::{Cart, UnknownWord};
use crate::customers::Customer;
use crate::cx::{Till, User};
use crate::deposit::{About, Role};
use crate::stock::{Article, Piece, VatRegime};
use crate::till::Opening;

/// A means of payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tender {
    Card,
    Cash,
    Cheque,
    Transfer,
}

impl Tender {
    pub const ALL: [Self; 4] = [Self::Card, Self::Cash, Self::Cheque, Self::Transfer];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::Cash => "cash",
            Self::Cheque => "cheque",
            Self::Transfer => "transfer",
        }
    }

    /// As documents name it.
    pub const fn printed(self) -> documents::Tender {
        match self {
            Self::Card => documents::Tender::Card,
            Self::Cash => documents::Tender::Cash,
            Self::Cheque => documents::Tender::Cheque,
            Self::Transfer => documents::Tender::Transfer,
        }
    }
}

impl FromStr for Tender {
    type Err = UnknownWord;

    fn from_str(name: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .into_iter()
            .find(|tender| tender.name() == name)
            .ok_or(UnknownWord)
    }
}

/// What a document does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaleKind {
    /// Sells, takes back, or both.
    Sale,
    /// Annuls another.
    Void,
}

impl SaleKind {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sale => "sale",
            Self::Void => "void",
        }
    }
}

/// A document. Amounts in minor units of the shop's currency, tax included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sale {
    pub id: Id<Self>,
    /// The shop's code and the sequence in the TICKET chain.
    pub number: String,
    pub seq: i64,
    pub kind: SaleKind,
    pub cart: Option<Id<Cart>>,
    pub opening: Id<Opening>,
    pub till: Id<Till>,
    pub user: Id<User>,
    pub customer: Option<Id<Customer>>,
    pub voids: Option<Id<Self>>,
    pub business_on: NaiveDate,
    pub at: DateTime<Utc>,
    pub total_minor: i64,
    /// On the whole ticket, after those of the lines.
    pub discount_minor: i64,
    pub discount_bp: i64,
    pub discount_reason: String,
    pub discount_by: Option<Id<User>>,
    /// Whether a colleague typed their PIN for it.
    pub discount_vouched: bool,
    /// Why it annuls another.
    pub reason: String,
    pub perpetual_minor: i64,
    pub perpetual_absolute_minor: i64,
    pub lines: Vec<SaleLine>,
    pub payments: Vec<Payment>,
}

/// A line: total = quantity × unit price − discount − ticket discount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaleLine {
    pub id: Id<Self>,
    pub position: i64,
    pub piece: Option<Id<Piece>>,
    pub article: Option<Id<Article>>,
    /// The line of an earlier ticket that comes back, or is annulled.
    pub returns: Option<Id<Self>>,
    /// What it is of the money of some work; None: goods.
    pub about: Option<About>,
    /// The frozen words of the line.
    pub printed: documents::Line,
    /// Never nothing; negative: came back.
    pub quantity: i64,
    pub list_price_minor: i64,
    pub unit_price_minor: i64,
    pub price_reason: String,
    pub price_by: Option<Id<User>>,
    pub price_vouched: bool,
    pub discount_minor: i64,
    pub discount_bp: i64,
    pub discount_reason: String,
    pub discount_by: Option<Id<User>>,
    pub discount_vouched: bool,
    pub ticket_discount_minor: i64,
    pub total_minor: i64,
    pub vat_regime: VatRegime,
    pub vat_bp: i64,
    pub vat_minor: i64,
    /// Of the whole line; never printed.
    pub cost_minor: Option<i64>,
}

/// A payment, or a repayment where the amount is negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    pub id: Id<Self>,
    pub position: i64,
    pub tender: Tender,
    pub amount_minor: i64,
    /// Cash handed over.
    pub given_minor: Option<i64>,
    pub reference: String,
}

impl Sale {
    /// What the customer got back of the cash handed over.
    pub fn change_minor(&self) -> i64 {
        self.payments
            .iter()
            .filter_map(|payment| Some(payment.given_minor? - payment.amount_minor))
            .sum()
    }

    /// What the record freezes: every column of the document's rows. `customer` is the salted
    /// reference, never the id. Version 1 of the payload's `facts`.
    pub(super) fn facts(&self, customer: Option<&str>) -> Value {
        let id = |id: Option<String>| id.map_or(Value::Null, Value::from);
        let mut facts = json!({
            "id": self.id.to_string(),
            "number": self.number,
            "seq": self.seq,
            "kind": self.kind.name(),
            "cart": id(self.cart.map(|id| id.to_string())),
            "opening": self.opening.to_string(),
            "till": self.till.to_string(),
            "user": self.user.to_string(),
            "customer": customer,
            "voids": id(self.voids.map(|id| id.to_string())),
            "business_on": self.business_on.to_string(),
            "at": self.at.to_rfc3339_opts(SecondsFormat::Millis, true),
            "total_minor": self.total_minor,
            "discount_minor": self.discount_minor,
            "discount_bp": self.discount_bp,
            "discount_reason": self.discount_reason,
            "discount_by": id(self.discount_by.map(|id| id.to_string())),
            "discount_vouched": self.discount_vouched,
            "line_count": self.lines.len(),
            "reason": self.reason,
            "perpetual_minor": self.perpetual_minor,
            "perpetual_absolute_minor": self.perpetual_absolute_minor,
        });
        // Put in whole: the macro would copy what it is given.
        facts["lines"] = self.lines.iter().map(SaleLine::facts).collect();
        facts["payments"] = self.payments.iter().map(Payment::facts).collect();
        facts
    }
}

impl SaleLine {
    /// Of who drew back from an order: no price of anything.
    pub fn is_indemnity(&self) -> bool {
        self.about.is_some_and(|about| about.role == Role::Kept)
    }

    /// A deposit that the ticket of its work takes off.
    pub fn is_used(&self) -> bool {
        self.about.is_some_and(|about| about.role == Role::Used)
    }

    fn facts(&self) -> Value {
        let id = |id: Option<String>| id.map_or(Value::Null, Value::from);
        let mut facts = json!({
            "id": self.id.to_string(),
            "position": self.position,
            "piece": id(self.piece.map(|id| id.to_string())),
            "article": id(self.article.map(|id| id.to_string())),
            "returns": id(self.returns.map(|id| id.to_string())),
            "label": self.printed.label,
            "quantity": self.quantity,
            "list_price_minor": self.list_price_minor,
            "unit_price_minor": self.unit_price_minor,
            "price_reason": self.price_reason,
            "price_by": id(self.price_by.map(|id| id.to_string())),
            "price_vouched": self.price_vouched,
            "discount_minor": self.discount_minor,
            "discount_bp": self.discount_bp,
            "discount_reason": self.discount_reason,
            "discount_by": id(self.discount_by.map(|id| id.to_string())),
            "discount_vouched": self.discount_vouched,
            "ticket_discount_minor": self.ticket_discount_minor,
            "total_minor": self.total_minor,
            "vat_regime": self.vat_regime.code(),
            "vat_bp": self.vat_bp,
            "vat_minor": self.vat_minor,
            "cost_minor": self.cost_minor,
        });
        if let Some(about) = self.about {
            facts["role"] = json!(about.role.code());
            facts["subject_kind"] = json!(about.subject.kind());
            facts["subject"] = json!(about.subject.uuid().to_string());
        }
        facts
    }
}

impl Payment {
    fn facts(&self) -> Value {
        json!({
            "id": self.id.to_string(),
            "position": self.position,
            "tender": self.tender.name(),
            "amount_minor": self.amount_minor,
            "given_minor": self.given_minor,
            "reference": self.reference,
        })
    }
}
