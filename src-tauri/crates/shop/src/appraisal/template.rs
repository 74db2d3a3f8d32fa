//! The templates that the program carries, one a kind, a file each of `assets/appraisals`.

use std::sync::LazyLock;

use documents::Both;
use serde::Deserialize;

use super::nouns::Kind;

/// What a kind of certificate begins with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    pub kind: String,
    /// What screens call it.
    pub name: Both,
    /// What the certificate is called.
    pub title: Both,
    /// Which value it states.
    pub value: Both,
    pub purpose: Both,
    pub method: Both,
    pub conditions: Both,
    /// 0: it does not end.
    pub valid_months: u32,
    pub proposes: Proposes,
    #[serde(default)]
    pub fields: Vec<Field>,
}

/// What the values of a new draft are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proposes {
    /// Metal and stones, and the rest of the piece's price as making.
    Replacement,
    /// Metal and stones alone.
    Intrinsic,
}

/// A field that this kind asks for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    pub code: String,
    pub label: Both,
    #[serde(rename = "type")]
    pub kind: FieldType,
    #[serde(default)]
    pub choices: Vec<Choice>,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    Text,
    Choice,
    /// Whole, above zero.
    Number,
}

impl FieldType {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Choice => "choice",
            Self::Number => "number",
        }
    }
}

/// One of the words that a field is chosen from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub code: String,
    pub fr: String,
    pub en: String,
}

impl Field {
    /// What stands on the paper for a value; None where the field cannot hold it.
    pub fn said(&self, value: &str) -> Option<Both> {
        match self.kind {
            FieldType::Text => Some(Both::new(value, value)),
            FieldType::Number => value
                .parse::<u32>()
                .ok()
                .filter(|number| *number > 0)
                .map(|number| Both::new(number.to_string(), number.to_string())),
            FieldType::Choice => self
                .choices
                .iter()
                .find(|choice| choice.code == value)
                .map(|choice| Both::new(choice.fr.as_str(), choice.en.as_str())),
        }
    }
}

const FILES: [&str; 5] = [
    include_str!("../../../../../assets/appraisals/insurance.toml"),
    include_str!("../../../../../assets/appraisals/estate.toml"),
    include_str!("../../../../../assets/appraisals/sale.toml"),
    include_str!("../../../../../assets/appraisals/comparison.toml"),
    include_str!("../../../../../assets/appraisals/evaluation.toml"),
];

fn files() -> &'static [Template] {
    static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
        FILES
            .iter()
            .map(|file| match toml::from_str(file) {
                Ok(template) => template,
                Err(error) => unreachable!("a test reads the carried templates: {error}"),
            })
            .collect()
    });
    &TEMPLATES
}

/// The templates that drafts are written by, the most used first.
pub fn templates() -> impl Iterator<Item = (Kind, &'static Template)> {
    let all = files().iter();
    all.filter_map(|template| Some((template.kind.parse().ok()?, template)))
}

/// The one of a kind.
pub fn template(kind: Kind) -> &'static Template {
    of(kind.code())
}

/// The one of a sale.
pub(super) fn of_evaluation() -> &'static Template {
    of("evaluation")
}

fn of(kind: &str) -> &'static Template {
    let mut all = files().iter();
    match all.find(|template| template.kind == kind) {
        Some(template) => template,
        None => unreachable!("a test finds a template of each kind"),
    }
}
