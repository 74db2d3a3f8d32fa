//! The till on the wire.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use shop::Cx;
use shop::db::ReadTx;
use shop::till::{self, House};
use shop::users;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::problem::Problem;

/// So many of one coin or note.
#[derive(Deserialize, ToSchema)]
pub(super) struct Count {
    pub value_minor: i64,
    pub count: i64,
}

/// The till of the session.
#[derive(Serialize, ToSchema)]
pub(super) struct TillState {
    id: Uuid,
    code: String,
    name: String,
    day: Option<TillDay>,
}

/// An open day.
#[derive(Serialize, ToSchema)]
struct TillDay {
    id: Uuid,
    business_on: String,
    opened_at: DateTime<Utc>,
    /// Left open: it must be closed before the next sale.
    forgotten: bool,
}

impl TillState {
    pub(super) fn load(tx: &ReadTx<'_>, cx: &Cx) -> Result<Self, Problem> {
        let id = cx.till.ok_or_else(|| Problem::refused("till.missing"))?;
        let house = till::house(tx, Some(id), None)?;
        let day = till::current(tx, id)?.map(|opening| TillDay {
            id: opening.id.uuid(),
            business_on: opening.business_on.to_string(),
            opened_at: opening.at,
            forgotten: opening.business_on < house.day(cx.now),
        });
        Ok(Self {
            id: id.uuid(),
            code: house.till_code,
            name: house.till_name,
            day,
        })
    }
}

