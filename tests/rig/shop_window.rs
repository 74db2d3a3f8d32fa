//! The real desktop window on a display of its own, with its own home, keyring and store.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::json;

use super::process::{Process, free_port};
use super::webdriver::Session;
use super::{Display, Keyring};

/// A person's desk: a display and a session with a keyring, and nothing of the real ones.
#[derive(Debug)]
pub struct Desk {
    home: PathBuf,
    keyring: Keyring,
    display: Display,
}

impl Desk {
    /// Sets one up; what programs write at home lies under `home`.
    pub fn set_up(home: &Path) -> Self {
        Self {
            home: home.to_owned(),
            keyring: Keyring::start(home),
            display: Display::start(1400, 1000),
        }
    }

    /// A command as somebody at this desk would start it, in French.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env("DISPLAY", &self.display.name)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.keyring.bus)
            .env("HOME", &self.home)
            .env("XDG_DATA_HOME", self.home.join("data"))
            .env("XDG_CONFIG_HOME", self.home.join("config"))
            .env("XDG_CACHE_HOME", self.home.join("cache"))
            .env("XDG_RUNTIME_DIR", &self.home)
            .env("LANG", "fr_FR.UTF-8")
            .env("LANGUAGE", "fr")
            // Debian's portals would only complain that there is no desktop around them.
            .env("GTK_USE_PORTAL", "0")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("ECRIN_DATA")
            .env_remove("LC_ALL");
        command
    }

    /// The titles of the windows on the display.
    pub fn titles(&self) -> Vec<String> {
        let found = self
            .command("xdotool")
            .args([
                "search",
                "--onlyvisible",
                // By program: a page may give its window any title, and for a moment none.
                "--class",
                "ecrin-desktop",
                "getwindowname",
                "%@",
            ])
            .output()
            .expect("xdotool is installed by `installer/install test`");
        let text = String::from_utf8_lossy(&found.stdout).into_owned();
        text.lines().map(str::to_owned).collect()
    }

    /// Ends a program by the last entry of its window's menu, as a person without a mouse would; gives
    /// its exit code. Keys that come before the window listens are lost: they are sent again.
    pub fn quit(&self, program: &mut Process) -> Option<i32> {
        let xdotool = |args: &[&str]| {
            self.command("xdotool")
                .args(args)
                .status()
                .expect("xdotool is installed by `installer/install test`");
        };
        for _ in 0..10 {
            xdotool(&[
                "search",
                "--onlyvisible",
                "--class",
                "ecrin-desktop",
                "windowfocus",
                "%1",
            ]);
            // F10 opens the menu; up from its head is its last entry.
            for key in ["F10", "Up", "Return"] {
                xdotool(&["sleep", "0.3", "key", key]);
            }
            if let Some(code) = program.ended_within(Duration::from_secs(5)) {
                return code;
            }
            // Whatever opened instead.
            xdotool(&["key", "Escape", "key", "Escape"]);
        }
        panic!("the program does not end by its menu");
    }

    /// Starts the window without a driver, as a person would.
    pub fn start_window(&self, data: &Path) -> Process {
        Process::start(
            "ecrin-desktop",
            self.command(program()).arg("--data").arg(data),
        )
    }
}

/// An open window and everything under it. Fields are dropped in this order: the window before the
/// driver, the driver before the display.
#[derive(Debug)]
pub struct ShopWindow {
    /// The window, under the driver's hand.
    pub page: Session,
    _driver: Process,
    /// Where it stands.
    pub desk: Desk,
}

impl ShopWindow {
    /// Opens the window on the store at `data`; what programs write at home lies under `home`.
    pub fn open(home: &Path, data: &Path) -> Self {
        let desk = Desk::set_up(home);
        let (port, native_port) = (free_port(), free_port());
        let mut driver = Process::start(
            "tauri-driver",
            desk.command("tauri-driver")
                .args(["--port", &port.to_string()])
                .args(["--native-port", &native_port.to_string()]),
        );
        driver.ready(|| std::net::TcpStream::connect(("127.0.0.1", native_port)).ok());
        driver.ready(|| std::net::TcpStream::connect(("127.0.0.1", port)).ok());
        let page = Session::begin(
            port,
            &json!({ "tauri:options": { "application": program(), "args": ["--data", data] } }),
        );
        Self {
            page,
            _driver: driver,
            desk,
        }
    }

    /// Keeps a picture of the window for a person to look at, as `out/desktop/NAME.png`.
    pub fn photograph(&self, name: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../out/desktop");
        std::fs::create_dir_all(&folder).expect("out/ can be written");
        let path = folder.join(format!("{name}.png"));
        // What the page says may not be drawn yet.
        let drawn = "const [done] = arguments; \
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50, true)))";
        self.page.run_async(drawn, &[]);
        std::fs::write(&path, self.page.screenshot()).expect("out/ can be written");
        path
    }
}

/// The desktop binary that cargo made beside this test's own.
pub fn program() -> PathBuf {
    built("ecrin-desktop")
}

/// The headless one.
pub fn server() -> PathBuf {
    built("ecrin")
}

fn built(name: &str) -> PathBuf {
    let own = std::env::current_exe().expect("a test knows its own path");
    let profile = own
        .parent()
        .and_then(Path::parent)
        .expect("target/PROFILE/deps/it-…");
    let program = profile.join(name);
    assert!(
        program.exists(),
        "{} is not built: run `cargo build --workspace --bins`",
        program.display()
    );
    program
}
