//! A paper of the shop with invented content, to look at words before they are set.

mod counter;
mod sheet;

use chrono::{Days, NaiveDate};
use documents::{
    AbandonmentNotice, CertificatePaper, Customer, EstateInventory, Language, QuotePaper, Receipt,
    Slip, SlipContent,
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
    /// A paper of the desk that is printed on the roll and on a page.
    Slip(Box<Slip>),
    Abandonment(Box<AbandonmentNotice>),
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
        On::Abandonment => {
            let letter = sheet::abandonment(cx, house, words, &say);
            return Ok(Sample::Abandonment(Box::new(letter)));
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
        On::Estimate => {
            let estimate = counter::estimate(cx, &house, words, &say);
            SlipContent::Estimate(Box::new(estimate))
        }
        On::Return => SlipContent::Return(Box::new(counter::returned(cx, &house, words, &say))),
        On::Vendor => SlipContent::Vendor(Box::new(sheet::vendor(cx, &house, words, &say))),
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

fn in_days(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
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
