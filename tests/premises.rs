//! A shop behind its router, without a port: what a test of the API talks to. Its clock stands
//! still until the test moves it.

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use api::{Hosts, House, Keys, State};
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::response::Parts;
use axum::http::{HeaderMap, Request, StatusCode};
use chrono::TimeDelta;
use serde_json::{Value, json};
use shop::db::StoreKey;
use tokio::runtime::Runtime;
use tower::ServiceExt;
use uuid::Uuid;

use crate::{KEY, at, holder};

/// The owner's PIN in every test.
pub const OWNER_PIN: &str = "4829";
/// Everybody else's.
pub const STAFF_PIN: &str = "7391";

/// Knows one key, or none, and the one that the first run made.
#[derive(Debug)]
struct Known {
    key: Option<StoreKey>,
    made: Mutex<Option<StoreKey>>,
}

impl Keys for Known {
    fn find(&self, _: Uuid) -> Vec<StoreKey> {
        self.key.clone().into_iter().collect()
    }

    fn keep(&self, _: Uuid, key: &StoreKey) -> Result<(), String> {
        *self.made.lock().expect("nobody panicked") = Some(key.clone());
        Ok(())
    }

    fn place(&self) -> &'static str {
        "file"
    }
}

/// The shop's rooms: its folder, its clock, its router.
#[derive(Debug)]
pub struct Premises {
    pub dir: tempfile::TempDir,
    pub state: State,
    router: Router,
    runtime: Runtime,
    clock_ms: Arc<AtomicI64>,
    keys: Arc<Known>,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// JSON, or null where there is none.
    pub body: Value,
}

impl Reply {
    /// The code of a problem, empty for anything else.
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }
}

/// Somebody's browser: it keeps its cookie.
#[derive(Clone, Debug)]
pub struct Desk<'a> {
    premises: &'a Premises,
    pub cookie: Option<String>,
}

impl Premises {
    /// A folder without a store.
    pub fn empty() -> Self {
        Self::at(tempfile::tempdir().expect("a folder"), Some(KEY), None)
    }

    /// A folder, a key that is found or not, a token the first run asks for.
    pub fn at(dir: tempfile::TempDir, key: Option<StoreKey>, setup_token: Option<&str>) -> Self {
        let clock_ms = Arc::new(AtomicI64::new(0));
        let clock = Arc::clone(&clock_ms);
        let keys = Arc::new(Known {
            key,
            made: Mutex::default(),
        });
        let house = House {
            dir: dir.path().to_owned(),
            holder: holder(),
            keys: Arc::clone(&keys) as Arc<dyn Keys>,
            version: "0.0.0",
            setup_token: setup_token.map(str::to_owned),
        };
        let state = State::new(api::Options {
            clock: Arc::new(move || at(0) + TimeDelta::milliseconds(clock.load(Ordering::Relaxed))),
            chance: Arc::new(|bytes: &mut [u8]| getrandom::fill(bytes).expect("chance")),
            house: Some(house.clone()),
        });
        house.open(&state);
        Self {
            dir,
            router: api::router(&state, Hosts::default(), Router::new()),
            state,
            runtime: Runtime::new().expect("a runtime"),
            clock_ms,
            keys,
        }
    }

    /// The key of the store that the first run made.
    pub fn made_key(&self) -> StoreKey {
        let made = self.keys.made.lock().expect("nobody panicked");
        made.clone().expect("a first run")
    }

    /// A shop with its owner, who is signed in at the first till.
    pub fn with_owner(&self) -> Desk<'_> {
        let mut desk = self.desk();
        let reply = desk.post("/setup", &new_shop());
        assert_eq!(reply.status, StatusCode::CREATED, "{reply:?}");
        desk.keep_cookie(&reply);
        desk
    }

    /// A browser that nobody has used yet.
    pub fn desk(&self) -> Desk<'_> {
        Desk {
            premises: self,
            cookie: None,
        }
    }

    /// Lets time pass.
    pub fn pass(&self, time: TimeDelta) {
        self.clock_ms
            .fetch_add(time.num_milliseconds(), Ordering::Relaxed);
    }

    /// Closes the shop and keeps its folder.
    pub fn into_dir(self) -> tempfile::TempDir {
        self.dir
    }

    /// The store's folder.
    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Runs one of the background's jobs to its end.
    pub fn runs(&self, job: impl Future<Output = ()>) {
        self.runtime.block_on(job);
    }

    /// Sends a request as it is.
    pub fn send(&self, request: Request<Body>) -> Reply {
        let (head, bytes) = self.answer(request);
        Reply {
            status: head.status,
            headers: head.headers,
            body: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
        }
    }

    /// The same for an answer that is not JSON: its bytes.
    pub fn bytes(&self, request: Request<Body>) -> Vec<u8> {
        let (head, bytes) = self.answer(request);
        assert!(head.status.is_success(), "{head:?}");
        bytes.to_vec()
    }

    fn answer(&self, request: Request<Body>) -> (Parts, Bytes) {
        let router = self.router.clone();
        self.runtime.block_on(async {
            let response = router.oneshot(request).await.expect("an answer");
            let (head, body) = response.into_parts();
            (head, to_bytes(body, usize::MAX).await.expect("a body"))
        })
    }
}

