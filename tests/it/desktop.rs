//! The real desktop window, driven as a person would. `make test-desktop` builds it and runs these,
//! one at a time; `cargo test` leaves them out, because it builds no web view.

use tempfile::TempDir;
use tests::rig::ShopWindow;

#[test]
#[ignore = "drives the real window: make test-desktop"]
fn the_window_opens() {
    let home = TempDir::new().expect("a folder for the test");
    let window = ShopWindow::open(home.path(), &home.path().join("store"));
    window.page.see("Écrin");
    window.photograph("opens");
}
