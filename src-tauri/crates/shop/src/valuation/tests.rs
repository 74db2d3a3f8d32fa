//! Both ways to look for what was there come to the same, on every day.

use units::Money;

use super::store::{Way, lines};
use super::{By, Line};
use crate::db::Store;
use crate::db::testing::cx;
use crate::stock::custody::{self, Movement};
use crate::stock::testing::{self, ring, shop};
use crate::stock::{self, place_by_code};

fn asked(store: &Store, by: By, at_ms: i64, way: Way) -> Vec<Line> {
    let ages = [at_ms; 5];
    let found = store.read(move |tx| lines(tx, by, at_ms, &ages, way));
    let mut found = found.expect("lines");
    found.sort_by(|one, other| one.key.cmp(&other.key));
    found
}

#[test]
fn what_was_there_is_the_same_from_either_end() {
    let (_dir, store) = shop();
    // Entered at second 1; one goes to the safe, one is sold, one is sold and comes back.
    let rings = ["J1", "J2", "J3", "J4"].map(|number| {
        let mut sheet = ring(&store, number);
        sheet.price = Some(Money::eur(100_000));
        testing::enter(&store, sheet).expect("a piece")
    });
    let safe = store.read(|tx| place_by_code(tx, "COFFRE"));
    let safe = safe.expect("a read").expect("a safe").id;
    let sold = |document: &str| Movement::Sold {
        ticket: document.into(),
        customer: None,
    };
    let [_, moved, gone, back] = rings.map(|piece| piece.id);
    store
        .write(move |tx| stock::move_pieces(tx, &cx(3), &[moved], safe))
        .expect("moved");
    for (second, piece, movement) in [
        (5, gone, sold("T1")),
        (7, back, sold("T2")),
        (
            9,
            back,
            Movement::Returned {
                ticket: "T3".into(),
                place: Some(safe),
            },
        ),
    ] {
        let recorded = store.write(move |tx| custody::record(tx, &cx(second), piece, &movement));
        recorded.expect("a movement");
    }
    let mut counts = Vec::new();
    for second in 0..11 {
        let at_ms = cx(second).now_ms();
        for by in [By::Family, By::Place, By::Supplier, By::Metal, By::Age] {
            let since = asked(&store, by, at_ms, Way::Since);
            assert_eq!(
                since,
                asked(&store, by, at_ms, Way::Each),
                "{second} {by:?}"
            );
            if by == By::Place {
                counts.push(since.iter().map(|line| line.pieces).sum::<i64>());
            }
        }
    }
    assert_eq!(counts, [0, 4, 4, 4, 4, 3, 3, 2, 2, 3, 3]);
}
