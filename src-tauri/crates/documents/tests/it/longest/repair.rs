//! A repair's papers with the longest of everything.

use std::io::Cursor;

use documents::{
    AbandonmentNotice, EstimatePaper, EstimatePaperLine, Language, Picture, QuotePaperTax,
    RepairCorrected, RepairObject, RepairReturn, RepairSlip, RepairWork, Slip, SlipContent,
    StoneSeen, VendorSlip, VendorSlipLine, WarrantyCard, WarrantyLine,
};
use image::{GrayImage, ImageFormat, Luma};
use units::Currency;

use super::{condition, customer, day, object, say, signature, words};
use crate::noon;
use crate::samples::{self, shop, software};

/// As a roll shows it.
fn small_photo() -> Picture {
    let photo = GrayImage::from_fn(320, 240, |x, y| {
        Luma([u8::try_from((x + y) / 3).unwrap_or(0)])
    });
    let mut file = Cursor::new(Vec::new());
    photo
        .write_to(&mut file, ImageFormat::Png)
        .expect("a picture");
    Picture::read(file.get_ref(), 320, 240).expect("a picture")
}

pub fn slip(language: Language, for_bench: bool) -> Slip {
    let task = |number: usize| {
        RepairWork {
        title: say(
            language,
            &format!("{number}. Mise à taille, anneau de section carrée, avec reprise du sertissage de l’entourage"),
            &format!("{number}. Sizing of a square-section shank, with the setting of the halo gone over again"),
        ),
        detail: "52 → 54½ · « Pour toujours – 12.06.2027 » · Anglaise · intérieur, sous le chaton · doucement".into(),
        price_minor: Some(123_456_789),
    }
    };
    let one = |number: usize| RepairObject {
        code: format!("P1-R26-1234567-{number}"),
        object: object(language),
        said: say(
            language,
            "À agrandir ; la griffe accroche depuis l’été, la pierre « bouge » un peu. ",
            "To be made larger; the claw has been catching since summer, the stone moves. ",
        )
        .repeat(4),
        condition: condition(language),
        declared_minor: Some(1_234_567_890),
        gross_ug: Some(3_420_500),
        ring_size: "54½".into(),
        stones: (1..=6).map(seat).collect(),
        marks: vec![(
            1,
            say(
                language,
                "griffe à refaire, déjà égrisée",
                "claw to be rebuilt",
            ),
        )],
        photo: Some(small_photo()),
        promised_on: day(),
        rush: true,
        assignee: "Jean-Christophe Wintzenheim-Lamoureux".into(),
        tasks: (1..=5).map(task).collect(),
        total_minor: Some(617_283_945),
        paid_minor: 123_456_789,
    };
    let content = RepairSlip {
        for_bench,
        copy: u32::from(!for_bench),
        currency: Currency::Eur,
        number: "P1-R26-1234567".into(),
        customer: customer(),
        taken_at: noon(),
        taken_by: "Jean-Christophe Wintzenheim-Lamoureux".into(),
        call_first: false,
        ceiling_minor: Some(123_456_789),
        refusal_fee_minor: Some(123_456),
        abandoned_months: 12,
        words: words(language, 6),
        objects: (1..=3).map(one).collect(),
    };
    samples::slip(language, SlipContent::Repair(Box::new(content)))
}

/// A line of the stone map.
fn seat(number: usize) -> String {
    format!(
        "Épaule {number} · 11 × pierre blanche, ronde, taille ancienne · égrisure à 3 h, visible à la loupe 10×"
    )
}

pub fn returned(language: Language) -> RepairReturn {
    RepairReturn {
        language,
        shop: shop(),
        software: software(),
        number: "P1-R26-1234567".into(),
        code: "P1-R26-1234567-3".into(),
        object: object(language),
        customer: customer(),
        taken_at: noon(),
        taken_by: "Jean-Christophe Wintzenheim-Lamoureux".into(),
        returned_at: noon(),
        returned_by: "Éléonore".into(),
        given_to: customer().name,
        came_ug: Some(3_420_500),
        corrected: Some(RepairCorrected {
            came_ug: Some(3_402_500),
            ring_size: "54".into(),
            stones: (1..=12).map(seat).collect(),
            at: noon(),
            by: "Éléonore".into(),
            allowed_by: "Jean-Christophe Wintzenheim-Lamoureux".into(),
            reason: condition(language),
        }),
        expected_ug: Some(3_618_250),
        left_ug: Some(3_402_125),
        tolerance_ug: 50_000,
        stones_same: false,
        photos_same: false,
        stones: (1..=12).map(seat).collect(),
        seen: [StoneSeen::Present, StoneSeen::Missing, StoneSeen::Replaced].repeat(4),
        shop_signed: Some(signature()),
        marks: vec![(
            1,
            say(
                language,
                "griffe à refaire, déjà égrisée",
                "claw to be rebuilt",
            ),
        )],
        tasks: vec![condition(language); 4],
        reason: condition(language),
        allowed_by: "Jean-Christophe Wintzenheim-Lamoureux".into(),
        words: words(language, 40),
    }
}

