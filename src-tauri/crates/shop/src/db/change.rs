//! What a write changed, as tags that an open window can match with what it shows.

use std::fmt;

use units::Id;

/// One tag: a whole subject (`stock`) or one thing of it (`sale:0192…`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Change {
    subject: &'static str,
    id: Option<String>,
}

impl Change {
    /// Something among all of `subject` changed: lists of it are stale.
    pub fn of(subject: &'static str) -> Self {
        Self { subject, id: None }
    }

    /// What has no identity of its own: a code that a scanner read. The text is escaped as in a URL,
    /// so that no comma or line break in it ends the tag.
    pub fn text(subject: &'static str, text: &str) -> Self {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte);
        let escape = |byte: u8| {
            if plain(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        };
        Self {
            subject,
            id: Some(text.bytes().map(escape).collect()),
        }
    }

    /// This one thing changed.
    pub fn one<T>(subject: &'static str, id: Id<T>) -> Self {
        Self {
            subject,
            id: Some(id.to_string()),
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.id {
            None => f.write_str(self.subject),
            Some(id) => write!(f, "{}:{id}", self.subject),
        }
    }
}
