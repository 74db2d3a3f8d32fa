//! What an import brought and was sold, or is on memo, stands in the way of taking the import back.

use super::*;
use crate::stock::Party;

#[test]
fn an_import_of_which_something_was_sold_stays() {
    let (_dir, store) = keyed_shop();
    let import = committed(&store, many(3).as_bytes());
    let found = store.read(|tx| find_by_code(tx, "N00001")).expect("a read");
    let Some(Found::Piece(piece)) = found else {
        panic!("{found:?}");
    };
    let id = piece.id;
    for movement in [
        Movement::Sold {
            ticket: "P1-1".into(),
            customer: None,
        },
        Movement::Returned {
            ticket: "P1-2".into(),
            place: None,
        },
    ] {
        store
            .write(move |tx| custody::record(tx, &cx(6), id, &movement))
            .expect("moved");
        let refused = undo(&store, &clock, import.id);
        let Err(UndoError::Sold(held)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(
            (held[0].number.as_str(), held[0].by.as_str()),
            ("N00001", "P1-1")
        );
    }
    assert_eq!(count(&store, State::Available), 3);
}

#[test]
fn an_import_of_which_something_went_on_memo_stays() {
    let (_dir, store) = keyed_shop();
    let import = committed(&store, many(3).as_bytes());
    let found = store.read(|tx| find_by_code(tx, "N00001")).expect("a read");
    let Some(Found::Piece(piece)) = found else {
        panic!("{found:?}");
    };
    let (id, memo) = (piece.id, "MS1".to_owned());
    let holder = Party::Supplier(Some(cx(9).new_id::<()>().uuid()));
    store
        .write(move |tx| custody::record(tx, &cx(6), id, &Movement::MemoSent { memo, holder }))
        .expect("sent");
    let refused = undo(&store, &clock, import.id);
    let Err(UndoError::Sold(held)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(
        (held[0].number.as_str(), held[0].by.as_str()),
        ("N00001", "MS1")
    );
    assert_eq!(count(&store, State::Available), 2);
}
