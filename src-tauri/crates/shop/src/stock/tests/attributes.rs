//! A family's own fields, and the shop's.

use crate::db::Store;
use crate::db::testing::cx;
use crate::search::{Scope, find};
use crate::stock::testing::{enter, ring, shop};
use crate::stock::{CreatePieceError, EditPiece, Piece, Sheet, edit_piece, piece_by_id};

fn with(store: &Store, number: &str, attributes: &[(&str, &str)]) -> Sheet {
    let pairs = attributes.iter();
    Sheet {
        attributes: pairs
            .map(|(name, value)| ((*name).into(), (*value).into()))
            .collect(),
        ..ring(store, number)
    }
}

#[test]
fn are_kept_changed_and_found() {
    let (_dir, store) = shop();
    let sheet = with(
        &store,
        "M1",
        &[
            ("movement", "automatic"),
            ("case", "41.5"),
            ("Calibre", "ETA 2824"),
        ],
    );
    let piece = enter(&store, sheet.clone()).expect("a piece");
    let read = |piece: &Piece| {
        let id = piece.id;
        let found = store.read(move |tx| piece_by_id(tx, id)).expect("a read");
        found.expect("a piece").sheet.attributes
    };
    assert_eq!(read(&piece), sheet.attributes);
    let count = |words: &'static str| {
        let hits = store
            .read(move |tx| find(tx, words, Scope::All, 10))
            .expect("a search");
        hits.len()
    };
    assert_eq!(
        [count("automatique"), count("2824"), count("quartz")],
        [1, 1, 0]
    );
    let edit = EditPiece {
        id: piece.id,
        version: piece.version,
        sheet: with(&store, "M1", &[("movement", "quartz")]),
    };
    store
        .write(move |tx| edit_piece(tx, &cx(2), edit))
        .expect("an edit");
    assert_eq!(read(&piece).len(), 1);
    assert_eq!([count("automatique"), count("quartz")], [0, 1]);
}

#[test]
fn say_something_that_their_field_takes() {
    let (_dir, store) = shop();
    let check = |attributes: &[(&str, &str)], code: &str| match enter(
        &store,
        with(&store, "M1", attributes),
    ) {
        Err(CreatePieceError::Sheet(error)) => assert_eq!(error.code(), code, "{attributes:?}"),
        other => panic!("{attributes:?}: {other:?}"),
    };
    let long = "x".repeat(201);
    check(&[("Calibre", " ")], "stock.attribute_empty");
    check(&[(" ", "ETA")], "stock.attribute_empty");
    check(&[("Calibre", &long)], "stock.text_too_long");
    check(&[(&long[..41], "ETA")], "stock.text_too_long");
    check(&[("movement", "steam")], "stock.word_unknown");
    for wrong in ["0", "-4", "41,5", "wide", "1e3x"] {
        check(&[("case", wrong)], "stock.attribute_number");
    }
    let names: Vec<String> = (0..31).map(|n| format!("n{n}")).collect();
    let many: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x")).collect();
    check(&many, "stock.too_many_attributes");
    enter(&store, with(&store, "M1", &many[..30])).expect("thirty");
}
