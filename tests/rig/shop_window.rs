//! The real desktop window on a display of its own, with its own home, keyring and store.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use super::process::{Process, free_port};
use super::webdriver::Session;
use super::{Display, Keyring};

/// An open window and everything under it. Fields are dropped in this order: the window before the
/// driver, the driver before the display.
#[derive(Debug)]
pub struct ShopWindow {
    /// The window, under the driver's hand.
    pub page: Session,
    _driver: Process,
    /// The keyring that the store's key lies in.
    pub keyring: Keyring,
    /// The display that the window is on.
    pub display: Display,
}

impl ShopWindow {
    /// Opens the window on the store at `data`; what programs write at home lies under `home`.
    pub fn open(home: &Path, data: &Path) -> Self {
        let program = program();
        assert!(
            program.exists(),
            "{} is not built: run `make test-desktop`, or `cargo build -p ecrin-desktop`",
            program.display()
        );
        let display = Display::start(1400, 1000);
        let keyring = Keyring::start(home);
        let (port, native_port) = (free_port(), free_port());
        let mut driver = Process::start(
            "tauri-driver",
            Command::new("tauri-driver")
                .args([
                    "--port",
                    &port.to_string(),
                    "--native-port",
                    &native_port.to_string(),
                ])
                .env("DISPLAY", &display.name)
                .env("DBUS_SESSION_BUS_ADDRESS", &keyring.bus)
                .env("HOME", home)
                .env("XDG_DATA_HOME", home.join("data"))
                .env("XDG_CONFIG_HOME", home.join("config"))
                .env("XDG_CACHE_HOME", home.join("cache"))
                .env("XDG_RUNTIME_DIR", home)
                .env("LANG", "fr_FR.UTF-8")
                .env("LANGUAGE", "fr")
                .env_remove("WAYLAND_DISPLAY")
                .env_remove("LC_ALL"),
        );
        driver.ready(|| std::net::TcpStream::connect(("127.0.0.1", native_port)).ok());
        driver.ready(|| std::net::TcpStream::connect(("127.0.0.1", port)).ok());
        let page = Session::begin(
            port,
            &json!({ "tauri:options": {
                "application": program,
                "args": ["--data", data],
            }}),
        );
        Self {
            page,
            _driver: driver,
            keyring,
            display,
        }
    }

    /// Keeps a picture of the window for a person to look at, as `out/NAME.png`.
    pub fn photograph(&self, name: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../out/desktop");
        std::fs::create_dir_all(&folder).expect("out/ can be written");
        let path = folder.join(format!("{name}.png"));
        std::fs::write(&path, self.page.screenshot()).expect("out/ can be written");
        path
    }
}

/// The desktop binary that `cargo build -p ecrin-desktop` made, beside this test's own.
fn program() -> PathBuf {
    let own = std::env::current_exe().expect("a test knows its own path");
    let profile = own
        .parent()
        .and_then(Path::parent)
        .expect("target/PROFILE/deps/it-…");
    profile.join("ecrin-desktop")
}
