//! Every state of a ring and of a stone, what may be done with the two in it, and the way back of each.

use super::*;
use crate::stock::store::testing::{let_go, reserve};

/// The states that a piece can be in beside its own doing.
const STATES: [&str; 6] = [
    "available",
    "reserved",
    "sold",
    "withdrawn",
    "out",
    "theirs",
];

fn safe(store: &Store) -> Id<Place> {
    let place = store.read(|tx| place_by_code(tx, "COFFRE"));
    place.expect("a read").expect("the safe").id
}

fn now(store: &Store, id: Id<Piece>) -> Piece {
    let piece = store.read(move |tx| piece_by_id(tx, id));
    piece.expect("a read").expect("a piece")
}

fn entries(store: &Store, id: Id<Piece>) -> usize {
    let history = store.read(move |tx| custody::history(tx, id));
    history.expect("a read").len()
}

fn record(store: &Store, id: Id<Piece>, movement: Movement) -> Result<(), RecordError> {
    let recorded = store.write(move |tx| custody::record(tx, &cx(5), id, &movement));
    recorded.map(|written| written.value)
}

fn theirs() -> Party {
    Party::Supplier(Some(
        Id::<Supplier>::from_uuid(uuid::Uuid::from_u128(7)).uuid(),
    ))
}

/// Brings a piece into a state.
fn bring(store: &Store, id: Id<Piece>, state: &str) {
    let (memo, note) = ("CE1".to_owned(), "volée".to_owned());
    let movement = match state {
        "sold" => Movement::Sold {
            ticket: "T1".into(),
            customer: None,
        },
        "withdrawn" => Movement::Withdrawn { note },
        "out" => Movement::MemoSent {
            memo,
            holder: theirs(),
        },
        "theirs" => Movement::MemoReceived {
            memo,
            owner: theirs(),
        },
        "reserved" => return reserve(store, id),
        _ => return,
    };
    record(store, id, movement).expect(state);
}

/// And out of it again.
fn bring_back(store: &Store, id: Id<Piece>, state: &str) {
    let (memo, note, place) = ("CE1".to_owned(), String::new(), safe(store));
    let movement = match state {
        "sold" => Movement::Returned {
            ticket: "T2".into(),
            place: None,
        },
        "withdrawn" => Movement::BroughtBack { place, note },
        "out" => Movement::MemoReturned { memo, place, note },
        "theirs" => Movement::MemoKept { memo, note },
        "reserved" => return let_go(store),
        _ => return,
    };
    record(store, id, movement).expect(state);
}

/// What an act and its undoing leave as it was. Prices are given anew, ids and versions go on.
fn is(store: &Store, id: Id<Piece>) -> impl PartialEq + std::fmt::Debug + use<> {
    let piece = now(store, id);
    let parts = piece.sheet.components.into_iter();
    let parts: Vec<_> = parts
        .map(|part| (part.stone, part.weight, part.certificate_number))
        .collect();
    let sheet = (piece.sheet.cost, piece.sheet.gross, parts);
    (
        sheet,
        piece.state,
        piece.custody.owner,
        piece.custody.holder,
    )
}

fn set(store: &Store, ring: Id<Piece>, stone: Id<Piece>) -> Result<Piece, SetStoneError> {
    let input = SetStone {
        piece: ring,
        version: now(store, ring).version,
        stone,
        centre: false,
        gross: None,
        price: Some(Money::eur(500_000)),
    };
    let set = store.write(move |tx| set_stone(tx, &cx(3), input));
    set.map(|written| written.value)
}

/// Takes the stone out that stands at a place of the ring.
fn out(
    store: &Store,
    ring: Id<Piece>,
    at: usize,
    number: Option<&str>,
) -> Result<Piece, TakeOutError> {
    let piece = now(store, ring);
    let input = TakeOut {
        piece: ring,
        version: piece.version,
        component: piece.sheet.components[at].id,
        place: safe(store),
        new: number.map(|number| NewStone {
            id: cx(2).new_id(),
            number: number.into(),
            title: "Diamant rond".into(),
        }),
        cost: number.map(|_| Money::eur(60_000)),
        gross: None,
        price: Some(Money::eur(400_000)),
    };
    let taken = store.write(move |tx| take_out(tx, &cx(4), input));
    taken.map(|written| written.value)
}

