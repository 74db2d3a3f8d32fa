//! The store's key in the system's own keyring (a real Secret Service), and what happens when that
//! is locked or gone.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use tests::premises::new_shop;
use tests::rig::{Keyring, Process, server};

/// `ecrin serve` in somebody's session. Dropping it ends it.
struct Served {
    _process: Process,
    address: String,
    token: Option<String>,
}

impl Served {
    fn start(home: &Path, keyring: &Keyring) -> Self {
        let (process, line) = Process::start_and_read(
            "ecrin",
            Command::new(server())
                .args(["serve", "--listen", "127.0.0.1:0", "--data"])
                .arg(data(home))
                .env("DBUS_SESSION_BUS_ADDRESS", &keyring.bus)
                .env("HOME", home)
                .env("XDG_RUNTIME_DIR", home)
                .env_remove("ECRIN_PASSPHRASE")
                .env_remove("DISPLAY")
                .stderr(Stdio::null()),
        );
        let at = line.strip_prefix("Écrin: http://").unwrap_or_default();
        let (address, rest) = at
            .split_once('/')
            .unwrap_or_else(|| panic!("no address: {line}"));
        Self {
            _process: process,
            address: address.to_owned(),
            token: rest.split_once("token=").map(|(_, token)| token.to_owned()),
        }
    }

    fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Value {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into();
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("http://{}/api/v1{path}", self.address))
            .header("content-type", "application/json")
            .header("idempotency-key", uuid::Uuid::now_v7().to_string())
            .body(body.map_or_else(String::new, Value::to_string))
            .expect("a request");
        let mut answer = agent.run(request).expect("an answer");
        let text = answer.body_mut().read_to_string().expect("text");
        serde_json::from_str(&text).unwrap_or(Value::Null)
    }

    /// `ready`, `locked`…
    fn state(&self) -> String {
        let setup = self.ask("GET", "/setup", None);
        setup["state"].as_str().unwrap_or_default().to_owned()
    }

    /// Makes the shop; its recovery code.
    fn set_up(&self) -> String {
        let mut shop = new_shop();
        shop["token"] = json!(self.token);
        let made = self.ask("POST", "/setup", Some(&shop));
        let code = made["recovery_code"].as_str();
        code.unwrap_or_else(|| panic!("{made}")).to_owned()
    }

    fn recover(&self, code: &str) -> Value {
        self.ask("POST", "/setup/recovery", Some(&json!({ "code": code })))
    }
}

fn data(home: &Path) -> PathBuf {
    home.join("store")
}

fn key_file(home: &Path) -> bool {
    data(home).join("store.key").exists()
}

#[test]
#[ignore = "wants a session bus and a keyring: make test-desktop"]
fn the_key_lies_in_the_keyring_and_is_found_there_again() {
    let home = TempDir::new().expect("a folder for the test");
    let keyring = Keyring::start(home.path());
    let served = Served::start(home.path(), &keyring);
    served.set_up();
    assert_eq!(served.state(), "ready");
    drop(served);
    assert!(!key_file(home.path()), "the key lies beside the store");
    assert_eq!(Served::start(home.path(), &keyring).state(), "ready");

    // The machine is switched off and on: a new session, the keyring's own files.
    drop(keyring);
    let keyring = Keyring::start(home.path());
    assert_eq!(Served::start(home.path(), &keyring).state(), "ready");
    assert!(!key_file(home.path()));
}

#[test]
#[ignore = "wants a session bus and a keyring: make test-desktop"]
fn without_its_keyring_the_store_stays_shut_until_the_recovery_code_opens_it() {
    type Start = fn(&Path) -> Keyring;
    let starts: [(&str, Start); 2] = [("locked", Keyring::start_locked), ("gone", Keyring::none)];
    for (what, start) in starts {
        let home = TempDir::new().expect("a folder for the test");
        let unlocked = Keyring::start(home.path());
        let served = Served::start(home.path(), &unlocked);
        let code = served.set_up();
        drop(served);
        drop(unlocked);

        // It starts all the same, says what is missing, and lets nobody in.
        let keyring = start(home.path());
        let served = Served::start(home.path(), &keyring);
        assert_eq!(served.state(), "locked", "{what}");
        let users = served.ask("GET", "/session/users", None);
        assert_eq!(users["code"], "store.key_missing", "{what}: {users}");
        let mistyped = served.recover(&code.replace(char::is_alphanumeric, "0"));
        assert!(mistyped["code"].is_string(), "{what}: {mistyped}");
        assert_eq!(served.state(), "locked", "{what}");

        served.recover(&code);
        assert_eq!(served.state(), "ready", "{what}");
        drop(served);
        // Kept where it can be kept now: in an encrypted file.
        assert!(key_file(home.path()), "{what}");
        assert_eq!(
            Served::start(home.path(), &keyring).state(),
            "ready",
            "{what}"
        );
    }
}

#[test]
#[ignore = "wants a session bus and a keyring: make test-desktop"]
fn without_any_keyring_a_new_store_keeps_its_key_in_a_file() {
    let home = TempDir::new().expect("a folder for the test");
    let keyring = Keyring::none(home.path());
    let served = Served::start(home.path(), &keyring);
    served.set_up();
    drop(served);
    assert!(key_file(home.path()));
    assert_eq!(Served::start(home.path(), &keyring).state(), "ready");
}
