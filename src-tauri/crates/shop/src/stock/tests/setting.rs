//! A stone leaves one ring and goes into another.

use units::Carat;

use super::*;

fn place(store: &Store) -> Id<Place> {
    let place = store.read(|tx| place_by_code(tx, "COFFRE"));
    place.expect("a read").expect("the safe").id
}

fn now(store: &Store, id: Id<Piece>) -> Piece {
    let piece = store.read(|tx| piece_by_id(tx, id));
    piece.expect("a read").expect("a piece")
}

fn by_number(store: &Store, number: &'static str) -> Piece {
    match store.read(|tx| find_by_code(tx, number)).expect("a read") {
        Some(Found::Piece(piece)) => *piece,
        other => panic!("{number}: {other:?}"),
    }
}

/// What is told of a piece, and the other piece's number.
fn told(store: &Store, id: Id<Piece>) -> Vec<(String, Option<String>)> {
    let entries = store.read(|tx| custody::history(tx, id)).expect("a read");
    let told = entries.into_iter().map(|one| (one.reason, one.document));
    told.collect()
}

fn out_of(store: &Store, piece: &Piece, number: Option<&str>) -> TakeOut {
    TakeOut {
        piece: piece.id,
        version: piece.version,
        component: piece.sheet.components[0].id,
        place: place(store),
        new: number.map(|number| NewStone {
            id: cx(2).new_id(),
            number: number.into(),
            title: "Diamant rond".into(),
        }),
        cost: Some(Money::eur(60_000)),
        gross: None,
        price: None,
    }
}

fn into(piece: &Piece, stone: &Piece) -> SetStone {
    SetStone {
        piece: piece.id,
        version: piece.version,
        stone: stone.id,
        centre: true,
        gross: None,
        price: Some(Money::eur(410_000)),
    }
}

fn take(store: &Store, input: TakeOut) -> Result<Piece, TakeOutError> {
    let taken = store.write(move |tx| take_out(tx, &cx(2), input));
    taken.map(|written| written.value)
}

fn set(store: &Store, input: SetStone) -> Result<Piece, SetStoneError> {
    let set = store.write(move |tx| set_stone(tx, &cx(3), input));
    set.map(|written| written.value)
}

/// A ring without a stone.
fn mount(store: &Store, number: &str) -> Piece {
    let mut sheet = ring(store, number);
    sheet.components.clear();
    sheet.gross = Weight::from_mg(3_280).ok();
    sheet.cost = Some(Money::eur(20_000));
    enter(store, sheet).expect("a mount")
}

fn pair(words: &[(&str, &str)]) -> Vec<(String, Option<String>)> {
    let pairs = words.iter().map(|(reason, other)| {
        let other = (!other.is_empty()).then(|| (*other).to_owned());
        ((*reason).to_owned(), other)
    });
    pairs.collect()
}

#[test]
fn a_stone_goes_from_one_ring_to_another_and_all_three_tell_it() {
    let (_dir, store) = shop();
    let (old, new) = (
        enter(&store, ring(&store, "J1")).expect("a ring"),
        mount(&store, "J2"),
    );
    let old = take(&store, out_of(&store, &old, Some("P1"))).expect("the stone is out");
    assert!(old.sheet.components.is_empty());
    assert_eq!(old.sheet.cost, Some(Money::eur(80_000)));
    // 0.70 ct are 140 mg.
    assert_eq!(old.sheet.gross.map(Weight::mg), Some(3_280));
    assert_eq!(old.saleable(), Err(NotSaleable::NotPriced));
    let stone = by_number(&store, "P1");
    assert_eq!(stone.family_code, "loose_stone");
    assert_eq!(stone.sheet.cost, Some(Money::eur(60_000)));
    assert_eq!(stone.custody.place, Some(place(&store)));
    assert_eq!(by_number(&store, "GIA-J1").id, stone.id);

    let new = set(&store, into(&new, &stone)).expect("the stone is set");
    assert_eq!(new.sheet.cost, Some(Money::eur(80_000)));
    assert_eq!(new.sheet.gross.map(Weight::mg), Some(3_420));
    assert_eq!(new.sheet.components[0].weight, Carat::from_milli(700).ok());
    assert_eq!(by_number(&store, "GIA-J1").id, new.id);
    let stone = now(&store, stone.id);
    assert_eq!(stone.state, State::Mounted);
    assert_eq!(stone.saleable(), Err(NotSaleable::Mounted));
    assert_eq!(
        told(&store, old.id),
        pair(&[("received", ""), ("stone_taken_out", "P1")])
    );
    assert_eq!(
        told(&store, new.id),
        pair(&[("received", ""), ("stone_set", "P1")])
    );
    assert_eq!(
        told(&store, stone.id),
        pair(&[("taken_out", "J1"), ("mounted", "J2")])
    );
    let id = stone.id;
    let holder = store
        .read(move |tx| holder_of_stone(tx, id))
        .expect("a read");
    assert_eq!(holder, Some((new.id, "J2".into())));

    // The sheet alone cannot lose it.
    let mut sheet = new.sheet.clone();
    sheet.components.clear();
    let (id, version) = (new.id, new.version);
    let edit = EditPiece { id, version, sheet };
    let refused = store.write(move |tx| edit_piece(tx, &cx(4), edit));
    assert!(matches!(refused, Err(EditPieceError::StoneSet(number)) if number == "P1"));

    // Out again, under its own number and with the cost it brought.
    let back = TakeOut {
        cost: None,
        ..out_of(&store, &new, None)
    };
    let new = take(&store, back).expect("out again");
    assert_eq!(new.sheet.cost, Some(Money::eur(20_000)));
    let stone = by_number(&store, "P1");
    assert_eq!(
        (stone.id, stone.state),
        (id_of(&store, "P1"), State::Available)
    );
    assert_eq!(stone.sheet.cost, Some(Money::eur(60_000)));
    assert_eq!(stone.sheet.components.len(), 1);
    set(&store, into(&new, &stone)).expect("and in again");
}

