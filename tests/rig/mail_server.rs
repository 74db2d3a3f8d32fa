//! A mail server that none of us wrote, and the letters it took, read by a parser that none of us wrote.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use super::process::{Process, wait_for};
use super::witness::python;

/// How it keeps its line secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    None,
    Starttls,
    Tls,
}

/// A letter that it took.
pub type Mail = Value;

/// A running server.
#[derive(Debug)]
pub struct MailServer {
    pub port: u16,
    folder: PathBuf,
    _process: Process,
}

impl MailServer {
    /// Starts one in a folder of its own, on a port (0: any). `login` is `name:password`, or nothing.
    pub fn start(folder: &Path, guard: Guard, login: Option<&str>, port: u16) -> Self {
        let word = match guard {
            Guard::None => "none",
            Guard::Starttls => "starttls",
            Guard::Tls => "tls",
        };
        if guard != Guard::None && !folder.join("cert.pem").exists() {
            certify(folder, "localhost");
        }
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("rig/mail_server.py");
        let (process, line) = Process::start_and_read(
            "aiosmtpd",
            Command::new(python())
                .arg(script)
                .arg(folder)
                .args([word, login.unwrap_or("-"), &port.to_string()])
                .stderr(Stdio::null()),
        );
        Self {
            port: line.trim().parse().expect("a port"),
            folder: folder.to_owned(),
            _process: process,
        }
    }

    /// Its certificate, for whoever trusts it.
    pub fn certificate(&self) -> String {
        std::fs::read_to_string(self.folder.join("cert.pem")).expect("a certificate")
    }

    /// What it took, in order.
    pub fn mails(&self) -> Vec<Mail> {
        let files = std::fs::read_dir(&self.folder).expect("its folder");
        let mut paths: Vec<PathBuf> = files
            .flatten()
            .map(|file| file.path())
            .filter(|path| path.extension().is_some_and(|end| end == "json"))
            .collect();
        paths.sort();
        let read = |path: &PathBuf| {
            let text = std::fs::read_to_string(path).expect("a letter");
            serde_json::from_str(&text).expect("JSON")
        };
        paths.iter().map(read).collect()
    }

    /// The same, once there are so many.
    pub fn wait_for(&self, count: usize) -> Vec<Mail> {
        wait_for("the mails", Duration::from_secs(60), || {
            let mails = self.mails();
            (mails.len() >= count).then_some(mails)
        })
    }
}

/// Lays a certificate that nobody vouches for, for a name, into a folder.
fn certify(folder: &Path, name: &str) {
    let output = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt"])
        .args(["ec_paramgen_curve:P-256", "-nodes", "-days", "2"])
        .args(["-keyout", "key.pem", "-out", "cert.pem", "-subj"])
        .arg(format!("/CN={name}"))
        .args(["-addext", &format!("subjectAltName=DNS:{name}")])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .current_dir(folder)
        .output();
    let output = output.expect("`openssl`: run `installer/install test`");
    assert!(output.status.success(), "{output:?}");
}
