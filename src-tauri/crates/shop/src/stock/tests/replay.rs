//! Random custody moves against a clerk with a pencil: every piece has one owner, one holder, one
//! place after each, and any past moment reads as it was. `ECRIN_MOVES` says how many moves;
//! 1,000,000 on demand.

mod book;
mod clerk;

use std::collections::BTreeMap;

use uuid::Uuid;

use super::*;
use crate::stock::custody::Entry;
use crate::stock::custody::history;
use crate::stock::store;
use book::Book;
use clerk::Note;

const PIECES: usize = 120;
/// Stones that go in and out of the rings.
const STONES: usize = 24;
/// Moves that share a transaction and a second of the shop's clock.
const TOGETHER: usize = 500;
const ORDER: &str = "P1-C26-1";

/// Numbers that look like chance and are the same every time (xorshift64*, Vigna 2016).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let rolled = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(rolled).expect("31 bits") % sides
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn somebody(&mut self) -> Uuid {
        Uuid::from_u128(u128::try_from(self.below(5)).expect("small"))
    }

    fn party(&mut self) -> Party {
        let who = Some(self.somebody());
        if self.below(2) == 0 {
            Party::Supplier(who)
        } else {
            Party::Customer(who)
        }
    }
}

fn any_movement(dice: &mut Dice, places: &[Id<Place>]) -> Movement {
    let place = dice.one_of(places);
    let word = || "P1-INV1".to_owned();
    let memo = || "P1-ME1".to_owned();
    let order = || ORDER.to_owned();
    let note = String::new();
    match dice.below(33) {
        // What the making of an order does to a piece; `Move::Make` and `Move::Unmake` are the rest of it.
        28 => Movement::WorkedIn { order: order() },
        29 | 30 => Movement::WorkedOut {
            order: order(),
            place: (dice.below(2) == 0).then_some(place),
            note,
        },
        31 => Movement::HandedOver {
            order: order(),
            customer: dice.somebody(),
        },
        32 => Movement::HandedBack { order: order() },
        26 => Movement::Used {
            job: "P1-R26-1-1".into(),
            customer: dice.somebody(),
        },
        27 => Movement::GivenBack {
            job: "P1-R26-1-1".into(),
            place: (dice.below(2) == 0).then_some(place),
            note,
        },
        0..=2 => Movement::Moved { place },
        3 => Movement::Sold {
            ticket: "P1-7".into(),
            customer: (dice.below(2) == 0).then(|| dice.somebody()),
        },
        4 | 5 => Movement::Returned {
            ticket: "P1-8".into(),
            place: (dice.below(2) == 0).then_some(place),
        },
        6 => Movement::Withdrawn { note },
        7 | 8 => Movement::BroughtBack { place, note },
        9 => Movement::CountMoved {
            stocktake: word(),
            place,
            note,
        },
        10 => Movement::CountMissing {
            stocktake: word(),
            note,
        },
        11 => Movement::CountFound {
            stocktake: word(),
            place,
            note,
        },
        12 => Movement::SentBack {
            document: "P1-RF1".into(),
            supplier: dice.somebody(),
            note,
        },
        13 => Movement::CameBack {
            document: "P1-RF1".into(),
            place,
            note,
        },
        14 => Movement::ReceptionUndone {
            reception: "P1-R1".into(),
            supplier: dice.somebody(),
            note,
        },
        15 => Movement::ImportUndone {
            import: "avril.csv".into(),
        },
        16 | 17 => Movement::MemoReceived {
            memo: memo(),
            owner: dice.party(),
        },
        18 => Movement::MemoGivenBack { memo: memo(), note },
        19 => Movement::MemoKept { memo: memo(), note },
        20 => Movement::MemoSent {
            memo: memo(),
            holder: dice.party(),
        },
        21 => Movement::MemoReturned {
            memo: memo(),
            place,
            note,
        },
        22 => Movement::MemoInvoiced { memo: memo(), note },
        23 => Movement::MemoLost { memo: memo(), note },
        24 if dice.below(2) == 0 => Movement::MemoHeldThere {
            memo: memo(),
            holder: dice.party(),
            note,
        },
        24 => Movement::MemoHeldHere {
            memo: memo(),
            owner: dice.party(),
            place,
            note,
        },
        _ => Movement::MemoCancelled {
            memo: memo(),
            owner: if dice.below(2) == 0 {
                Party::Shop
            } else {
                dice.party()
            },
            place,
            note,
        },
    }
}