impl Desk<'_> {
    pub fn get(&self, path: &str) -> Reply {
        self.call("GET", path, None, "")
    }

    pub fn post(&self, path: &str, body: &Value) -> Reply {
        self.call("POST", path, Some(body), &Uuid::now_v7().to_string())
    }

    pub fn put(&self, path: &str, body: &Value) -> Reply {
        self.call("PUT", path, Some(body), &Uuid::now_v7().to_string())
    }

    pub fn delete(&self, path: &str) -> Reply {
        self.call("DELETE", path, None, &Uuid::now_v7().to_string())
    }

    /// A file as the body of a command, under its percent-encoded name.
    pub fn upload(&self, method: &str, path: &str, name: &str, bytes: Vec<u8>) -> Reply {
        let mut request = self.request(method, path, None, &Uuid::now_v7().to_string());
        let headers = request.headers_mut();
        headers.insert("x-file-name", name.parse().expect("a header"));
        let stream = "application/octet-stream".parse().expect("a type");
        headers.insert("content-type", stream);
        *request.body_mut() = Body::from(bytes);
        self.premises.send(request)
    }

    /// A file as it is served.
    pub fn bytes(&self, path: &str) -> Vec<u8> {
        let router = self.premises.router.clone();
        let request = self.request("GET", path, None, "");
        self.premises.runtime.block_on(async {
            let response = router.oneshot(request).await.expect("an answer");
            let body = to_bytes(response.into_body(), usize::MAX).await;
            body.expect("a body").to_vec()
        })
    }

    /// A request with its idempotency key; an empty one is left out.
    pub fn call(&self, method: &str, path: &str, body: Option<&Value>, key: &str) -> Reply {
        self.premises.send(self.request(method, path, body, key))
    }

    /// The same, for a test that changes it.
    pub fn request(
        &self,
        method: &str,
        path: &str,
        body: Option<&Value>,
        key: &str,
    ) -> Request<Body> {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header("host", "localhost:8420")
            .header("content-type", "application/json");
        if !key.is_empty() {
            request = request.header("idempotency-key", key);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", format!("ecrin_session={cookie}"));
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        request.body(body).expect("a request")
    }

    /// Signs in, keeping the cookie.
    pub fn sign_in(&mut self, user: Uuid, pin: &str) -> Reply {
        let reply = self.post("/session", &json!({ "user_id": user, "pin": pin }));
        self.keep_cookie(&reply);
        reply
    }

    /// Takes the cookie a reply gives.
    pub fn keep_cookie(&mut self, reply: &Reply) {
        let given = reply.header("set-cookie");
        if let Some(token) = given
            .strip_prefix("ecrin_session=")
            .and_then(|rest| rest.split(';').next())
        {
            self.cookie = (!token.is_empty()).then(|| token.to_owned());
        }
    }

    /// Adds a person of this role, with [`STAFF_PIN`].
    pub fn hire(&self, name: &str, role: &str) -> Uuid {
        let id = Uuid::now_v7();
        let person = json!({ "id": id, "name": name, "role": role, "pin": STAFF_PIN });
        let reply = self.post("/users", &person);
        assert_eq!(reply.status, StatusCode::CREATED, "{reply:?}");
        id
    }
}

/// What the assistant asks for, answered.
pub fn new_shop() -> Value {
    json!({
        "id": Uuid::from_u128(0x0192_f000_0000_7000_8000_0000_0000_0001),
        "language": "fr",
        "shop": {
            "name": "Bijouterie Exemple",
            "address": "1 rue de la Paix\n75002 Paris",
            "siret": "732 829 320 00074",
            "naf": "47.77Z",
            "vat_number": "FR44732829320",
        },
        "owner": { "name": "Odile", "pin": OWNER_PIN },
    })
}
