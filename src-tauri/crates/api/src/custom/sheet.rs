//! An order on the wire.

use chrono::{Days, NaiveDate};
use serde::Serialize;
use shop::Cx;
use shop::custom::{self, Order, Quote, QuoteLine};
use shop::customers;
use shop::db::ReadTx;
use shop::repair;
use shop::rules::rules;
use shop::signature;
use shop::till;
use shop::users::Right;
use units::{Currency, Id, Metal};
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::FieldBody;
use super::deliver::DeliveryBody;
use super::lists::is_late;
use super::making_sheet::MakingBody;
use super::money::MoneyBody;
use crate::problem::Problem;
use crate::repair::SignatureBody;
use crate::signed::Signed;
use crate::wire::when;

/// What a customer has made, with all that belongs to it.
#[derive(Serialize, ToSchema)]
#[schema(as = CustomOrder)]
pub(super) struct Sheet {
    id: Uuid,
    number: String,
    customer: Owner,
    /// `fr` or `en`.
    language: &'static str,
    title: String,
    brief: String,
    /// VAT included.
    budget_minor: Option<i64>,
    wished_on: Option<NaiveDate>,
    /// Not ready although wished for on a day that is past.
    late: bool,
    ring_size: String,
    fields: Vec<FieldBody>,
    state: &'static str,
    since: String,
    begun_at: String,
    begun_by: String,
    version: i64,
    /// What can be done now.
    acts: Vec<&'static str>,
    money: MoneyBody,
    /// A quote may be written.
    takes_quote: bool,
    /// What a new quote begins with.
    proposed: Proposed,
    files: Vec<FileBody>,
    making: MakingBody,
    /// What it should weigh when it goes home, and what of that is nothing to speak of; micrograms. Null: it was
    /// not weighed at the bench.
    expected_ug: Option<i64>,
    tolerance_ug: i64,
    /// The newest first.
    deliveries: Vec<DeliveryBody>,
    /// The newest first.
    quotes: Vec<QuoteSheet>,
    /// The newest first.
    entries: Vec<EntryBody>,
}

/// Whose it will be.
#[derive(Serialize, ToSchema)]
#[schema(as = CustomCustomer)]
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

/// The house's own figures for a line and a quote.
#[derive(Serialize, ToSchema)]
#[schema(as = CustomProposed)]
struct Proposed {
    valid_until: NaiveDate,
    vat_bp: i64,
    /// Absent for who may not see costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    markup_bp: Option<i64>,
}

/// A file of the board.
#[derive(Serialize, ToSchema)]
#[schema(as = CustomFile)]
struct FileBody {
    file_id: Uuid,
    /// Null: it is no picture.
    thumbnail_id: Option<Uuid>,
    name: String,
    size_bytes: i64,
    /// Of the bytes as they are kept, in hexadecimal.
    sha256: String,
    at: String,
    by: String,
    /// Taken off the board.
    off: bool,
}

/// A version of the quote.
#[derive(Serialize, ToSchema)]
#[schema(as = CustomQuote)]
struct QuoteSheet {
    id: Uuid,
    version: i64,
    valid_until: NaiveDate,
    note: String,
    /// VAT included; null: a line has no price.
    total_minor: Option<i64>,
    vat_minor: i64,
    /// Without VAT. Absent for who may not see costs; null: a line's cost is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost: Option<CostBody>,
    written_at: String,
    written_by: String,
    /// Null: a draft.
    sent_at: Option<String>,
    sent_by: Option<String>,
    /// The day until which it holds is past, and nobody answered.
    lapsed: bool,
    /// `approved`, `refused`, `withdrawn`, `expired`; null: nobody has answered.
    answer: Option<String>,
    /// `signature`, `counter`, `phone`, `email`, `sms`, `letter` or empty.
    channel: String,
    /// Where it was not the customer: who.
    said_by: String,
    answer_note: String,
    answered_at: Option<String>,
    /// Who heard it.
    answered_by: Option<String>,
    lines: Vec<LineSheet>,
    signatures: Vec<SignatureBody>,
}

