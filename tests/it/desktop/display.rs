//! The customer's window beside the till's: it follows the cart, and shows what the till shows.

use std::time::Duration;

use serde_json::json;
use tempfile::TempDir;
use tests::rig::{ShopWindow, wait_for, webdriver::keys};

use super::demonstration::{PERSON, demonstration, sign_in};

#[test]
#[ignore = "drives the real window: make test-desktop"]
fn the_customers_window_follows_the_cart() {
    let home = TempDir::new().expect("a folder for the test");
    let data = home.path().join("store");
    let number = demonstration(&data, |store| {
        tests::raw(store)
            .query_row(
                "SELECT number FROM piece WHERE state = 'available' AND price_minor > 0 \
                 ORDER BY number LIMIT 1",
                [],
                |row| row.get::<_, String>(0),
            )
            .expect("the demonstration shop has a piece to sell")
    });
    let window = ShopWindow::open(home.path(), &data);
    let page = &window.page;
    sign_in(page);
    page.see("Comptez le fond de caisse");
    page.press("Ouvrir la journée");
    page.find("[data-panel=shelf]");

    let till = page.window();
    page.press("Tout");
    page.find("[data-panel=commands]");
    page.type_keys("afficheur", PERSON);
    page.type_keys(&keys::ENTER.to_string(), PERSON);
    let display = wait_for("the display's window", Duration::from_secs(20), || {
        page.windows().into_iter().find(|handle| *handle != till)
    });
    page.switch(&display);
    // It has no session; the till tells it who sells.
    page.see("Maison Démonstration");
    page.see("Bienvenue");

    page.switch(&till);
    page.type_keys(
        &format!("{number}{}", keys::ENTER),
        Duration::from_millis(4),
    );
    page.find("[data-line]");
    let total = page.text(&page.find("[data-total]"));
    page.switch(&display);
    page.see(&total);
    // The photo travelled with the words: this window may not ask the server for it.
    wait_for("the piece's photo", Duration::from_secs(10), || {
        let width = page.run(
            "return document.querySelector('li img')?.naturalWidth ?? 0",
            &[],
        );
        width.as_u64().filter(|width| *width > 0)
    });
    assert_eq!(page.run("return document.cookie", &[]), json!(""));
    window.photograph("display");
    page.switch(&till);
}
