//! The whole life of a repair in the real window: a ring comes in, its papers come out of printers that
//! nobody here wrote, money in advance and the balance go through the till, its envelope moves it along,
//! and it goes home.

use std::time::Duration;

use shop::devices::Kind;
use tempfile::TempDir;
use tests::rig::webdriver::{Session, keys};
use tests::rig::{LabelPrinter, Printer, ShopWindow, wait_for};

use super::demonstration::{PERSON, demonstration, open_the_day, put_device, scan};

pub(super) fn fill(page: &Session, label: &str, text: &str) {
    page.fill(&page.field(label), text);
}

/// Goes to a page of the back office.
pub(super) fn visit(page: &Session, route: &str) {
    page.open(&format!("ecrin://localhost/office/{route}"));
    page.find("#content h1");
}

/// Waits until the job's badge says so.
fn is(page: &Session, state: &str) {
    wait_for(state, Duration::from_secs(60), || {
        let badge = page.find_now("h2 ~ span")?;
        (page.text(&badge) == state).then_some(())
    });
}

pub(super) fn picked(page: &Session, menu: &str, entry: &str) {
    page.press(menu);
    page.choose(entry);
}

pub(super) fn in_cash(page: &Session) {
    page.type_keys(&keys::F9.to_string(), PERSON);
    page.press("Espèces");
    page.type_keys(&keys::ENTER.to_string(), PERSON);
    page.find("[data-done]");
}

/// Takes a ring in for a new customer; gives the claim slip's number.
fn take_in(window: &ShopWindow) -> String {
    let page = &window.page;
    visit(page, "repair/new");
    page.press_exact("Nouveau");
    fill(page, "Nom", "Exemple");
    fill(page, "Prénom", "Agnès");
    fill(page, "Téléphone ou e-mail", "06 39 98 12 34");
    page.type_keys(&keys::ENTER.to_string(), PERSON);
    page.see("Agnès Exemple");
    fill(
        page,
        "Désignation",
        "Bague, métal blanc, pierre bleue ovale",
    );
    fill(
        page,
        "Dit par le client",
        "Agrandir, œuvre de sa grand-mère",
    );
    fill(page, "Poids brut", "3,4205");
    page.open_list("Ajouter un travail");
    page.choose("Autre travail");
    fill(page, "Travail", "Mise à taille 52 → 54");
    fill(page, "Prix TTC", "65");
    window.photograph("repair-0-form");
    page.press("Enregistrer le dépôt");
    page.find("h2 ~ span");
    let shown = page.see("-R");
    let number = shown
        .split_whitespace()
        .find(|word| word.contains("-R") && word.matches('-').count() == 2);
    number.expect("the slip's number").to_owned()
}

#[test]
#[ignore = "drives the real window: make test-desktop"]
fn a_ring_comes_in_is_sized_and_goes_home() {
    let home = TempDir::new().expect("a folder for the test");
    let (printer, labels) = (Printer::start(home.path()), LabelPrinter::start(10));
    let data = home.path().join("store");
    demonstration(&data, |store| {
        let on = |port: u16| format!("tcp://127.0.0.1:{port}");
        put_device(store, Kind::ReceiptPrinter, &on(printer.port));
        put_device(store, Kind::LabelPrinter, &on(labels.port));
    });
    let window = ShopWindow::open(home.path(), &data);
    let page = &window.page;
    open_the_day(&window);

    let number = take_in(&window);
    let envelope = format!("{number}-1");
    window.photograph("repair-1-taken-in");
    picked(page, "Papiers", "Imprimer le reçu");
    let claim = printer.wait_for_receipt(1);
    super::sell::keep(&claim, "repair-claim");
    for said in [&number, "Agnès Exemple", "pierre bleue ovale", "65,00"] {
        assert!(
            claim.text.contains(said),
            "{said} is not in\n{}",
            claim.text
        );
    }
    picked(page, "Papiers", "Imprimer les enveloppes");
    let label = wait_for("the envelope's label", Duration::from_secs(60), || {
        labels.labels().pop()
    });
    assert!(label.contains(&envelope), "{envelope} is not in\n{label}");

    // Money in advance, in cash.
    page.press("Mettre en caisse");
    page.find("[data-line]");
    in_cash(page);
    // For a service, and for money in advance, the paper comes by itself.
    let deposit = printer.wait_for_receipt(2);
    super::sell::keep(&deposit, "repair-deposit");
    assert!(deposit.text.contains("compte"), "{}", deposit.text);

    // Its envelope opens it from the board, and moves it along.
    visit(page, "repair");
    scan(page, &envelope, || page.find_now("h2 ~ span"));
    is(page, "Reçu");
    for (act, state) in [
        ("start", "À l’établi"),
        ("check", "Contrôle"),
        ("pass", "Prêt"),
    ] {
        window.photograph(&format!("repair-2-{act}"));
        scan(page, &envelope, || {
            let badge = page.find_now("h2 ~ span")?;
            (page.text(&badge) == state).then_some(())
        });
    }

    // Her slip at the till: the balance in the same cart as anything else.
    page.open("ecrin://localhost/till");
    page.find("[data-panel=shelf]");
    scan(page, &number, || page.find_now("[data-panel=job]"));
    page.press("Encaisser le solde");
    page.find("[data-line]");
    window.photograph("repair-3-balance");
    in_cash(page);
    let balance = printer.wait_for_receipt(3);
    super::sell::keep(&balance, "repair-balance");
    for said in ["Mise à taille 52", "65,00", &envelope] {
        assert!(
            balance.text.contains(said),
            "{said} is not in\n{}",
            balance.text
        );
    }

    // Another's slip is refused, nothing happens; hers is good, and the scale says the same as before.
    visit(page, "repair");
    scan(page, &envelope, || page.find_now("h2 ~ span"));
    page.press("Remettre au client");
    fill(page, "Reçu du client", "P1-R26-999");
    fill(page, "Poids à la remise", "3,4205");
    page.press_last("Remettre au client");
    page.see("celui d’un autre dépôt");
    is(page, "Prêt");
    fill(page, "Reçu du client", &number);
    page.press_last("Remettre au client");
    is(page, "Remis");
    window.photograph("repair-4-home");
}
