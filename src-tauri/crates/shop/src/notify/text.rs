//! The words of a message: the house's, the shop's own over them, and how they are filled in.

use std::cell::Cell;

use documents::Language;

use super::blank::{ALWAYS, Blank, Values};
use super::message::{Channel, Event, NotifyError};
use super::{house, store};
use crate::db::{ReadTx, StoreError};

/// Words with their blanks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Empty for SMS.
    pub subject: String,
    pub body: String,
}

/// Whose words they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextSource {
    House,
    Shop,
}

const LONGEST_SUBJECT: usize = 150;
const LONGEST_MAIL: usize = 8_000;
/// Four or five parts: a customer reads no more on a telephone, and each part is paid for.
const LONGEST_SMS: usize = 600;

/// The text that holds, and whose it is.
pub fn text(
    tx: &ReadTx<'_>,
    event: Event,
    channel: Channel,
    language: Language,
) -> Result<(Text, TextSource), StoreError> {
    let own = store::own_text(tx, event, channel, language)?.filter(|own| !own.body.is_empty());
    Ok(match own {
        Some(own) => (own, TextSource::Shop),
        None => (house::text(event, channel, language), TextSource::House),
    })
}

/// Whether a text can be used: its length, its braces, its blanks, which are those of its event.
pub fn check(event: Event, channel: Channel, text: &Text) -> Result<(), NotifyError> {
    let (most_subject, most) = match channel {
        Channel::Email => (LONGEST_SUBJECT, LONGEST_MAIL),
        Channel::Sms => (0, LONGEST_SMS),
    };
    if text.body.trim().is_empty() || (most_subject > 0 && text.subject.trim().is_empty()) {
        return Err(NotifyError::Empty);
    }
    if text.subject.chars().count() > most_subject {
        return Err(NotifyError::TooLong { most: most_subject });
    }
    if text.body.chars().count() > most {
        return Err(NotifyError::TooLong { most });
    }
    let wrong = |c: char| c.is_control() && c != '\n';
    if text.subject.contains(char::is_control) || text.body.contains(wrong) {
        return Err(NotifyError::Field("control"));
    }
    // What an event does not know would leave a hole in the sentence.
    let known = |blank: Blank| ALWAYS.contains(&blank) || event.blanks().contains(&blank);
    for words in [&text.subject, &text.body] {
        let strange = Cell::new(None);
        walk(words, |blank| {
            if !known(blank) {
                strange.set(Some(blank));
            }
            String::new()
        })?;
        if let Some(blank) = strange.get() {
            return Err(NotifyError::Blank(blank.code().to_owned()));
        }
    }
    Ok(())
}

/// Puts the values into their places.
pub fn fill(text: &Text, values: &Values) -> Result<Text, NotifyError> {
    let filled = |words: &str| walk(words, |blank| values.get(blank).to_owned());
    Ok(Text {
        subject: filled(&text.subject)?.trim().to_owned(),
        body: filled(&text.body)?.trim().to_owned(),
    })
}

/// Calls back for every blank. `{{` and `}}` are no braces of ours and are refused like any other.
fn walk(words: &str, value: impl Fn(Blank) -> String) -> Result<String, NotifyError> {
    let mut out = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(['{', '}']) {
        out.push_str(&rest[..at]);
        let inside = rest[at..].strip_prefix('{').ok_or(NotifyError::Brace)?;
        let end = inside.find(['{', '}']).ok_or(NotifyError::Brace)?;
        if !inside[end..].starts_with('}') {
            return Err(NotifyError::Brace);
        }
        let name = &inside[..end];
        let blank: Blank = name
            .parse()
            .map_err(|_| NotifyError::Blank(name.chars().take(40).collect()))?;
        out.push_str(&value(blank));
        rest = &inside[end + 1..];
    }
    out.push_str(rest);
    Ok(out)
}
