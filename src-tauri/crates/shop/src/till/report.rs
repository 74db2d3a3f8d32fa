//! A closing or a reading as a document, and the slip of a cash movement.

use documents::{
    CashMovement as PrintedMovement, ChainHead, Denomination, Report, ReportKind, Slip,
    SlipContent, TenderTotal,
};
use serde_json::Value;
use units::Id;

use super::closing::{Closing, Period};
use super::count::ORDER;
use super::day::Opening;
use super::house::{House, house, software};
use super::move_cash::CashMovement;
use super::store;
use crate::db::{ReadTx, StoreError};
use crate::journal::{self, Chain};
use crate::sales::Tender;

/// The report of an X: not numbered, not signed.
pub(super) fn x_report(
    tx: &ReadTx<'_>,
    house: &House,
    so_far: &Closing,
    opening: &Opening,
) -> Result<Report, StoreError> {
    let mut report = build(tx, house, so_far, Some(opening))?;
    report.kind = ReportKind::X;
    report.number = None;
    report.shop = house.shop_with_logo(tx)?;
    Ok(report)
}

/// What the closing's record freezes for printing: everything but the logo and the signature.
pub(super) fn frozen_report(
    tx: &ReadTx<'_>,
    house: &House,
    closing: &Closing,
    opening: Option<&Opening>,
) -> Result<Value, StoreError> {
    let report = build(tx, house, closing, opening)?;
    serde_json::to_value(report).map_err(|_| StoreError::Unreadable("closing report"))
}

/// A closing's document, from its signed record. `copy` is 0 for the original.
pub fn report(
    tx: &ReadTx<'_>,
    closing: Id<Closing>,
    copy: u32,
) -> Result<Option<Report>, StoreError> {
    let Some(closing) = store::closing(tx, closing)? else {
        return Ok(None);
    };
    let (record, appended) = journal::find(tx, Chain::GrandTotal, closing.number)?
        .ok_or(StoreError::Unreadable("closing.number"))?;
    let mut report: Report = serde_json::from_value(record.payload["print"].clone())
        .map_err(|_| StoreError::Unreadable("closing report"))?;
    report.copy = copy;
    report.short_signature = Some(appended.short_signature());
    report.shop.logo = house(tx, closing.till, None)?.shop_with_logo(tx)?.logo;
    Ok(Some(report))
}

/// The paper that goes into the drawer with a cash movement.
pub fn cash_slip(
    tx: &ReadTx<'_>,
    house: &House,
    movement: &CashMovement,
) -> Result<Slip, StoreError> {
    Ok(Slip {
        language: house.language,
        training: false,
        shop: house.shop_with_logo(tx)?,
        at: house.local(movement.at),
        till: house.till_code.clone(),
        by: house.seller.clone(),
        software: software(),
        content: SlipContent::Cash {
            amount_minor: movement.amount_minor,
            currency: house.currency,
            reason: movement.reason.clone(),
        },
    })
}

