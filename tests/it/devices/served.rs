//! A real `ecrin serve` on a store made for the test, spoken to over its port.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};
use tests::rig::{Process, server};
use uuid::Uuid;

use super::counter::Shut;

/// The running program and somebody's session in it. Dropping it is `kill -9`.
#[derive(Debug)]
pub struct Served {
    _process: Process,
    address: String,
    cookie: String,
    agent: ureq::Agent,
}

impl Served {
    /// Serves what was shut, for whom was signed in.
    pub fn start(shop: &Shut) -> Self {
        Self::open(shop.dir.path(), &shop.cookie)
    }

    /// Serves the store of a folder, whose key lies beside it.
    pub fn open(folder: &Path, session: &str) -> Self {
        let (process, line) = Process::start_and_read(
            "ecrin",
            Command::new(server())
                .args(["serve", "--listen", "127.0.0.1:0", "--key-file", "--data"])
                .arg(folder)
                .env_remove("ECRIN_PASSPHRASE")
                .stderr(Stdio::null()),
        );
        let address = line.strip_prefix("Écrin: http://").map_or_else(
            || panic!("no address: {line}"),
            |rest| rest.trim_end_matches('/').to_owned(),
        );
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into();
        Self {
            _process: process,
            address,
            cookie: format!("ecrin_session={session}"),
            agent,
        }
    }

    /// An answer's body.
    pub fn get(&self, path: &str) -> Value {
        let answer = self
            .agent
            .get(self.url(path))
            .header("Cookie", &self.cookie)
            .call();
        body(path, answer)
    }

    /// The same for a command.
    pub fn post(&self, path: &str, command: &Value) -> Value {
        self.send(self.agent.post(self.url(path)), path, command)
    }

    /// And for a setting.
    pub fn put(&self, path: &str, command: &Value) -> Value {
        self.send(self.agent.put(self.url(path)), path, command)
    }

    fn send(
        &self,
        request: ureq::RequestBuilder<ureq::typestate::WithBody>,
        path: &str,
        command: &Value,
    ) -> Value {
        let answer = request
            .content_type("application/json")
            .header("Cookie", &self.cookie)
            .header("Idempotency-Key", Uuid::now_v7().to_string())
            .send(command.to_string());
        body(path, answer)
    }

    /// Sells a piece of the stock by card and asks for paper.
    pub fn sell(&self, number: &str, price_minor: i64) -> Value {
        let cart = self.post("/carts", &json!({ "id": Uuid::now_v7() }));
        let cart = cart["id"].as_str().expect("a cart").to_owned();
        let line = json!({ "id": Uuid::now_v7(), "code": number });
        self.post(&format!("/carts/{cart}/lines"), &line);
        let paid = json!([{
            "id": Uuid::now_v7(), "tender": "card", "amount_minor": price_minor, "reference": "A1",
        }]);
        self.post(
            &format!("/carts/{cart}/complete"),
            &json!({ "payments": paid, "print": true }),
        )
    }

    /// The change tags as a browser hears them, from now on.
    pub fn hear(&self) -> Receiver<String> {
        let agent: ureq::Agent = ureq::Agent::new_with_defaults();
        let stream = agent
            .get(self.url("/events"))
            .header("Cookie", &self.cookie)
            .call()
            .expect("the events");
        let (tell, told) = channel();
        // Ends with the server, whose end of the line is then gone.
        std::thread::spawn(move || {
            let lines = BufReader::new(stream.into_body().into_reader()).lines();
            for line in lines.map_while(Result::ok) {
                for tag in line.strip_prefix("data: ").unwrap_or_default().split(',') {
                    if !tag.is_empty() && tell.send(tag.to_owned()).is_err() {
                        return;
                    }
                }
            }
        });
        told
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}/api/v1{path}", self.address)
    }
}

fn body(path: &str, answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Value {
    let mut answer = answer.unwrap_or_else(|error| panic!("{path}: {error}"));
    let text = answer.body_mut().read_to_string().expect("text");
    assert!(answer.status().is_success(), "{path}: {text}");
    serde_json::from_str(&text).unwrap_or(Value::Null)
}
