//! A stocktake's expectation is written down in many small writes and is of one moment all the same:
//! whatever is sold, moved or entered between two of them, and wherever the program is killed.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde_json::{Value, json};
use shop::db::{Store, StoreError};
use shop::stock::custody::{self, Movement};
use shop::stock::{self, CreatePiece, Piece, Place, Sheet, State, VatRegime};
use shop::stocktake::{self, Progress, Scope, StartStocktake, Stocktake};
use tests::premises::{Desk, Premises};
use tests::{cx, raw};
use units::{Id, Money};
use uuid::Uuid;

const PIECES: u32 = 160;

/// A generator that always falls the same way.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}

fn enter(store: &Store, place: Id<Place>, numbers: std::ops::Range<u32>) -> Vec<Id<Piece>> {
    let written = store.write(move |tx| -> Result<Vec<_>, StoreError> {
        let family = stock::family_by_code(tx, "ring")?.expect("a family");
        let mut pieces = Vec::new();
        for n in numbers {
            let mut sheet = Sheet::new(&format!("R{n}"), family.id, "Alliance");
            sheet.price = Some(Money::eur(100_000));
            sheet.vat_regime = VatRegime::Standard;
            let cx = cx(0);
            let id = cx.new_id();
            stock::create_piece(tx, &cx, CreatePiece { id, sheet, place }).expect("a piece");
            pieces.push(id);
        }
        Ok(pieces)
    });
    written.expect("pieces").value
}

/// Something that happens in a shop, where it can happen.
fn happens(store: &Store, dice: &mut Dice, piece: Id<Piece>, places: &[Id<Place>]) {
    let place = places[dice.below(places.len())];
    let which = dice.below(4);
    let done = store.write(move |tx| -> Result<(), StoreError> {
        let state = stock::piece_by_id(tx, piece)?.expect("a piece").state;
        let holder = stock::Party::Supplier(Some(Uuid::from_u128(9)));
        let memo = "P1-MS1".to_owned();
        let (ticket, note) = ("P1-1".to_owned(), "x".to_owned());
        let movement = match (state, which) {
            (State::Available, 0) => Movement::Sold {
                ticket,
                customer: None,
            },
            (State::Available, 1) => Movement::MemoSent { memo, holder },
            (State::Available, 2) => Movement::Withdrawn { note },
            (State::Available, _) => Movement::Moved { place },
            (State::OnMemo, _) => Movement::MemoReturned { memo, place, note },
            (State::Sold, _) => Movement::Returned {
                ticket,
                place: None,
            },
            (State::Withdrawn, _) => Movement::BroughtBack { place, note },
            (State::Mounted, _) => return Ok(()),
        };
        custody::record(tx, &cx(60), piece, &movement).expect("a movement");
        Ok(())
    });
    done.expect("a write");
}

type Expected = BTreeMap<Vec<u8>, (Option<Vec<u8>>, String, String)>;

/// What one look at the rows says is to be expected: where, whose, what is left out.
fn seen_at_once(conn: &Connection, place: Option<Id<Place>>) -> Expected {
    let sql = "WITH one AS (SELECT id, state, owner_kind, holder_kind, coalesce(place_id, (SELECT place_id
                FROM custody_movement WHERE piece_id = piece.id AND place_id IS NOT NULL
                ORDER BY seq DESC LIMIT 1)) AS was_in
            FROM piece WHERE state = 'available' OR state = 'on_memo')
        SELECT id, was_in, owner_kind, iif(holder_kind <> 'shop', 'on_memo', '') FROM one
        WHERE ?1 IS NULL OR was_in = ?1";
    rows(conn, sql, place.map(Id::uuid))
}

fn written_down(conn: &Connection) -> Expected {
    let sql =
        "SELECT piece_id, place_id, owner_kind, excluded FROM stocktake_expected WHERE ?1 IS NULL";
    rows(conn, sql, None)
}

fn rows(conn: &Connection, sql: &str, of: Option<Uuid>) -> Expected {
    let mut statement = conn.prepare(sql).expect("a statement");
    let found = statement.query_map([of], |row| {
        Ok((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?)))
    });
    found
        .expect("rows")
        .collect::<Result<_, _>>()
        .expect("rows")
}

fn places(desk: &Desk<'_>) -> Vec<Id<Place>> {
    let places = desk.get("/stock/places");
    let all = places.body.as_array().expect("places").iter();
    all.filter(|place| place["kind"] != "bench")
        .map(|place| Id::from_uuid(place["id"].as_str().expect("an id").parse().expect("an id")))
        .collect()
}

fn start(premises: &Premises, owner: Uuid, scope: Scope, step: i64) -> Id<Stocktake> {
    let store = premises.state.store().expect("a store");
    let begun = store.write(move |tx| {
        let users = shop::users::users(tx)?;
        let by = users
            .iter()
            .find(|user| user.id.uuid() == owner)
            .expect("the owner");
        let cx = cx(10);
        let input = StartStocktake {
            id: cx.new_id(),
            scope,
            note: String::new(),
            step,
        };
        stocktake::start(tx, &cx, &by.authority(), input)
    });
    begun.expect("a stocktake").value.id
}

