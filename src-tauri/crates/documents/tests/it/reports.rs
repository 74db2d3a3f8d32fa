//! An X, a Z, a month or a year to print.

use documents::{
    CashMovement, ChainHead, Denomination, Language, Report, ReportKind, Tally, Tender,
    TenderTotal, VatTotal,
};
use units::Currency;

use super::noon;
use super::samples::{shop, software};

pub fn report(language: Language, kind: ReportKind) -> Report {
    let closing = kind != ReportKind::X;
    let tender = |tender, count, taken_minor, expected_minor, counted_minor: i64| TenderTotal {
        tender,
        count,
        taken_minor,
        expected_minor,
        counted_minor: closing.then_some(counted_minor),
        expected_count: None,
        counted_count: None,
    };
    let tally = |count, amount_minor| Tally {
        count,
        amount_minor,
    };
    Report {
        kind,
        copy: 0,
        training: false,
        language,
        currency: Currency::Eur,
        shop: shop(),
        number: closing.then(|| "Q1-2026-Z-0042".into()),
        till: "1".into(),
        software: software(),
        opened_at: noon() - chrono::TimeDelta::hours(5),
        opened_by: "Camille".into(),
        until_on: matches!(kind, ReportKind::Month | ReportKind::Year).then(|| noon().date()),
        at: noon() + chrono::TimeDelta::hours(4),
        by: "Camille".into(),
        first_ticket: Some("Q1-2026-000131".into()),
        last_ticket: Some("Q1-2026-000152".into()),
        ticket_count: 22,
        sales: tally(19, 1_284_350),
        refunds: tally(2, -91_200),
        voids: tally(1, -456_000),
        total_minor: 737_150,
        vat: vec![
            VatTotal {
                rate_bp: 2_000,
                net_minor: 501_583,
                vat_minor: 100_317,
                gross_minor: 601_900,
            },
            VatTotal {
                rate_bp: 550,
                net_minor: 0,
                vat_minor: 0,
                gross_minor: 0,
            },
        ],
        margin_scheme_minor: 64_000,
        exempt_gold_minor: 71_250,
        discounts: tally(4, 38_900),
        overrides: tally(1, 24_000),
        price_changes: tally(1, 12_000),
        deposits: tally(2, 35_000),
        deposits_used: tally(1, -35_000),
        deposits_back: tally(0, 0),
        indemnities: tally(0, 0),
        duplicates: 1,
        drawer_openings: 2,
        recounts: 1,
        tenders: vec![
            tender(Tender::Card, 14, 552_000, 552_000, 552_000),
            tender(Tender::Cash, 6, 85_150, 95_150, 94_950),
            TenderTotal {
                expected_count: closing.then_some(1),
                counted_count: closing.then_some(1),
                ..tender(Tender::Cheque, 1, 100_000, 100_000, 100_000)
            },
        ],
        difference_reason: closing.then(|| "Rendu de monnaie, ticket 000139".into()),
        float_minor: 20_000,
        cash_in_minor: 0,
        cash_out_minor: -10_000,
        cash_movements: vec![CashMovement {
            at: noon(),
            by: "Camille".into(),
            amount_minor: -10_000,
            reason: "Remise en banque".into(),
        }],
        denominations: if closing {
            [
                (20_000, 2),
                (10_000, 3),
                (5_000, 4),
                (1_000, 4),
                (500, 1),
                (200, 2),
                (50, 1),
            ]
            .map(|(value_minor, count)| Denomination { value_minor, count })
            .to_vec()
        } else {
            vec![]
        },
        perpetual_minor: 48_215_670,
        perpetual_absolute_minor: 51_004_110,
        chains: ["TICKET", "DUPLICATE", "GRANDTOTAL", "JET"]
            .into_iter()
            .zip([152, 9, 42, 1_207])
            .map(|(chain, sequence)| ChainHead {
                chain: chain.into(),
                sequence,
                short_signature: "pX7a".into(),
            })
            .collect(),
        short_signature: closing.then(|| "Zq2m".into()),
    }
}
