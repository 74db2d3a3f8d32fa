//! Samples of what is printed on a page alone.

use chrono::Months;
use documents::{
    AbandonmentNotice, EstateInventory, EstateLine, MetalContent, QuotePaper, QuotePaperLine,
    QuotePaperTax, VendorSlip, VendorSlipLine,
};
use units::Metal;

use super::{Say, customer, in_days, intake, ring, sizing};
use crate::cx::Cx;
use crate::till::{House, software};

pub(super) fn vendor(cx: &Cx, house: &House, words: Vec<String>, say: &Say<'_>) -> VendorSlip {
    VendorSlip {
        language: house.language,
        currency: house.currency,
        number: format!("{}-V00-0", house.code),
        vendor: say("Atelier (exemple)", "Workshop (example)"),
        at: house.local(cx.now),
        by: house.seller.clone(),
        due_on: in_days(house.day(cx.now), 10),
        note: String::new(),
        words,
        lines: vec![VendorSlipLine {
            code: format!("{}-1", intake(house)),
            object: ring(say),
            condition: String::new(),
            gross_ug: Some(3_420_000),
            tasks: vec![sizing(say)],
            agreed_minor: Some(3_000),
        }],
        shop: house.shop.clone(),
        software: software(),
    }
}

pub(super) fn abandonment(
    cx: &Cx,
    house: House,
    words: Vec<String>,
    say: &Say<'_>,
) -> AbandonmentNotice {
    let slip = intake(&house);
    let today = house.day(cx.now);
    let mut to = customer(say);
    to.lines = vec![say("12, rue de l’Exemple", "12 Example Street")];
    AbandonmentNotice {
        language: house.language,
        currency: house.currency,
        code: format!("{slip}-1"),
        claim: slip,
        customer: to,
        object: ring(say),
        taken_at: house.local(cx.now),
        waits_since: today,
        abandoned_from: today.checked_add_months(Months::new(12)).unwrap_or(today),
        months: 12,
        price_minor: Some(6_500),
        paid_minor: 0,
        at: house.local(cx.now),
        by: house.seller,
        words,
        shop: house.shop,
        software: software(),
    }
}

pub(super) fn quote(cx: &Cx, house: House, words: Vec<String>, say: &Say<'_>) -> QuotePaper {
    let gold = MetalContent {
        metal: Metal::Gold,
        fineness: Some(7_500),
        colour: None,
    };
    let blank = QuotePaperLine {
        kind: "labour".to_owned(),
        title: say("Dessin et façon", "Design and making"),
        metal: None,
        weight_mg: None,
        count: None,
        weight_milli_ct: None,
        price_minor: Some(60_000),
        vat_bp: 2_000,
        own_mg: None,
        own_code: String::new(),
    };
    let metal = QuotePaperLine {
        kind: "metal".to_owned(),
        title: say("Or jaune", "Yellow gold"),
        metal: Some(gold),
        weight_mg: Some(5_200),
        ..blank.clone()
    };
    QuotePaper {
        language: house.language,
        currency: house.currency,
        number: format!("{}-C00-0/1", house.code),
        customer: customer(say),
        title: say("Alliance (exemple)", "Wedding band (example)"),
        ring_size: "52".to_owned(),
        wished_on: None,
        at: house.local(cx.now),
        by: house.seller.clone(),
        valid_until: in_days(house.day(cx.now), 30),
        note: String::new(),
        words: [words, Vec::new()],
        lines: vec![metal, blank],
        taxes: vec![QuotePaperTax {
            vat_bp: 2_000,
            vat_minor: 20_000,
        }],
        total_minor: Some(120_000),
        mark: None,
        shop: house.shop,
        software: software(),
    }
}

pub(super) fn estate(cx: &Cx, house: House, words: Vec<String>, say: &Say<'_>) -> EstateInventory {
    EstateInventory {
        language: house.language,
        at: house.local(cx.now),
        currency: house.currency,
        deceased: say("une personne (exemple)", "somebody (example)"),
        customer: say("Notaire (exemple)", "Notary (example)"),
        valued_on: house.day(cx.now),
        place: String::new(),
        held: String::new(),
        note: String::new(),
        words,
        lines: vec![EstateLine {
            lot: "1".to_owned(),
            title: ring(say),
            number: Some(format!("{}-EX0000-0", house.code)),
            value_minor: 120_000,
        }],
        total_minor: 120_000,
        appraiser: house.seller,
        credentials: String::new(),
        shop: house.shop,
        software: software(),
    }
}