pub fn warranty(language: Language) -> WarrantyCard {
    let line = |months| WarrantyLine {
        title: say(
            language,
            "Mise à taille, anneau de section carrée, avec reprise du sertissage de l’entourage",
            "Sizing of a square-section shank, with the setting of the halo gone over again",
        ),
        months,
        until: day(),
    };
    WarrantyCard {
        language,
        shop: shop(),
        software: software(),
        number: "P1-R26-1234567".into(),
        code: "P1-R26-1234567-3".into(),
        object: object(language),
        customer: customer(),
        returned_at: noon(),
        words: words(language, 6),
        lines: [1, 6, 12, 18, 60].map(line).into(),
    }
}

pub fn vendor(language: Language) -> VendorSlip {
    let line = |number: usize| VendorSlipLine {
        code: format!("P1-R26-1234567-{number}"),
        object: object(language),
        condition: condition(language),
        gross_ug: Some(3_420_500),
        tasks: vec![condition(language), "52 → 54½".into()],
        agreed_minor: Some(123_456_789),
    };
    VendorSlip {
        language,
        currency: Currency::Eur,
        shop: shop(),
        software: software(),
        number: "P1-V26-1234567".into(),
        vendor: "Atelier de sertissage Wintzenheim-Lamoureux, Vandenbroucke & Associés, Paris"
            .into(),
        at: noon(),
        by: "Éléonore".into(),
        due_on: day(),
        note: condition(language),
        words: words(language, 40),
        lines: (1..=9).map(line).collect(),
    }
}

pub fn estimate(language: Language) -> EstimatePaper {
    let line = |number: usize| EstimatePaperLine {
        title: say(
            language,
            &format!(
                "{number}. Mise à taille, anneau de section carrée, avec reprise du sertissage de l’entourage"
            ),
            &format!(
                "{number}. Sizing of a square-section shank, with the setting of the halo gone over again"
            ),
        ),
        detail: "52 → 54½".into(),
        quantity: 12,
        price_minor: 123_456_780,
        vat_bp: if number.is_multiple_of(2) {
            2_000
        } else {
            1_000
        },
    };
    let tax = |vat_bp| QuotePaperTax {
        vat_bp,
        vat_minor: 123_456_789,
    };
    EstimatePaper {
        language,
        currency: Currency::Eur,
        shop: shop(),
        software: software(),
        number: "P1-R26-1234567-3/12".into(),
        code: "P1-R26-1234567-3".into(),
        claim: "P1-R26-1234567".into(),
        taken_at: noon(),
        customer: customer(),
        object: object(language),
        at: noon(),
        by: "Jean-Christophe Wintzenheim-Lamoureux".into(),
        valid_until: day(),
        promised_on: day(),
        note: condition(language),
        lines: (1..=12).map(line).collect(),
        taxes: vec![tax(1_000), tax(2_000)],
        total_minor: 1_481_481_360,
        ceiling_minor: Some(123_456_789),
        refusal_fee_minor: Some(123_456),
        words: words(language, 40),
        mark: Some("expired".into()),
    }
}

pub fn abandonment(language: Language) -> AbandonmentNotice {
    let mut customer = customer();
    customer.lines = vec![
        "Résidence du Parc-aux-Cerfs, bâtiment C, escalier 12, 3e étage gauche".into(),
        "1248 bis, avenue du Maréchal-de-Lattre-de-Tassigny".into(),
        "51290 Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson".into(),
    ];
    AbandonmentNotice {
        language,
        currency: Currency::Eur,
        shop: shop(),
        software: software(),
        code: "P1-R26-1234567-3".into(),
        claim: "P1-R26-1234567".into(),
        customer,
        object: object(language),
        taken_at: noon(),
        waits_since: day(),
        abandoned_from: day(),
        months: 12,
        price_minor: Some(617_283_945),
        paid_minor: 123_456_789,
        at: noon(),
        by: "Jean-Christophe Wintzenheim-Lamoureux".into(),
        words: words(language, 40),
    }
}
