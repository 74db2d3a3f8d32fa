//! The exports of other programs: their columns, their rows that are no goods, their further rows.

use super::super::{DryRun, Table, detect, dry_run, in_stock, of_import, read_table};
use super::{at, committed, fixture, keyed_shop};
use crate::db::Store;
use crate::stock::find_by_code;

fn read(name: &str) -> Table {
    read_table(&fixture(name), None).expect("a table")
}

fn looked_at(store: &Store, table: &Table, family: Option<&str>) -> DryRun {
    let mut mapping = detect(table);
    mapping.family = family.map(str::to_owned);
    store
        .read(|tx| dry_run(tx, table, &mapping, at(0).date_naive()))
        .expect("a dry run")
}

fn refusals(run: &DryRun) -> Vec<(usize, &'static str)> {
    let problems = run.problems.iter();
    problems
        .filter(|problem| problem.severity == super::Severity::Refused)
        .map(|problem| (problem.line, problem.code))
        .collect()
}

#[test]
fn a_shopify_export() {
    let (_dir, store) = keyed_shop();
    let table = read("shopify.csv");
    let name = table.program.map(|program| program.name.as_str());
    assert_eq!(
        (name, table.left_out),
        (Some("Shopify"), 2),
        "a picture, a gift card"
    );
    let run = looked_at(&store, &table, None);
    assert_eq!(refusals(&run), [(7, "import.none_left")]);
    let import = committed(&store, &fixture("shopify.csv"));
    assert_eq!((import.piece_count, import.article_count), (3, 1));
    let piece = |number: &'static str| {
        let found = store
            .read(move |tx| find_by_code(tx, number))
            .expect("a read");
        match found {
            Some(super::Found::Piece(piece)) => piece.sheet,
            other => panic!("{number}: {other:?}"),
        }
    };
    let second = piece("SH-102");
    assert_eq!(
        second.title, "Solitaire Aube",
        "from the product's first row"
    );
    assert_eq!(second.maker.as_deref(), Some("Atelier Brume"));
    assert_eq!(second.price.map(units::Money::minor), Some(189_000));
    assert_eq!(
        second.alloy.map(|alloy| alloy.metal),
        Some(units::Metal::Gold)
    );
    assert!(
        second.notes.contains("Option1 Value: 54"),
        "{}",
        second.notes
    );
    assert!(
        second
            .notes
            .starts_with("Bague en or gris 750 , diamant 0,30 ct.")
    );
    assert_eq!(second.gross, None, "a parcel's weight is not a ring's");
    assert_eq!(piece("S000006").title, "Chaîne forçat");
}

#[test]
fn a_woocommerce_export_in_french() {
    let (_dir, store) = keyed_shop();
    let table = read("woocommerce.csv");
    assert_eq!(
        table.left_out, 2,
        "the product of the variations, the group"
    );
    let run = looked_at(&store, &table, None);
    assert_eq!(refusals(&run), []);
    assert_eq!((run.ready, run.articles), (3, 1));
    let family = |number: &str| {
        let sheet = run.sample.iter().find(|sheet| sheet.number == number);
        sheet.map(|sheet| sheet.family)
    };
    assert!(family("WC-ALL-54").is_some());
    assert_eq!(
        family("WC-ALL-54"),
        family("WC-ALL-56"),
        "by its record and by its number"
    );
    let weight = run.sample[0].gross.map(units::Weight::mg);
    assert_eq!(weight, Some(4_200));
}

#[test]
fn a_file_of_the_edge() {
    let (_dir, store) = keyed_shop();
    let table = read("the-edge.csv");
    assert_eq!(table.left_out, 1, "sold");
    let without = looked_at(&store, &table, None);
    assert_eq!(
        without.problems[0].code, "import.column_missing",
        "it names no family"
    );
    let run = looked_at(&store, &table, Some("ring"));
    assert_eq!((run.ready, run.refused), (2, 0), "{:?}", run.problems);
    assert_eq!(run.sample[0].title, "14K white gold ring, 0.25 ct");
    assert_eq!(run.sample[1].title, "Pearl necklace 45 cm");
    assert_eq!(run.new_suppliers, ["BRM", "ALP"]);
}

#[test]
fn a_file_with_some_of_the_headers_is_nobody_s() {
    let check = |text: &str| {
        let table = read_table(text.as_bytes(), None).expect("a table");
        assert!(table.program.is_none(), "{text}");
        assert_eq!(table.rows.len(), 1, "{text}");
    };
    check("Handle;Title;Price\na;b;1\n");
    check("ID;Type;Name\n1;variable;b\n");
    check("ItKey;itDesc\n1;b\n");
}

#[test]
fn what_a_file_brings_is_what_comes_in() {
    let (_dir, store) = keyed_shop();
    let before = store.read(in_stock).expect("figures");
    let run = looked_at(&store, &read("shopify.csv"), None);
    let (brings, articles) = (run.brings, run.articles);
    assert_eq!((brings.pieces, brings.units, articles), (3, 12, 1));
    // 2 × 1890 + 12 × 39.90 + 450, and 2 × 820 + 12 × 11.50.
    assert_eq!((brings.price_minor, brings.cost_minor), (470_880, 177_800));
    assert_eq!((brings.without_cost, brings.without_price), (1, 0));
    let import = committed(&store, &fixture("shopify.csv"));
    let came = store.read(|tx| of_import(tx, import.id)).expect("figures");
    assert_eq!(came, brings);
    let after = store.read(in_stock).expect("figures");
    assert_eq!(after.pieces, before.pieces + 3);
    assert_eq!(after.price_minor, before.price_minor + 470_880);
}
