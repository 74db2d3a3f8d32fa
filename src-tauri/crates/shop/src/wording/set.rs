//! Writes the shop's own words of a paper.

use documents::Language;
use serde_json::json;

use super::nouns::{On, Wording, WordingError};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::users::{Authority, Right, authorise};

/// The words as they would be printed: without blanks around them, line breaks as they are here.
pub fn check(on: On, text: &str) -> Result<String, WordingError> {
    let (most_length, most_lines) = on.most();
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    let text = lines.join("\n");
    if text.chars().any(|sign| sign.is_control() && sign != '\n') {
        return Err(WordingError::Unprintable);
    }
    if lines.len() > most_lines {
        return Err(WordingError::TooManyLines { most: most_lines });
    }
    if text.chars().count() > most_length {
        return Err(WordingError::TooLong { most: most_length });
    }
    Ok(text)
}

/// Sets them from now on; papers that were printed keep theirs. Empty: nothing is added any more.
pub fn set(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    on: On,
    language: Language,
    text: &str,
) -> Result<Wording, WordingError> {
    authorise(by, None, Right::Settings)?;
    let text = check(on, text)?;
    store::insert(tx, cx, on, language, &text)?;
    let detail = json!({ "what": "wording", "paper": on.code(), "language": language.code() });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(Change::of("wording"));
    Ok(store::wording(tx, on, language, i64::MAX)?.ok_or(StoreError::Unreadable("wording"))?)
}
