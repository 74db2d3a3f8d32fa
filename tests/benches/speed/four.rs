//! Four tills that complete their carts at the same moment.

use std::sync::Barrier;
use std::time::Duration;

use axum::http::StatusCode;
use serde_json::json;
use tests::premises::{Desk, OWNER_PIN};
use uuid::Uuid;

use crate::floor::Floor;
use crate::sample::{Table, Times, timed};
use crate::sell::{LINES, Ready, complete, prepare};
use crate::stock::Stocked;

pub const TILLS: usize = 4;
const ROUNDS: usize = 200;

/// Each at a till of its own, with its day open.
pub fn desks(shop: &Stocked) -> Vec<Desk<'_>> {
    let owner = shop.desk();
    let session = owner.get("/session");
    let user = session.body["user"]["id"].clone();
    (0..TILLS)
        .map(|index| {
            let code = format!("V{}", Uuid::now_v7().simple());
            let code = &code[code.len() - 6..];
            let name = format!("Caisse {index} {code}");
            let till = json!({ "id": Uuid::now_v7(), "name": name, "code": code, "active": true });
            let till = owner.put("/tills", &till);
            let mut desk = shop.premises.desk();
            let body = json!({ "user_id": user, "pin": OWNER_PIN, "till_id": till.body["id"] });
            let signed = desk.post("/session", &body);
            assert_eq!(signed.status, StatusCode::CREATED, "{till:?} {signed:?}");
            desk.keep_cookie(&signed);
            let day = json!({ "id": Uuid::now_v7(), "float": [] });
            let opened = desk.post("/till/open", &day);
            assert_eq!(opened.status, StatusCode::CREATED, "{opened:?}");
            desk
        })
        .collect()
}

/// What one round was like.
#[derive(Clone, Debug)]
pub struct Round {
    /// Each one's sale and time.
    pub sales: Vec<(Uuid, Duration)>,
    /// From the signal to the last answer.
    pub time: Duration,
}

/// One round: everybody's cart is ready before the first is completed.
pub fn round(desks: &[Desk<'_>], first_piece: usize) -> Round {
    let ready: Vec<Ready> = desks
        .iter()
        .enumerate()
        .map(|(index, desk)| prepare(desk, first_piece + index * LINES, &mut Times::default()))
        .collect();
    let begin = Barrier::new(desks.len() + 1);
    let (sales, time) = std::thread::scope(|scope| {
        let tills: Vec<_> = desks
            .iter()
            .zip(&ready)
            .map(|(desk, ready)| {
                let begin = &begin;
                scope.spawn(move || {
                    begin.wait();
                    complete(desk, ready)
                })
            })
            .collect();
        begin.wait();
        timed(|| {
            let ended = tills.into_iter().map(|till| till.join().expect("a till"));
            ended.collect()
        })
    });
    Round { sales, time }
}

/// The pieces behind those that one till has sold.
pub fn measure(shop: &Stocked, table: &mut Table) {
    let desks = desks(shop);
    let mut floor = Floor::of(shop);
    // The first three quarters are sold by now.
    let first = shop.pieces * 3 / 4;
    let rounds = ROUNDS.min(shop.pieces / 5 / (TILLS * LINES));
    let (mut sales, mut whole, mut floors) = (Times::default(), Times::default(), Times::default());
    for index in 0..rounds {
        let round = round(&desks, first + index * TILLS * LINES);
        whole.add(round.time);
        let ids: Vec<Uuid> = round.sales.iter().map(|(id, _)| *id).collect();
        round.sales.iter().for_each(|(_, time)| sales.add(*time));
        floors.add(floor.replay(&ids));
    }
    table.beside("Four sales at once, all of them", &whole, &floors, "–");
    table.alone("The same, each one", &sales, "p95 ≤ 5 ms");
    let speed = |times: &Times| format!("{:.0} sales/s", 4.0 / times.median().as_secs_f64());
    table.figure(
        "The same",
        &speed(&whole),
        &speed(&floors),
        "≥ 2,500 a second",
    );
}
