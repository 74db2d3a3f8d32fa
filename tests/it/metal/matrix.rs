//! The reversal matrix of a re-pricing: what has become of its piece, against taking it back. A preview
//! expires by itself: at another rate its price is another, and the piece keeps the one it has.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Premises, Reply};
use uuid::Uuid;

use super::{id_of, rate};
use crate::memo::fixture::Shop;

struct Metal<'s, 'a> {
    shop: &'s Shop<'a>,
}

impl Metal<'_, '_> {
    /// The accepted line of a piece, as the preview shows it now.
    fn line(&self, piece: &str) -> Value {
        let preview = self.shop.owner.get("/pricing/preview?limit=500");
        let lines = preview.body["lines"].as_array().expect("lines");
        let line = lines.iter().find(|line| line["piece_id"] == piece);
        let line = line.unwrap_or_else(|| panic!("{piece}: {preview:?}"));
        json!({ "piece_id": piece, "version": line["version"],
            "price_minor": line["worked"]["price_minor"] })
    }

    fn accept(&self, lines: &[Value]) -> Reply {
        let body = json!({ "id": Uuid::now_v7(), "lines": lines });
        self.shop.owner.post("/pricing/repricings", &body)
    }

    /// Re-prices one piece; the re-pricing's id.
    fn reprice(&self, piece: &str) -> String {
        let done = self.accept(&[self.line(piece)]);
        assert_eq!(done.status, StatusCode::CREATED, "{done:?}");
        let id = done.body["repricing"]["id"].as_str();
        id.expect("an id").to_owned()
    }

    fn undo(&self, of: &str, note: &str) -> Reply {
        let path = format!("/pricing/repricings/{of}/undo");
        let body = json!({ "id": Uuid::now_v7(), "note": note });
        self.shop.owner.post(&path, &body)
    }

    fn piece(&self, id: &str) -> Value {
        self.shop.owner.get(&format!("/stock/pieces/{id}")).body
    }

    fn price(&self, id: &str) -> Value {
        self.piece(id)["price_minor"].clone()
    }

    fn fixing(&self, on: &str, micro: i64) {
        let entered = self.shop.owner.post("/metal/rates", &rate(on, micro));
        assert_eq!(entered.status, StatusCode::CREATED, "{entered:?}");
    }
}

/// Gold at 100 € a gram, rings at twice their metal: 600 € instead of 1 000.
fn open<'s, 'a>(shop: &'s Shop<'a>) -> Metal<'s, 'a> {
    let metal = Metal { shop };
    metal.fixing("2026-11-20", 100_000_000);
    let ring = id_of(&shop.owner.get("/stock/families"), "ring");
    let formula = json!({
        "by_default": true, "loss_bp": 0, "labour_minor": 0, "coefficient_milli": 2000,
        "before_vat": false, "ending": "tens", "nearest": false, "floor_milli": 1000, "version": 0,
    });
    let saved = shop
        .owner
        .put(&format!("/pricing/formulas/{ring}"), &formula);
    assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
    shop.open_till();
    metal
}

#[test]
fn a_re_pricing_is_taken_back_while_its_piece_has_its_price() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let metal = open(&shop);
    // What happens to the piece; the answer, why it is left out, its price afterwards.
    let left = "repricing.all_left_out";
    let table = [
        ("nothing", "", "", 100_000),
        ("undone", "repricing.already_undone", "", 100_000),
        ("priced by hand", left, "changed", 77_000),
        ("re-priced again", left, "changed", 120_000),
        ("sold", left, "sold", 60_000),
        ("in a cart", left, "reserved", 60_000),
        ("out on memo", left, "on_memo", 60_000),
        ("withdrawn", left, "withdrawn", 60_000),
        ("long note", "repricing.note", "", 60_000),
    ];
    for (nth, (then, code, why, price)) in table.into_iter().enumerate() {
        let number = format!("M{nth}");
        let piece = shop.enter(&number);
        let id = metal.reprice(&piece);
        assert_eq!(metal.price(&piece), 60_000, "{then}");
        let path = format!("/stock/pieces/{piece}");
        let mut note = String::new();
        match then {
            "undone" => assert_eq!(metal.undo(&id, "").status, StatusCode::CREATED),
            "priced by hand" => {
                let body = json!({ "version": metal.piece(&piece)["version"],
                    "price_minor": 77_000 });
                let changed = shop.owner.put(&format!("{path}/price"), &body);
                assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
            }
            "re-priced again" => {
                metal.fixing("2026-11-21", 200_000_000);
                metal.reprice(&piece);
                // The rate of the later day was a slip: the rest of the table is at the first.
                metal.fixing("2026-11-22", 100_000_000);
            }
            "in a cart" => assert_eq!(shop.scan(&number).1.status, StatusCode::OK),
            "sold" => sell(&shop, &number, 60_000),
            "out on memo" => {
                shop.open("out", &[&piece]);
            }
            "withdrawn" => {
                let body = json!({ "note": "fondue" });
                let out = shop.owner.post(&format!("{path}/withdraw"), &body);
                assert_eq!(out.status, StatusCode::OK, "{out:?}");
            }
            "long note" => note = "x".repeat(201),
            _ => {}
        }
        let undone = metal.undo(&id, &note);
        if code.is_empty() {
            assert_eq!(undone.status, StatusCode::CREATED, "{then}: {undone:?}");
        } else {
            assert_eq!(undone.code(), code, "{then}");
        }
        if !why.is_empty() {
            assert_eq!(undone.body["params"]["left_out"][0]["why"], why, "{then}");
        }
        assert_eq!(metal.price(&piece), price, "{then}");
        if then == "nothing" {
            // The taking back is itself taken back, and the first stays what it was.
            let back = undone.body["repricing"]["id"]
                .as_str()
                .expect("an id")
                .to_owned();
            assert_eq!(metal.undo(&back, "").status, StatusCode::CREATED);
            assert_eq!(metal.price(&piece), 60_000);
            assert_eq!(metal.undo(&id, "").code(), "repricing.already_undone");
        }
    }
    let nobody = Uuid::now_v7().to_string();
    assert_eq!(metal.undo(&nobody, "").code(), "repricing.unknown");
}

