//! Refuses requests that a strange page made a browser send: DNS rebinding by the `Host` they name,
//! cross-site requests by their `Origin`.

use std::sync::Arc;

use axum::extract::{Request, State as Given};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::problem::Problem;

/// The window's own scheme: no page of another origin can have it. On Windows, web views spell it
/// as a host of `http`.
const WINDOW_SCHEME: &str = "ecrin://";
const WINDOW_HOST: &str = "ecrin.localhost";

/// The names this server answers to, beside those of the machine itself.
#[derive(Clone, Debug, Default)]
pub struct Hosts {
    names: Arc<[String]>,
}

impl Hosts {
    /// `names` are host names or addresses without a port, as configured for the shop's network.
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        Self {
            names: names.into_iter().map(|name| name.to_lowercase()).collect(),
        }
    }

    fn knows(&self, host: &str) -> bool {
        let host = host.to_lowercase();
        let name = host.trim_start_matches('[').trim_end_matches(']');
        matches!(name, "localhost" | "127.0.0.1" | "::1" | WINDOW_HOST)
            || self.names.iter().any(|known| known == name)
    }
}

pub(crate) async fn check(Given(hosts): Given<Hosts>, request: Request, next: Next) -> Response {
    match allowed(&hosts, &request) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

fn allowed(hosts: &Hosts, request: &Request) -> Result<(), Problem> {
    let headers = request.headers();
    let host = match headers.get(header::HOST) {
        Some(host) => host.to_str().unwrap_or_default().to_owned(),
        None => request
            .uri()
            .authority()
            .map(ToString::to_string)
            .unwrap_or_default(),
    };
    // An authority may name a user before its host; the header may not.
    let known = !host.contains('@')
        && host
            .parse::<Authority>()
            .is_ok_and(|authority| hosts.knows(authority.host()));
    if !known {
        return Err(Problem::forbidden("request.host"));
    }
    if let Some(origin) = headers.get(header::ORIGIN) {
        let origin = origin.to_str().unwrap_or_default();
        if !same_origin(origin, &host) {
            return Err(Problem::forbidden("request.origin"));
        }
    } else if !is_read(request.method()) && is_cross_site(headers) {
        return Err(Problem::forbidden("request.origin"));
    }
    Ok(())
}

fn same_origin(origin: &str, host: &str) -> bool {
    if origin.starts_with(WINDOW_SCHEME) {
        return true;
    }
    let named = origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"));
    named.is_some_and(|named| named == WINDOW_HOST || named.eq_ignore_ascii_case(host))
}

fn is_read(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Browsers say where a request came from, even when they leave the origin out.
fn is_cross_site(headers: &HeaderMap) -> bool {
    headers
        .get("sec-fetch-site")
        .is_some_and(|site| site == "cross-site" || site == "same-site")
}
