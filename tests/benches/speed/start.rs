//! `ecrin serve` from its start to its first answer, and the memory that it takes.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use server::{Options, Shop};
use tests::premises::{OWNER_PIN, new_shop};
use tower::ServiceExt;
use uuid::Uuid;

use crate::sample::{Table, Times, timed};
use crate::stock::{fill, number};

const STARTS: usize = 5;
const LOAD: Duration = Duration::from_secs(3);
const CLIENTS: usize = 4;

/// The server that cargo has built with the same profile, beside this program.
fn program() -> Option<PathBuf> {
    let here = std::env::current_exe().ok()?;
    let program = here.parent()?.parent()?.join("ecrin");
    program.exists().then_some(program)
}

pub fn measure(pieces: usize, table: &mut Table) {
    let Some(program) = program() else {
        table.figure("Cold start", "not measured: `ecrin` is not built", "–", "–");
        return;
    };
    let dir = tempfile::tempdir().expect("a folder");
    make_shop(dir.path(), pieces);
    let (mut times, mut bare) = (Times::default(), Times::default());
    for _ in 0..STARTS {
        let (done, time) = timed(|| {
            let mut command = Command::new(&program);
            let status = command.arg("--version").stdout(Stdio::null()).status();
            status.is_ok_and(|status| status.success())
        });
        assert!(done, "ecrin starts");
        bare.add(time);
        let (server, time) = timed(|| Server::start(&program, dir.path()));
        times.add(time);
        drop(server);
    }
    table.beside(
        "Cold start to the first answer (floor: `ecrin --version`)",
        &times,
        &bare,
        "≤ 0.3 s",
    );
    let server = Server::start(&program, dir.path());
    let idle = server.memory("VmRSS:");
    let answers = server.load(pieces);
    let loaded = server.memory("VmHWM:");
    table.figure("Memory idle", &idle, "–", "≤ 60 MB");
    let work = format!("Memory at its most, after {answers} answers to {CLIENTS} clients");
    table.figure(&work, &loaded, "–", "≤ 120 MB");
}

/// A shop whose key lies in a file, with its pieces.
fn make_shop(dir: &Path, pieces: usize) {
    let options = Options {
        keyring: false,
        ..Options::new(dir, "bench")
    };
    let shop = Shop::open(options).expect("a shop");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let request = Request::post("/api/v1/setup")
        .header("host", "localhost:8420")
        .header("content-type", "application/json")
        .header("idempotency-key", Uuid::now_v7().to_string())
        .body(Body::from(new_shop().to_string()))
        .expect("a request");
    let made = runtime
        .block_on(shop.router().oneshot(request))
        .expect("an answer");
    assert!(made.status().is_success(), "{made:?}");
    fill(&shop.state().store().expect("a store"), pieces);
    shop.close();
}

/// A running server, ended with this value.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Returns when it has answered.
    fn start(program: &Path, dir: &Path) -> Self {
        let mut child = Command::new(program)
            .args(["serve", "--key-file", "--listen", "127.0.0.1:0", "--data"])
            .arg(dir)
            .stdout(Stdio::piped())
            .spawn()
            .expect("ecrin");
        let mut line = String::new();
        let output = child.stdout.take().expect("its output");
        BufReader::new(output).read_line(&mut line).expect("a line");
        let address = line.split("http://").nth(1).expect("an address");
        let address = format!("http://{}/api/v1", address.trim().trim_end_matches('/'));
        let server = Self { child, address };
        assert_eq!(server.get("/setup", "")["state"], "ready");
        server
    }

    fn get(&self, path: &str, cookie: &str) -> Value {
        let request = ureq::get(format!("{}{path}", self.address)).header("cookie", cookie);
        let mut answer = request.call().expect("an answer");
        let text = answer.body_mut().read_to_string().expect("a body");
        serde_json::from_str(&text).expect("JSON")
    }

    /// A field of `/proc/PID/status`, in megabytes.
    fn memory(&self, field: &str) -> String {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with(field));
        let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
        kilobytes.map_or("not known here".to_owned(), |kb| {
            format!("{} MB", kb / 1_024)
        })
    }

    /// Lets clients scan and search for a while; says how many answers there were.
    fn load(&self, pieces: usize) -> usize {
        let users = self.get("/session/users", "");
        let body = json!({ "user_id": users[0]["id"], "pin": OWNER_PIN });
        let signed = ureq::post(format!("{}/session", self.address))
            .header("content-type", "application/json")
            .header("idempotency-key", Uuid::now_v7().to_string())
            .send(body.to_string())
            .expect("a session");
        let cookie = signed.headers()["set-cookie"].to_str().expect("a cookie");
        let cookie = cookie.split(';').next().unwrap_or_default();
        let until = Instant::now() + LOAD;
        std::thread::scope(|scope| {
            let clients: Vec<_> = (0..CLIENTS)
                .map(|client| {
                    scope.spawn(move || {
                        let mut answers = 0;
                        while Instant::now() < until {
                            let code = number((answers * 7_919 + client) % pieces);
                            self.get(&format!("/stock/by-code/{code}"), cookie);
                            self.get("/search?q=bague%20emeruade", cookie);
                            self.get("/stock/pieces", cookie);
                            answers += 3;
                        }
                        answers
                    })
                })
                .collect();
            let counts = clients
                .into_iter()
                .map(|client| client.join().expect("a client"));
            counts.sum()
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGTERM would close the store first; a crash must be as quick to start from.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