fn found(store: &Store, number: &'static str) -> Id<Piece> {
    match store
        .read(move |tx| find_by_code(tx, number))
        .expect("a read")
    {
        Some(Found::Piece(piece)) => piece.id,
        other => panic!("{number}: {other:?}"),
    }
}

/// The ring J1 with a stone of its own, and the loose stone P2.
fn bench(store: &Store) -> (Id<Piece>, Id<Piece>) {
    let ring_1 = enter(store, ring(store, "J1")).expect("a ring").id;
    let ring_2 = enter(store, ring(store, "J2")).expect("a ring").id;
    out(store, ring_2, 0, Some("P2")).expect("a stone");
    (ring_1, found(store, "P2"))
}

/// Does an act in each state of one of the pieces: it is refused for `wanted`, and leaves everything as
/// it was; or it is done, and undone. Out of the state again, it is done in any case.
fn walk<E: std::fmt::Debug>(
    whose: fn(&Store) -> Id<Piece>,
    wanted: &[(&str, &str)],
    act: fn(&Store) -> Result<Piece, E>,
    undo: fn(&Store),
) {
    for state in STATES {
        let (_dir, store) = shop();
        let (ring, stone) = bench(&store);
        let before = (is(&store, ring), is(&store, stone));
        let changing = whose(&store);
        bring(&store, changing, state);
        let standing = (is(&store, ring), is(&store, stone));
        let told = (entries(&store, ring), entries(&store, stone));
        let done = act(&store);
        let refusal = wanted.iter().find(|(one, _)| *one == state);
        match (refusal, &done) {
            (Some((_, code)), Err(error)) => {
                assert!(format!("{error:?}").contains(code), "{state}: {error:?}");
                assert_eq!((is(&store, ring), is(&store, stone)), standing, "{state}");
                assert_eq!(
                    (entries(&store, ring), entries(&store, stone)),
                    told,
                    "{state}"
                );
                bring_back(&store, changing, state);
                act(&store).expect(state);
                undo(&store);
            }
            (None, Ok(_)) => {
                undo(&store);
                bring_back(&store, changing, state);
            }
            _ => panic!("{state}: {done:?}"),
        }
        assert_eq!((is(&store, ring), is(&store, stone)), before, "{state}");
    }
}

#[test]
fn a_stone_is_set_in_a_ring_of_every_state_and_taken_out_again() {
    walk(
        |store| found(store, "J1"),
        &[
            ("reserved", "Reserved(\"J1\")"),
            ("sold", "WrongState(Sold)"),
            ("withdrawn", "WrongState(Withdrawn)"),
            ("out", "WrongState(OnMemo)"),
            ("theirs", "OtherOwner(\"P2\")"),
        ],
        |store| set(store, found(store, "J1"), found(store, "P2")),
        |store| drop(out(store, found(store, "J1"), 1, None).expect("out again")),
    );
}

#[test]
fn a_stone_of_every_state_is_set_and_taken_out_again() {
    walk(
        |store| found(store, "P2"),
        &[
            ("reserved", "Reserved(\"P2\")"),
            ("sold", "WrongState(Sold)"),
            ("withdrawn", "WrongState(Withdrawn)"),
            ("out", "WrongState(OnMemo)"),
            ("theirs", "OtherOwner(\"P2\")"),
        ],
        |store| set(store, found(store, "J1"), found(store, "P2")),
        |store| drop(out(store, found(store, "J1"), 1, None).expect("out again")),
    );
}

#[test]
fn a_stone_is_taken_out_of_a_ring_of_every_state_and_set_again() {
    walk(
        |store| found(store, "J1"),
        &[
            ("reserved", "Reserved"),
            ("sold", "WrongState(Sold)"),
            ("withdrawn", "WrongState(Withdrawn)"),
            ("out", "WrongState(OnMemo)"),
        ],
        |store| out(store, found(store, "J1"), 0, Some("P1")),
        |store| drop(set(store, found(store, "J1"), found(store, "P1")).expect("set again")),
    );
}