fn owner(desk: &Desk<'_>) -> Uuid {
    let id = desk.get("/session").body["user"]["id"].clone();
    id.as_str().expect("an id").parse().expect("an id")
}

#[test]
fn what_happens_meanwhile_and_a_kill_change_nothing_of_what_is_expected() {
    for seed in 1..=6_u64 {
        let mut premises = Premises::empty();
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let (owner, places) = {
            let desk = premises.with_owner();
            (owner(&desk), places(&desk))
        };
        let key = premises.made_key();
        let mut store = premises.state.store().expect("a store");
        let mut pieces = Vec::new();
        for (n, place) in (0..).zip(&places) {
            pieces.extend(enter(&store, *place, n * 1_000..n * 1_000 + PIECES / 4));
        }
        for _ in 0..PIECES {
            let piece = pieces[dice.below(pieces.len())];
            happens(&store, &mut dice, piece, &places);
        }
        let counted = seed.is_multiple_of(2).then(|| places[0]);
        let before = seen_at_once(&raw(&store), counted);
        let scope = counted.map_or(Scope::All, Scope::Place);
        let id = start(&premises, owner, scope, 7);
        let mut steps = 0;
        loop {
            for _ in 0..dice.below(9) {
                let piece = pieces[dice.below(pieces.len())];
                happens(&store, &mut dice, piece, &places);
            }
            if dice.below(4) == 0 {
                // Entered after the beginning: not expected, wherever it lies.
                enter(&store, places[0], 90_000 + steps..90_001 + steps);
            }
            if dice.below(3) == 0 {
                // Killed: nothing is left but what is on the disk.
                drop(store);
                premises = Premises::at(premises.into_dir(), Some(key.clone()), None);
                store = premises.state.store().expect("a store");
            }
            let step = store.write(move |tx| stocktake::prepare(tx, id, 7));
            steps += 1;
            if step.expect("a step").value.expect("it").progress != Progress::Preparing {
                break;
            }
        }
        assert!(steps > 10, "seed {seed}: {steps} steps");
        assert_eq!(written_down(&raw(&store)), before, "seed {seed}");
    }
}

#[test]
fn nothing_is_read_into_one_that_is_being_prepared_and_it_can_be_cancelled() {
    let premises = Premises::empty();
    let desk = premises.with_owner();
    let store = premises.state.store().expect("a store");
    enter(&store, places(&desk)[0], 0..20);
    let id = start(&premises, owner(&desk), Scope::All, 3);
    let path = format!("/stocktakes/{id}");
    let found = desk.get(&path);
    assert_eq!(found.body["state"], "preparing", "{found:?}");
    assert_eq!(found.body["prepared"], 3);
    assert_eq!(found.body["to_prepare"], 20);
    assert_eq!(found.body["tallies"], json!([]));
    assert_eq!(desk.get(&format!("{path}/lines")).body["lines"], json!([]));
    let acts: [(&str, Value); 4] = [
        (
            "readings",
            json!({ "readings": [{ "code": "R1", "source": "typed" }] }),
        ),
        ("recount", json!({})),
        ("close", json!({})),
        (
            "settlements",
            json!({ "codes": ["X"], "action": "leave", "reason": "x" }),
        ),
    ];
    for (act, body) in acts {
        let refused = desk.post(&format!("{path}/{act}"), &body);
        assert_eq!(
            refused.code(),
            "stocktake.not_counting",
            "{act}: {refused:?}"
        );
        assert_eq!(refused.body["params"]["state"], "preparing", "{act}");
    }
    let twice = desk.post(
        "/stocktakes",
        &json!({ "id": Uuid::now_v7(), "scope": "all" }),
    );
    assert_eq!(twice.code(), "stocktake.already_counting", "{twice:?}");
    let ended = desk.post(&format!("{path}/cancel"), &json!({ "reason": "alarme" }));
    assert_eq!(ended.body["state"], "cancelled", "{ended:?}");
    let step = store.write(move |tx| stocktake::prepare(tx, id, 3));
    let after = step.expect("a step").value.expect("it");
    assert_eq!(
        after.progress,
        Progress::Cancelled,
        "nothing more is written down"
    );
}

/// The job that goes on with what a kill has left.
#[test]
fn what_a_kill_has_left_is_prepared_by_the_program() {
    let premises = Premises::empty();
    let desk = premises.with_owner();
    let store = premises.state.store().expect("a store");
    enter(&store, places(&desk)[0], 0..20);
    let id = start(&premises, owner(&desk), Scope::All, 3);
    premises.runs(api::prepare_stocktakes(premises.state.clone()));
    let counting = || {
        let found = desk.get(&format!("/stocktakes/{id}"));
        (found.body["state"] == "counting").then_some(())
    };
    tests::rig::wait_for(
        "the preparation",
        std::time::Duration::from_secs(30),
        counting,
    );
    assert_eq!(written_down(&raw(&store)).len(), 20);
}
