//! Random custody moves against a clerk with a pencil: every piece has one owner, one holder, one
//! place, and any past moment reads as it was. `ECRIN_MOVES` says how many moves; 1,000,000 on demand.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::*;
use crate::stock::custody::Entry;
use crate::stock::custody::history;

const PIECES: usize = 120;
/// Moves that share a transaction and a second of the shop's clock.
const TOGETHER: usize = 500;

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
}

/// What the clerk wrote down of a piece: state, place, owner, holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Note {
    state: State,
    place: Option<Id<Place>>,
    owner: Party,
    holder: Party,
    /// Where it was last in the shop.
    last: Id<Place>,
}

impl Note {
    fn of_shop(place: Id<Place>) -> Self {
        Self {
            state: State::Available,
            place: Some(place),
            owner: Party::Shop,
            holder: Party::Shop,
            last: place,
        }
    }

    fn custody(&self) -> Custody {
        Custody {
            place: self.place,
            owner: self.owner,
            holder: self.holder,
        }
    }

    /// What the move makes of it by the rules of the trade; None: it is not possible.
    fn after(self, movement: &Movement) -> Option<Self> {
        let out = Self {
            state: State::Withdrawn,
            place: None,
            ..self
        };
        match (self.state, movement) {
            (State::Available, Movement::Moved { place } | Movement::CountMoved { place, .. })
            | (
                State::Withdrawn,
                Movement::BroughtBack { place, .. } | Movement::CountFound { place, .. },
            ) => Some(Self {
                owner: self.owner,
                ..Self::of_shop(*place)
            }),
            (State::Available, Movement::Sold { customer, .. }) => Some(Self {
                state: State::Sold,
                place: None,
                owner: Party::Customer(*customer),
                holder: Party::Customer(*customer),
                last: self.last,
            }),
            (State::Available, Movement::Withdrawn { .. } | Movement::CountMissing { .. }) => {
                Some(out)
            }
            (State::Sold, Movement::Returned { place, .. }) => {
                Some(Self::of_shop(place.unwrap_or(self.last)))
            }
            _ => None,
        }
    }
}

fn any_movement(dice: &mut Dice, places: &[Id<Place>]) -> Movement {
    let place = places[dice.below(places.len())];
    let word = || "P1-INV1".to_owned();
    match dice.below(12) {
        0..=3 => Movement::Moved { place },
        4 => Movement::Sold {
            ticket: "P1-7".into(),
            customer: (dice.below(2) == 0)
                .then(|| Uuid::from_u128(u128::try_from(dice.below(9)).expect("small"))),
        },
        5 | 6 => Movement::Returned {
            ticket: "P1-8".into(),
            place: (dice.below(2) == 0).then_some(place),
        },
        7 => Movement::Withdrawn {
            note: "fondue".into(),
        },
        8 => Movement::BroughtBack {
            place,
            note: "retrouvée".into(),
        },
        9 => Movement::CountMoved {
            stocktake: word(),
            place,
            note: String::new(),
        },
        10 => Movement::CountMissing {
            stocktake: word(),
            note: "introuvable".into(),
        },
        _ => Movement::CountFound {
            stocktake: word(),
            place,
            note: String::new(),
        },
    }
}

fn moves() -> usize {
    let asked = std::env::var("ECRIN_MOVES").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(20_000)
}

type Book = BTreeMap<Id<Piece>, Note>;

#[test]
fn every_moment_reads_as_it_was_and_every_piece_has_one_owner_holder_and_place() {
    let (_dir, store) = shop();
    let places: Vec<Id<Place>> = store
        .read(places)
        .expect("places")
        .iter()
        .map(|place| place.id)
        .collect();
    let mut book = Book::new();
    for n in 0..PIECES {
        let mut sheet = ring(&store, &format!("J{n}"));
        sheet.components.clear();
        let piece = enter(&store, sheet).expect("a piece");
        book.insert(
            piece.id,
            Note::of_shop(piece.custody.place.expect("a place")),
        );
    }
    let pieces: Vec<Id<Piece>> = book.keys().copied().collect();
    let mut dice = Dice(0x00C0_FFEE);
    // The book as it stood at some moments, to be asked for at the end.
    let mut kept: Vec<(i64, Book)> = vec![(1, book.clone())];
    let (all, mut made, mut refused, mut second) = (moves(), 0, 0, 1_i64);
    while made + refused < all {
        second += 1;
        let mut planned = Vec::with_capacity(TOGETHER);
        for _ in 0..TOGETHER.min(all - made - refused) {
            let piece = pieces[dice.below(pieces.len())];
            let movement = any_movement(&mut dice, &places);
            let after = book[&piece].after(&movement);
            if let Some(note) = after {
                book.insert(piece, note);
            }
            planned.push((piece, movement, after.is_some()));
        }
        let answers = store
            .write(move |tx| {
                let cx = cx(second);
                let mut answers = Vec::with_capacity(planned.len());
                for (piece, movement, possible) in planned {
                    let answer = custody::record(tx, &cx, piece, &movement);
                    answers.push((possible, answer));
                }
                Ok::<_, StoreError>(answers)
            })
            .expect("a write")
            .value;
        for (possible, answer) in answers {
            match answer {
                Ok(()) => made += 1,
                Err(RecordError::WrongState(_)) => refused += 1,
                Err(error) => panic!("{error}"),
            }
            assert_eq!(possible, answer.is_ok(), "the clerk and the shop agree");
        }
        if dice.below(all / TOGETHER / 20 + 1) == 0 {
            kept.push((second, book.clone()));
        }
    }
    assert!(made > refused / 2, "{made} moves, {refused} refused");
    kept.push((second, book));

    let check = |at_second: i64, book: &Book| {
        let standing = store
            .read(|tx| as_of(tx, at(at_second)))
            .expect("the stock as of then");
        assert_eq!(standing.len(), PIECES, "each once, at {at_second} s");
        for one in standing {
            let note = &book[&one.piece];
            assert_eq!(
                (one.state, one.custody),
                (note.state, note.custody()),
                "{} at {at_second} s",
                one.piece
            );
        }
    };
    for (second, book) in &kept {
        check(*second, book);
    }
    let before = store.read(|tx| as_of(tx, at(0))).expect("before");
    assert!(before.is_empty(), "nothing had come in yet");

    let (_, last) = kept.last().expect("the end");
    for (&piece, note) in last {
        let row = store
            .read(|tx| piece_by_id(tx, piece))
            .expect("a read")
            .expect("a piece");
        assert_eq!((row.state, row.custody), (note.state, note.custody()));
        let in_shop = row.state == State::Available;
        assert_eq!(row.custody.place.is_some(), in_shop, "one place, or none");
        assert_eq!(row.custody.holder == Party::Shop, row.state != State::Sold);
        // The entries from the first on lead to the same, and each moment's entry is the one that a
        // piece's own history gives.
        let entries = store.read(|tx| history(tx, piece)).expect("a history");
        for (second, book) in &kept {
            let then = entries.iter().rev().find(|entry| entry.at <= at(*second));
            let then = then.map(|entry: &Entry| (entry.state(), entry.custody));
            let noted = &book[&piece];
            assert_eq!(then, Some((noted.state, noted.custody())));
        }
    }
}
