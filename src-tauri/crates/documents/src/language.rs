//! The languages documents are printed in.

use serde::{Deserialize, Serialize};

/// The language of a document's own words. What the shop typed (labels, reasons) stays as typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    #[default]
    Fr,
    En,
}

impl Language {
    /// The French or the English of two words.
    pub(crate) const fn pick<'a>(self, fr: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Fr => fr,
            Self::En => en,
        }
    }
}