/// What a quote costs the house, and what it leaves.
#[derive(Serialize, ToSchema)]
#[schema(as = CustomCost)]
struct CostBody {
    cost_minor: Option<i64>,
    /// The price without VAT less the cost.
    margin_minor: Option<i64>,
}

/// A line of a quote.
#[derive(Serialize, ToSchema)]
#[schema(as = CustomLine)]
struct LineSheet {
    id: Uuid,
    /// `metal`, `stone`, `labour` or `other`.
    kind: &'static str,
    title: String,
    metal: Option<&'static str>,
    fineness: Option<i64>,
    weight_mg: Option<i64>,
    loss_bp: i64,
    /// What of it comes from the customer's account, at this title, with what is lost; not charged.
    own_mg: Option<i64>,
    /// The customer's own stones, entrusted for the order; not charged.
    own_object_id: Option<Uuid>,
    /// The day of the rate that its metal was worked out by.
    rate_on: Option<NaiveDate>,
    count: Option<i64>,
    weight_milli_ct: Option<i64>,
    minutes: Option<i64>,
    /// Absent for who may not see costs, as is the markup.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    markup_bp: Option<i64>,
    /// Null: worked out from the cost.
    typed_minor: Option<i64>,
    /// VAT included.
    price_minor: Option<i64>,
    vat_bp: i64,
}

/// A line of the history.
#[derive(Serialize, ToSchema)]
#[schema(as = CustomEntry)]
struct EntryBody {
    at: String,
    by: String,
    what: String,
    from: Option<&'static str>,
    to: Option<&'static str>,
    /// Taken back by a later one.
    undone: bool,
    note: String,
    /// What the customer was told of, as messages have it; else empty.
    event: String,
    /// `email` or `sms`; else empty.
    notice: String,
    /// Of metal that was used or taken back.
    weight_mg: Option<i64>,
    /// Of labour that was done or taken back.
    minutes: Option<i64>,
}

impl Sheet {
    pub(super) fn load(
        tx: &ReadTx<'_>,
        cx: &Cx,
        signed: &Signed,
        of: &Order,
    ) -> Result<Self, Problem> {
        let house = till::house(tx, None, None)?;
        let today = house.day(cx.now);
        let with_cost = signed.may(Right::SeeCost);
        let past = custom::past(tx, of)?;
        let entries = custom::entries(tx, of.seq)?;
        let undone: Vec<i64> = entries.iter().filter_map(|entry| entry.undoes).collect();
        let mut quotes = Vec::new();
        for quote in custom::quotes(tx, of)? {
            quotes.push(QuoteSheet::load(
                tx,
                quote,
                house.currency,
                today,
                with_cost,
            )?);
        }
        let files = custom::attached(tx, of)?.into_iter().map(|file| FileBody {
            file_id: file.file.uuid(),
            thumbnail_id: file.thumbnail.map(Id::uuid),
            name: file.name,
            size_bytes: file.size_bytes,
            sha256: file
                .sha256
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
            at: when(file.at),
            by: file.by,
            off: file.off,
        });
        let valid = Days::new(custom::DEFAULT_VALID_DAYS.into());
        Ok(Self {
            id: of.id.uuid(),
            number: of.number.clone(),
            customer: Owner::load(tx, signed, of)?,
            language: match of.language {
                documents::Language::Fr => "fr",
                documents::Language::En => "en",
            },
            title: of.title.clone(),
            brief: of.brief.clone(),
            budget_minor: of.budget_minor,
            wished_on: of.wished_on,
            late: is_late(of.state, of.wished_on, today),
            ring_size: of.ring_size.clone(),
            fields: of
                .fields
                .iter()
                .map(|(label, value)| FieldBody {
                    label: label.clone(),
                    value: value.clone(),
                })
                .collect(),
            state: of.state.code(),
            since: when(of.since),
            begun_at: when(of.at),
            begun_by: of.by.clone(),
            version: of.version,
            acts: custom::acts(of.state, past)
                .into_iter()
                .map(custom::Act::code)
                .collect(),
            money: MoneyBody::load(tx, of)?,
            takes_quote: of.state.takes_quote(),
            proposed: Proposed {
                valid_until: today.checked_add_days(valid).unwrap_or(today),
                vat_bp: rules().vat_standard(today).basis_points(),
                markup_bp: with_cost.then(|| custom::markup_bp_on(today)),
            },
            files: files.collect(),
            making: MakingBody::load(tx, of, with_cost)?,
            expected_ug: custom::expected_ug(tx, of)?,
            tolerance_ug: repair::tolerance_ug(tx, today)?,
            deliveries: DeliveryBody::all(tx, of)?,
            quotes,
            entries: entries
                .into_iter()
                .map(|entry| EntryBody {
                    at: when(entry.at),
                    by: entry.by,
                    what: entry.what,
                    from: entry.from.map(custom::State::code),
                    to: entry.to.map(custom::State::code),
                    undone: undone.contains(&entry.seq),
                    note: entry.note,
                    event: entry.event,
                    notice: entry.notice,
                    weight_mg: entry.weight_mg,
                    minutes: entry.minutes,
                })
                .collect(),
        })
    }
}