fn build(
    tx: &ReadTx<'_>,
    house: &House,
    closing: &Closing,
    opening: Option<&Opening>,
) -> Result<Report, StoreError> {
    let totals = &closing.totals;
    let kind = match closing.period {
        Period::Day => ReportKind::Z,
        Period::Month => ReportKind::Month,
        Period::Year => ReportKind::Year,
    };
    let names = |user| store::user_name(tx, user);
    let (opened_at, opened_by, movements) = match opening {
        Some(opening) => (
            house.local(opening.at),
            names(Some(opening.user))?,
            store::cash_movements(tx, opening.id)?,
        ),
        None => (
            closing.business_on.and_time(chrono::NaiveTime::MIN),
            String::new(),
            Vec::new(),
        ),
    };
    let cash_movements = movements
        .iter()
        .map(|movement| {
            Ok(PrintedMovement {
                at: house.local(movement.at),
                by: names(Some(movement.user))?,
                amount_minor: movement.amount_minor,
                reason: movement.reason.clone(),
            })
        })
        .collect::<Result<_, StoreError>>()?;
    let chains = journal::heads(tx)?
        .iter()
        .map(|head| ChainHead {
            chain: head.chain.name().to_owned(),
            sequence: head.seq,
            short_signature: head.short_signature(),
        })
        .collect();
    Ok(Report {
        kind,
        copy: 0,
        training: false,
        language: house.language,
        currency: house.currency,
        shop: house.shop.clone(),
        number: Some(format!("{}-Z{}", house.code, closing.number)),
        till: house.till_code.clone(),
        software: software(),
        opened_at,
        opened_by,
        until_on: opening.is_none().then_some(closing.until_on),
        at: house.local(closing.at),
        by: names(closing.user)?,
        first_ticket: totals.first_ticket.clone(),
        last_ticket: totals.last_ticket.clone(),
        sales: totals.sales,
        refunds: totals.refunds,
        voids: totals.voids,
        total_minor: totals.total_minor,
        vat: totals.vat.clone(),
        margin_scheme_minor: totals.margin_scheme_minor,
        exempt_gold_minor: totals.exempt_gold_minor,
        discounts: totals.discounts,
        overrides: totals.overrides,
        deposits: totals.deposits,
        deposits_used: totals.deposits_used,
        deposits_back: totals.deposits_back,
        indemnities: totals.indemnities,
        duplicates: totals.duplicate_count,
        drawer_openings: totals.drawer_openings,
        recounts: totals.recounts,
        ticket_count: totals.ticket_count,
        price_changes: totals.price_changes,
        tenders: tenders(closing),
        difference_reason: Some(closing.difference_reason.clone())
            .filter(|reason| !reason.is_empty()),
        float_minor: totals.float_minor,
        cash_in_minor: totals.cash_in_minor,
        cash_out_minor: totals.cash_out_minor,
        cash_movements,
        denominations: closing
            .counted
            .iter()
            .rev()
            .filter(|(_, count)| **count > 0)
            .map(|(&value_minor, &count)| Denomination { value_minor, count })
            .collect(),
        perpetual_minor: closing.perpetual_minor,
        perpetual_absolute_minor: closing.perpetual_absolute_minor,
        chains,
        short_signature: None,
    })
}

/// Cash always, the others where they took something or something was counted.
fn tenders(closing: &Closing) -> Vec<TenderTotal> {
    let totals = &closing.totals;
    let known = ORDER.iter().map(|tender| tender.name());
    let others = totals.tenders.iter().map(|tally| tally.tender.as_str());
    let mut names: Vec<&str> = known.collect();
    names.extend(others.filter(|name| !ORDER.iter().any(|one| one.name() == *name)));
    names
        .into_iter()
        .filter_map(|name| {
            let tally = totals.tenders.iter().find(|one| one.tender == name);
            let count = closing.tenders.iter().find(|one| one.tender == name);
            let taken_minor = totals.taken(name);
            let is_cash = name == Tender::Cash.name();
            let is_counted = count.is_some_and(|one| one.counted_minor != 0);
            (is_cash || tally.is_some() || is_counted).then(|| TenderTotal {
                tender: printed(name),
                count: tally.map_or(0, |one| one.count),
                taken_minor,
                expected_minor: match (count, is_cash) {
                    (Some(one), _) => one.expected_minor,
                    (None, true) => closing.expected_minor.unwrap_or(0),
                    (None, false) => taken_minor,
                },
                counted_minor: count.map(|one| one.counted_minor),
                expected_count: count.and_then(|one| one.expected_count),
                counted_count: count.and_then(|one| one.counted_count),
            })
        })
        .collect()
}

fn printed(name: &str) -> documents::Tender {
    name.parse::<Tender>().map_or_else(
        |_| documents::Tender::Other(name.to_owned()),
        Tender::printed,
    )
}
