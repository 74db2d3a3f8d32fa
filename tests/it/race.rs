//! Two thousand single pieces, eight tills at once, through the router: each is sold by exactly one.

use std::collections::HashMap;
use std::sync::Barrier;

use axum::http::StatusCode;
use serde_json::json;
use shop::stock::{self, CreatePiece, Sheet};
use tests::cx;
use tests::premises::{Desk, Premises, STAFF_PIN};
use units::{Id, Money};
use uuid::Uuid;

const PIECES: usize = 2_000;
const CLIENTS: usize = 8;

fn number(piece: usize) -> String {
    format!("J{piece:04}")
}

fn stock(premises: &Premises) {
    let store = premises.state.store().expect("a store");
    for first in (0..PIECES).step_by(250) {
        let entered = store.write(move |tx| -> Result<(), stock::CreatePieceError> {
            let family = stock::family_by_code(tx, "ring")?.expect("a family").id;
            let place = stock::places(tx)?[0].id;
            for piece in first..first + 250 {
                let mut sheet = Sheet::new(&number(piece), family, "Alliance");
                sheet.price = Some(Money::eur(50_000));
                let id: Id<stock::Piece> = cx(0).new_id();
                stock::create_piece(tx, &cx(0), CreatePiece { id, sheet, place })?;
            }
            Ok(())
        });
        entered.expect("pieces");
    }
}

/// Eight people, each at a till of their own, with the day open.
fn desks<'a>(premises: &'a Premises, owner: &Desk<'_>) -> Vec<Desk<'a>> {
    (1..=CLIENTS)
        .map(|client| {
            let till = if client == 1 {
                owner.get("/session").body["till"]["id"].clone()
            } else {
                let till = json!({ "id": Uuid::now_v7(), "name": format!("Caisse {client}"),
                    "code": client.to_string(), "active": true });
                owner.put("/tills", &till).body["id"].clone()
            };
            let person = owner.hire(&format!("Vendeur {client}"), "seller");
            let mut desk = premises.desk();
            let signed = desk.post(
                "/session",
                &json!({ "user_id": person, "pin": STAFF_PIN, "till_id": till }),
            );
            assert_eq!(signed.status, StatusCode::CREATED, "{signed:?}");
            desk.keep_cookie(&signed);
            let day = json!({ "id": Uuid::now_v7(), "float": [] });
            let opened = desk.post("/till/open", &day);
            assert_eq!(opened.status, StatusCode::CREATED, "{opened:?}");
            desk
        })
        .collect()
}

/// Tries every piece in turn and sells what it gets. Says which, by their tickets.
fn sell(desk: &Desk<'_>) -> Vec<(String, String)> {
    let new_cart = || desk.post("/carts", &json!({ "id": Uuid::now_v7() })).body["id"].clone();
    let mut cart = new_cart();
    let mut sold = Vec::new();
    for piece in 0..PIECES {
        let path = format!("/carts/{}", cart.as_str().expect("an id"));
        let line = json!({ "id": Uuid::now_v7(), "code": number(piece) });
        let scanned = desk.post(&format!("{path}/lines"), &line);
        if scanned.status != StatusCode::OK {
            // The loser is told why, and who has it.
            assert!(
                matches!(scanned.code(), "cart.reserved" | "cart.sold"),
                "{scanned:?}"
            );
            continue;
        }
        let payment = json!({ "id": Uuid::now_v7(), "tender": "card", "amount_minor": 50_000,
            "reference": "A1" });
        let paid = desk.post(&format!("{path}/payments"), &payment);
        assert_eq!(paid.status, StatusCode::OK, "{paid:?}");
        let sale = desk.post(&format!("{path}/complete"), &json!({}));
        assert_eq!(
            sale.status,
            StatusCode::CREATED,
            "who has it sells it: {sale:?}"
        );
        let ticket = sale.body["number"].as_str().expect("a number").to_owned();
        sold.push((number(piece), ticket));
        cart = new_cart();
    }
    sold
}

#[test]
fn eight_clients_sell_two_thousand_single_pieces_once_each() {
    let premises = Premises::empty();
    let owner = premises.with_owner();
    stock(&premises);
    let desks = desks(&premises, &owner);
    let start = Barrier::new(CLIENTS);
    let won: Vec<Vec<(String, String)>> = std::thread::scope(|scope| {
        let clients: Vec<_> = desks
            .iter()
            .map(|desk| {
                scope.spawn(|| {
                    start.wait();
                    sell(desk)
                })
            })
            .collect();
        let ended = clients.into_iter().map(std::thread::ScopedJoinHandle::join);
        ended.map(|sold| sold.expect("a client")).collect()
    });
    let mut winners: HashMap<&str, Vec<&str>> = HashMap::new();
    for (piece, ticket) in won.iter().flatten() {
        winners.entry(piece).or_default().push(ticket);
    }
    assert_eq!(winners.len(), PIECES, "every piece was sold");
    assert!(winners.values().all(|tickets| tickets.len() == 1));
    // The store agrees with what the clients were told.
    let store = premises.state.store().expect("a store");
    let count = |sql: &'static str| -> usize {
        let conn = tests::raw(&store);
        let count: i64 = conn.query_row(sql, [], |row| row.get(0)).expect(sql);
        usize::try_from(count).expect("a count")
    };
    assert_eq!(count("SELECT count(*) FROM sale"), PIECES);
    assert_eq!(
        count("SELECT count(DISTINCT piece_id) FROM sale_line"),
        PIECES
    );
    assert_eq!(count("SELECT count(*) FROM sale_line"), PIECES);
    assert_eq!(
        count("SELECT count(*) FROM custody_movement WHERE reason = 'sold'"),
        PIECES
    );
    assert_eq!(count("SELECT count(*) FROM reservation"), 0);
    let proof = owner.post("/journal/verify", &json!({}));
    assert_eq!(proof.body["ok"], true, "{proof:?}");
}
