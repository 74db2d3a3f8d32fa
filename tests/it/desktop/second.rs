//! Two programs on one store: the window says who has it.

use std::process::id;
use std::time::Duration;

use shop::db::{Store, tell_nobody};
use tempfile::TempDir;
use tests::rig::{Desk, ShopWindow, wait_for};

use super::demonstration::demonstration;

const LIMIT: Duration = Duration::from_secs(30);

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

#[test]
#[ignore = "drives the real window: make test-desktop"]
fn the_second_program_ends_with_code_three() {
    let home = TempDir::new().expect("a folder for the test");
    let data = home.path().join("store");
    demonstration(&data, |_| ());
    let held = Store::open(&data, &tests::KEY, &tests::holder(), tell_nobody()).expect("the store");
    let desk = Desk::set_up(home.path());
    let mut second = desk.start_window(&data);
    let title = "La boutique est déjà ouverte";
    wait_for("what the second window says", LIMIT, || {
        desk.titles()
            .iter()
            .any(|one| one.contains(title))
            .then_some(())
    });
    assert_eq!(desk.quit(&mut second), Some(3));

    // The control: the first program, ended in the same way, ends well.
    drop(held);
    let mut first = desk.start_window(&data);
    let title = "Connexion";
    wait_for("the sign-in screen", LIMIT, || {
        desk.titles()
            .iter()
            .any(|one| one.contains(title))
            .then_some(())
    });
    assert_eq!(desk.quit(&mut first), Some(0));
}
