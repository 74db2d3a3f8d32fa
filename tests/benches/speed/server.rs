//! `ecrin serve` on a copy of a shop's store.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use uuid::Uuid;

use crate::stock::Stocked;

/// The server that cargo has built with the same profile, beside this program.
pub fn program() -> Option<PathBuf> {
    let here = std::env::current_exe().ok()?;
    let program = here.parent()?.parent()?.join("ecrin");
    program.exists().then_some(program)
}

/// A copy of the shop's store in a folder of its own, its key in a file beside it.
pub fn copy(program: &Path, shop: &Stocked) -> tempfile::TempDir {
    let (store, dir) = (shop.store(), tempfile::tempdir().expect("a folder"));
    crate::floor::beside(&store)
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .expect("a checkpoint");
    for file in ["store.db", "store.json"] {
        std::fs::copy(store.dir().join(file), dir.path().join(file)).expect("a copy");
    }
    // The recovery code opens it once, and the key is kept again.
    let mut command = serve(program, dir.path());
    let paper = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(paper.path(), store.key().recovery_code()).expect("written");
    command.arg("--recovery-code-file").arg(paper.path());
    drop(Server::start(command));
    dir
}

/// The command that serves a store.
pub fn serve(program: &Path, dir: &Path) -> Command {
    let mut command = Command::new(program);
    serve_with(&mut command, dir);
    command
}

/// The same behind another program, such as a tracer, whose arguments are given already.
pub fn serve_with(command: &mut Command, dir: &Path) {
    command
        .args(["serve", "--key-file", "--listen", "127.0.0.1:0", "--data"])
        .arg(dir);
}

/// A running server, ended with this value.
#[derive(Debug)]
pub struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Returns when it has answered.
    pub fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().expect("ecrin");
        let mut line = String::new();
        let output = child.stdout.take().expect("its output");
        BufReader::new(output).read_line(&mut line).expect("a line");
        let address = line.split("http://").nth(1).expect("an address");
        let address = format!("http://{}/api/v1", address.trim().trim_end_matches('/'));
        let server = Self { child, address };
        assert_eq!(server.get("/setup", "")["state"], "ready");
        server
    }

    pub fn get(&self, path: &str, cookie: &str) -> Value {
        let request = ureq::get(format!("{}{path}", self.address));
        let mut answer = request
            .header("cookie", format!("ecrin_session={cookie}"))
            .call()
            .expect("an answer");
        let text = answer.body_mut().read_to_string().expect("a body");
        serde_json::from_str(&text).expect("JSON")
    }

    /// A command; what it answered.
    pub fn post(&self, path: &str, cookie: &str, body: &Value) -> Value {
        let mut answer = ureq::post(format!("{}{path}", self.address))
            .header("content-type", "application/json")
            .header("idempotency-key", Uuid::now_v7().to_string())
            .header("cookie", format!("ecrin_session={cookie}"))
            .send(body.to_string())
            .expect("an answer");
        let text = answer.body_mut().read_to_string().expect("a body");
        serde_json::from_str(&text).unwrap_or(Value::Null)
    }

    /// A field of `/proc/PID/status`, in megabytes; None where the system has none.
    #[allow(clippy::cast_precision_loss)] // A megabyte counts here, no byte.
    pub fn megabytes(&self, field: &str) -> Option<f64> {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).ok()?;
        let line = status.lines().find(|line| line.starts_with(field))?;
        let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kilobytes as f64 / 1_024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A tracer that is killed would leave the server behind: its child goes first.
        let id = self.child.id();
        let path = format!("/proc/{id}/task/{id}/children");
        let children = std::fs::read_to_string(path).unwrap_or_default();
        for child in children.split_whitespace() {
            let _ = Command::new("kill").args(["-9", child]).status();
        }
        // SIGTERM would close the store first; a crash must be as quick to start from.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
