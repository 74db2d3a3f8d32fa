//! The first ticket, on the real window: a certified ring from the demonstration shop is scanned,
//! paid in part by card and in part in cash, and its receipt comes out of a printer that nobody here
//! wrote, which also opens its drawer.

use std::path::Path;
use std::time::Duration;

use serde_json::json;
use shop::db::Store;
use shop::devices::Kind;
use tempfile::TempDir;
use tests::rig::{Printer, Receipt, ShopWindow, wait_for, webdriver::keys};

use super::demonstration::{PERSON, demonstration, open_the_day, put_device, scan};

/// A ring of the demonstration shop that is still for sale.
struct Ring {
    number: String,
    price_minor: i64,
    certificate: String,
}

fn certified_ring(store: &Store) -> Ring {
    tests::raw(store)
        .query_row(
            "SELECT p.number, p.price_minor, c.certificate_number FROM piece p \
             JOIN component c ON c.piece_id = p.id \
             WHERE p.state = 'available' AND p.title = ?1 AND c.certificate_number IS NOT NULL \
             ORDER BY p.number LIMIT 1",
            ["Solitaire or jaune, diamant"],
            |row| {
                Ok(Ring {
                    number: row.get(0)?,
                    price_minor: row.get(1)?,
                    certificate: row.get(2)?,
                })
            },
        )
        .expect("a certified solitaire is still for sale")
}

/// Types into a field as a person does: the driver's own typing is as fast as a scanner's, and the
/// till takes it for one.
fn type_into(window: &ShopWindow, label: &str, text: &str) {
    let page = &window.page;
    page.click(&page.field(label));
    page.run("document.activeElement.select()", &[]);
    page.type_keys(text, PERSON);
}

/// Digits without the spaces that French puts between thousands and before the euro.
fn squeezed(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace()).collect()
}

/// An amount as people read it, squeezed: 3 040,00 € is `3040,00€`.
fn euros(minor: i64) -> String {
    format!("{},{:02}€", minor / 100, minor % 100)
}

pub(super) fn keep(receipt: &Receipt, name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../out/desktop");
    std::fs::create_dir_all(&folder).expect("out/ can be written");
    std::fs::write(folder.join(format!("{name}.png")), &receipt.image).expect("out/");
    std::fs::write(folder.join(format!("{name}.txt")), &receipt.text).expect("out/");
}

#[test]
#[ignore = "drives the real window: make test-desktop"]
fn a_scanned_ring_is_sold_and_its_receipt_printed() {
    let home = TempDir::new().expect("a folder for the test");
    let printer = Printer::start(home.path());
    let data = home.path().join("store");
    let ring = demonstration(&data, |store| {
        let address = format!("tcp://127.0.0.1:{}", printer.port);
        put_device(store, Kind::ReceiptPrinter, &address);
        certified_ring(store)
    });
    let window = ShopWindow::open(home.path(), &data);
    let page = &window.page;
    open_the_day(&window);
    window.photograph("sell-1-till");

    // From the shelf, with the focus wherever it is.
    scan(page, &ring.number, || page.find_now("[data-line]"));
    wait_for("the ring's photo", Duration::from_secs(60), || {
        let drawn = "const [done] = arguments, photo = document.querySelector('[data-line] img'); \
            if (!photo) return done(false); photo.decode().then(() => requestAnimationFrame(() => \
            requestAnimationFrame(() => done(photo.naturalWidth > 0))), () => done(false))";
        (page.run_async(drawn, &[]) == json!(true)).then_some(())
    });
    window.photograph("sell-2-scanned");
    // The driver's own text leaves out what is clipped at the end of its line.
    let line = page.run(
        "return document.querySelector('[data-line]').innerText",
        &[],
    );
    let line = line.as_str().unwrap_or_default();
    for expected in [
        "Solitaire or jaune, diamant",
        &ring.number,
        &ring.certificate,
    ] {
        assert!(line.contains(expected), "{expected} is not in {line}");
    }
    assert!(squeezed(line).contains(&euros(ring.price_minor)), "{line}");

    // All but 90 € by card: a certified ring costs more than the law lets anybody pay in cash.
    page.type_keys(&keys::F9.to_string(), PERSON);
    page.press("Carte");
    let by_card = euros(ring.price_minor - 9_000);
    type_into(&window, "Montant", by_card.trim_end_matches('€'));
    type_into(&window, "N° d’autorisation", "A1B2C3");
    window.photograph("sell-3-card");
    page.press("Encaisser cette part");
    wait_for("90 € left to pay", Duration::from_secs(60), || {
        let left = page.text(&page.find_now("[data-left]")?);
        (squeezed(&left) == "90,00€").then_some(())
    });
    assert!(!printer.drawer_is_open(), "nobody paid in cash yet");
    page.press("Espèces");
    type_into(&window, "Montant", "100");
    page.press("rendre");
    page.find("[data-done]");
    let change = page.text(&page.find("[data-change]"));
    assert_eq!(squeezed(&change), "10,00€");
    wait_for("the drawer", Duration::from_secs(60), || {
        printer.drawer_is_open().then_some(())
    });
    window.photograph("sell-4-done");

    // Paper only when it is wanted.
    assert_eq!(printer.receipts().len(), 0, "nobody asked for paper");
    page.press("Imprimer le ticket");
    let receipt = printer.wait_for_receipt(1);
    keep(&receipt, "sell-receipt");
    window.photograph("sell-5-printed");
    let done = page.see("Ticket imprimé");
    let number = done
        .split("Ticket ")
        .nth(1)
        .and_then(|rest| rest.split_whitespace().next());
    check_receipt(&receipt, &ring, number.expect("the ticket's number"));

    // The next scan is the next customer, and this ring is nobody's any more.
    scan(page, &ring.number, || {
        let shown = page.text(&page.find_now("body")?);
        shown.contains("vendu").then_some(())
    });
    window.photograph("sell-6-sold-already");
}

/// What stands on the paper, as the printer's own code pages show it.
fn check_receipt(receipt: &Receipt, ring: &Ring, ticket: &str) {
    let text = &receipt.text;
    // The till's number and a count, joined by a hyphen that is a hyphen.
    assert!(ticket.starts_with("1-"), "{ticket}");
    let paper = squeezed(text);
    for expected in [
        "Maison Démonstration",
        "maison-demonstration",
        "Solitaire or jaune, diamant",
        "Servi par Léa",
        "Espèces",
        "Reçu",
        "750 ‰",
        "Carte bancaire (autorisation A1B2C3)",
        &format!("N° {ticket}"),
        &ring.number,
        &ring.certificate,
    ] {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
    for amount in [
        euros(ring.price_minor),
        euros(ring.price_minor - 9_000),
        "100,00€".into(),
        "10,00€".into(),
    ] {
        assert!(paper.contains(&amount), "{amount} is not in\n{text}");
    }
    for wrong in ['\u{FFFD}', '\u{ad}', '┼', 'Ã'] {
        assert!(!text.contains(wrong), "{wrong:?} is in\n{text}");
    }
    assert!(receipt.image.starts_with(b"\x89PNG"), "a picture");
}