/// The totals of an X or a Z. Amounts in minor units.
#[derive(Serialize, ToSchema)]
pub(super) struct Report {
    number: Option<String>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    sale_count: i64,
    sale_minor: i64,
    return_count: i64,
    return_minor: i64,
    void_count: i64,
    void_minor: i64,
    /// Money in advance, apart from revenue.
    deposit_count: i64,
    deposit_minor: i64,
    /// Taken off on tickets of work, negative.
    deposit_used_count: i64,
    deposit_used_minor: i64,
    /// Given back or annulled, negative.
    deposit_back_count: i64,
    deposit_back_minor: i64,
    /// Indemnities of who drew back, without tax: kept, or paid out, negative.
    indemnity_minor: i64,
    discount_count: i64,
    discount_minor: i64,
    /// What a manager allowed beyond the seller's right.
    override_count: i64,
    override_minor: i64,
    /// Lines at another price than the stock's, and by how much less.
    price_change_count: i64,
    price_change_minor: i64,
    ticket_count: i64,
    duplicate_count: i64,
    /// Times the drawer was opened by hand.
    drawer_openings: i64,
    /// Counts of the evening that did not agree before one was accepted.
    recount_count: i64,
    total_minor: i64,
    perpetual_minor: i64,
    perpetual_absolute_minor: i64,
    float_minor: i64,
    expected_cash_minor: i64,
    payments: Vec<Taken>,
    vat: Vec<Vat>,
    cash_in_minor: i64,
    /// Positive.
    cash_out_minor: i64,
    first_ticket: Option<String>,
    last_ticket: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct Taken {
    tender: String,
    count: i64,
    amount_minor: i64,
}

/// Revenue of one regime; a margin shows no tax.
#[derive(Serialize, ToSchema)]
struct Vat {
    rate_bp: Option<i64>,
    regime: &'static str,
    base_minor: i64,
    vat_minor: i64,
}

fn tender(tender: &documents::Tender) -> String {
    match tender {
        documents::Tender::Cash => "cash",
        documents::Tender::Card => "card",
        documents::Tender::Cheque => "cheque",
        documents::Tender::Transfer => "transfer",
        documents::Tender::Credit => "credit",
        documents::Tender::Voucher => "voucher",
        documents::Tender::Deposit => "deposit",
        documents::Tender::Other(name) => name,
    }
    .to_owned()
}

/// A wall clock time of the shop as an instant; the hour that a change of clocks repeats is taken
/// as its first.
fn instant(at: NaiveDateTime, house: &House) -> DateTime<Utc> {
    at.and_local_timezone(house.zone)
        .earliest()
        .map_or_else(|| at.and_utc(), |at| at.to_utc())
}

impl Report {
    pub(super) fn new(report: &documents::Report, house: &House) -> Self {
        let mut vat: Vec<Vat> = report
            .vat
            .iter()
            .map(|one| Vat {
                rate_bp: Some(one.rate_bp),
                regime: "standard",
                base_minor: one.net_minor,
                vat_minor: one.vat_minor,
            })
            .collect();
        for (regime, base_minor) in [
            ("margin", report.margin_scheme_minor),
            ("exempt_gold", report.exempt_gold_minor),
        ] {
            if base_minor != 0 {
                vat.push(Vat {
                    rate_bp: None,
                    regime,
                    base_minor,
                    vat_minor: 0,
                });
            }
        }
        let expected = report
            .tenders
            .iter()
            .find(|one| one.tender == documents::Tender::Cash);
        Self {
            number: report.number.clone(),
            from: instant(report.opened_at, house),
            to: instant(report.at, house),
            sale_count: report.sales.count,
            sale_minor: report.sales.amount_minor,
            return_count: report.refunds.count,
            return_minor: report.refunds.amount_minor,
            void_count: report.voids.count,
            void_minor: report.voids.amount_minor,
            deposit_count: report.deposits.count,
            deposit_minor: report.deposits.amount_minor,
            deposit_used_count: report.deposits_used.count,
            deposit_used_minor: report.deposits_used.amount_minor,
            deposit_back_count: report.deposits_back.count,
            deposit_back_minor: report.deposits_back.amount_minor,
            indemnity_minor: report.indemnities.amount_minor,
            discount_count: report.discounts.count,
            discount_minor: report.discounts.amount_minor,
            override_count: report.overrides.count,
            override_minor: report.overrides.amount_minor,
            price_change_count: report.price_changes.count,
            price_change_minor: report.price_changes.amount_minor,
            ticket_count: report.ticket_count,
            duplicate_count: report.duplicates,
            drawer_openings: report.drawer_openings,
            recount_count: report.recounts,
            total_minor: report.total_minor,
            perpetual_minor: report.perpetual_minor,
            perpetual_absolute_minor: report.perpetual_absolute_minor,
            float_minor: report.float_minor,
            expected_cash_minor: expected.map_or(0, |one| one.expected_minor),
            payments: report
                .tenders
                .iter()
                .filter(|one| one.count > 0)
                .map(|one| Taken {
                    tender: tender(&one.tender),
                    count: one.count,
                    amount_minor: one.taken_minor,
                })
                .collect(),
            vat,
            cash_in_minor: report.cash_in_minor,
            cash_out_minor: -report.cash_out_minor,
            first_ticket: report.first_ticket.clone(),
            last_ticket: report.last_ticket.clone(),
        }
    }
}

/// A Z that was just made.
#[derive(Serialize, ToSchema)]
pub(super) struct Closing {
    id: Uuid,
    report: Report,
    /// Each means of payment, the drawer's cash first.
    tenders: Vec<TenderCount>,
    /// The ends of the signed chains are as they were written.
    chain_ok: bool,
}

impl Closing {
    pub(super) fn load(tx: &ReadTx<'_>, cx: &Cx, closing: &till::Closing) -> Result<Self, Problem> {
        let house = till::house(tx, cx.till, None)?;
        let report = till::report(tx, closing.id, 0)?.ok_or_else(|| Problem::fault("no report"))?;
        Ok(Self {
            id: closing.id.uuid(),
            report: Report::new(&report, &house),
            tenders: closing.tenders.iter().map(TenderCount::new).collect(),
            chain_ok: shop::journal::verify_heads(tx)?.is_none(),
        })
    }
}

/// A means of payment as it was counted.
#[derive(Serialize, ToSchema)]
pub(super) struct TenderCount {
    /// `cash`, `card`, `cheque` or `transfer`.
    tender: String,
    expected_minor: i64,
    counted_minor: i64,
    difference_minor: i64,
    /// How many papers, where they were counted.
    expected_count: Option<i64>,
    counted_count: Option<i64>,
}

impl TenderCount {
    fn new(count: &till::TenderCount) -> Self {
        Self {
            tender: count.tender.clone(),
            expected_minor: count.expected_minor,
            counted_minor: count.counted_minor,
            difference_minor: count.difference_minor(),
            expected_count: count.expected_count,
            counted_count: count.counted_count,
        }
    }
}

/// A month or year that has ended and is not closed.
#[derive(Serialize, ToSchema)]
pub(super) struct DuePeriod {
    /// `month` or `year`.
    period: &'static str,
    first_on: String,
    last_on: String,
    /// A day of it that is still open at a till: it is closed first.
    waits_for: Option<String>,
}

impl From<till::DuePeriod> for DuePeriod {
    fn from(due: till::DuePeriod) -> Self {
        Self {
            period: due.period.name(),
            first_on: due.first.to_string(),
            last_on: due.last.to_string(),
            waits_for: due.waits_for.map(|day| day.to_string()),
        }
    }
}

/// A closing in the list.
#[derive(Serialize, ToSchema)]
pub(super) struct ClosingRow {
    id: Uuid,
    /// `day`, `month` or `year`.
    period: &'static str,
    number: i64,
    till_name: Option<String>,
    business_on: String,
    /// The last day it covers.
    until_on: String,
    user_name: Option<String>,
    at: DateTime<Utc>,
    tenders: Vec<TenderCount>,
    difference_reason: String,
    /// How many copies were printed.
    copies: i64,
    total_minor: i64,
    perpetual_minor: i64,
    perpetual_absolute_minor: i64,
}

impl ClosingRow {
    pub(super) fn load(tx: &ReadTx<'_>, closing: till::Closing) -> Result<Self, Problem> {
        let till_name = match closing.till {
            Some(till) => Some(till::house(tx, Some(till), None)?.till_name),
            None => None,
        };
        let user_name = match closing.user {
            Some(user) => users::user(tx, user)?.map(|user| user.name),
            None => None,
        };
        Ok(Self {
            id: closing.id.uuid(),
            period: closing.period.name(),
            number: closing.number,
            till_name,
            business_on: closing.business_on.to_string(),
            until_on: closing.until_on.to_string(),
            user_name,
            at: closing.at,
            tenders: closing.tenders.iter().map(TenderCount::new).collect(),
            copies: till::copies(tx, closing.id)?,
            difference_reason: closing.difference_reason,
            total_minor: closing.total_minor,
            perpetual_minor: closing.perpetual_minor,
            perpetual_absolute_minor: closing.perpetual_absolute_minor,
        })
    }
}
