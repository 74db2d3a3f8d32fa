//! The house's words, which are part of the program.

use std::sync::LazyLock;

use documents::Language;
use serde::Deserialize;

use super::message::{Channel, Event};
use super::text::Text;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    text: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    event: String,
    channel: String,
    language: String,
    #[serde(default)]
    subject: String,
    body: String,
}

const WORDS: &str = include_str!("../../../../../assets/notify/texts.toml");

#[expect(
    clippy::expect_used,
    reason = "the text is compiled in, and a test proves that it reads"
)]
static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let file: File = toml::from_str(WORDS).expect("the embedded texts read");
    file.text
});

/// The house's words for this; a test proves that there are some for every event.
pub fn text(event: Event, channel: Channel, language: Language) -> Text {
    let language = code(language);
    let found = ROWS.iter().find(|row| {
        row.event == event.code() && row.channel == channel.code() && row.language == language
    });
    found
        .map(|row| Text {
            subject: row.subject.trim().to_owned(),
            body: row.body.trim().to_owned(),
        })
        .unwrap_or_default()
}

/// In the store and in the file.
pub const fn code(language: Language) -> &'static str {
    match language {
        Language::Fr => "fr",
        Language::En => "en",
    }
}
