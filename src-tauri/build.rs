//! Checks `tauri.conf.json` and `capabilities/`, and on Windows embeds icon and manifest.

fn main() {
    tauri_build::build();
}
