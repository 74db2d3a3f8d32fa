//! A session bus with a real Secret Service on it, away from the person's own: unlocked, locked, or
//! not there at all.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::process::{Process, wait_for};

/// A running session bus, with gnome-keyring unless there shall be none.
#[derive(Debug)]
pub struct Keyring {
    /// As in `DBUS_SESSION_BUS_ADDRESS`.
    pub bus: String,
    _bus: Process,
    _keyring: Option<Process>,
}

impl Keyring {
    /// Starts both, the keyring unlocked; its files lie under `home`, and stay.
    pub fn start(home: &Path) -> Self {
        // The daemon reads the keyring's password up to the end of its input.
        let password = home.join("keyring-password");
        std::fs::File::create(&password)
            .and_then(|mut file| file.write_all(b"test\n"))
            .expect("the test's folder can be written");
        let script = "exec gnome-keyring-daemon --foreground --unlock --components=secrets <\"$0\"";
        let mut command = Command::new("sh");
        command.args(["-c", script]).arg(&password);
        Self::with(home, Some(command))
    }

    /// The same keyring before anybody has unlocked it.
    pub fn start_locked(home: &Path) -> Self {
        let mut command = Command::new("gnome-keyring-daemon");
        command.args(["--foreground", "--components=secrets"]);
        Self::with(home, Some(command))
    }

    /// A bus without a keyring.
    pub fn none(home: &Path) -> Self {
        Self::with(home, None)
    }

    fn with(home: &Path, keyring: Option<Command>) -> Self {
        // Not the machine's own session.conf: it would start a keyring, or ask for a display, by
        // itself.
        let config = home.join("bus.conf");
        std::fs::write(&config, BUS).expect("the test's folder can be written");
        let (process, bus) = Process::start_and_read(
            "dbus-daemon",
            Command::new("dbus-daemon")
                .args(["--nofork", "--print-address=1"])
                .arg(format!("--config-file={}", config.display())),
        );
        let keyring = keyring.map(|mut command| {
            let process = Process::start(
                "gnome-keyring-daemon",
                command
                    .env("DBUS_SESSION_BUS_ADDRESS", &bus)
                    .env("HOME", home)
                    .env("XDG_DATA_HOME", home.join("data"))
                    .env("XDG_RUNTIME_DIR", home)
                    .env_remove("DISPLAY")
                    .stdout(Stdio::null())
                    .stderr(Stdio::null()),
            );
            wait_for("the keyring on the bus", Duration::from_secs(60), || {
                is_on(&bus).then_some(())
            });
            process
        });
        Self {
            bus,
            _bus: process,
            _keyring: keyring,
        }
    }
}

/// Everybody may speak, nothing is started.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

fn is_on(bus: &str) -> bool {
    let asked = Command::new("dbus-send")
        .env("DBUS_SESSION_BUS_ADDRESS", bus)
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
    String::from_utf8_lossy(&asked.stdout).contains("boolean true")
}
