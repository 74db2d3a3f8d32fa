//! The window may use a camera: where none is plugged in it says so, and nothing else happens.

use tempfile::TempDir;
use tests::rig::ShopWindow;

use super::demonstration::{demonstration, sign_in};

#[test]
#[ignore = "drives the real window: make test-desktop"]
fn the_window_asks_for_a_camera_and_says_that_there_is_none() {
    let home = TempDir::new().expect("a folder for the test");
    let data = home.path().join("store");
    demonstration(&data, |_| ());
    let window = ShopWindow::open(home.path(), &data);
    let page = &window.page;
    sign_in(page);
    page.see("Comptez le fond de caisse");
    page.open("ecrin://localhost/office/stock/new");
    page.see("Nouvelle pièce");
    page.press("Appareil photo");
    // Not "refused": it was allowed to look, and there is none.
    page.see("Aucun appareil photo n’est branché");
    window.photograph("camera");
}
