//! A session bus with a real Secret Service on it, unlocked and empty, away from the person's own.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::process::{Process, wait_for};

/// A running session bus with gnome-keyring.
#[derive(Debug)]
pub struct Keyring {
    /// As in `DBUS_SESSION_BUS_ADDRESS`.
    pub bus: String,
    _bus: Process,
    _keyring: Process,
}

impl Keyring {
    /// Starts both; the keyring's files lie under `home`.
    pub fn start(home: &Path) -> Self {
        let (process, bus) = Process::start_and_read(
            "dbus-daemon",
            Command::new("dbus-daemon").args(["--session", "--nofork", "--print-address=1"]),
        );
        // The daemon reads the keyring's password up to the end of its input.
        let password = home.join("keyring-password");
        std::fs::File::create(&password)
            .and_then(|mut file| file.write_all(b"test\n"))
            .expect("the test's folder can be written");
        let keyring = Process::start(
            "gnome-keyring-daemon",
            Command::new("sh")
                .args([
                    "-c",
                    "exec gnome-keyring-daemon --foreground --unlock --components=secrets <\"$0\"",
                ])
                .arg(&password)
                .env("DBUS_SESSION_BUS_ADDRESS", &bus)
                .env("HOME", home)
                .env("XDG_DATA_HOME", home.join("data"))
                .env("XDG_RUNTIME_DIR", home)
                .stdout(Stdio::null())
                .stderr(Stdio::null()),
        );
        wait_for("the keyring on the bus", Duration::from_secs(20), || {
            let asked = Command::new("dbus-send")
                .env("DBUS_SESSION_BUS_ADDRESS", &bus)
                .args([
                    "--session",
                    "--print-reply",
                    "--dest=org.freedesktop.DBus",
                    "/org/freedesktop/DBus",
                ])
                .args([
                    "org.freedesktop.DBus.NameHasOwner",
                    "string:org.freedesktop.secrets",
                ])
                .output()
                .expect("dbus-send comes with dbus");
            String::from_utf8_lossy(&asked.stdout)
                .contains("boolean true")
                .then_some(())
        });
        Self {
            bus,
            _bus: process,
            _keyring: keyring,
        }
    }
}
