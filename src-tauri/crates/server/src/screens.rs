//! The screens: the built UI under `/`. A release carries them inside the program; a debug build
//! reads them from `ui/build`, so that they can change without compiling Rust.

use std::borrow::Cow;

use axum::Router;
use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{Method, Response, StatusCode, Uri};
use base64::Engine as _;
use ring::digest::{SHA256, digest};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$ECRIN_SCREENS"] // from build.rs
#[allow_missing = true]
struct Built;

/// The page that every path of the app begins with; its script reads the path.
const PAGE: &str = "index.html";

/// What is shown where nobody built the screens yet.
const NOT_BUILT: &str = "The screens are not built: run `make ui`.\n";

/// One file of the build.
fn built(name: &str) -> Option<Cow<'static, [u8]>> {
    Built::get(name).map(|file| file.data)
}

/// Answers everything that no other route takes: files of the UI, and the page for the app's own
/// paths. Not for `/api`: an unknown route there is the API's to refuse.
pub fn router() -> Router {
    Router::new().fallback(async |method: Method, uri: Uri| serve(&method, uri.path(), built))
}

fn serve(
    method: &Method,
    path: &str,
    file: impl Fn(&str) -> Option<Cow<'static, [u8]>>,
) -> Response<Body> {
    let name = path.trim_start_matches('/');
    if name.starts_with("api/") {
        return plain(StatusCode::NOT_FOUND, "");
    }
    if method != Method::GET && method != Method::HEAD {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "");
    }
    if !name.is_empty()
        && name != PAGE
        && let Some(found) = file(name)
    {
        // SvelteKit puts a hash of the content into these names.
        let lasting = name.starts_with("_app/immutable/");
        let cache = if lasting {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        return answer(kind(name), cache, None, found);
    }
    // A missing file is missing; a path without an ending is one of the app's.
    if name
        .rsplit('/')
        .next()
        .is_some_and(|last| last.contains('.'))
        && name != PAGE
    {
        return plain(StatusCode::NOT_FOUND, "");
    }
    match file(PAGE) {
        Some(page) => {
            let policy = policy(&String::from_utf8_lossy(&page));
            answer("text/html; charset=utf-8", "no-cache", Some(&policy), page)
        }
        None => plain(StatusCode::SERVICE_UNAVAILABLE, NOT_BUILT),
    }
}

/// Nothing from elsewhere, and no inline script but the page's own, by its hash (CSP level 3). The
/// desktop's `ipc:` is how its change events arrive. Styles may be inline: Svelte's transitions are.
fn policy(page: &str) -> String {
    let scripts: String = inline_scripts(page)
        .map(|script| {
            let hash = digest(&SHA256, script.as_bytes());
            format!(
                " 'sha256-{}'",
                base64::engine::general_purpose::STANDARD.encode(hash)
            )
        })
        .collect();
    format!(
        "default-src 'self'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; \
         img-src 'self' data: blob:; connect-src 'self' ipc: http://ipc.localhost; \
         object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

/// The text of each `<script>` without a `src`.
fn inline_scripts(page: &str) -> impl Iterator<Item = &str> {
    page.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=")).then_some(script)
    })
}

/// The media type of a built file, by its ending; the build makes no others.
fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "mp3" => "audio/mpeg",
        "wav" => "audio/wav",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn answer(
    kind: &'static str,
    cache: &'static str,
    policy: Option<&str>,
    file: Cow<'static, [u8]>,
) -> Response<Body> {
    let mut answer = Response::new(Body::from(file.into_owned()));
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    if let Some(policy) = policy.and_then(|policy| HeaderValue::from_str(policy).ok()) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    answer
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut answer = Response::new(Body::from(text));
    *answer.status_mut() = status;
    answer.headers_mut().insert(
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "<html><script>let a = 1;</script><script src=\"/x.js\"></script></html>";

    fn invented(name: &str) -> Option<Cow<'static, [u8]>> {
        let text = match name {
            "index.html" => INDEX,
            "_app/immutable/entry.js" => "export {}",
            "icon.svg" => "<svg/>",
            _ => return None,
        };
        Some(Cow::Borrowed(text.as_bytes()))
    }

    fn check(method: Method, path: &str, status: u16, kind: &str, cache: &str) {
        let answer = serve(&method, path, invented);
        let header = |name| {
            answer
                .headers()
                .get(name)
                .map_or("", |value| value.to_str().unwrap())
        };
        assert_eq!(answer.status(), status, "{path}");
        assert_eq!(header(CONTENT_TYPE), kind, "{path}");
        assert_eq!(header(CACHE_CONTROL), cache, "{path}");
    }

    #[test]
    fn files_pages_and_what_is_neither() {
        let html = "text/html; charset=utf-8";
        let text = "text/plain; charset=utf-8";
        let js = "text/javascript; charset=utf-8";
        check(Method::GET, "/", 200, html, "no-cache");
        check(Method::GET, "/till", 200, html, "no-cache");
        check(Method::GET, "/office/stock/42", 200, html, "no-cache");
        check(Method::GET, "/icon.svg", 200, "image/svg+xml", "no-cache");
        check(
            Method::GET,
            "/_app/immutable/entry.js",
            200,
            js,
            "public, max-age=31536000, immutable",
        );
        check(Method::GET, "/_app/immutable/old.js", 404, text, "");
        check(Method::GET, "/../Cargo.toml", 404, text, "");
        check(Method::GET, "/api/v1/nowhere", 404, text, "");
        check(Method::POST, "/till", 405, text, "");
    }

    /// Compiled before the screens or after them, a debug build serves what lies in `ui/build` now.
    #[test]
    #[cfg(debug_assertions)]
    fn a_debug_build_reads_the_screens_as_they_are_now() {
        let folder = std::path::Path::new(env!("ECRIN_SCREENS"));
        let root = folder.parent().and_then(std::path::Path::parent).unwrap();
        assert_eq!(root, root.canonicalize().unwrap());
        std::fs::create_dir_all(folder).unwrap();
        let name = format!("made-after-compiling-{}.txt", std::process::id());
        assert!(built(&name).is_none());
        std::fs::write(folder.join(&name), "new").unwrap();
        let found = built(&name);
        std::fs::remove_file(folder.join(&name)).unwrap();
        assert_eq!(found.as_deref(), Some(b"new".as_slice()));
        // Only where this test made the folder itself: else it is not empty.
        let _ = std::fs::remove_dir(folder);
    }

    #[test]
    fn without_a_build_the_answer_says_so() {
        assert_eq!(serve(&Method::GET, "/", |_| None).status(), 503);
    }

    #[test]
    fn only_the_pages_own_scripts_may_run() {
        // printf 'let a = 1;' | openssl dgst -sha256 -binary | base64
        let hash = "'sha256-xY6QKfH9PRsQnLz56nj6MBwiK5oHg+im1Jkpdp1x/Ck='";
        let policy = policy(INDEX);
        assert!(
            policy.contains(&format!("script-src 'self' {hash};")),
            "{policy}"
        );
        assert!(!policy.contains("unsafe-eval"));
    }
}
