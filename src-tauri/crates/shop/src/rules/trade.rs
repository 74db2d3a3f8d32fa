//! What the trade calls things, and which titles the law knows: `assets/rules/fr-stock.toml`.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;
use units::{Fineness, Metal};

use super::hallmark::{HallmarkDuty, Hallmarks};
use super::vocabulary::Vocabulary;
use crate::search::fold;

/// The rules of stock.
#[derive(Debug, Deserialize)]
pub struct TradeRules {
    titles: Vec<TitleRule>,
    bullion_titles: Vec<TitleRule>,
    limits: Vec<LimitRule>,
    pub stones: Vocabulary,
    pub treatments: Vocabulary,
    pub shapes: Vocabulary,
    pub clarities: Vocabulary,
    pub cuts: Vocabulary,
    pub fluorescences: Vocabulary,
    pub laboratories: Vocabulary,
    pub metals: Vocabulary,
    pub metal_colours: Vocabulary,
    /// What may have been seen on a piece, by metal and title.
    pub hallmarks: Hallmarks,
    hallmark_duties: Vec<HallmarkDuty>,
    /// What the variants of a batch article differ in.
    pub variant_axes: Vocabulary,
    /// Words that a piece with a laboratory-grown stone may not be called by.
    barred_for_synthetics: Vec<String>,
    /// The families a new shop starts with.
    pub families: Vec<FamilyRule>,
    family_fields: Vec<FamilyField>,
    family_choices: Vec<FamilyChoice>,
    /// The places a new shop starts with: code, kind, name in French and in English.
    pub places: Vec<PlaceRule>,
}

/// A family of the starting set.
#[derive(Debug, Deserialize)]
pub struct FamilyRule {
    pub code: String,
    pub fr: String,
    pub en: String,
    #[serde(default)]
    pub words: Vec<String>,
    /// Sold with the warranty mention: watches.
    #[serde(default)]
    pub durable: bool,
}

/// What a family's sheets say besides what all of them do.
#[derive(Debug, Deserialize)]
pub struct FamilyField {
    pub code: String,
    pub fr: String,
    pub en: String,
    /// Codes of families, with spaces between them.
    pub families: String,
    /// Of a number.
    pub unit: Option<String>,
}

/// One of the words that such a field is chosen from.
#[derive(Debug, Deserialize)]
pub struct FamilyChoice {
    field: String,
    pub code: String,
    pub fr: String,
    pub en: String,
}

/// A place of the starting set.
#[derive(Debug, Deserialize)]
pub struct PlaceRule {
    pub code: String,
    pub kind: String,
    pub fr: String,
    pub en: String,
}

/// Which titles of a metal may be sold from a day on.
#[derive(Debug, Deserialize)]
struct TitleRule {
    metal: String,
    /// Parts per ten thousand.
    finenesses: Vec<i64>,
    from: NaiveDate,
    #[expect(dead_code, reason = "kept beside the figure it explains")]
    source: String,
}

/// What no piece of an independent shop goes beyond: more is a slip of the keyboard.
#[derive(Clone, Copy, Debug, Deserialize)]
struct LimitRule {
    from: NaiveDate,
    price_minor: i64,
    weight_mg: i64,
    stone_milli_ct: i64,
}

fn of_the_day(rules: &[TitleRule], metal: Metal, on: NaiveDate) -> &[i64] {
    rules
        .iter()
        .filter(|rule| rule.metal == metal.code() && rule.from <= on)
        .max_by_key(|rule| rule.from)
        .map_or(&[], |rule| &rule.finenesses)
}

impl TradeRules {
    /// Whether a work of `metal` may be sold at this title on this day. A base metal has none.
    pub fn is_legal_title(&self, metal: Metal, fineness: Fineness, on: NaiveDate) -> bool {
        let parts = fineness.per_ten_thousand();
        self.legal_titles(metal, on).contains(&parts)
    }

    /// Whether coins or bars of `metal` are struck or cast at this title.
    pub fn is_bullion_title(&self, metal: Metal, fineness: Fineness, on: NaiveDate) -> bool {
        let parts = fineness.per_ten_thousand();
        self.bullion_titles(metal, on).contains(&parts)
    }

    /// The legal titles of a metal on a day, in parts per ten thousand, highest first.
    pub fn legal_titles(&self, metal: Metal, on: NaiveDate) -> &[i64] {
        of_the_day(&self.titles, metal, on)
    }

    /// The titles of its coins and bars, which are no works of jewellery, in the same way.
    pub fn bullion_titles(&self, metal: Metal, on: NaiveDate) -> &[i64] {
        of_the_day(&self.bullion_titles, metal, on)
    }

    /// The word in `title` that is barred for a laboratory-grown stone: décret 2002-65, art. 4.
    pub fn barred_for_synthetics(&self, title: &str) -> Option<&str> {
        let title = format!(" {} ", fold(title));
        self.barred_for_synthetics
            .iter()
            .find(|word| title.contains(&format!(" {} ", fold(word))))
            .map(String::as_str)
    }

    /// Which works need a hallmark on a day.
    pub fn hallmark_duty(&self, on: NaiveDate) -> Option<&HallmarkDuty> {
        self.hallmark_duties
            .iter()
            .filter(|duty| duty.from <= on)
            .max_by_key(|duty| duty.from)
    }

    /// The field that some family has of its own.
    pub fn family_field(&self, code: &str) -> Option<&FamilyField> {
        self.family_fields.iter().find(|field| field.code == code)
    }

    /// What such a field is chosen from; empty: anything may stand there.
    pub fn choices_of(&self, field: &str) -> impl Iterator<Item = &FamilyChoice> {
        let choices = self.family_choices.iter();
        choices.filter(move |choice| choice.field == field)
    }

    /// The highest price that is believed, in minor units.
    pub fn most_price_minor(&self, on: NaiveDate) -> i64 {
        self.limit(on).map_or(i64::MAX, |limit| limit.price_minor)
    }

    /// The greatest weight of a piece that is believed.
    pub fn most_weight_mg(&self, on: NaiveDate) -> i64 {
        self.limit(on).map_or(i64::MAX, |limit| limit.weight_mg)
    }

    /// The greatest weight of a component's stones that is believed.
    pub fn most_stone_milli_ct(&self, on: NaiveDate) -> i64 {
        self.limit(on)
            .map_or(i64::MAX, |limit| limit.stone_milli_ct)
    }

    fn limit(&self, on: NaiveDate) -> Option<&LimitRule> {
        self.limits
            .iter()
            .filter(|rule| rule.from <= on)
            .max_by_key(|rule| rule.from)
    }
}

/// The rule set the program carries.
pub fn trade() -> &'static TradeRules {
    static RULES: LazyLock<TradeRules> = LazyLock::new(|| {
        let text = include_str!("../../../../../assets/rules/fr-stock.toml");
        match toml::from_str(text) {
            Ok(rules) => rules,
            Err(error) => unreachable!("a test reads the carried rules: {error}"),
        }
    });
    &RULES
}
