//! Samples of what is handed over the counter.

use chrono::{Months, NaiveDate};
use documents::{
    EstimatePaper, EstimatePaperLine, Line, MetalContent, MetalSlip, MetalSlipLine, Payment,
    QuotePaperTax, Receipt, ReceiptKind, RepairObject, RepairReturn, RepairSlip, RepairWork,
    Tender, VatRegime, VatTotal, WarrantyCard, WarrantyLine,
};
use units::Metal;

use super::{Say, customer, in_days, intake, ring, sizing};
use crate::cx::Cx;
use crate::till::{House, software};

pub(super) fn receipt(cx: &Cx, house: House, mentions: Vec<String>, say: &Say<'_>) -> Receipt {
    Receipt {
        kind: ReceiptKind::Sale,
        copy: 0,
        training: true,
        language: house.language,
        currency: house.currency,
        at: house.local(cx.now),
        number: format!("{}-0", house.code),
        shop: house.shop,
        till: house.till_code,
        seller: house.seller,
        software: software(),
        customer: None,
        annuls: None,
        returns: Vec::new(),
        lines: vec![Line {
            label: say("Bague, or jaune (exemple)", "Ring, yellow gold (example)"),
            piece_number: None,
            metals: Vec::new(),
            weight_mg: None,
            size: None,
            stones: Vec::new(),
            quantity: 1,
            unit_price_minor: 24_000,
            discount: None,
            total_minor: 24_000,
            vat: VatRegime::Standard { rate_bp: 2_000 },
            legal_guarantee: false,
            work: None,
        }],
        discount: None,
        total_minor: 24_000,
        vat: vec![VatTotal {
            rate_bp: 2_000,
            net_minor: 20_000,
            vat_minor: 4_000,
            gross_minor: 24_000,
        }],
        payments: vec![Payment {
            tender: Tender::Card,
            amount_minor: 24_000,
            reference: None,
            given_minor: None,
            change_minor: None,
        }],
        mentions,
        short_signature: "····".to_owned(),
        signature: String::new(),
    }
}

pub(super) fn claim(
    cx: &Cx,
    house: &House,
    words: Vec<String>,
    abandoned_months: i64,
    say: &Say<'_>,
) -> RepairSlip {
    let number = intake(house);
    RepairSlip {
        for_bench: false,
        copy: 0,
        currency: house.currency,
        customer: customer(say),
        taken_at: house.local(cx.now),
        taken_by: house.seller.clone(),
        call_first: false,
        ceiling_minor: None,
        refusal_fee_minor: None,
        abandoned_months,
        words,
        objects: vec![RepairObject {
            photo: None,
            code: format!("{number}-1"),
            object: ring(say),
            said: String::new(),
            condition: String::new(),
            declared_minor: None,
            gross_ug: Some(3_420_000),
            ring_size: "52".to_owned(),
            stones: Vec::new(),
            marks: Vec::new(),
            promised_on: house.day(cx.now),
            rush: false,
            assignee: String::new(),
            tasks: vec![RepairWork {
                title: sizing(say),
                detail: String::new(),
                price_minor: Some(6_500),
            }],
            total_minor: Some(6_500),
            paid_minor: 0,
        }],
        number,
    }
}

pub(super) fn estimate(cx: &Cx, house: &House, words: Vec<String>, say: &Say<'_>) -> EstimatePaper {
    let slip = intake(house);
    EstimatePaper {
        language: house.language,
        currency: house.currency,
        shop: house.shop.clone(),
        software: software(),
        number: format!("{slip}-1/1"),
        code: format!("{slip}-1"),
        claim: slip,
        taken_at: house.local(cx.now),
        customer: customer(say),
        object: ring(say),
        at: house.local(cx.now),
        by: house.seller.clone(),
        valid_until: in_days(house.day(cx.now), 30),
        promised_on: in_days(house.day(cx.now), 40),
        note: String::new(),
        lines: vec![EstimatePaperLine {
            title: sizing(say),
            detail: "52 → 54".to_owned(),
            quantity: 1,
            price_minor: 6_000,
            vat_bp: 2_000,
        }],
        taxes: vec![QuotePaperTax {
            vat_bp: 2_000,
            vat_minor: 1_000,
        }],
        total_minor: 6_000,
        ceiling_minor: None,
        refusal_fee_minor: None,
        words,
        mark: None,
    }
}

pub(super) fn returned(cx: &Cx, house: &House, words: Vec<String>, say: &Say<'_>) -> RepairReturn {
    let number = intake(house);
    RepairReturn {
        language: house.language,
        taken_at: house.local(cx.now),
        returned_at: house.local(cx.now),
        shop: house.shop.clone(),
        software: software(),
        code: format!("{number}-1"),
        number,
        object: ring(say),
        customer: customer(say),
        taken_by: house.seller.clone(),
        returned_by: house.seller.clone(),
        given_to: String::new(),
        came_ug: Some(3_420_000),
        corrected: None,
        expected_ug: Some(3_420_000),
        left_ug: Some(3_420_000),
        tolerance_ug: 50_000,
        stones_same: true,
        photos_same: true,
        stones: Vec::new(),
        seen: Vec::new(),
        shop_signed: None,
        marks: Vec::new(),
        tasks: vec![sizing(say)],
        reason: String::new(),
        allowed_by: String::new(),
        words,
    }
}

pub(super) fn warranty(cx: &Cx, house: &House, words: Vec<String>, say: &Say<'_>) -> WarrantyCard {
    let number = intake(house);
    WarrantyCard {
        language: house.language,
        shop: house.shop.clone(),
        software: software(),
        code: format!("{number}-1"),
        number,
        object: ring(say),
        customer: customer(say),
        returned_at: house.local(cx.now),
        words,
        lines: vec![WarrantyLine {
            title: sizing(say),
            months: 12,
            until: in_a_year(house.day(cx.now)),
        }],
    }
}

fn in_a_year(day: NaiveDate) -> NaiveDate {
    day.checked_add_months(Months::new(12)).unwrap_or(day)
}

pub(super) fn metal(cx: &Cx, house: &House, words: Vec<String>, say: &Say<'_>) -> MetalSlip {
    MetalSlip {
        gives_back: false,
        copy: 0,
        number: format!("{}-M00-0", house.code),
        customer: customer(say),
        at: house.local(cx.now),
        by: house.seller.clone(),
        order: String::new(),
        given_to: String::new(),
        note: String::new(),
        words,
        lines: vec![MetalSlipLine {
            description: say("Chaîne cassée (exemple)", "Broken chain (example)"),
            metal: MetalContent {
                metal: Metal::Gold,
                fineness: Some(7_500),
                colour: None,
            },
            tested: "hallmark".to_owned(),
            gross_mg: Some(8_000),
            stones: "none".to_owned(),
            stones_mg: 0,
            weight_mg: 8_000,
            fine_mg: 6_000,
            cancelled: false,
        }],
    }
}
