//! The session cookie of each window. A web view keeps no cookies for a scheme of our own, so the
//! shell keeps them: taken from answers, added to requests. The page never sees them, as if they
//! were `HttpOnly`, and each window has its own: two windows may be two people.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use tauri::http::header::{COOKIE, SET_COOKIE};
use tauri::http::{HeaderMap, HeaderValue};

/// Cookies by window label, then by name. In memory only: closing Écrin signs everybody out.
#[derive(Debug, Default)]
pub struct Jar(Mutex<HashMap<String, BTreeMap<String, String>>>);

impl Jar {
    /// Puts this window's cookies on a request, in place of any that the page made up.
    pub fn add_to(&self, window: &str, headers: &mut HeaderMap) {
        headers.remove(COOKIE);
        let jar = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(cookies) = jar.get(window).filter(|cookies| !cookies.is_empty()) else {
            return;
        };
        let pairs: Vec<String> = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        if let Ok(value) = HeaderValue::from_str(&pairs.join("; ")) {
            headers.insert(COOKIE, value);
        }
    }

    /// Takes the cookies out of an answer and keeps them for this window.
    pub fn take_from(&self, window: &str, headers: &mut HeaderMap) {
        let mut jar = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for line in headers.get_all(SET_COOKIE) {
            let Some(cookie) = line.to_str().ok().and_then(parse) else {
                continue;
            };
            let cookies = jar.entry(window.to_owned()).or_default();
            match cookie {
                (name, Some(value)) => cookies.insert(name, value),
                (name, None) => cookies.remove(&name),
            };
        }
        headers.remove(SET_COOKIE);
    }
}

/// Reads a `Set-Cookie` line (RFC 6265 §5.2): the name, and the value unless the cookie is ended.
/// Our own router sets session cookies for the whole site, so path, domain and dates (other than
/// "ended") have nothing to say here.
fn parse(line: &str) -> Option<(String, Option<String>)> {
    let mut parts = line.split(';').map(str::trim);
    let (name, value) = parts.next()?.split_once('=')?;
    let ended = parts.any(|part| {
        part.split_once('=').is_some_and(|(key, value)| {
            key.trim().eq_ignore_ascii_case("max-age")
                && value
                    .trim()
                    .parse::<i64>()
                    .is_ok_and(|seconds| seconds <= 0)
        })
    });
    if name.trim().is_empty() {
        return None;
    }
    Some((
        name.trim().to_owned(),
        (!ended).then(|| value.trim().to_owned()),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Plays answers and reads back what the next request of each window would carry.
    fn check(answers: &[(&str, &str)], expect: &[(&str, Option<&str>)]) {
        let jar = Jar::default();
        for (window, line) in answers {
            let mut headers = HeaderMap::new();
            headers.append(SET_COOKIE, HeaderValue::from_str(line).unwrap());
            jar.take_from(window, &mut headers);
            assert!(
                headers.get(SET_COOKIE).is_none(),
                "the page must not see {line}"
            );
        }
        for (window, cookie) in expect {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, HeaderValue::from_static("session=forged"));
            jar.add_to(window, &mut headers);
            let sent = headers.get(COOKIE).map(|value| value.to_str().unwrap());
            assert_eq!(sent, *cookie, "window {window}");
        }
    }

    #[test]
    fn a_window_sends_back_what_it_was_given() {
        check(
            &[("till", "session=abc; HttpOnly; SameSite=Strict; Path=/")],
            &[("till", Some("session=abc")), ("office", None)],
        );
    }

    #[test]
    fn windows_keep_their_own_people() {
        check(
            &[("till", "session=lea"), ("office", "session=paul")],
            &[
                ("till", Some("session=lea")),
                ("office", Some("session=paul")),
            ],
        );
    }

    #[test]
    fn signing_out_ends_the_cookie() {
        check(
            &[("till", "session=abc"), ("till", "session=; Max-Age=0")],
            &[("till", None)],
        );
    }

    #[test]
    fn a_newer_value_wins_and_names_stay_apart() {
        check(
            &[
                ("till", "session=a"),
                ("till", "csrf=x==; Max-Age=600"),
                ("till", "session=b"),
            ],
            &[("till", Some("csrf=x==; session=b"))],
        );
    }

    #[test]
    fn nonsense_is_dropped() {
        check(
            &[("till", "no equals sign"), ("till", "=nameless")],
            &[("till", None)],
        );
    }
}
