//! The reversal matrix: a stocktake in each of its states, and everything tried on it. A count that is
//! left open does not expire: it waits, and says what has left meanwhile.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shop::stock::State;
use tests::premises::{Desk, Premises, Reply};
use uuid::Uuid;

use super::fixture::Count;
use crate::memo::fixture::Shop;

/// A stocktake of a window of its own, with two rings in it.
struct Window<'a> {
    count: Count<'a>,
    /// Read, and not.
    found: String,
    lost: String,
    lost_number: String,
}

fn place(desk: &Desk<'_>, code: &str) -> String {
    let id = Uuid::now_v7().to_string();
    let body = json!({ "id": id, "code": code, "name": code, "kind": "window", "active": true });
    let made = desk.post("/stock/places", &body);
    assert!(made.status.is_success(), "{made:?}");
    id
}

impl<'a> Window<'a> {
    fn new(shop: &'a Shop<'_>, nth: usize) -> Self {
        let window = place(&shop.owner, &format!("V{nth}"));
        let ring = |number: &str| {
            let id = shop.enter(number);
            let path = format!("/stock/pieces/{id}/move");
            let moved = shop.owner.post(&path, &json!({ "place_id": window }));
            assert_eq!(moved.status, StatusCode::OK, "{moved:?}");
            id
        };
        let (found, lost) = (ring(&format!("A{nth}")), ring(&format!("B{nth}")));
        let body = json!({ "id": Uuid::now_v7(), "scope": "place", "scope_id": window });
        let begun = shop.owner.post("/stocktakes", &body);
        assert_eq!(begun.status, StatusCode::CREATED, "{begun:?}");
        let id = begun.body["id"].as_str().expect("an id");
        Self {
            count: Count {
                desk: &shop.owner,
                path: format!("/stocktakes/{id}"),
            },
            found,
            lost,
            lost_number: format!("B{nth}"),
        }
    }

    fn bring(&self, state: &str, nth: usize) {
        let steps: &[&str] = match state {
            "begun" => &[],
            "read" => &["read"],
            "settled" => &["read", "settle"],
            "closed" => &["read", "settle", "close"],
            _ => &["read", "cancel"],
        };
        for step in steps {
            let done = match *step {
                "read" => self.count.read(&[&format!("A{nth}")]),
                "settle" => self.count.settle(&[&self.lost], "write_off", "introuvable"),
                "close" => self.count.act("close", &json!({})),
                _ => self
                    .count
                    .act("cancel", &json!({ "reason": "faux départ" })),
            };
            assert_eq!(done.status, StatusCode::OK, "{state}: {done:?}");
        }
    }

    fn correct(&self, action: &str, place: &str, reason: &str) -> Reply {
        let place = (action != "write_off").then_some(place);
        let body = json!({ "piece_id": self.lost, "action": action, "place_id": place,
            "reason": reason });
        self.count.act("corrections", &body)
    }

    fn act(&self, what: &str, safe: &str, nth: usize) -> Reply {
        match what {
            "read" => self.count.read(&[&self.lost_number]),
            "take_back" => self
                .count
                .act("readings/take-back", &json!({ "piece_id": self.found })),
            "recount" => self.count.act("recount", &json!({})),
            "settle" => self.count.settle(&[&self.lost], "leave", "à l’étude"),
            "close" => self.count.act("close", &json!({})),
            "cancel" => self.count.act("cancel", &json!({ "reason": "refaire" })),
            "correct" => self.correct("bring_back", safe, "retrouvée"),
            "paper" => self.count.desk.get(&format!("{}/pdf", self.count.path)),
            other => panic!("{other} {nth}"),
        }
    }
}

const ACTS: [&str; 8] = [
    "read",
    "take_back",
    "recount",
    "settle",
    "close",
    "cancel",
    "correct",
    "paper",
];
const DONE: &str = "";
const ENDED: &str = "stocktake.not_counting";
const OPEN: &str = "stocktake.not_closed";

