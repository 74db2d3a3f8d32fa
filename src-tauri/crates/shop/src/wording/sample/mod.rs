//! A paper of the shop with invented content, to look at words before they are set.

mod counter;
mod sheet;

use documents::{
    CertificatePaper, Customer, EstateInventory, Language, QuotePaper, Receipt, RepairReturn, Slip,
    SlipContent, VendorSlip,
};

use super::nouns::{On, WordingError};
use super::set::check;
use super::split;
use crate::appraisal;
use crate::cx::Cx;
use crate::db::ReadTx;
use crate::rules::rules;
use crate::till::{self, House, software};

/// Of each kind.
#[derive(Clone, Debug)]
pub enum Sample {
    Receipt(Box<Receipt>),
    /// A claim slip, a bench sheet, a warranty card, a receipt for metal: on the roll and on a page.
    Slip(Box<Slip>),
    Return(Box<RepairReturn>),
    Vendor(Box<VendorSlip>),
    Quote(Box<QuotePaper>),
    Estate(Box<EstateInventory>),
    Evaluation(Box<CertificatePaper>),
}

/// The paper with these words, under the shop's own name and logo.
pub fn sample(
    tx: &ReadTx<'_>,
    cx: &Cx,
    on: On,
    language: Language,
    text: &str,
) -> Result<Sample, WordingError> {
    let text = check(on, text)?;
    let words = split(&text);
    let mut house = till::house(tx, cx.till, cx.actor.user())?;
    house.shop = house.shop_with_logo(tx)?;
    house.language = language;
    let say = |fr: &str, en: &str| match language {
        Language::Fr => fr.to_owned(),
        Language::En => en.to_owned(),
    };
    let content = match on {
        On::Receipt => {
            let receipt = counter::receipt(cx, house, words, &say);
            return Ok(Sample::Receipt(Box::new(receipt)));
        }
        On::Return => {
            let returned = counter::returned(cx, house, words, &say);
            return Ok(Sample::Return(Box::new(returned)));
        }
        On::Vendor => {
            let slip = sheet::vendor(cx, house, words, &say);
            return Ok(Sample::Vendor(Box::new(slip)));
        }
        On::Quote => {
            let quote = sheet::quote(cx, house, words, &say);
            return Ok(Sample::Quote(Box::new(quote)));
        }
        On::Estate => {
            let inventory = sheet::estate(cx, house, words, &say);
            return Ok(Sample::Estate(Box::new(inventory)));
        }
        On::Evaluation => {
            let paper = appraisal::evaluation_sample(tx, cx, language, &text)?;
            return Ok(Sample::Evaluation(Box::new(paper)));
        }
        On::Claim | On::Bench => {
            let today = house.day(cx.now);
            let months = rules().value("repair.abandoned_months", today);
            let mut slip = counter::claim(cx, &house, words, months.unwrap_or(12), &say);
            slip.for_bench = on == On::Bench;
            SlipContent::Repair(Box::new(slip))
        }
        On::Warranty => SlipContent::Warranty(Box::new(counter::warranty(cx, &house, words, &say))),
        On::Metal => SlipContent::Metal(Box::new(counter::metal(cx, &house, words, &say))),
    };
    Ok(Sample::Slip(Box::new(Slip {
        language,
        training: false,
        shop: house.shop.clone(),
        at: house.local(cx.now),
        till: house.till_code,
        by: house.seller,
        software: software(),
        content,
    })))
}

type Say<'a> = dyn Fn(&str, &str) -> String + 'a;

fn customer(say: &Say<'_>) -> Customer {
    Customer {
        name: say("Cliente (exemple)", "Customer (example)"),
        lines: Vec::new(),
    }
}

/// An object as it was left.
fn ring(say: &Say<'_>) -> String {
    say(
        "Bague, métal jaune (exemple)",
        "Ring, yellow metal (example)",
    )
}

/// What is done to it.
fn sizing(say: &Say<'_>) -> String {
    say("Mise à taille", "Sizing")
}

/// The number of an intake that there is not.
fn intake(house: &House) -> String {
    format!("{}-R00-0", house.code)
}
