//! The session cookie.

use axum::http::{HeaderMap, HeaderValue, header};
use shop::users::Token;

use crate::problem::Problem;

pub(crate) const NAME: &str = "ecrin_session";

/// The session token a request carries.
pub(crate) fn token(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == NAME)
        .map(|(_, token)| token)
        .filter(|token| !token.is_empty())
}

/// Not `Secure`: on the machine itself there is no TLS to ask for, and WebKit would drop the cookie.
/// Scripts cannot read it, and other sites cannot make a browser send it.
const FLAGS: &str = "Path=/; HttpOnly; SameSite=Strict";

/// Gives the browser its token, until it is closed.
pub(crate) fn give(token: &Token) -> Result<HeaderValue, Problem> {
    HeaderValue::try_from(format!("{NAME}={}; {FLAGS}", token.as_str())).map_err(Problem::fault)
}

/// Takes it back.
pub(crate) fn take() -> HeaderValue {
    HeaderValue::from_static("ecrin_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
}