fn sell(shop: &Shop<'_>, number: &str, minor: i64) {
    let (cart, line) = shop.scan(number);
    assert_eq!(line.status, StatusCode::OK, "{line:?}");
    let payment = json!({ "id": Uuid::now_v7(), "tender": "card", "amount_minor": minor,
        "reference": "A1" });
    let paid = shop
        .owner
        .post(&format!("/carts/{cart}/payments"), &payment);
    assert_eq!(paid.status, StatusCode::OK, "{paid:?}");
    let done = json!({ "id": Uuid::now_v7() });
    let sale = shop.owner.post(&format!("/carts/{cart}/complete"), &done);
    assert_eq!(sale.status, StatusCode::CREATED, "{sale:?}");
}

#[test]
fn a_preview_expires_with_its_rate_its_sheet_and_its_piece() {
    let premises = Premises::empty();
    let shop = Shop::new(&premises);
    let metal = open(&shop);
    let pieces: Vec<String> = (0..4).map(|nth| shop.enter(&format!("P{nth}"))).collect();
    let lines: Vec<Value> = pieces.iter().map(|piece| metal.line(piece)).collect();
    assert_eq!(metal.accept(&[]).code(), "repricing.nothing");
    let why = |reply: &Reply| reply.body["params"]["left_out"][0]["why"].clone();

    // A price nobody showed, a version nobody saw, a piece nobody has.
    let mut other = lines[0].clone();
    other["price_minor"] = json!(1);
    let refused = metal.accept(&[other]);
    assert_eq!(
        (refused.code(), why(&refused)),
        ("repricing.all_left_out", json!("changed"))
    );
    let mut other = lines[0].clone();
    other["version"] = json!(99);
    assert_eq!(why(&metal.accept(&[other])), "changed");
    let mut other = lines[0].clone();
    other["piece_id"] = json!(Uuid::now_v7());
    assert_eq!(why(&metal.accept(&[other])), "unknown");

    // Sold meanwhile, in a cart, changed: the rest goes through, and they are named.
    shop.sell("P0");
    shop.scan("P1");
    let body = json!({ "version": lines[2]["version"], "price_minor": 90_000 });
    shop.owner
        .put(&format!("/stock/pieces/{}/price", pieces[2]), &body);
    let done = metal.accept(&lines);
    assert_eq!(done.status, StatusCode::CREATED, "{done:?}");
    let whys: Vec<&str> = done.body["left_out"]
        .as_array()
        .expect("what was left out")
        .iter()
        .filter_map(|one| one["why"].as_str())
        .collect();
    assert_eq!(whys, ["sold", "reserved", "changed"]);
    assert_eq!(metal.price(&pieces[3]), 60_000);

    // Another rate: what was shown an hour ago is not given any more.
    let piece = shop.enter("P9");
    let line = metal.line(&piece);
    metal.fixing("2026-11-22", 101_000_000);
    let refused = metal.accept(&[line]);
    assert_eq!(
        (refused.code(), why(&refused)),
        ("repricing.all_left_out", json!("changed"))
    );
    assert_eq!(metal.price(&piece), 100_000);
}
