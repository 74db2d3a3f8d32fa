//! A certificate with an invented object, to look at texts before they are kept.

use documents::{
    Both, Certificate, CertificatePaper, Customer, Language, Line, MetalContent, VatRegime,
};
use units::{Id, Metal};

use super::appraiser::appraiser;
use super::check;
use super::draft::{Draft, Item, Part};
use super::evaluation;
use super::frozen::{self, Around};
use super::nouns::{AppraisalError, Basis, HeldBy, Kind};
use super::paper::photos;
use super::template::template;
use super::texts::Texts;
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError};
use crate::till;

/// What the object is worth, in minor units.
const METAL_MINOR: i64 = 24_610;
const MAKING_MINOR: i64 = 95_390;

fn ring() -> Both {
    Both::new("Bague, or jaune (exemple)", "Ring, yellow gold (example)")
}

fn owner() -> Customer {
    Customer {
        name: "Cliente (exemple) · Customer (example)".to_owned(),
        lines: Vec::new(),
    }
}

/// A certificate of a kind with these texts, as `by` would sign it.
pub fn sample(
    tx: &ReadTx<'_>,
    cx: &Cx,
    by: Id<User>,
    kind: Kind,
    texts: Texts,
) -> Result<CertificatePaper, AppraisalError> {
    check::texts(&texts)?;
    let house = till::house(tx, None, None)?;
    let today = house.day(cx.now);
    let part = |value_minor, basis: Basis| Part {
        value_minor: Some(value_minor),
        basis: basis.code().to_owned(),
        ..Part::default()
    };
    let metal = Part {
        metal: Some(Metal::Gold.code().to_owned()),
        fineness: Some(7_500),
        weight_mg: Some(3_280),
        ..part(METAL_MINOR, Basis::MetalRate)
    };
    let making = Part {
        text: Both::new("Façon", "Making"),
        ..part(MAKING_MINOR, Basis::Replacement)
    };
    let draft = Draft {
        customer_id: None,
        purpose: template(kind).purpose.clone(),
        held_by: HeldBy::Customer.code().to_owned(),
        held_note: String::new(),
        valued_on: today,
        valid_until: None,
        method: texts.method,
        conditions: texts.conditions,
        note: String::new(),
        items: vec![Item {
            title: ring(),
            weight_mg: Some(3_280),
            size: "52".to_owned(),
            parts: vec![metal, making],
            ..Item::default()
        }],
    };
    let around = Around {
        kind,
        house: &house,
        number: "",
        issued_on: today,
        replaces: None,
        person: None,
        appraiser: &appraiser(tx, by)?,
    };
    let certificate = frozen::certificate(tx, &draft, &around)?;
    Ok(CertificatePaper {
        photos: photos(tx, &certificate)?,
        certificate,
        customer: Some(owner()),
        sha256: None,
        mark: None,
    })
}

/// The certificate that goes with a purchase, with the shop's own words in a language.
pub fn evaluation_sample(
    tx: &ReadTx<'_>,
    cx: &Cx,
    language: Language,
    words: &str,
) -> Result<CertificatePaper, StoreError> {
    let house = till::house(tx, None, cx.actor.user())?;
    let today = house.day(cx.now);
    let line = Line {
        label: ring().fr,
        piece_number: None,
        metals: vec![MetalContent {
            metal: Metal::Gold,
            fineness: Some(7_500),
            colour: None,
        }],
        weight_mg: Some(3_280),
        size: Some("52".to_owned()),
        stones: Vec::new(),
        quantity: 1,
        unit_price_minor: METAL_MINOR + MAKING_MINOR,
        discount: None,
        total_minor: METAL_MINOR + MAKING_MINOR,
        vat: VatRegime::Standard { rate_bp: 2_000 },
        legal_guarantee: false,
        work: None,
    };
    let words = match language {
        Language::Fr => Both::new(words, ""),
        Language::En => Both::new("", words),
    };
    let certificate = Certificate {
        currency: house.currency,
        shop: house.shop_with_logo(tx)?,
        number: format!("{}-0", house.code),
        appraiser: documents::Appraiser {
            name: house.seller,
            ..documents::Appraiser::default()
        },
        total_minor: line.total_minor,
        items: vec![evaluation::item(&line, line.total_minor, today)],
        ..evaluation::blank(today, &words)
    };
    Ok(CertificatePaper {
        photos: Vec::new(),
        certificate,
        customer: Some(owner()),
        sha256: None,
        mark: None,
    })
}