impl Owner {
    fn load(tx: &ReadTx<'_>, signed: &Signed, of: &Order) -> Result<Self, Problem> {
        let customer = customers::customer(tx, of.customer)?;
        let seen = signed.may(Right::SeeCustomers);
        let contact = |text: fn(&customers::Customer) -> &String| {
            customer
                .as_ref()
                .filter(|_| seen)
                .map(|one| text(one).clone())
        };
        Ok(Self {
            id: of.customer.uuid(),
            phone: contact(|one| &one.phone),
            email: contact(|one| &one.email),
            name: customer
                .as_ref()
                .map(customers::Customer::name)
                .unwrap_or_default(),
        })
    }
}

impl QuoteSheet {
    fn load(
        tx: &ReadTx<'_>,
        of: Quote,
        currency: Currency,
        today: NaiveDate,
        with_cost: bool,
    ) -> Result<Self, Problem> {
        let lines = custom::lines(tx, of.seq)?;
        let taxes = custom::taxes(&lines, currency)?;
        let vat_minor: i64 = taxes.iter().map(|(_, minor)| minor).sum();
        let margin = of.total_minor.zip(of.cost_minor);
        Ok(Self {
            id: of.id.uuid(),
            version: of.version,
            valid_until: of.valid_until,
            total_minor: of.total_minor,
            vat_minor,
            cost: with_cost.then(|| CostBody {
                cost_minor: of.cost_minor,
                margin_minor: margin.map(|(total, cost)| total - vat_minor - cost),
            }),
            written_at: when(of.at),
            written_by: of.by,
            lapsed: of.sent.is_some() && of.answer.is_none() && today > of.valid_until,
            sent_at: of.sent.as_ref().map(|(at, _)| when(*at)),
            sent_by: of.sent.map(|(_, by)| by),
            note: of.note,
            answer: of.answer,
            channel: of.channel,
            said_by: of.said_by,
            answer_note: of.answer_note,
            answered_at: of.answered.as_ref().map(|(at, _)| when(*at)),
            answered_by: of.answered.map(|(_, by)| by),
            lines: lines
                .into_iter()
                .map(|line| LineSheet::new(line, with_cost))
                .collect(),
            signatures: signature::signatures_of(tx, of.id.uuid())?
                .into_iter()
                .map(SignatureBody::from)
                .collect(),
        })
    }
}

impl LineSheet {
    fn new(line: QuoteLine, with_cost: bool) -> Self {
        Self {
            id: line.id.uuid(),
            kind: line.kind.code(),
            title: line.title,
            metal: line.metal.map(Metal::code),
            fineness: line.fineness,
            weight_mg: line.weight_mg,
            loss_bp: line.loss_bp,
            own_mg: line.own_mg,
            own_object_id: line.own_object.map(Id::uuid),
            rate_on: line.rate_on,
            count: line.count,
            weight_milli_ct: line.weight_milli_ct,
            minutes: line.minutes,
            cost_minor: line.cost_minor.filter(|_| with_cost),
            markup_bp: with_cost.then_some(line.markup_bp),
            typed_minor: line.typed_minor,
            price_minor: line.price_minor,
            vat_bp: line.vat_bp,
        }
    }
}
