//! Four tills that sell at once: each of four clients completes carts that are ready, one after the
//! other, as fast as it is answered.

use std::sync::Barrier;
use std::time::Duration;

use shop::identity::{self, SaveTill};
use shop::sales::What;
use shop::users::{self, Pin, Token, TokenDigest};
use tests::premises::{Desk, OWNER_PIN};
use units::Id;
use uuid::Uuid;

use crate::floor::Floor;
use crate::history::{self, Ready, fill_cart};
use crate::sample::{Times, timed, worked};
use crate::sell::{LINES, complete};
use crate::stock::{Stocked, number};
use crate::table::{Goal, Table};

pub const CLIENTS: usize = 4;
/// Carts that a client completes in one round; each stands at a till of its own, since a till has
/// one open cart.
const CARTS: usize = 25;
const ROUNDS: usize = 6;

/// A till whose day is open, and its session.
#[derive(Debug)]
pub struct Place<'a> {
    till: Id<shop::cx::Till>,
    pub desk: Desk<'a>,
}

/// So many more tills, their codes beginning with a letter of their own.
pub fn places<'a>(shop: &'a Stocked, letter: &str, count: usize) -> Vec<Place<'a>> {
    let user = shop.owner.user();
    let cx = shop.cx(shop.till);
    let store = shop.store();
    let begun = store.write({
        let cx = cx.clone();
        move |tx| users::attempt::begin(tx, &cx, user)
    });
    let pin = Pin::new(OWNER_PIN).expect("a PIN");
    let proven = begun.expect("a try").value.check(&pin).expect("the PIN");
    (0..count)
        .map(|index| {
            let (id, token) = (Id::from_uuid(Uuid::now_v7()), Token::new(&cx));
            let digest: TokenDigest = token.digest();
            let (cx, code) = (cx.clone(), format!("{letter}{index}"));
            let made = store.write(move |tx| {
                let till = SaveTill {
                    id,
                    code,
                    name: format!("Caisse {index}"),
                    active: true,
                    version: None,
                };
                identity::save_till(tx, &cx, till).expect("a till");
                users::sign_in(tx, &cx, proven, Some(id), &digest)
            });
            made.expect("a session");
            history::open(shop, id);
            let mut desk = shop.premises.desk();
            desk.cookie = Some(token.as_str().to_owned());
            // The first request of a session looks it up.
            assert_eq!(desk.get("/session").body["till"]["id"], id.to_string());
            Place { till: id, desk }
        })
        .collect()
}

/// Puts three pieces into a cart at every place.
fn prepare(shop: &Stocked, places: &[Place<'_>], first_piece: usize) -> Vec<Ready> {
    let carts: Vec<_> = places
        .iter()
        .enumerate()
        .map(|(index, place)| {
            let first = first_piece + index * LINES;
            let codes = (first..first + LINES).map(|piece| What::Code(number(piece)));
            (shop.cx(place.till), codes.collect::<Vec<_>>())
        })
        .collect();
    let owner = shop.owner;
    let filled = shop.store().write(move |tx| {
        let ready = carts
            .iter()
            .map(|(cx, what)| fill_cart(tx, cx, &owner, what));
        Ok::<_, shop::db::StoreError>(ready.collect::<Vec<_>>())
    });
    filled.expect("carts").value
}

/// Everybody sells; what each sale took, and all of them from the signal to the last answer.
fn round(places: &[Place<'_>], ready: &[Ready]) -> (Vec<(Uuid, Duration)>, Duration) {
    let begin = Barrier::new(CLIENTS + 1);
    let each = places.len() / CLIENTS;
    std::thread::scope(|scope| {
        let clients: Vec<_> = places
            .chunks(each)
            .zip(ready.chunks(each))
            .map(|(places, ready)| {
                let begin = &begin;
                scope.spawn(move || {
                    begin.wait();
                    let mut sales = Vec::with_capacity(places.len());
                    for (place, ready) in places.iter().zip(ready) {
                        let cart = ready.cart.to_string();
                        sales.push(complete(&place.desk, &cart, ready.total_minor));
                    }
                    sales
                })
            })
            .collect();
        begin.wait();
        timed(|| {
            let ended = clients.into_iter().map(|one| one.join().expect("a client"));
            ended.flatten().collect()
        })
    })
}

/// The pieces of the last quarter.
pub fn measure(shop: &Stocked, table: &mut Table) {
    let carts = CARTS.min(shop.pieces / 4 / LINES / CLIENTS / 2).max(1);
    let places = places(shop, "V", CLIENTS * carts);
    let a_round = places.len() * LINES;
    let rounds = ROUNDS.min(shop.pieces / 4 / a_round);
    let mut floor = Floor::of(shop);
    let (mut sales, mut speeds, mut floor_speeds) = (Times::default(), Vec::new(), Vec::new());
    let (mut work, mut floor_work, mut count) = (Duration::ZERO, Duration::ZERO, 0);
    for index in 0..rounds {
        shop.premises.pass(chrono::TimeDelta::seconds(5));
        let ready = prepare(shop, &places, shop.pieces * 3 / 4 + index * a_round);
        let (sold, time) = worked(&mut work, || round(&places, &ready));
        speeds.push(per_second(sold.len(), time));
        for (_, time) in &sold {
            sales.add(*time);
        }
        count += u32::try_from(sold.len()).unwrap_or(u32::MAX);
        let mut floor_time = Duration::ZERO;
        // The least: the four that wait together share a transaction.
        for together in sold.chunks(CLIENTS) {
            let ids: Vec<Uuid> = together.iter().map(|(id, _)| *id).collect();
            let again = floor.read(&ids);
            floor_time += worked(&mut floor_work, || floor.write(&again));
        }
        floor_speeds.push(per_second(sold.len(), floor_time));
    }
    table.figure(
        "Four tills at once",
        median(speeds),
        "sales/s",
        Some(median(floor_speeds)),
        Goal::AtLeast(2_500.0),
    );
    table.alone(
        "The same, each sale",
        &sales,
        Goal::P95(Duration::from_millis(5)),
    );
    table.processor(
        "The same, processor time of a sale, both ends of the request",
        work / count,
        floor_work / count,
        Goal::None,
    );
}

#[allow(clippy::cast_precision_loss)] // A few hundred.
fn per_second(count: usize, time: Duration) -> f64 {
    count as f64 / time.as_secs_f64()
}

fn median(mut of: Vec<f64>) -> f64 {
    of.sort_by(f64::total_cmp);
    of.get(of.len() / 2).copied().unwrap_or_default()
}
