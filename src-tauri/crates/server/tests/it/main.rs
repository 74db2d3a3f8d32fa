//! The program `ecrin` as a shell sees it: what it prints, how it ends.

#[cfg(unix)]
mod kill;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

const SHOP: &str = r#"{"id":"0192f000-0000-7000-8000-000000000001","language":"fr",
    "shop":{"name":"Exemple","address":"Paris","siret":"73282932000074","naf":"4777Z"},
    "owner":{"name":"Odile","pin":"4829"},"token":"TOKEN"}"#;

fn ecrin(args: &[&str], data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ecrin"));
    command
        .args(args)
        .arg("--data")
        .arg(data)
        .arg("--key-file")
        .env_remove("ECRIN_PASSPHRASE")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn run(args: &[&str], data: &Path) -> (i32, String) {
    let output = ecrin(args, data).output().expect("it runs");
    said(&output)
}

fn said(output: &Output) -> (i32, String) {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    let code = output.status.code().unwrap_or(-1);
    (code, String::from_utf8_lossy(&text).into_owned())
}

/// A server on a free port. Ended when dropped.
struct Server {
    child: Child,
    /// Host and port.
    address: String,
    token: Option<String>,
}

impl Server {
    fn start(data: &Path) -> Self {
        let mut child = ecrin(&["serve", "--listen", "127.0.0.1:0"], data)
            .spawn()
            .expect("it starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("its output");
        BufReader::new(stdout)
            .read_line(&mut line)
            .expect("an address");
        let url = line
            .trim()
            .strip_prefix("Écrin: http://")
            .expect("an address");
        let (address, path) = url.split_once('/').expect("a path");
        let token = path.split_once("token=").map(|(_, token)| token.to_owned());
        Self {
            address: address.to_owned(),
            token,
            child,
        }
    }

    /// One request; the whole answer as text.
    fn ask(&self, method: &str, path: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        )
        .expect("sent");
        let mut answer = Vec::new();
        // A refusal that leaves the body unread ends in a reset, after the answer.
        if let Err(error) = stream.read_to_end(&mut answer) {
            assert!(!answer.is_empty(), "{error}");
        }
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// A browser that listens for changes, from the answer's first bytes on.
    #[cfg(unix)]
    fn listen(&self, cookie: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        let ask = format!(
            "GET /api/v1/events HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\n\r\n",
            self.address
        );
        stream.write_all(ask.as_bytes()).expect("sent");
        let mut status = [0; 15];
        stream.read_exact(&mut status).expect("an answer");
        assert_eq!(&status, b"HTTP/1.1 200 OK");
        stream
    }

    /// As the system ends a service.
    #[cfg(unix)]
    fn terminate(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        let told = Command::new("kill").args(["-TERM", &pid]).status();
        assert!(told.expect("kill runs").success());
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
#[test]
fn a_shop_from_its_first_run_to_its_proof() {
    let data = tempfile::tempdir().expect("a folder");
    let server = Server::start(data.path());
    let token = server.token.clone().expect("a token for the first run");
    let refused = server.ask("POST", "/api/v1/setup", SHOP);
    assert!(refused.contains("setup.token"), "{refused}");
    let made = server.ask("POST", "/api/v1/setup", &SHOP.replace("TOKEN", &token));
    let code = made
        .split_once("\"recovery_code\":\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map(|(code, _)| code.to_owned())
        .expect("a recovery code");
    let cookie = made
        .lines()
        .find_map(|line| line.strip_prefix("set-cookie: "))
        .and_then(|cookie| cookie.split(';').next())
        .expect("a session");

    // A second process is refused by name.
    let (exit, text) = run(&["verify"], data.path());
    assert_eq!(exit, 3, "{text}");
    assert!(text.contains("in use"), "{text}");
    assert_eq!(server.terminate(), Some(0));

    let (exit, text) = run(&["verify"], data.path());
    assert_eq!(exit, 0, "{text}");
    assert!(text.contains("the journal is whole"), "{text}");
    let (exit, text) = run(&["journal", "export"], data.path());
    assert_eq!(exit, 0, "{text}");
    assert!(text.starts_with("{\"chain\":\"JET\""), "{text}");

    // Without the key file, only the code on paper opens the store; then the key is kept again.
    std::fs::remove_file(data.path().join("store.key")).expect("removed");
    let (exit, text) = run(&["verify"], data.path());
    assert_eq!(exit, 3, "{text}");
    assert!(text.contains("--recovery-code"), "{text}");
    let paper = tempfile::NamedTempFile::new().expect("a file");
    let file = paper.path().to_str().expect("a path");
    for (typed, expected) in [("WRONG", 3), (&code, 0)] {
        std::fs::write(file, format!("{typed}\n")).expect("written");
        let (exit, text) = run(&["verify", "--recovery-code-file", file], data.path());
        assert_eq!(exit, expected, "{text}");
    }
    assert_eq!(run(&["verify"], data.path()).0, 0);

    // The next start knows its shop and asks for no token; its log names no person.
    let server = Server::start(data.path());
    assert_eq!(server.token, None);
    let people = server.ask("GET", "/api/v1/session/users", "");
    assert!(people.contains("Odile"), "{people}");
    // A browser that listens for changes does not keep the program from ending.
    let listening = server.listen(cookie);
    assert_eq!(server.terminate(), Some(0));
    drop(listening);
    for log in std::fs::read_dir(data.path().join("logs")).expect("logs") {
        let text = std::fs::read_to_string(log.expect("a log").path()).expect("text");
        assert!(!text.contains("Odile") && !text.contains("4829") && !text.contains(&code));
    }
}

#[test]
fn exit_codes() {
    let data = tempfile::tempdir().expect("a folder");
    for (args, expected, words) in [
        (&["verify"][..], 3, "there is no store"),
        (&["journal", "export"][..], 3, "there is no store"),
        (&["serve", "--listen", "nowhere"][..], 2, "--listen"),
        (&["conjure"][..], 2, "conjure"),
    ] {
        let (exit, text) = run(args, data.path());
        assert_eq!(exit, expected, "{args:?}: {text}");
        assert!(text.contains(words), "{args:?}: {text}");
    }
}

#[test]
fn every_verb_explains_itself() {
    for verb in ["serve", "verify", "journal", "openapi"] {
        let output = Command::new(env!("CARGO_BIN_EXE_ecrin"))
            .args([verb, "--help"])
            .output()
            .expect("it runs");
        let (exit, text) = said(&output);
        assert_eq!(exit, 0);
        assert!(text.contains("Usage:"), "{text}");
    }
}