/// One move: of one piece, or of a stone and its ring, by the shop's own verbs.
enum Move {
    Of(Id<Piece>, Movement),
    Set {
        stone: Id<Piece>,
        ring: Id<Piece>,
    },
    TakeOut {
        stone: Id<Piece>,
        ring: Id<Piece>,
        place: Id<Place>,
    },
    /// A ring that was taken apart is made of stones that are in the work.
    Make {
        ring: Id<Piece>,
        stones: Vec<Id<Piece>>,
        place: Id<Place>,
    },
    /// Its stones are the work's again.
    Unmake {
        ring: Id<Piece>,
        stones: Vec<Id<Piece>>,
    },
}

/// What the shop made of it: nothing, where it is not possible.
fn carry_out(tx: &mut WriteTx<'_>, cx: &Cx, the_move: &Move) -> Result<bool, StoreError> {
    let version = |tx: &WriteTx<'_>, id| {
        let piece = piece_by_id(tx, id)?.ok_or(StoreError::Unreadable("piece"))?;
        Ok::<_, StoreError>(piece.version)
    };
    match the_move {
        Move::Of(piece, movement) => match custody::record(tx, cx, *piece, movement) {
            Ok(()) => Ok(true),
            Err(RecordError::WrongState(_)) => Ok(false),
            Err(error) => panic!("{error}"),
        },
        &Move::Set { stone, ring } => {
            let input = SetStone {
                piece: ring,
                version: version(tx, ring)?,
                stone,
                centre: false,
                gross: None,
                price: None,
            };
            match set_stone(tx, cx, input) {
                Ok(_) => Ok(true),
                Err(
                    SetStoneError::WrongState(_)
                    | SetStoneError::OtherOwner(_)
                    | SetStoneError::Record(RecordError::WrongState(_)),
                ) => Ok(false),
                Err(error) => panic!("{error}"),
            }
        }
        &Move::TakeOut { stone, ring, place } => {
            let number = piece_by_id(tx, stone)?.map(|piece| piece.sheet.number);
            let (component, _) = stones_of(tx, ring)?
                .into_iter()
                .find(|(_, set)| Some(set) == number.as_ref())
                .expect("the clerk says that the stone is set in it");
            let input = TakeOut {
                piece: ring,
                version: version(tx, ring)?,
                component,
                place,
                new: None,
                cost: None,
                gross: None,
                price: None,
            };
            match take_out(tx, cx, input) {
                Ok(_) => Ok(true),
                Err(TakeOutError::Record(RecordError::WrongState(_))) => Ok(false),
                Err(error) => panic!("{error}"),
            }
        }
        Move::Make {
            ring,
            stones,
            place,
        } => {
            let piece = piece_by_id(tx, *ring)?.ok_or(StoreError::Unreadable("piece"))?;
            let input = Make {
                id: *ring,
                // Nobody weighed what chance puts together, or knows what it cost.
                sheet: Sheet {
                    cost: None,
                    gross: None,
                    net: None,
                    ..piece.sheet
                },
                place: *place,
                order: ORDER.into(),
                parts: stones.clone(),
            };
            make(tx, cx, input).expect("the clerk says that it can be made");
            Ok(true)
        }
        Move::Unmake { ring, stones } => {
            unmake(tx, cx, *ring, ORDER, stones)
                .expect("the clerk says that it can be taken apart");
            Ok(true)
        }
    }
}

fn moves() -> usize {
    let asked = std::env::var("ECRIN_MOVES").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(20_000)
}

/// The rings, then the stones.
fn pieces(store: &Store) -> (Vec<Id<Piece>>, Vec<Id<Piece>>) {
    let one = |number: String, loose: bool| {
        let mut sheet = ring(store, &number);
        if loose {
            let family = store.read(|tx| family_by_code(tx, "loose_stone"));
            sheet.family = family.expect("a read").expect("a family").id;
            (sheet.alloy, sheet.gross, sheet.net) = (None, None, None);
            sheet.components[0].certificate_number = None;
        } else {
            sheet.components.clear();
        }
        enter(store, sheet).expect("a piece").id
    };
    (
        (0..PIECES - STONES)
            .map(|n| one(format!("J{n}"), false))
            .collect(),
        (0..STONES).map(|n| one(format!("P{n}"), true)).collect(),
    )
}

