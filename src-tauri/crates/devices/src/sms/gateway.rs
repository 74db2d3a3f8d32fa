//! An SMS gateway: a service on the Internet or a box in the shop that takes a message by HTTP.
//!
//! There is no standard: the shop describes the one POST that its gateway wants, as a JSON document or
//! as lines of `name=value`, with `{to}` (`+33612345678`), `{number}` (the digits alone), `{text}`,
//! `{id}` (the same when the same message is tried again) and `{key}` where they belong.

mod ask;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

pub use ask::{Answer, Question, ask};

use serde_json::Value;
use ureq::{Agent, Error};

use super::Outcome;

/// How the fields are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Json,
    Form,
}

/// A gateway as the settings describe it.
#[derive(Clone)]
pub struct Gateway {
    pub url: String,
    pub form: Form,
    /// `Authorization: Bearer {key}`; empty: none.
    pub header: String,
    pub key: String,
    /// The JSON document, or the lines.
    pub fields: String,
    /// Where in a JSON answer the gateway's own number of the message stands: `messages.0.id`. Empty:
    /// none is looked for.
    pub reference: String,
    /// For everything together.
    pub patience: Duration,
}

impl std::fmt::Debug for Gateway {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Gateway")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

/// A message for it.
#[derive(Clone, Copy, Debug)]
pub struct Message<'a> {
    pub to: &'a str,
    pub text: &'a str,
    pub id: &'a str,
}

/// Why a description cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    Url,
    Header,
    /// Not JSON, or no lines of `name=value`.
    Fields,
    /// `{to}` or `{number}`, and `{text}`, must be in it.
    Missing,
}

const TO_CONNECT: Duration = Duration::from_secs(10);
const MOST_BYTES: u64 = 64 * 1024;

impl Gateway {
    /// Whether it can be used at all.
    pub fn check(&self) -> Result<(), Wrong> {
        let sample = Message {
            to: "+33612345678",
            text: "\u{1}",
            id: "id",
        };
        server(&self.url).ok_or(Wrong::Url)?;
        if !self.header.trim().is_empty() {
            let (name, value) = head(&self.header, &self.key).ok_or(Wrong::Header)?;
            ureq::http::HeaderName::try_from(name).map_err(|_| Wrong::Header)?;
            ureq::http::HeaderValue::try_from(value).map_err(|_| Wrong::Header)?;
        }
        let (_, body) = self.body(&sample).ok_or(Wrong::Fields)?;
        let has_text = body.contains("\\u0001") || body.contains("%01");
        if !has_text || !body.contains("33612345678") {
            return Err(Wrong::Missing);
        }
        Ok(())
    }

    fn filled(&self, words: &str, message: &Message<'_>) -> String {
        // From left to right, once: what a customer is called is never looked into.
        let mut out = String::new();
        let mut rest = words;
        while let Some(at) = rest.find('{') {
            out.push_str(&rest[..at]);
            let blank = rest[at..].find('}').map(|end| &rest[at..=at + end]);
            let value = match blank {
                Some("{to}") => message.to,
                Some("{number}") => message.to.trim_start_matches('+'),
                Some("{text}") => message.text,
                Some("{id}") => message.id,
                Some("{key}") => &self.key,
                _ => {
                    out.push('{');
                    rest = &rest[at + 1..];
                    continue;
                }
            };
            out.push_str(value);
            rest = &rest[at + blank.map_or(1, str::len)..];
        }
        out.push_str(rest);
        out
    }

    /// Its media type and its bytes.
    fn body(&self, message: &Message<'_>) -> Option<(&'static str, String)> {
        match self.form {
            Form::Json => {
                let mut document: Value = serde_json::from_str(&self.fields).ok()?;
                if !document.is_object() && !document.is_array() {
                    return None;
                }
                self.fill(&mut document, message);
                Some(("application/json", document.to_string()))
            }
            Form::Form => {
                let mut pairs = Vec::new();
                for line in self.fields.lines().filter(|line| !line.trim().is_empty()) {
                    let (name, value) = line.split_once('=')?;
                    let value = self.filled(value.trim(), message);
                    pairs.push(format!("{}={}", escaped(name.trim()), escaped(&value)));
                }
                (!pairs.is_empty()).then(|| ("application/x-www-form-urlencoded", pairs.join("&")))
            }
        }
    }

