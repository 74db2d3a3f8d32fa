//! A paper of the shop with invented content, to look at words before they are set.

use documents::{
    Customer, Language, Line, Payment, Receipt, ReceiptKind, RepairObject, RepairReturn,
    RepairSlip, RepairWork, Slip, SlipContent, Tender, VatRegime, VatTotal,
};

use super::nouns::{On, WordingError};
use super::set::check;
use super::split;
use crate::cx::Cx;
use crate::db::ReadTx;
use crate::rules::rules;
use crate::till::{self, House, software};

/// Of each kind.
#[derive(Clone, Debug)]
pub enum Sample {
    Receipt(Box<Receipt>),
    Claim(Box<Slip>),
    Return(Box<RepairReturn>),
}

/// The paper with these words, under the shop's own name and logo.
pub fn sample(
    tx: &ReadTx<'_>,
    cx: &Cx,
    on: On,
    language: Language,
    text: &str,
) -> Result<Sample, WordingError> {
    let words = split(&check(text)?);
    let mut house = till::house(tx, cx.till, cx.actor.user())?;
    house.shop = house.shop_with_logo(tx)?;
    house.language = language;
    let say = |fr: &str, en: &str| match language {
        Language::Fr => fr.to_owned(),
        Language::En => en.to_owned(),
    };
    Ok(match on {
        On::Receipt => Sample::Receipt(Box::new(receipt(cx, house, words, &say))),
        On::Claim => {
            let today = house.day(cx.now);
            let months = rules().value("repair.abandoned_months", today);
            let slip = claim(cx, &house, words, months.unwrap_or(12), &say);
            Sample::Claim(Box::new(Slip {
                language,
                training: false,
                shop: house.shop.clone(),
                at: house.local(cx.now),
                till: house.till_code,
                by: house.seller,
                software: software(),
                content: SlipContent::Repair(Box::new(slip)),
            }))
        }
        On::Return => Sample::Return(Box::new(returned(cx, house, words, &say))),
    })
}

type Say<'a> = dyn Fn(&str, &str) -> String + 'a;

fn customer(say: &Say<'_>) -> Customer {
    Customer {
        name: say("Cliente (exemple)", "Customer (example)"),
        lines: Vec::new(),
    }
}

fn receipt(cx: &Cx, house: House, mentions: Vec<String>, say: &Say<'_>) -> Receipt {
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

fn claim(
    cx: &Cx,
    house: &House,
    words: Vec<String>,
    abandoned_months: i64,
    say: &Say<'_>,
) -> RepairSlip {
    let number = format!("{}-R00-0", house.code);
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
            code: format!("{number}-1"),
            object: say(
                "Bague, métal jaune (exemple)",
                "Ring, yellow metal (example)",
            ),
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
                title: say("Mise à taille", "Sizing"),
                detail: String::new(),
                price_minor: Some(6_500),
            }],
            total_minor: Some(6_500),
            paid_minor: 0,
        }],
        number,
    }
}

fn returned(cx: &Cx, house: House, words: Vec<String>, say: &Say<'_>) -> RepairReturn {
    let number = format!("{}-R00-0", house.code);
    RepairReturn {
        language: house.language,
        taken_at: house.local(cx.now),
        returned_at: house.local(cx.now),
        shop: house.shop,
        software: software(),
        code: format!("{number}-1"),
        number,
        object: say(
            "Bague, métal jaune (exemple)",
            "Ring, yellow metal (example)",
        ),
        customer: customer(say),
        taken_by: house.seller.clone(),
        returned_by: house.seller,
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
        tasks: vec![say("Mise à taille", "Sizing")],
        reason: String::new(),
        allowed_by: String::new(),
        words,
    }
}