fn id_of(store: &Store, number: &'static str) -> Id<Piece> {
    by_number(store, number).id
}

#[test]
fn what_cannot_be_set_or_taken_out_changes_nothing() {
    let (_dir, store) = shop();
    let whole = enter(&store, ring(&store, "J1")).expect("a ring");
    let other = enter(&store, ring(&store, "J2")).expect("a ring");
    let taken = |change: fn(&mut TakeOut), wanted: fn(&TakeOutError) -> bool| {
        let mut input = out_of(&store, &whole, Some("P1"));
        change(&mut input);
        let refused = take(&store, input);
        assert!(refused.as_ref().is_err_and(wanted), "{refused:?}");
        assert_eq!(now(&store, whole.id), whole);
        assert_eq!(told(&store, whole.id).len(), 1);
    };
    taken(
        |input| input.version += 1,
        |error| matches!(error, TakeOutError::Edit(EditPieceError::Stale(_))),
    );
    taken(
        |input| input.component = cx(9).new_id(),
        |error| matches!(error, TakeOutError::ComponentUnknown),
    );
    taken(
        |input| input.new = None,
        |error| matches!(error, TakeOutError::NumberMissing),
    );
    taken(
        |input| input.place = cx(9).new_id(),
        |error| matches!(error, TakeOutError::PlaceUnknown),
    );
    taken(
        |input| input.new.as_mut().expect("a stone").number = "j2".into(),
        |error| matches!(error, TakeOutError::Sheet(SheetError::NumberTaken(_))),
    );
    taken(
        |input| input.cost = Some(Money::eur(140_001)),
        |error| {
            matches!(
                error,
                TakeOutError::Edit(EditPieceError::Sheet(SheetError::CostNegative))
            )
        },
    );
    taken(
        |input| input.gross = Weight::from_mg(3_279).ok(),
        |error| {
            matches!(
                error,
                TakeOutError::Edit(EditPieceError::Sheet(SheetError::NetOverGross))
            )
        },
    );
    let input = into(&whole, &whole);
    assert!(matches!(set(&store, input), Err(SetStoneError::Itself)));
    let input = into(&whole, &other);
    assert!(matches!(set(&store, input), Err(SetStoneError::NoStone)));
    take(&store, out_of(&store, &other, Some("P2"))).expect("a stone");
    let stone = by_number(&store, "P2");
    let (id, note) = (stone.id, "perdue".to_owned());
    store
        .write(move |tx| custody::record(tx, &cx(5), id, &Movement::Withdrawn { note }))
        .expect("withdrawn");
    let refused = set(&store, into(&whole, &stone));
    assert!(matches!(
        refused,
        Err(SetStoneError::WrongState(State::Withdrawn))
    ));
    assert_eq!(now(&store, whole.id), whole);
}

#[test]
fn a_stone_that_is_somebody_s_is_not_set_in_a_piece_of_the_shop() {
    let (_dir, store) = shop();
    let whole = enter(&store, ring(&store, "J1")).expect("a ring");
    let other = enter(&store, ring(&store, "J2")).expect("a ring");
    take(&store, out_of(&store, &other, Some("P2"))).expect("a stone");
    let stone = by_number(&store, "P2");
    let received = Movement::MemoReceived {
        memo: "CE1".into(),
        owner: Party::Supplier(Some(cx(9).new_id::<Supplier>().uuid())),
    };
    let id = stone.id;
    store
        .write(move |tx| custody::record(tx, &cx(5), id, &received))
        .expect("left on memo");
    let refused = set(&store, into(&whole, &stone));
    assert!(matches!(refused, Err(SetStoneError::OtherOwner(number)) if number == "P2"));
    assert_eq!(now(&store, whole.id), whole);
}

#[test]
fn a_stone_out_of_somebody_s_ring_is_theirs_and_one_of_a_ring_that_was_bought_is_the_shop_s() {
    let (_dir, store) = shop();
    let them = Party::Supplier(Some(cx(9).new_id::<Supplier>().uuid()));
    let ring_of_theirs = enter(&store, ring(&store, "J1")).expect("a ring");
    let id = ring_of_theirs.id;
    let record = |movement: Movement| {
        store
            .write(move |tx| custody::record(tx, &cx(5), id, &movement))
            .expect("a movement");
    };
    record(Movement::MemoReceived {
        memo: "CE1".into(),
        owner: them,
    });
    let mount = take(&store, out_of(&store, &ring_of_theirs, Some("P1"))).expect("out");
    let stone = by_number(&store, "P1");
    assert_eq!((stone.state, stone.custody.owner), (State::Available, them));

    let again = SetStone {
        piece: mount.id,
        version: mount.version,
        ..into(&mount, &stone)
    };
    let whole = set(&store, again).expect("in again");
    record(Movement::MemoKept {
        memo: "CE1".into(),
        note: String::new(),
    });
    take(&store, out_of(&store, &whole, None)).expect("out again");
    let stone = by_number(&store, "P1");
    assert_eq!(stone.custody.owner, Party::Shop);
}
