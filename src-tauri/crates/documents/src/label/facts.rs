//! What a label says of a piece, in the words that its receipt and certificate use as well.

use serde::{Deserialize, Serialize};
use units::Currency;

use super::Field;
use crate::layout::{metal_words, stone_words};
use crate::{Language, MetalContent, Stone, format};

/// The facts of a piece, frozen when its label was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    pub number: String,
    pub title: String,
    pub metals: Vec<MetalContent>,
    pub stones: Vec<Stone>,
    pub size: Option<String>,
    /// Weight of the whole piece, in milligrams.
    pub weight_mg: Option<i64>,
    /// Tax included, in minor units.
    pub price_minor: Option<i64>,
    #[serde(with = "crate::codes::currency")]
    pub currency: Currency,
    /// The cost in the shop's letters, where the shop has chosen any.
    pub cost_code: Option<String>,
    /// What the label's chip holds, where it has one: hexadecimal, whole words of 16 bits.
    #[serde(default)]
    pub epc: Option<String>,
}

impl Facts {
    /// The text of a field; empty where the piece has no such fact.
    pub(super) fn text(&self, field: Field, language: Language) -> String {
        match field {
            Field::Number | Field::Code => self.number.clone(),
            Field::Title => self.title.clone(),
            Field::Metal => joined(self.metals.iter().map(|one| metal_words(one, language))),
            Field::Stones => joined(self.stones.iter().map(|one| stone_words(one, language))),
            Field::Size => self.size.as_ref().map_or_else(String::new, |size| {
                let word = language.pick("taille", "size");
                format!("{word}{}{size}", format::NBSP)
            }),
            Field::Weight => self
                .weight_mg
                .map_or_else(String::new, |mg| format::grams(mg, language)),
            Field::Price => self.price_minor.map_or_else(String::new, |minor| {
                let price = format::money(minor, self.currency, language);
                if minor % 100 == 0 {
                    whole(&price)
                } else {
                    price
                }
            }),
            Field::CostCode => self.cost_code.clone().unwrap_or_default(),
        }
    }
}

/// A price without cents, as a tag writes it: `4 900 €`.
fn whole(price: &str) -> String {
    let french = format!(",00{}", format::NBSP);
    match price.strip_suffix(".00") {
        Some(whole) => whole.to_owned(),
        None => price.replace(&french, &format::NBSP.to_string()),
    }
}

fn joined(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<String>>().join(" · ")
}
