//! The whole life of a custom ring in the real window: the wish, the quote, money in advance, its envelope
//! out of a label printer and through the bench, the balance by scanning, and home it goes, compared
//! with what was agreed and signed for by both.

use std::time::Duration;

use shop::devices::Kind;
use tempfile::TempDir;
use tests::rig::webdriver::{Session, keys};
use tests::rig::{LabelPrinter, Printer, ShopWindow, wait_for};

use super::demonstration::{demonstration, open_the_day, put_device, scan};
use super::repair::{fill, in_cash, picked, sign, visit};

/// How far the order is, as its page says.
fn state(page: &Session) -> Option<String> {
    let badge = page.find_now("[aria-label='Étapes'] > span")?;
    Some(page.text(&badge))
}

fn is(page: &Session, wanted: &str) {
    wait_for(wanted, Duration::from_secs(60), || {
        (state(page)? == wanted).then_some(())
    });
}

/// Opens an order for a new customer; gives its number.
fn wish(window: &ShopWindow) -> String {
    let page = &window.page;
    visit(page, "custom/new");
    page.press_exact("Nouveau");
    fill(page, "Nom", "Exemple");
    fill(page, "Prénom", "Agnès");
    page.type_keys(&keys::ENTER.to_string(), super::demonstration::PERSON);
    page.see("Agnès Exemple");
    fill(page, "Titre", "Alliance en or gris brossé");
    fill(
        page,
        "Ce que dit le client",
        "Œuvre simple, pour le 12 juin",
    );
    fill(page, "Tour de doigt", "52");
    page.press("Ouvrir la création");
    is(page, "Demande");
    let shown = page.see("-C");
    let number = shown
        .split_whitespace()
        .find(|word| word.contains("-C") && word.matches('-').count() == 2);
    number.expect("the order's number").to_owned()
}

/// Writes a quote of one price, hands it over, and hears the customer agree.
fn quote(window: &ShopWindow) {
    let page = &window.page;
    page.press("Commencer l’étude");
    is(page, "À l’étude");
    page.press("Écrire un devis");
    page.press("Façon");
    fill(page, "Désignation", "Façon, brossage, gravure");
    fill(page, "Durée", "60");
    fill(page, "Prix TTC", "900");
    page.press("Calculer et enregistrer");
    page.press("Remettre le devis");
    page.see("Le devis est verrouillé");
    page.press_last("Remettre le devis");
    is(page, "Devis remis");
    window.photograph("custom-1-quoted");
    page.press("Le client approuve");
    page.press_last("Le client approuve");
    is(page, "Approuvée");
}

#[test]
#[ignore = "drives the real window: make test-desktop"]
fn a_ring_is_wished_for_made_and_goes_home() {
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

    let number = wish(&window);
    quote(&window);

    // A third in advance, in cash; the paper comes by itself.
    page.press("Encaisser");
    page.press("Mettre en caisse");
    page.find("[data-line]");
    in_cash(page);
    let deposit = printer.wait_for_receipt(1);
    super::sell::keep(&deposit, "custom-deposit");
    for said in ["270,00", &number] {
        assert!(
            deposit.text.contains(said),
            "{said} is not in\n{}",
            deposit.text
        );
    }

    // Its envelope opens it from the list, and begins the work.
    visit(page, "custom");
    scan(page, &number, || state(page));
    picked(page, "Autres actions", "Imprimer l’enveloppe");
    let label = wait_for("the envelope's label", Duration::from_secs(60), || {
        labels.labels().pop()
    });
    assert!(label.contains(&number), "{number} is not in\n{label}");
    scan(page, &number, || {
        (state(page)? == "En fabrication").then_some(())
    });
    // What the quote promised is the list of what it is made of; an hour of it is done.
    page.press("Reprendre le devis");
    page.press("Saisir du temps");
    fill(page, "Durée", "60");
    page.press_last("Saisir du temps");
    page.see("Dans l’ouvrage");
    window.photograph("custom-2-bench");
    page.press("La pièce est prête");
    page.see("La pièce entre en stock");
    window.photograph("custom-2-finish");
    page.press_last("La pièce est prête");
    is(page, "Prête");

    // Nobody takes home what is not paid.
    page.press("Remettre au client");
    page.see("encaissez d’abord");
    page.open("ecrin://localhost/till");
    page.find("[data-panel=shelf]");
    scan(page, &number, || page.find_now("[data-panel=custom]"));
    page.press("Encaisser le solde");
    page.find("[data-line]");
    window.photograph("custom-3-balance");
    in_cash(page);
    let balance = printer.wait_for_receipt(2);
    super::sell::keep(&balance, "custom-balance");
    for said in ["Façon, brossage", "900,00", "630,00", &number] {
        assert!(
            balance.text.contains(said),
            "{said} is not in\n{}",
            balance.text
        );
    }

    visit(page, "custom");
    scan(page, &number, || state(page));
    is(page, "Prête");
    // What was made is what was agreed, and both sides sign for it.
    page.press("Remettre au client");
    let alike = page.field("Gravure, taille et détails conformes");
    page.click(&alike);
    window.photograph("custom-4-compared");
    page.press_last("Remettre au client");
    sign(page);
    page.press("Signer pour la maison");
    is(page, "Remise");
    window.photograph("custom-4-home");
}
