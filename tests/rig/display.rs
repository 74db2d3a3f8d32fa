//! A display without a screen: Xvfb on a number that it picks itself.

use std::process::Command;

use super::process::Process;

/// A running X display.
#[derive(Debug)]
pub struct Display {
    /// As in `DISPLAY`: `:99`.
    pub name: String,
    _process: Process,
}

impl Display {
    /// Starts one of this size in pixels.
    pub fn start(width: u32, height: u32) -> Self {
        let (process, number) = Process::start_and_read(
            "Xvfb",
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"])
                .arg(format!("{width}x{height}x24")),
        );
        Self {
            name: format!(":{number}"),
            _process: process,
        }
    }
}
