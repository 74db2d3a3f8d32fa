//! A file from the person's disk reaches the store whole, through the window's own scheme.

use std::fmt::Write as _;
use std::time::Duration;

use shop::db::{Store, tell_nobody};
use tempfile::TempDir;
use tests::rig::{ShopWindow, wait_for};

use super::demonstration::{demonstration, sign_in};

/// More than a megabyte of stock: long enough to be read in many parts.
const ROWS: i64 = 20_000;

fn stock_file() -> String {
    let mut text = String::from("Numéro;Désignation;Prix\n");
    for row in 0..ROWS {
        writeln!(
            text,
            "W{row:05};Bague or jaune 750 ‰, émeraude n° {row};1290,00"
        )
        .expect("a string takes all");
    }
    text
}

#[test]
#[ignore = "drives the real window: make test-desktop"]
fn a_stock_file_of_a_megabyte_arrives_whole() {
    let home = TempDir::new().expect("a folder for the test");
    let data = home.path().join("store");
    demonstration(&data, |_| ());
    let file = stock_file();
    assert!(file.len() > 1 << 20, "{} bytes", file.len());

    let path = home.path().join("stock.csv");
    std::fs::write(&path, &file).expect("the test's folder can be written");

    let window = ShopWindow::open(home.path(), &data);
    let page = &window.page;
    sign_in(page);
    page.see("Comptez le fond de caisse");
    page.open("ecrin://localhost/office/import");
    page.see("Import");
    page.choose_file(&page.find("input[type=file]"), &path);
    page.see("stock.csv");
    page.see("Vérifiez à quoi correspond chaque colonne");
    window.photograph("upload");
    drop(window);

    let (key, holder) = (tests::KEY, tests::holder());
    let store = wait_for("the window to let go", Duration::from_secs(60), || {
        Store::open(&data, &key, &holder, tell_nobody()).ok()
    });
    let (name, kept, rows): (String, Vec<u8>, i64) = tests::raw(&store)
        .query_row(
            "SELECT i.file_name, f.bytes, i.row_count FROM import i JOIN file f ON f.id = i.file_id",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .expect("the import");
    assert_eq!(name, "stock.csv");
    assert_eq!(kept.len(), file.len(), "bytes");
    assert!(kept == file.as_bytes(), "the same length, other bytes");
    assert_eq!(rows, ROWS);
}
