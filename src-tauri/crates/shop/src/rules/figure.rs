//! A figure with its day and its source, and the set of them.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::Deserialize;
use units::{Currency, Money, Percent};

/// A number that somebody else decided.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Its unit is its last part: `_bp`, `_minor`, `_minutes`, `fineness`, `months`,
    /// `years`.
    pub name: String,
    pub value: i64,
    /// The first day on which it holds.
    pub since: NaiveDate,
    pub source: String,
    /// What the sources disagree on.
    pub unsure: Option<String>,
}

/// Something that a document must say.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    pub name: String,
    pub when: String,
    pub since: NaiveDate,
    pub source: String,
}

/// Why a rule set cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    #[error("the rule set does not read: {0}")]
    Malformed(#[from] toml::de::Error),
    #[error("{0} has no source")]
    NoSource(String),
    #[error("the rule set lacks {0}")]
    Missing(&'static str),
    #[error("the currency of the rule set is unknown")]
    Currency,
}

/// A country's figures and mentions.
#[derive(Debug)]
pub struct Rules {
    country: String,
    currency: Currency,
    figures: Vec<Figure>,
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    country: String,
    home_currency: String,
    figure: Vec<Figure>,
    mention: Vec<Mention>,
}

/// Without these the till does not know what to do.
const NEEDED: [&str; 1] = ["vat.standard_bp"];

/// What the law knows, without the schemes that have their own rules.
const VAT_RATES: [&str; 5] = [
    "vat.standard_bp",
    "vat.intermediate_bp",
    "vat.reduced_bp",
    "vat.special_bp",
    "vat.none_bp",
];

impl Rules {
    /// Reads a rule set and refuses one that lacks a source.
    pub fn read(text: &str) -> Result<Self, RulesError> {
        let file: File = toml::from_str(text)?;
        let currency = file
            .home_currency
            .parse()
            .map_err(|_| RulesError::Currency)?;
        if let Some(figure) = file.figure.iter().find(|figure| figure.source.is_empty()) {
            return Err(RulesError::NoSource(figure.name.clone()));
        }
        if let Some(mention) = file.mention.iter().find(|one| one.source.is_empty()) {
            return Err(RulesError::NoSource(mention.name.clone()));
        }
        for name in NEEDED {
            if !file.figure.iter().any(|figure| figure.name == name) {
                return Err(RulesError::Missing(name));
            }
        }
        Ok(Self {
            country: file.country,
            currency,
            figures: file.figure,
            mentions: file.mention,
        })
    }

    /// ISO 3166: who lives here is a resident.
    pub fn country(&self) -> &str {
        &self.country
    }

    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// The figure of that name on a day: the latest that has taken effect, or the oldest for a
    /// clock that stands before them all.
    pub fn value(&self, name: &str, on: NaiveDate) -> Option<i64> {
        let named = || self.figures.iter().filter(|figure| figure.name == name);
        named()
            .filter(|figure| figure.since <= on)
            .max_by_key(|figure| figure.since)
            .or_else(|| named().min_by_key(|figure| figure.since))
            .map(|figure| figure.value)
    }

    /// The rates that a line of work may bear on a day, in basis points, the highest first.
    pub fn vat_rates(&self, on: NaiveDate) -> Vec<i64> {
        let mut rates: Vec<i64> = VAT_RATES
            .iter()
            .filter_map(|name| self.value(name, on))
            .collect();
        rates.sort_unstable_by(|one, other| other.cmp(one));
        rates.dedup();
        rates
    }

    /// The rate inside an ordinary price.
    pub fn vat_standard(&self, on: NaiveDate) -> Percent {
        self.percent("vat.standard_bp", on)
    }

    /// The rate inside a margin.
    pub fn vat_margin(&self, on: NaiveDate) -> Percent {
        self.percent("vat.margin_bp", on)
    }

    /// The least title of investment gold, in parts per ten thousand. Without a figure nothing is.
    pub fn exempt_gold_fineness(&self, on: NaiveDate) -> i64 {
        self.value("vat.exempt_gold_fineness", on)
            .unwrap_or(i64::MAX)
    }

    /// The most that one debt may be paid in cash, in all.
    pub fn cash_limit(&self, on: NaiveDate, resident: bool) -> Money {
        let name = if resident {
            "cash_limit.resident_minor"
        } else {
            "cash_limit.non_resident_minor"
        };
        self.money(name, on)
    }

    /// Above this a price is taken for a slip of the finger.
    pub fn price_limit(&self, on: NaiveDate) -> Money {
        self.money("house.price_limit_minor", on)
    }

    /// How long a parked cart keeps its pieces where nobody says otherwise.
    pub fn park_minutes(&self, on: NaiveDate) -> i64 {
        self.value("house.park_minutes", on).unwrap_or(0)
    }

    /// What a count may be off in the evening without a reason, where the shop has set no other.
    pub fn count_tolerance(&self, on: NaiveDate) -> Money {
        self.money("house.count_tolerance_minor", on)
    }

    fn percent(&self, name: &str, on: NaiveDate) -> Percent {
        self.value(name, on)
            .and_then(|basis_points| Percent::from_basis_points(basis_points).ok())
            .unwrap_or(Percent::ZERO)
    }

    fn money(&self, name: &str, on: NaiveDate) -> Money {
        self.value(name, on)
            .and_then(|minor| Money::new(minor, self.currency).ok())
            .unwrap_or(Money::zero(self.currency))
    }
}

const FRANCE: &str = include_str!("../../../../../assets/rules/fr.toml");

/// The rule set of the country. It is part of the program, and a test reads it whole.
#[expect(
    clippy::expect_used,
    reason = "the text is compiled in, and a test proves that it reads"
)]
pub fn rules() -> &'static Rules {
    static RULES: LazyLock<Rules> =
        LazyLock::new(|| Rules::read(FRANCE).expect("the embedded rule set reads"));
    &RULES
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use units::Money;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn every_figure_has_its_source_and_its_day() {
        let rules = Rules::read(FRANCE).expect("a rule set");
        for figure in rules.figures() {
            assert!(figure.source.len() > 5, "{}", figure.name);
            assert!(figure.value >= 0, "{}", figure.name);
        }
        for mention in rules.mentions() {
            assert!(mention.source.len() > 5 && !mention.when.is_empty());
        }
        let unsure: Vec<&str> = rules
            .figures()
            .iter()
            .filter(|figure| figure.unsure.is_some())
            .map(|figure| figure.name.as_str())
            .collect();
        assert_eq!(unsure, ["cash_limit.non_resident_minor"]);
    }

    #[test]
    fn the_figures_of_the_day() {
        let on = day("2026-11-22");
        assert_eq!(rules().vat_standard(on).basis_points(), 2000);
        assert_eq!(rules().vat_margin(on).basis_points(), 2000);
        assert_eq!(rules().vat_rates(on), [2_000, 1_000, 550, 210, 0]);
        assert_eq!(rules().exempt_gold_fineness(on), 9000);
        assert_eq!(rules().cash_limit(on, true), Money::eur(100_000));
        assert_eq!(rules().cash_limit(on, false), Money::eur(1_000_000));
        let before = day("2018-09-30");
        assert_eq!(rules().cash_limit(before, false), Money::eur(1_500_000));
        assert_eq!(rules().count_tolerance(on), Money::eur(0));
    }

    #[test]
    fn a_change_of_law_takes_effect_on_its_day() {
        let rules = Rules::read(
            r#"
            country = "FR"
            home_currency = "EUR"
            mention = []
            [[figure]]
            name = "vat.standard_bp"
            value = 1960
            since = "2000-04-01"
            source = "an older law"
            [[figure]]
            name = "vat.standard_bp"
            value = 2000
            since = "2014-01-01"
            source = "CGI art. 278"
            "#,
        )
        .expect("a rule set");
        let check = |on, basis_points| {
            assert_eq!(rules.value("vat.standard_bp", day(on)), Some(basis_points));
        };
        check("2013-12-31", 1960);
        check("2014-01-01", 2000);
        // A clock that stands before every law: the oldest figure is nearer than none.
        check("1970-01-01", 1960);
        assert_eq!(rules.value("unknown", day("2026-01-01")), None);
    }

    #[test]
    fn a_bad_rule_set_is_refused() {
        let check = |text: &str| assert!(Rules::read(text).is_err(), "{text}");
        check("");
        check("country = \"FR\"\nhome_currency = \"EUR\"\nfigure = []\nmention = []");
        check(
            "country = \"FR\"\nhome_currency = \"EUR\"\nmention = []\n[[figure]]\nname = \"vat.standard_bp\"\nvalue = 1\nsince = \"2014-01-01\"\nsource = \"\"",
        );
    }
}
