//! The shop's own words on its papers: exchange terms on a ticket, opening hours on a claim slip. What
//! the law demands is written by the documents themselves and cannot be taken away here.

mod nouns;
mod sample;
mod set;
mod store;

pub use nouns::{On, Wording, WordingError};
pub use sample::{Sample, sample};
pub use set::{check, set};
pub use store::wordings;

use chrono::{DateTime, Utc};
use documents::Language;

use crate::db::{ReadTx, StoreError};

/// What a paper says of the shop's own today, a line each; none where nothing was written.
pub fn lines(tx: &ReadTx<'_>, on: On, language: Language) -> Result<Vec<String>, StoreError> {
    let found = store::wording(tx, on, language, i64::MAX)?;
    Ok(found.map_or_else(Vec::new, |one| split(&one.text)))
}

/// The same of a paper that was made out at a moment: printed again, it says what it said.
pub fn lines_at(
    tx: &ReadTx<'_>,
    on: On,
    language: Language,
    at: DateTime<Utc>,
) -> Result<Vec<String>, StoreError> {
    let found = store::wording(tx, on, language, at.timestamp_millis())?;
    Ok(found.map_or_else(Vec::new, |one| split(&one.text)))
}

fn split(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}
