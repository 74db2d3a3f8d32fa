//! An LLRP reader with tags in its field: the emulator of `llrpkit`, from PyPI.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::process::{Process, wait_for};
use super::witness::python;

/// A running reader.
#[derive(Debug)]
pub struct RfidReader {
    pub port: u16,
    tags: PathBuf,
    _process: Process,
}

impl RfidReader {
    /// Starts one on a port (0: any), which sees `reads` of its tags a second, each time one by chance.
    pub fn start(folder: &Path, port: u16, reads: u32, tags: &[String]) -> Self {
        let file = folder.join("tags.txt");
        put(&file, tags);
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("rig/rfid_reader.py");
        let (process, line) = Process::start_and_read(
            "llrpkit",
            Command::new(python())
                .arg(script)
                .arg(&file)
                .args([reads.to_string(), port.to_string()]),
        );
        Self {
            port: line.trim().parse().expect("a port"),
            tags: file,
            _process: process,
        }
    }

    /// Lays other tags into its field, and waits until they are there.
    pub fn put(&self, tags: &[String]) {
        let wanted = put(&self.tags, tags);
        let taken = self.tags.with_extension("taken");
        wait_for("the tags in the field", Duration::from_secs(60), || {
            let there = std::fs::read_to_string(&taken).ok()?;
            (there == wanted).then_some(())
        });
    }

    /// As a typed address.
    pub fn address(&self) -> String {
        format!("llrp://127.0.0.1:{}", self.port)
    }
}

/// Whole or not at all: the emulator reads it at any time.
fn put(file: &Path, tags: &[String]) -> String {
    let (new, text) = (file.with_extension("new"), tags.join("\n"));
    std::fs::write(&new, &text).expect("the test's folder can be written");
    std::fs::rename(new, file).expect("the test's folder can be written");
    text
}
