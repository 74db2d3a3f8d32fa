//! The `ecrin://` scheme: what a page asks is handed to the router inside this process, and its
//! answer handed back. No port is opened.

use std::convert::Infallible;

use axum::body::{Body, to_bytes};
use tauri::http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderValue,
    X_CONTENT_TYPE_OPTIONS,
};
use tauri::http::{Request, Response, StatusCode, Uri};
use tower::ServiceExt as _;

use crate::door::Door;

/// The scheme's name.
pub const NAME: &str = "ecrin";

/// The one host under the scheme; a page with any other origin gets no answer.
pub const HOST_NAME: &str = "localhost";

/// For a page that the router sent without a policy of its own: nothing from elsewhere, no inline
/// script, and the shell's own event channel.
const POLICY: &str = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' \
    'unsafe-inline'; connect-src 'self' ipc: http://ipc.localhost; object-src 'none'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The address of a page, as the platform's web view wants it: Windows knows no schemes of our own
/// and is given a host instead.
pub fn address(path: &str) -> String {
    if cfg!(windows) {
        format!("http://{NAME}.{HOST_NAME}{path}")
    } else {
        format!("{NAME}://{HOST_NAME}{path}")
    }
}

/// Answers one request of one window. Waits for the store to open.
pub async fn handle(door: &Door, window: &str, request: Request<Vec<u8>>) -> Response<Vec<u8>> {
    let Some(mut request) = inward(request) else {
        return bare(StatusCode::BAD_REQUEST);
    };
    door.jar.add_to(window, request.headers_mut());
    let router = door.router().await;
    let answer: Result<_, Infallible> = router.oneshot(request).await;
    let (mut head, body) = answer.unwrap_or_else(|never| match never {}).into_parts();
    door.jar.take_from(window, &mut head.headers);
    if is_kind(&head.headers, b"text/event-stream") {
        // A scheme of our own cannot stream, and this would never end: windows hear what changed as
        // `changes` events.
        return bare(StatusCode::NOT_IMPLEMENTED);
    }
    harden(&mut head.headers);
    // Everything that is read here was made by our own router, in memory: no limit is needed.
    match to_bytes(body, usize::MAX).await {
        Ok(bytes) => Response::from_parts(head, bytes.into()),
        Err(error) => {
            tracing::error!(%error, "an answer broke off");
            bare(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

/// The same request as a listening server would see it: path and query only, one known host.
fn inward(request: Request<Vec<u8>>) -> Option<Request<Body>> {
    let (mut head, body) = request.into_parts();
    let path = head
        .uri
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    head.uri = path.parse::<Uri>().ok()?;
    head.headers
        .insert(HOST, HeaderValue::from_static(HOST_NAME));
    // WebKitGTK leaves out the length, which extractors of bodies want to know.
    head.headers
        .insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
    Some(Request::from_parts(head, Body::from(body)))
}

/// What every answer to a window must carry; what the router already says stays.
fn harden(headers: &mut tauri::http::HeaderMap) {
    headers
        .entry(X_CONTENT_TYPE_OPTIONS)
        .or_insert(HeaderValue::from_static("nosniff"));
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    if is_kind(headers, b"text/html") {
        headers
            .entry(CONTENT_SECURITY_POLICY)
            .or_insert(HeaderValue::from_static(POLICY));
    }
}

fn is_kind(headers: &tauri::http::HeaderMap, kind: &[u8]) -> bool {
    headers
        .get(CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(kind))
}

fn bare(status: StatusCode) -> Response<Vec<u8>> {
    let mut answer = Response::new(Vec::new());
    *answer.status_mut() = status;
    answer
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::http::HeaderMap;
    use axum::response::IntoResponse as _;
    use axum::routing::{get, post};

    use super::*;

    fn router() -> Router {
        Router::new()
            .route(
                "/echo",
                post(|headers: HeaderMap, body: String| async move {
                    let host = headers[HOST].to_str().unwrap().to_owned();
                    let key = headers["idempotency-key"].to_str().unwrap().to_owned();
                    (
                        StatusCode::CREATED,
                        [("x-changes", "stock")],
                        format!("{host} {key} {body}"),
                    )
                }),
            )
            .route(
                "/sign-in",
                post(|| async { [("set-cookie", "session=abc; HttpOnly")] }),
            )
            .route(
                "/me",
                get(|headers: HeaderMap| async move {
                    headers
                        .get("cookie")
                        .map(|value| value.to_str().unwrap().to_owned())
                        .unwrap_or_default()
                }),
            )
            .route("/page", get(|| async { axum::response::Html("<p>") }))
            .route(
                "/own",
                get(|| async {
                    (
                        [(CONTENT_SECURITY_POLICY, "default-src 'none'")],
                        axum::response::Html("<p>"),
                    )
                        .into_response()
                }),
            )
    }

    async fn ask(
        door: &Door,
        window: &str,
        method: &str,
        uri: &str,
        body: &str,
    ) -> Response<Vec<u8>> {
        let request = Request::builder()
            .method(method)
            .uri(uri)
            .header("idempotency-key", "k1")
            .header(HOST, "evil.example")
            .body(body.as_bytes().to_vec())
            .unwrap();
        handle(door, window, request).await
    }

    fn text(answer: &Response<Vec<u8>>) -> &str {
        std::str::from_utf8(answer.body()).unwrap()
    }

    #[tokio::test]
    async fn body_headers_and_status_pass_both_ways() {
        let door = Door::closed();
        door.let_in(router());
        let answer = ask(&door, "till", "POST", "ecrin://localhost/echo?x=1", "écrin").await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        assert_eq!(answer.headers()["x-changes"], "stock");
        assert_eq!(text(&answer), "localhost k1 écrin");
    }

    #[tokio::test]
    async fn a_session_belongs_to_its_window() {
        let door = Door::closed();
        door.let_in(router());
        let answer = ask(&door, "till", "POST", "ecrin://localhost/sign-in", "").await;
        assert!(answer.headers().get("set-cookie").is_none());
        assert_eq!(
            text(&ask(&door, "till", "GET", "ecrin://localhost/me", "").await),
            "session=abc"
        );
        assert_eq!(
            text(&ask(&door, "office", "GET", "ecrin://localhost/me", "").await),
            ""
        );
    }

    #[tokio::test]
    async fn a_page_gets_a_policy_unless_it_has_one() {
        let door = Door::closed();
        door.let_in(router());
        let page = ask(&door, "till", "GET", "ecrin://localhost/page", "").await;
        assert_eq!(page.headers()[CONTENT_SECURITY_POLICY], POLICY);
        let own = ask(&door, "till", "GET", "ecrin://localhost/own", "").await;
        assert_eq!(own.headers()[CONTENT_SECURITY_POLICY], "default-src 'none'");
        let data = ask(&door, "till", "GET", "ecrin://localhost/me", "").await;
        assert!(data.headers().get(CONTENT_SECURITY_POLICY).is_none());
    }

    #[tokio::test]
    async fn an_unknown_path_is_the_routers_to_refuse() {
        let door = Door::closed();
        door.let_in(router());
        let answer = ask(&door, "till", "GET", "ecrin://localhost/nowhere", "").await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn a_request_waits_for_the_store() {
        let door = std::sync::Arc::new(Door::closed());
        let asked = tokio::spawn({
            let door = std::sync::Arc::clone(&door);
            async move {
                ask(&door, "till", "GET", "ecrin://localhost/me", "")
                    .await
                    .status()
            }
        });
        tokio::task::yield_now().await;
        assert!(!asked.is_finished());
        door.let_in(router());
        assert_eq!(asked.await.unwrap(), StatusCode::OK);
    }
}
