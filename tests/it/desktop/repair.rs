//! The whole life of a repair in the real window: a ring comes in with its photo and its stones and is signed
//! for, its papers come out of printers that nobody here wrote, money in advance and the balance go through
//! the till, its envelope moves it along, an estimate is agreed to, another workshop has it and bills, and it
//! goes home, compared, signed for by both and under warranty.

use std::path::{Path, PathBuf};
use std::time::Duration;

use image::{Rgb, RgbImage};
use shop::devices::Kind;
use tempfile::TempDir;
use tests::rig::webdriver::{Session, keys};
use tests::rig::{LabelPrinter, Printer, Receipt, ShopWindow, wait_for};

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

/// A picture that nobody took: a gradient, as large as a telephone's small ones.
fn photo(home: &Path) -> PathBuf {
    let path = home.join("bague.png");
    let picture = RgbImage::from_fn(640, 480, |x, y| {
        let light = |at: u32| u8::try_from(at % 256).unwrap_or(u8::MAX);
        Rgb([light(x / 3), light(y / 2), 120])
    });
    picture
        .save(&path)
        .expect("the test's folder can be written");
    path
}

/// Somebody draws their name, and it is kept.
pub(super) fn sign(page: &Session) {
    let wave = (0..40_i32).map(|at| (at * 6 - 120, if at % 4 < 2 { -18 } else { 18 }));
    page.draw(&page.find("canvas"), &wave.collect::<Vec<_>>());
    page.press("Garder ce tracé");
}

/// The paper says each of these.
fn said(receipt: &Receipt, words: &[&str]) {
    for word in words {
        assert!(
            receipt.text.contains(word),
            "{word} is not in\n{}",
            receipt.text
        );
    }
}

/// The paper shows a photo: as many rows as one is high, with dots all over and not only where text is.
fn shows_a_photo(receipt: &Receipt) {
    let paper = image::load_from_memory(&receipt.image)
        .expect("a picture")
        .to_luma8();
    let dotted = |y: &u32| {
        let dots = (0..paper.width()).filter(|x| paper.get_pixel(*x, *y).0[0] < 128);
        dots.count() * 10 > usize::try_from(paper.width()).unwrap_or(usize::MAX)
    };
    let rows: Vec<bool> = (0..paper.height()).map(|y| dotted(&y)).collect();
    let longest = rows.split(|dotted| !dotted).map(<[bool]>::len).max();
    assert!(
        longest > Some(100),
        "the longest run of dotted rows is {longest:?}"
    );
}

/// Takes a ring in for a new customer, with its stones and a photo; gives the claim slip's number.
fn take_in(window: &ShopWindow, photo: &Path) -> String {
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
    page.press("Ajouter une pierre");
    fill(page, "Emplacement", "Centre");
    page.fill(&page.field_exact("Pierre"), "pierre bleue, ovale");
    fill(page, "Défaut vu", "égrisure à 3 h");
    page.open_list("Ajouter un travail");
    page.choose("Autre travail");
    fill(page, "Travail", "Mise à taille 52 → 54");
    fill(page, "Prix TTC", "65");
    page.choose_file(&page.find("input[type=file]"), photo);
    page.find("img[alt*='bague.png']");
    window.photograph("repair-0-form");
    page.press("Enregistrer le dépôt");
    page.find("h2 ~ span");
    let shown = page.see("-R");
    let number = shown
        .split_whitespace()
        .find(|word| word.contains("-R") && word.matches('-').count() == 2);
    number.expect("the slip's number").to_owned()
}

/// The envelope moves the job to this state.
fn moves(page: &Session, envelope: &str, state: &str) {
    scan(page, envelope, || {
        let badge = page.find_now("h2 ~ span")?;
        (page.text(&badge) == state).then_some(())
    });
}

/// What it will cost is submitted, and the customer agrees at the counter.
fn estimate(window: &ShopWindow) {
    let page = &window.page;
    picked(page, "Autres étapes", "Soumettre le devis");
    page.field("Valable jusqu’au");
    window.photograph("repair-2-estimate");
    page.press_last("Soumettre le devis");
    is(page, "Accord attendu");
    page.press("Devis accepté");
    page.open_list("Par quel moyen");
    page.choose("Au comptoir");
    page.press_last("Devis accepté");
    is(page, "À l’établi");
}

