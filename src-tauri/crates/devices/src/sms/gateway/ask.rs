//! Asks a gateway what became of a message that it took, by the number that it gave it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::{agent, escaped, head, reference as at_path, said, server};

/// How a gateway is asked, as the settings describe it.
#[derive(Clone)]
pub struct Question {
    /// One GET, with `{reference}` and, where it wants that, `{key}`.
    pub url: String,
    /// `Authorization: Bearer {key}`; empty: none.
    pub header: String,
    pub key: String,
    /// Where in a JSON answer the state stands: `messages.0.status`. Empty: the answer is the state.
    pub at: String,
    /// States that mean that it is on the telephone, whatever their capitals.
    pub delivered: Vec<String>,
    /// States that mean that it never will be.
    pub failed: Vec<String>,
    /// For everything together.
    pub patience: Duration,
}

impl std::fmt::Debug for Question {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Question")
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}

/// What it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Delivered {
        said: String,
    },
    Failed {
        said: String,
    },
    /// Neither the one nor the other: later.
    Waiting,
    /// It has no message of this number.
    Unknown,
    /// It says nothing that could be understood: later.
    Silent,
}

impl Question {
    /// Whether it can be asked: the same server as the one that messages are given to, since the key was
    /// typed for that one.
    pub fn is_usable(&self, given_to: &str) -> bool {
        self.url.contains("{reference}")
            && server(&self.filled("1")).is_some_and(|one| Some(one) == server(given_to))
    }

    fn filled(&self, reference: &str) -> String {
        let key = escaped(&self.key);
        let url = self.url.trim().replace("{key}", &key);
        url.replace("{reference}", &escaped(reference))
    }

    fn judge(&self, said: &str) -> Answer {
        let state = if self.at.trim().is_empty() {
            Some(said.trim().to_owned())
        } else {
            at_path(said, &self.at)
        };
        let Some(state) = state.filter(|state| !state.is_empty()) else {
            return Answer::Silent;
        };
        let is = |words: &[String]| {
            words
                .iter()
                .any(|word| word.to_lowercase() == state.to_lowercase())
        };
        if is(&self.delivered) {
            Answer::Delivered { said: state }
        } else if is(&self.failed) {
            Answer::Failed { said: state }
        } else {
            Answer::Waiting
        }
    }
}

/// Asks once. Blocks the thread, for its patience at most. It may be asked as often as one likes: nothing is
/// sent by it.
pub fn ask(question: &Question, reference: &str, stop: &AtomicBool) -> Answer {
    if stop.load(Ordering::Relaxed) {
        return Answer::Silent;
    }
    let mut request = agent(question.patience).get(question.filled(reference));
    if let Some((name, value)) = head(&question.header, &question.key) {
        request = request.header(name, value);
    }
    let Ok(mut answer) = request.call() else {
        return Answer::Silent;
    };
    match answer.status().as_u16() {
        200..=299 => question.judge(&said(answer.body_mut(), &question.key)),
        404 | 410 => Answer::Unknown,
        _ => Answer::Silent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question() -> Question {
        Question {
            url: "https://sms.example.fr/v1/{reference}?key={key}".into(),
            header: String::new(),
            key: "a b".into(),
            at: "messages.0.status".into(),
            delivered: vec!["DELIVRD".into()],
            failed: vec!["undeliv".into()],
            patience: Duration::ZERO,
        }
    }

    #[test]
    fn states_are_read_as_the_shop_described_them() {
        let check = |said: &str, expected: &Answer| {
            assert_eq!(question().judge(said), *expected, "{said}");
        };
        let of = |state: &str| format!(r#"{{"messages":[{{"status":"{state}"}}]}}"#);
        check(
            &of("delivrd"),
            &Answer::Delivered {
                said: "delivrd".into(),
            },
        );
        check(
            &of("UNDELIV"),
            &Answer::Failed {
                said: "UNDELIV".into(),
            },
        );
        check(&of("ACCEPTD"), &Answer::Waiting);
        for garbage in [
            "",
            "<html>",
            "{}",
            r#"{"messages":[]}"#,
            r#"{"messages":[{"status":{}}]}"#,
        ] {
            check(garbage, &Answer::Silent);
        }
        let plain = Question {
            at: String::new(),
            ..question()
        };
        assert_eq!(
            plain.judge(" DELIVRD\n"),
            Answer::Delivered {
                said: "DELIVRD".into()
            }
        );
        assert_eq!(plain.judge(""), Answer::Silent);
    }

    #[test]
    fn nobody_else_is_asked_and_a_number_ends_no_path() {
        let question = question();
        assert!(question.is_usable("https://sms.example.fr/send"));
        for other in [
            "https://sms.example.com/send",
            "http://sms.example.fr/send",
            "x",
        ] {
            assert!(!question.is_usable(other), "{other}");
        }
        let fixed = Question {
            url: "https://sms.example.fr/v1".into(),
            ..question.clone()
        };
        assert!(!fixed.is_usable("https://sms.example.fr/send"));
        assert_eq!(
            question.filled("../a?b&c"),
            "https://sms.example.fr/v1/..%2Fa%3Fb%26c?key=a%20b"
        );
    }
}