#[test]
fn every_state_of_a_stocktake_has_its_ways_back_and_no_other() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let unsettled = "stocktake.not_settled";
    let table = [
        (
            "begun",
            [
                DONE,
                "stocktake.not_read",
                DONE,
                DONE,
                unsettled,
                DONE,
                OPEN,
                OPEN,
            ],
        ),
        (
            "read",
            [DONE, DONE, DONE, DONE, unsettled, DONE, OPEN, OPEN],
        ),
        ("settled", [DONE, DONE, DONE, DONE, DONE, DONE, OPEN, OPEN]),
        (
            "closed",
            [ENDED, ENDED, ENDED, ENDED, ENDED, ENDED, DONE, DONE],
        ),
        (
            "cancelled",
            [ENDED, ENDED, ENDED, ENDED, ENDED, ENDED, OPEN, OPEN],
        ),
    ];
    let mut nth = 0;
    for (state, expected) in table {
        for (what, code) in ACTS.iter().zip(expected) {
            nth += 1;
            let at = format!("{state} × {what}");
            let window = Window::new(&shop, nth);
            let entered = shop.stands(&window.lost);
            window.bring(state, nth);
            let reached = shop.stands(&window.lost);
            assert_eq!(reached.0 == State::Withdrawn, state == "closed", "{at}");
            let reply = if *what == "paper" && code == DONE {
                let pdf = window
                    .count
                    .desk
                    .bytes(&format!("{}/pdf", window.count.path));
                assert!(pdf.starts_with(b"%PDF"), "{at}");
                continue;
            } else {
                window.act(what, &shop.safe, nth)
            };
            let now = shop.stands(&window.lost);
            if code == DONE {
                assert_eq!(
                    reply.status,
                    StatusCode::OK.max(reply.status),
                    "{at}: {reply:?}"
                );
                assert!(reply.status.is_success(), "{at}: {reply:?}");
            } else {
                assert_eq!(reply.code(), code, "{at}");
                assert_eq!(now, reached, "{at}: nothing moved");
            }
            match (state, *what) {
                ("settled", "close") => assert_eq!(now.0, State::Withdrawn, "{at}"),
                ("closed", "correct") => assert_eq!(now.0, State::Available, "{at}"),
                (_, "cancel") if code == DONE => {
                    assert_eq!(now, entered, "{at}: it leaves no trace");
                    let again = window.act("cancel", &shop.safe, nth);
                    assert_eq!(again.code(), ENDED, "{at}");
                }
                _ if state != "closed" => assert_eq!(now, entered, "{at}"),
                _ => {}
            }
        }
    }
    let verified = shop.owner.post("/journal/verify", &json!({}));
    assert_eq!(verified.body["broken"], Value::Null, "{verified:?}");
}

#[test]
fn a_closed_stocktake_is_corrected_as_often_as_it_takes() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let window = Window::new(&shop, 1);
    window.bring("closed", 1);
    let state = || shop.stands(&window.lost).0;
    let steps = [
        ("move", "stock.piece_state", State::Withdrawn),
        ("write_off", "stock.piece_state", State::Withdrawn),
        ("bring_back", DONE, State::Available),
        ("bring_back", "stock.piece_state", State::Available),
        ("move", DONE, State::Available),
        ("write_off", DONE, State::Withdrawn),
        ("bring_back", DONE, State::Available),
    ];
    for (nth, (action, code, then)) in steps.into_iter().enumerate() {
        let done = window.correct(action, &shop.safe, "vue");
        if code == DONE {
            assert_eq!(done.status, StatusCode::OK, "{nth} {action}: {done:?}");
        } else {
            assert_eq!(done.code(), code, "{nth} {action}");
        }
        assert_eq!(state(), then, "{nth} {action}");
    }
    // Bad input changes nothing.
    let nowhere = Uuid::now_v7().to_string();
    for (action, place, reason, code) in [
        ("leave", shop.safe.as_str(), "x", "stocktake.no_correction"),
        ("move", shop.safe.as_str(), "  ", "stocktake.no_reason"),
        ("move", nowhere.as_str(), "x", "stocktake.place_unknown"),
    ] {
        assert_eq!(
            window.correct(action, place, reason).code(),
            code,
            "{action}"
        );
        assert_eq!(state(), State::Available, "{action}");
    }
    let stranger = shop.enter("Z1");
    let body = json!({ "piece_id": stranger, "action": "write_off", "reason": "x" });
    let refused = window.count.act("corrections", &body);
    assert_eq!(refused.code(), "stocktake.not_a_line");
}

#[test]
fn a_count_left_open_for_a_month_waits_and_takes_no_nonsense() {
    let premises = Premises::empty();
    let mut shop = Shop::new(&premises);
    let path = {
        let window = Window::new(&shop, 1);
        window.bring("read", 1);
        let sold = window.lost_number.clone();
        shop.open_till();
        shop.sell(&sold);
        window.count.path
    };
    shop.later(31);
    let count = Count {
        desk: &shop.owner,
        path,
    };
    assert_eq!(count.summary()["state"], "counting");
    assert_eq!(count.told(), ["A1 found", "B1 left sold"]);
    for (what, body, code) in [
        (
            "readings",
            json!({ "readings": [{ "code": " ", "source": "typed" }] }),
            "stocktake.code",
        ),
        (
            "readings",
            json!({ "readings": [{ "code": "A1", "source": "nose" }] }),
            "stocktake.source",
        ),
        (
            "readings/take-back",
            json!({ "code": "NIX" }),
            "stocktake.not_read",
        ),
        ("recount", json!({}), "stocktake.nothing_missing"),
        ("cancel", json!({ "reason": " " }), "stocktake.no_reason"),
    ] {
        assert_eq!(count.act(what, &body).code(), code, "{what}");
    }
    assert_eq!(count.told(), ["A1 found", "B1 left sold"]);
    let closed = count.act("close", &json!({}));
    assert_eq!(closed.status, StatusCode::OK, "{closed:?}");
}
