//! Requests that a strange page makes a browser send.

use axum::http::HeaderValue;
use serde_json::json;
use tests::premises::Premises;

#[test]
fn hosts_and_origins() {
    let premises = Premises::empty();
    let desk = premises.with_owner();
    let check = |method: &str, headers: &[(&'static str, &str)], expected: &str| {
        let mut request = desk.request(method, "/session/lock", Some(&json!({})), "");
        for (name, value) in headers {
            let value = HeaderValue::from_str(value).expect("a header");
            request.headers_mut().insert(*name, value);
        }
        let reply = premises.send(request);
        assert_eq!(reply.code(), expected, "{method} {headers:?}");
    };
    // The machine's own names, with any port, and the window's scheme.
    for host in [
        "localhost",
        "127.0.0.1:8420",
        "[::1]:8420",
        "LOCALHOST:1",
        "ecrin.localhost",
    ] {
        check("POST", &[("host", host)], "");
    }
    check("POST", &[("origin", "http://localhost:8420")], "");
    check("POST", &[("origin", "ecrin://localhost")], "");
    // A name that somebody else's DNS points at this machine.
    for host in [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "",
        "@localhost",
    ] {
        check("POST", &[("host", host)], "request.host");
        check("GET", &[("host", host)], "request.host");
    }
    for origin in [
        "http://evil.example",
        "http://localhost",
        "http://localhost:9999",
        "null",
        "file://",
        "http://localhost:8420.evil.example",
        "ecrinx://localhost",
    ] {
        check("POST", &[("origin", origin)], "request.origin");
    }
    check(
        "POST",
        &[("sec-fetch-site", "cross-site")],
        "request.origin",
    );
    check("POST", &[("sec-fetch-site", "same-site")], "request.origin");
    check("POST", &[("sec-fetch-site", "same-origin")], "");
}

#[test]
fn every_answer_takes_tools_away() {
    let premises = Premises::empty();
    let reply = premises.desk().get("/setup");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cache-control", "no-store"),
        (
            "content-security-policy",
            "default-src 'none'; frame-ancestors 'none'",
        ),
    ] {
        assert_eq!(reply.header(name), value, "{name}");
    }
}