    fn fill(&self, value: &mut Value, message: &Message<'_>) {
        match value {
            Value::String(text) => *text = self.filled(text, message),
            Value::Array(all) => all.iter_mut().for_each(|one| self.fill(one, message)),
            Value::Object(all) => all.values_mut().for_each(|one| self.fill(one, message)),
            _ => {}
        }
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Hands a message over. Blocks the thread, for the gateway's patience at most; a program that ends is
/// not waited for before something leaves.
pub fn send(gateway: &Gateway, message: &Message<'_>, stop: &AtomicBool) -> Outcome {
    if stop.load(Ordering::Relaxed) {
        return not_sent("program_ended", "");
    }
    let (Ok(()), Some((media_type, body))) = (gateway.check(), gateway.body(message)) else {
        return not_sent("gateway_wrong", "");
    };
    let mut request = agent(gateway.patience)
        .post(&gateway.url)
        .content_type(media_type);
    if let Some((name, value)) = head(&gateway.header, &gateway.key) {
        request = request.header(name, value);
    }
    // Those who know it drop the second of two alike.
    request = request.header("Idempotency-Key", message.id);
    let mut answer = match request.send(body.as_bytes()) {
        Ok(answer) => answer,
        Err(error) => return failed(&error),
    };
    let status = answer.status().as_u16();
    let said = said(answer.body_mut(), &gateway.key);
    judge(gateway, status, &said)
}

/// The scheme and the server of a web address that may be spoken to.
fn server(url: &str) -> Option<String> {
    let uri: ureq::http::Uri = url.parse().ok()?;
    let scheme = uri
        .scheme_str()
        .filter(|one| matches!(*one, "http" | "https"))?;
    let who = uri.authority().filter(|who| !who.as_str().contains('@'))?;
    Some(format!("{scheme}://{who}").to_ascii_lowercase())
}

fn agent(patience: Duration) -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        // A message is said to one address only.
        .max_redirects(0)
        .max_redirects_will_error(false)
        .max_response_header_size(32 * 1024)
        .proxy(None)
        .user_agent(concat!("Ecrin/", env!("CARGO_PKG_VERSION")))
        .timeout_global(Some(patience))
        .timeout_connect(Some(TO_CONNECT))
        .timeout_resolve(Some(TO_CONNECT))
        .build();
    Agent::new_with_config(config)
}

/// A header's name and value; None: there is none.
fn head(line: &str, key: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    Some((name.trim().to_owned(), value.trim().replace("{key}", key)))
}

/// What an answer says, which may hold what it was told: never the key.
fn said(body: &mut ureq::Body, key: &str) -> String {
    let read = body.with_config().limit(MOST_BYTES).read_to_string();
    let said = read.unwrap_or_default();
    match key {
        "" => said,
        key => said.replace(key, "…"),
    }
}

/// What a status means. What may have been taken before it failed is in doubt.
fn judge(gateway: &Gateway, status: u16, said: &str) -> Outcome {
    let full = format!("{status} {said}");
    match status {
        200..=299 => {
            if gateway.reference.trim().is_empty() {
                return Outcome::Accepted {
                    references: Vec::new(),
                    said: full,
                };
            }
            match reference(said, &gateway.reference) {
                Some(reference) => Outcome::Accepted {
                    references: vec![reference],
                    said: full,
                },
                None => Outcome::Unsure {
                    code: "gateway_unread",
                    said: full,
                },
            }
        }
        401 | 403 => not_sent("key_refused", &full),
        402 => not_sent("no_credit", &full),
        408 | 425 | 429 | 503 => not_sent("gateway_later", &full),
        400 | 409 | 413 | 422 => Outcome::Refused {
            code: "gateway_refused",
            said: full,
        },
        300..=499 => not_sent("gateway_wrong", &full),
        _ => Outcome::Unsure {
            code: "gateway_failed",
            said: full,
        },
    }
}

/// By the path that the settings name.
fn reference(said: &str, path: &str) -> Option<String> {
    let document: Value = serde_json::from_str(said).ok()?;
    let found = path.trim().split('.').try_fold(&document, |at, name| {
        let by_number = name
            .parse::<usize>()
            .ok()
            .and_then(|at_number| at.get(at_number));
        by_number.or_else(|| at.get(name))
    })?;
    match found {
        Value::String(text) if !text.is_empty() && text.len() <= 200 => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn not_sent(code: &'static str, said: &str) -> Outcome {
    Outcome::NotSent {
        code,
        said: said.to_owned(),
    }
}

fn failed(error: &Error) -> Outcome {
    let said = error.to_string();
    match error {
        Error::HostNotFound | Error::ConnectionFailed => not_sent("gateway_unreached", &said),
        Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => {
            not_sent("gateway_unreached", &said)
        }
        Error::Io(why) if why.kind() == std::io::ErrorKind::ConnectionRefused => {
            not_sent("gateway_unreached", &said)
        }
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) => not_sent("certificate", &said),
        Error::BadUri(_) => not_sent("gateway_wrong", &said),
        Error::Timeout(_) => Outcome::Unsure { code: "slow", said },
        _ => Outcome::Unsure { code: "cut", said },
    }
}
