//! Two programs on one store: the window says who has it.

use std::process::id;

use shop::db::{Store, tell_nobody};
use tempfile::TempDir;
use tests::rig::ShopWindow;

use super::demonstration::demonstration;

#[test]
#[ignore = "drives the real window: make test-desktop"]
fn a_second_program_on_one_store_is_told_who_has_it() {
    let home = TempDir::new().expect("a folder for the test");
    let data = home.path().join("store");
    demonstration(&data, |_| ());
    let (key, holder) = (tests::KEY, tests::holder());
    // This process is the first program.
    let held = Store::open(&data, &key, &holder, tell_nobody()).expect("the store");

    let window = ShopWindow::open(home.path(), &data);
    window.page.see("La boutique est déjà ouverte");
    window.page.see(&id().to_string());
    window.photograph("second");
    drop(held);
}
