//! A GSM modem that `gammu` takes for one, and an SMS gateway; the messages that they took, read by a parser
//! that none of us wrote.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use super::process::{Process, wait_for};
use super::witness::python;

/// A modem on a pseudo-terminal.
#[derive(Debug)]
pub struct GsmModem {
    folder: PathBuf,
    _process: Process,
}

impl GsmModem {
    /// Starts one in a folder of its own, as it is told: `rig/modem.py` says what it can be told.
    pub fn start(folder: &Path, orders: &Value) -> Self {
        put(folder, "orders.json", orders);
        let (process, _) = script("modem.py", folder);
        Self {
            folder: folder.to_owned(),
            _process: process,
        }
    }

    /// From now on.
    pub fn order(&self, orders: &Value) {
        put(&self.folder, "orders.json", orders);
    }

    /// As it is typed into the settings.
    pub fn address(&self) -> String {
        format!("serial://{}", self.device().display())
    }

    /// Where other programs find it.
    pub fn device(&self) -> PathBuf {
        self.folder.join("modem")
    }

    /// What it took, in order.
    pub fn messages(&self) -> Vec<Value> {
        sheets(&self.folder)
    }

    /// The same, once there are so many.
    pub fn wait_for(&self, count: usize) -> Vec<Value> {
        wait_for("the messages", Duration::from_secs(60), || {
            let all = self.messages();
            (all.len() >= count).then_some(all)
        })
    }

    /// All that was said to it.
    pub fn said(&self) -> String {
        let said = std::fs::read(self.folder.join("said.txt")).unwrap_or_default();
        String::from_utf8_lossy(&said).into_owned()
    }
}

/// A web server that takes messages.
#[derive(Debug)]
pub struct SmsGateway {
    pub port: u16,
    folder: PathBuf,
    _process: Process,
}

impl SmsGateway {
    pub fn start(folder: &Path) -> Self {
        let (process, line) = script("gateway.py", folder);
        Self {
            port: line.parse().expect("a port"),
            folder: folder.to_owned(),
            _process: process,
        }
    }

    /// Says this from now on; status 0: hangs up.
    pub fn answer(&self, status: u16, text: &str) {
        put(
            &self.folder,
            "answer.json",
            &serde_json::json!([status, text]),
        );
    }

    /// From now on it says this of its messages: by number, a status and a text; 0: hangs up; -1: is silent.
    pub fn says(&self, states: &Value) {
        put(&self.folder, "states.json", states);
    }

    /// Which messages it was asked about, in order, with the header that it was told.
    pub fn asked(&self) -> Vec<String> {
        let asked = std::fs::read_to_string(self.folder.join("asked.txt")).unwrap_or_default();
        asked.lines().map(str::to_owned).collect()
    }

    /// What it was asked, in order.
    pub fn requests(&self) -> Vec<Value> {
        sheets(&self.folder)
    }
}

fn script(name: &'static str, folder: &Path) -> (Process, String) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("rig").join(name);
    Process::start_and_read(
        name,
        Command::new(python())
            .arg(script)
            .arg(folder)
            .stderr(Stdio::null()),
    )
}

/// Whole or not at all: it is read at any time.
fn put(folder: &Path, name: &str, value: &Value) {
    let new = folder.join("orders.new");
    std::fs::write(&new, value.to_string()).expect("the test's folder can be written");
    std::fs::rename(new, folder.join(name)).expect("the test's folder can be written");
}

fn sheets(folder: &Path) -> Vec<Value> {
    let files = std::fs::read_dir(folder).expect("its folder");
    let mut paths: Vec<PathBuf> = files
        .flatten()
        .map(|file| file.path())
        .filter(|path| {
            let stem = path.file_stem().and_then(|stem| stem.to_str());
            stem.is_some_and(|stem| stem.bytes().all(|byte| byte.is_ascii_digit()))
        })
        .collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).expect("a message");
        serde_json::from_str(&text).expect("JSON")
    };
    paths.iter().map(read).collect()
}
