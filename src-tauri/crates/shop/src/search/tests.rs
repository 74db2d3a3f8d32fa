//! What finds what.

use units::Money;

use super::{Hit, Scope, find};
use crate::db::Store;
use crate::db::testing::cx;
use crate::stock::custody::{self, Movement};
use crate::stock::testing::{enter, ring, shop};
use crate::stock::{EditPiece, SaveArticle, VatRegime, edit_piece, family_by_code, save_article};

fn stocked() -> (tempfile::TempDir, Store) {
    let (dir, store) = shop();
    for (number, title, stone) in [
        ("J104", "Solitaire Étoile", "diamond"),
        ("J105", "Bague Cœur d'Émeraude", "emerald"),
        ("J106", "Alliance Duo", "diamond"),
        ("J200", "Marguerite ancienne", "sapphire"),
    ] {
        let mut sheet = ring(&store, number);
        sheet.title = title.into();
        sheet.components[0].stone.as_mut().expect("a stone").kind = stone.into();
        enter(&store, sheet).expect("a piece");
    }
    let family = store
        .read(|tx| family_by_code(tx, "charm"))
        .expect("a read")
        .expect("a family");
    let charm = SaveArticle {
        id: cx(0).new_id(),
        version: None,
        number: "B12".into(),
        barcode: Some("3760000000017".into()),
        family: family.id,
        title: "Breloque étoile argent".into(),
        cost: None,
        price: Money::eur(1_900),
        vat_regime: VatRegime::Standard,
        favourite: false,
        active: true,
        photo: None,
    };
    store
        .write(move |tx| save_article(tx, &cx(1), charm))
        .expect("an article");
    (dir, store)
}

fn numbers(store: &Store, text: &str, scope: Scope) -> Vec<String> {
    store
        .read(|tx| find(tx, text, scope, 20))
        .expect("a search")
        .into_iter()
        .map(|hit| match hit {
            Hit::Piece(piece) => piece.number,
            Hit::Article(article) => article.number,
        })
        .collect()
}

#[test]
fn finds_what_is_meant() {
    let (_dir, store) = stocked();
    let check = |text: &str, expected: &[&str]| {
        assert_eq!(numbers(&store, text, Scope::Available), expected, "{text}");
    };
    // Numbers, certificates, barcodes, and how they begin.
    check("J104", &["J104"]);
    check("j10", &["J104", "J105", "J106"]);
    check("GIA-J20", &["J200"]);
    check("3760000000017", &["B12"]);
    // Words, accents and ligatures or none, in any order, in either language.
    check("étoile", &["B12", "J104"]);
    check("etoile", &["B12", "J104"]);
    check("coeur bague", &["J105"]);
    // A letter beside a word says nothing, by itself it begins words.
    check("l’étoile", &["B12", "J104"]);
    check("étoile x", &["B12", "J104"]);
    check("x", &[]);
    check("sapphire", &["J200"]);
    check("saphir or blanc", &["J200"]);
    // Fragments, from the beginning and from within.
    check("soli", &["J104"]);
    check("guerite", &["J200"]);
    check("eme", &["J105"]);
    // Typing errors: a letter wrong, missing, too many, two swapped.
    check("solotaire", &["J104"]);
    check("soltaire", &["J104"]);
    check("soliitaire", &["J104"]);
    check("soliatire", &["J104"]);
    check("margerite", &["J200"]);
    // A weight in either notation.
    check("0,70 emeraude", &["J105"]);
    check("0.7 ct emeraude", &[]);
    // Nothing, and what is no search at all.
    check("", &[]);
    check("zzzzzz", &[]);
    check("étoile zzzzzz", &[]);
    check("\" OR * NEAR( ^ - : étoile", &[]);
    check("';DROP TABLE piece;--", &[]);
    check(&"a".repeat(100_000), &[]);
}

#[test]
fn what_is_sold_or_renamed_is_found_as_such() {
    let (_dir, store) = stocked();
    let piece = store
        .read(|tx| crate::stock::find_by_code(tx, "J104"))
        .expect("a read");
    let Some(crate::stock::Found::Piece(piece)) = piece else {
        panic!("{piece:?}");
    };
    let mut sheet = piece.sheet.clone();
    sheet.title = "Bague Comète".into();
    let input = EditPiece {
        id: piece.id,
        version: piece.version,
        sheet,
    };
    store
        .write(move |tx| edit_piece(tx, &cx(2), input))
        .expect("an edit");
    assert_eq!(numbers(&store, "étoile", Scope::All), ["B12"]);
    assert_eq!(numbers(&store, "comete", Scope::Available), ["J104"]);
    let id = piece.id;
    let sold = Movement::Sold {
        ticket: "P1-1".into(),
        customer: None,
    };
    store
        .write(move |tx| custody::record(tx, &cx(3), id, &sold))
        .expect("a sale");
    assert!(numbers(&store, "comete", Scope::Available).is_empty());
    assert!(numbers(&store, "J104", Scope::Available).is_empty());
    assert_eq!(numbers(&store, "comete", Scope::All), ["J104"]);
}
