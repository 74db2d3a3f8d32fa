//! A closed list of words: what a stone, a treatment or a shape may be called.

use std::collections::HashMap;

use serde::Deserialize;

use crate::search::fold;

/// One word of the trade: its code in the store, and what people call it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Term {
    pub code: String,
    pub fr: String,
    pub en: String,
    /// Other spellings met in files and typed at the till.
    #[serde(default)]
    pub words: Vec<String>,
}

/// A closed list. What is not in it cannot be stored, so it cannot be printed either.
#[derive(Debug)]
pub struct Vocabulary {
    terms: Vec<Term>,
    by_code: HashMap<String, usize>,
    by_word: HashMap<String, usize>,
    folded: Vec<String>,
}

impl Vocabulary {
    pub(super) fn new(terms: Vec<Term>) -> Self {
        let mut by_code = HashMap::new();
        let mut by_word = HashMap::new();
        for (index, term) in terms.iter().enumerate() {
            by_code.insert(term.code.clone(), index);
            let names = [&term.code, &term.fr, &term.en];
            for name in names.into_iter().chain(&term.words) {
                by_word.entry(fold(name)).or_insert(index);
            }
        }
        let folded = terms
            .iter()
            .map(|term| fold(&format!("{} {}", term.fr, term.en)))
            .collect();
        Self {
            terms,
            by_code,
            by_word,
            folded,
        }
    }

    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The term a stored code stands for.
    pub fn term(&self, code: &str) -> Option<&Term> {
        self.by_code.get(code).map(|&index| &self.terms[index])
    }

    pub fn has(&self, code: &str) -> bool {
        self.by_code.contains_key(code)
    }

    /// What a stored code is searched by: its French and its English name, folded.
    pub fn folded(&self, code: &str) -> Option<&str> {
        self.by_code
            .get(code)
            .map(|&index| self.folded[index].as_str())
    }

    /// The term somebody's word means, in either language, accents and case aside.
    pub fn read(&self, word: &str) -> Option<&Term> {
        self.by_word
            .get(&fold(word))
            .map(|&index| &self.terms[index])
    }
}

impl<'de> Deserialize<'de> for Vocabulary {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::new)
    }
}