#[test]
fn every_moment_reads_as_it_was_and_every_piece_has_one_owner_holder_and_place() {
    let (_dir, store) = shop();
    let places: Vec<Id<Place>> = store
        .read(places)
        .expect("places")
        .iter()
        .map(|place| place.id)
        .collect();
    let (rings, stones) = pieces(&store);
    let mut book = Book {
        now: BTreeMap::new(),
        pages: BTreeMap::new(),
    };
    for &piece in rings.iter().chain(&stones) {
        let entered = store.read(|tx| piece_by_id(tx, piece));
        let place = entered.expect("a read").and_then(|row| row.custody.place);
        book.write(1, piece, Note::here(place.expect("a place"), Party::Shop));
    }
    let mut dice = Dice(0x00C0_FFEE);
    let (all, mut made, mut refused, mut set, mut second) = (moves(), 0, 0, 0, 1_i64);
    let mut rings_made = 0;
    while made < all {
        second += 1;
        let mut planned = Vec::with_capacity(TOGETHER);
        for _ in 0..TOGETHER {
            if made == all {
                break;
            }
            let mut rolled = book.roll(&mut dice, &places, (&rings, &stones));
            // Most of what chance comes up with is not possible; some of that is tried all the same.
            for _ in 0..3 {
                if rolled.1.is_empty() {
                    rolled = book.roll(&mut dice, &places, (&rings, &stones));
                }
            }
            let (the_move, notes) = rolled;
            if notes.is_empty() {
                refused += 1;
            } else {
                made += 1;
            }
            for &(piece, note) in &notes {
                book.write(second, piece, note);
                set += usize::from(note.set_in.is_some());
            }
            rings_made += usize::from(matches!(the_move, Move::Make { .. }));
            planned.push((the_move, notes));
        }
        store
            .write(move |tx| {
                let cx = cx(second);
                for (the_move, notes) in planned {
                    let was_made = carry_out(tx, &cx, &the_move)?;
                    assert_eq!(was_made, !notes.is_empty(), "the clerk and the shop agree");
                    for (piece, note) in notes {
                        // What the row says of it, right after the move.
                        let row = store::custody(tx, piece)?;
                        assert_eq!(row, Some((note.state, note.custody())));
                    }
                }
                Ok::<_, StoreError>(())
            })
            .expect("a write");
    }
    assert!(refused > made / 20, "{made} moves, {refused} refused");
    assert!(set > all / 200, "{set} stones were set");
    assert!(
        rings_made > all / 200,
        "{rings_made} rings were made of stones in the work"
    );
    reads_as_noted(&store, &book, &mut dice, second);
    println!(
        "{made} moves ({set} stones set, {rings_made} rings made), {refused} refused; {second} seconds"
    );
}

/// The whole stock at random moments, random pieces at random moments, then every piece's history.
fn reads_as_noted(store: &Store, book: &Book, dice: &mut Dice, end: i64) {
    let any = |dice: &mut Dice| {
        i64::try_from(dice.below(usize::try_from(end).expect("seconds"))).expect("seconds") + 1
    };
    let mut moments: Vec<i64> = (0..24).map(|_| any(dice)).collect();
    moments.extend([1, end]);
    for second in moments {
        let standing = store
            .read(|tx| as_of(tx, at(second)))
            .expect("the stock as of then");
        assert_eq!(standing.len(), PIECES, "each once, at {second} s");
        for one in standing {
            let note = book.at(one.piece, second).expect("it had come in");
            assert_eq!(
                (one.state, one.custody),
                (note.state, note.custody()),
                "{} at {second} s",
                one.piece
            );
        }
    }
    let before = store.read(|tx| as_of(tx, at(0))).expect("before");
    assert!(before.is_empty(), "nothing had come in yet");

    let all: Vec<Id<Piece>> = book.now.keys().copied().collect();
    for _ in 0..2_000 {
        let (piece, second) = (dice.one_of(&all), any(dice));
        let entry = store.read(|tx| custody::as_of(tx, piece, at(second)));
        let entry = entry.expect("a read").expect("an entry");
        let note = book.at(piece, second).expect("it had come in");
        let read = (entry.state(), entry.custody);
        assert_eq!(read, (note.state, note.custody()), "{piece} at {second} s");
    }
    for (&piece, pages) in &book.pages {
        let row = store.read(|tx| piece_by_id(tx, piece));
        let row = row.expect("a read").expect("a piece");
        let note = book.now[&piece];
        assert_eq!((row.state, row.custody), (note.state, note.custody()));
        let holder = store.read(|tx| holder_of_stone(tx, piece)).expect("a read");
        assert_eq!(holder.map(|(ring, _)| ring), note.set_in);
        // The entries from the first on lead to the same, and the last entry of each second is the
        // clerk's page of it. A ring whose stone came or went has an entry more, and stays as it was.
        let entries = store.read(|tx| history(tx, piece)).expect("a history");
        let mut seconds: Vec<&Entry> = Vec::new();
        for entry in &entries {
            match seconds.last_mut() {
                Some(last) if last.at == entry.at => *last = entry,
                _ => seconds.push(entry),
            }
        }
        for entry in &seconds {
            let second = (entry.at - at(0)).num_seconds();
            let noted = book.at(piece, second).expect("it had come in");
            let read = (entry.state(), entry.custody);
            assert_eq!(read, (noted.state, noted.custody()), "{piece}: {second} s");
        }
        assert!(seconds.len() >= pages.len(), "{piece}: no entry is missing");
    }
}