/// Sent to another workshop with its slip, back with its invoice.
fn outside(window: &ShopWindow, envelope: &str) {
    let page = &window.page;
    picked(page, "Autres étapes", "Envoyer à un confrère");
    page.press("Envoyer à un confrère");
    page.open_list("Confrère ou atelier");
    page.type_keys(&keys::DOWN.to_string(), PERSON);
    page.type_keys(&keys::ENTER.to_string(), PERSON);
    fill(page, "Prix convenu HT", "50");
    window.photograph("repair-2-vendor");
    page.press_last("Envoyer à un confrère");
    page.see("À l’atelier");
    page.press("Revenu de l’atelier");
    page.press_last("Revenu de l’atelier");
    page.press("Saisir la facture");
    fill(page, "Facturé HT", "50");
    fill(page, "Numéro de la facture", "F-2026-7");
    fill(page, "TVA de la facture", "10");
    page.press_last("Saisir la facture");
    page.see("-FF");
    window.photograph("repair-2-invoice");
    visit(page, "repair");
    scan(page, envelope, || page.find_now("h2 ~ span"));
}

/// Another's slip is refused, nothing happens; hers is good. The scale says what it said before, each stone
/// is looked at, and both sides sign.
fn hand_over(window: &ShopWindow, number: &str) {
    let page = &window.page;
    page.press("Remettre au client");
    fill(page, "Reçu du client", "P1-R26-999");
    fill(page, "Poids à la remise", "3,4205");
    page.press("Présente");
    page.press_last("Remettre au client");
    page.see("celui d’un autre dépôt");
    is(page, "Prêt");
    fill(page, "Reçu du client", number);
    let alike = page.field("Comparé aux photos");
    page.click(&alike);
    window.photograph("repair-4-compared");
    page.press_last("Remettre au client");
    sign(page);
    page.press("Signer pour la maison");
    is(page, "Remis");
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
    visit(page, "settings/bench");
    fill(page, "Durée de garantie", "12");
    page.type_keys(&keys::ENTER.to_string(), PERSON);
    page.see("Enregistré");

    let number = take_in(&window, &photo(home.path()));
    let envelope = format!("{number}-1");
    window.photograph("repair-1-taken-in");
    page.press("Faire signer le dépôt");
    sign(page);
    page.find("img[alt*='Signature de Agnès Exemple']");
    window.photograph("repair-1-signed");
    picked(page, "Papiers", "Imprimer le reçu");
    let claim = printer.wait_for_receipt(1);
    shows_a_photo(&claim);
    super::sell::keep(&claim, "repair-claim");
    said(
        &claim,
        &[
            &number,
            "Agnès Exemple",
            "pierre bleue ovale",
            "65,00",
            "Centre",
        ],
    );
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
    said(&deposit, &["compte"]);

    // Its envelope opens it from the board, and moves it along; that its work is good, a person says.
    visit(page, "repair");
    scan(page, &envelope, || page.find_now("h2 ~ span"));
    is(page, "Reçu");
    moves(page, &envelope, "À l’établi");
    estimate(&window);
    outside(&window, &envelope);
    is(page, "À l’établi");
    moves(page, &envelope, "Contrôle");
    scan(page, &envelope, || {
        let shown = page.text(&page.find_now("body")?);
        shown.contains("L’objet a été revu").then_some(())
    });
    window.photograph("repair-2-pass");
    page.type_keys(&keys::ENTER.to_string(), PERSON);
    is(page, "Prêt");

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
    said(&balance, &["Mise à taille 52", "65,00", &envelope]);

    visit(page, "repair");
    scan(page, &envelope, || page.find_now("h2 ~ span"));
    hand_over(&window, &number);
    window.photograph("repair-4-home");

    // The warranty card prints; a redo is one press later.
    page.press("Imprimer la garantie");
    let card = printer.wait_for_receipt(4);
    super::sell::keep(&card, "repair-warranty");
    said(&card, &[&envelope, "Mise à taille 52"]);
    page.press("Reprendre sous garantie");
    page.see("Agnès Exemple");
    page.press("Enregistrer le dépôt");
    page.see("Repris sous garantie");
    window.photograph("repair-5-redo");
}
