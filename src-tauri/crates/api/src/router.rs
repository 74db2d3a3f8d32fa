//! Puts the routes, the guards and the refusals together.

use std::time::Instant;

use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::openapi;
use crate::origin::{self, Hosts};
use crate::problem::Problem;
use crate::state::State;

/// Everything under `/api/v1`. `screens` answers every other path.
pub fn router(state: &State, hosts: Hosts, screens: Router) -> Router {
    let (api, document) = openapi::build(state);
    let api = api.with_state(state.clone());
    let document = serde_json::to_string(&document).unwrap_or_default();
    let json = [(header::CONTENT_TYPE, "application/json")];
    let described = get(async move || (json, document));
    let unknown = async || Problem::new(StatusCode::NOT_FOUND, "request.no_such_route");
    Router::new()
        .merge(api)
        .route(&format!("{}/openapi.json", openapi::BASE), described)
        .route(
            &format!("{}/{{*rest}}", openapi::BASE),
            axum::routing::any(unknown),
        )
        .fallback_service(screens)
        .layer(from_fn(harden))
        .layer(from_fn(log))
        .layer(from_fn_with_state(hosts, origin::check))
}

/// One line a request: its method, the route as declared, how it ended, how long it took. Never the
/// path as asked, a query or a body: they name people.
async fn log(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let began = Instant::now();
    let response = next.run(request).await;
    if let Some(route) = route {
        let took_us = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX);
        let (route, status) = (route.as_str(), response.status().as_u16());
        // What was only looked at is no news.
        if method == Method::GET && status < 400 {
            tracing::debug!(%method, route, status, took_us, "request");
        } else {
            tracing::info!(%method, route, status, took_us, "request");
        }
    }
    response
}

/// Headers that take tools away from whoever slips something into a page.
async fn harden(request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with(openapi::BASE);
    let mut response = next.run(request).await;
    if response.status() == StatusCode::METHOD_NOT_ALLOWED && is_api {
        response = Problem::new(StatusCode::METHOD_NOT_ALLOWED, "request.method").into_response();
    }
    let headers = response.headers_mut();
    let always = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(self), geolocation=(), microphone=(), payment=()",
        ),
    ];
    for (name, value) in always {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_api {
        let nothing = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
        headers
            .entry(header::CONTENT_SECURITY_POLICY)
            .or_insert(nothing);
        headers
            .entry(header::CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("no-store"));
    }
    response
}
