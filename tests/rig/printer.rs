//! A receipt printer with a cash drawer, on a TCP port and on a serial one, and two serial
//! barcode scanners: `emupos`, an emulator from PyPI. It shares nothing with our encoder and decoder,
//! so what it shows is what a printer would print, and what it scans is what a scanner would send.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use super::process::{Process, free_port, wait_for};

/// A running printer.
#[derive(Debug)]
pub struct Printer {
    /// The port that a till prints to.
    pub port: u16,
    api: String,
    _process: Process,
}

/// A printer for narrow paper, with the letters and tables that the wide one has.
const SMALL: &str = "type: printer
name: 58 mm
dpi: 203
width_dots: 384
font_a: { width: 12, height: 24 }
font_b: { width: 9, height: 17 }
code_pages: { 0: PC437, 16: WPC1252, 19: PC858 }
default_code_page: 0
drawer_sensor_open_level: high
serial: { baud: 9600, data_bits: 8, parity: none, stop_bits: 1 }
";

/// What came out of the printer up to one cut.
#[derive(Debug)]
pub struct Receipt {
    /// The text as the printer's own code pages show it.
    pub text: String,
    /// The paper, as a PNG.
    pub image: Vec<u8>,
}

impl Printer {
    /// Starts one with paper in it and its drawer shut; what it prints is kept under `folder`.
    pub fn start(folder: &Path) -> Self {
        Self::start_as(folder, "epson-tm-t20iii")
    }

    /// The same on paper of 58 mm: 384 dots, 32 characters a line.
    pub fn start_small(folder: &Path) -> Self {
        std::fs::write(folder.join("58mm.yaml"), SMALL).expect("the test's folder can be written");
        Self::start_as(folder, "./58mm.yaml")
    }

    fn start_as(folder: &Path, profile: &str) -> Self {
        let (port, api_port) = (free_port(), free_port());
        let config = folder.join("emupos.yaml");
        let receipts = folder.join("receipts");
        std::fs::write(
            &config,
            format!(
                "schema: 1\napi: {{ host: 127.0.0.1, port: {api_port} }}\ndevices:\n  - id: front\n    \
                 type: printer\n    profile: {profile}\n    receipts_dir: {}\n    \
                 connections:\n      - tcp: {{ port: {port} }}\n      - serial: {{ pty: true, link: front }}\n  \
                 - id: lane\n    type: scanner\n    mode: serial\n    \
                 connections:\n      - serial: {{ pty: true, link: lane }}\n  \
                 - id: side\n    type: scanner\n    mode: serial\n    \
                 connections:\n      - serial: {{ pty: true, link: side }}\n",
                receipts.display()
            ),
        )
        .expect("the test's folder can be written");
        let mut process = Process::start(
            "emupos",
            Command::new(program())
                .arg("run")
                .arg("--config")
                .arg(&config)
                .current_dir(folder)
                // Its serial ports appear as links below this folder.
                .env("TMPDIR", folder)
                .stdout(Stdio::null()),
        );
        let api = format!("http://127.0.0.1:{api_port}/api/v1");
        process.ready(|| ureq::get(format!("{api}/health")).call().ok().map(|_| ()));
        Self {
            port,
            api,
            _process: process,
        }
    }

    /// Everything printed so far, the oldest first.
    pub fn receipts(&self) -> Vec<Receipt> {
        let list = self.get("/devices/front/receipts");
        let mut receipts: Vec<(String, Receipt)> = list
            .as_array()
            .expect("a list of receipts")
            .iter()
            .map(|entry| {
                let id = entry["id"].as_str().expect("a receipt has an id");
                let at = |part: &str| format!("{}/devices/front/receipts/{id}/{part}", self.api);
                let mut text = ureq::get(at("text")).call().expect("a receipt has a text");
                let mut image = ureq::get(at("image"))
                    .call()
                    .expect("a receipt has an image");
                let when = entry["completed_at"]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned();
                let receipt = Receipt {
                    text: text.body_mut().read_to_string().expect("its text is UTF-8"),
                    image: image.body_mut().read_to_vec().expect("its image is whole"),
                };
                (when, receipt)
            })
            .collect();
        receipts.sort_by(|a, b| a.0.cmp(&b.0));
        receipts.into_iter().map(|(_, receipt)| receipt).collect()
    }

    /// Waits until `count` receipts have come out; gives the last one.
    pub fn wait_for_receipt(&self, count: usize) -> Receipt {
        wait_for("a receipt on the printer", Duration::from_secs(60), || {
            let mut receipts = self.receipts();
            if receipts.len() >= count {
                receipts.pop()
            } else {
                None
            }
        })
    }

    /// The printer's serial port, as a typed address.
    pub fn serial(&self) -> String {
        self.pty("front")
    }

    /// The scanner's serial port, as a typed address.
    pub fn scanner(&self) -> String {
        self.pty("lane")
    }

    /// The serial port of the other scanner.
    pub fn other_scanner(&self) -> String {
        self.pty("side")
    }

    /// Pulls the scanner's trigger on a code; it sends CR behind it.
    pub fn scan(&self, code: &str) {
        self.pull("lane", code);
    }

    /// The other scanner's.
    pub fn scan_with_the_other(&self, code: &str) {
        self.pull("side", code);
    }

    fn pull(&self, scanner: &str, code: &str) {
        let body = serde_json::json!({ "data": code, "countdown_seconds": 0 });
        wait_for("the scanner", Duration::from_secs(60), || {
            ureq::post(format!("{}/devices/{scanner}/scans", self.api))
                .header("content-type", "application/json")
                .send(body.to_string())
                .ok()
        });
    }

    fn pty(&self, device: &str) -> String {
        let described = self.get(&format!("/devices/{device}"));
        let connections = described["connections"].as_array().expect("connections");
        let path = connections
            .iter()
            .find_map(|connection| connection["link_path"].as_str())
            .expect("a serial port");
        format!("serial://{path}")
    }

    /// True once the drawer was kicked open and nobody pushed it shut since.
    pub fn drawer_is_open(&self) -> bool {
        self.get("/devices/front")["state"]["drawer"] == "open"
    }

    /// Pushes the drawer shut.
    pub fn close_drawer(&self) {
        ureq::post(format!("{}/devices/front/drawer/close", self.api))
            .send_empty()
            .expect("a printer has a drawer");
    }

    /// Makes the printer report `paper-out`, `cover-open`, `offline`…, or ends that.
    pub fn fault(&self, name: &str, active: bool) {
        let at = format!("{}/devices/front/faults/{name}", self.api);
        if active {
            ureq::put(at).send_empty()
        } else {
            ureq::delete(at).call()
        }
        .unwrap_or_else(|error| panic!("fault {name}: {error}"));
    }

    fn get(&self, path: &str) -> Value {
        let mut answer = ureq::get(format!("{}{path}", self.api))
            .call()
            .expect("emupos answers");
        let text = answer
            .body_mut()
            .read_to_string()
            .expect("emupos answers text");
        serde_json::from_str(&text).expect("emupos answers JSON")
    }
}

/// Where `installer/install test` put it, or the one on the path.
fn program() -> PathBuf {
    let installed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/emupos/bin/emupos");
    if installed.exists() {
        installed
    } else {
        "emupos".into()
    }
}