#[test]
fn a_set_stone_goes_nowhere_by_itself_and_comes_out_as_it_went_in() {
    let (_dir, store) = shop();
    let (ring_1, stone) = bench(&store);
    let before = (is(&store, ring_1), is(&store, stone));
    set(&store, ring_1, stone).expect("set");
    let place = safe(&store);
    for movement in [
        Movement::Moved { place },
        Movement::Withdrawn { note: "x".into() },
        Movement::Sold {
            ticket: "T1".into(),
            customer: None,
        },
        Movement::MemoSent {
            memo: "CS1".into(),
            holder: theirs(),
        },
        Movement::BroughtBack {
            place,
            note: String::new(),
        },
        Movement::Mounted { into: "J2".into() },
    ] {
        let refused = record(&store, stone, movement.clone());
        assert!(
            matches!(refused, Err(RecordError::WrongState(State::Mounted))),
            "{movement:?}: {refused:?}"
        );
    }
    let again = set(&store, found(&store, "J2"), stone);
    assert!(matches!(
        again,
        Err(SetStoneError::WrongState(State::Mounted))
    ));
    // The ring goes, and comes back, with its stone.
    for state in ["sold", "withdrawn", "out"] {
        bring(&store, ring_1, state);
        assert_eq!(now(&store, stone).state, State::Mounted, "{state}");
        let taken = out(&store, ring_1, 1, None);
        assert!(taken.is_err(), "{state}: {taken:?}");
        bring_back(&store, ring_1, state);
    }
    out(&store, ring_1, 1, None).expect("out again");
    assert_eq!((is(&store, ring_1), is(&store, stone)), before);
}

#[test]
fn a_ring_is_taken_apart_and_put_together_again() {
    let (_dir, store) = shop();
    let (ring_1, stone) = bench(&store);
    set(&store, ring_1, stone).expect("a second stone");
    let whole = is(&store, ring_1);
    out(&store, ring_1, 0, Some("P1")).expect("the first");
    out(&store, ring_1, 0, None).expect("the second");
    assert!(now(&store, ring_1).sheet.components.is_empty());
    set(&store, ring_1, found(&store, "P1")).expect("the first again");
    set(&store, ring_1, stone).expect("the second again");
    assert_eq!(is(&store, ring_1), whole);
}

#[test]
fn nothing_is_there_twice() {
    let (_dir, store) = shop();
    let (ring_1, stone) = bench(&store);
    set(&store, ring_1, stone).expect("set");
    // Duplicated as a model, with nothing changed: the stone's number, its certificate, its id.
    let copy = |change: fn(&mut Sheet)| {
        let mut sheet = ring(&store, "J9");
        change(&mut sheet);
        enter(&store, sheet).expect_err("refused")
    };
    let number = copy(|sheet| sheet.number = "p2".into());
    assert!(matches!(
        number,
        CreatePieceError::Sheet(SheetError::NumberTaken(_))
    ));
    let certificate = copy(|sheet| {
        sheet.components[0].certificate_number = Some("GIA-J2".into());
    });
    assert!(
        matches!(&certificate, CreatePieceError::Sheet(SheetError::CertificateTaken { piece, .. })
            if piece == "J1"),
        "{certificate:?}"
    );
    let mut same_part = ring(&store, "J9");
    same_part.components[0].id = now(&store, ring_1).sheet.components[0].id;
    same_part.components[0].certificate_number = None;
    let refused = enter(&store, same_part.clone()).expect_err("refused");
    assert!(matches!(
        refused,
        CreatePieceError::Sheet(SheetError::ComponentTaken)
    ));
    let mut twice = ring(&store, "J9");
    twice.components.push(twice.components[0].clone());
    twice.components[1].certificate_number = None;
    let refused = enter(&store, twice).expect_err("refused");
    assert!(matches!(
        refused,
        CreatePieceError::Sheet(SheetError::ComponentTaken)
    ));
    // With parts of its own it is a piece like another.
    same_part.components[0].id = cx(9).new_id();
    enter(&store, same_part).expect("a copy");
}
