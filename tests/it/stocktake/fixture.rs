//! A shop to count, and one of its stocktakes, as a desk sees them.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Desk, Premises, Reply};
use uuid::Uuid;

/// A shop with an owner at the till and some rings in the window.
pub struct Shop<'a> {
    pub owner: Desk<'a>,
    pub window: String,
    pub safe: String,
    pub ring: String,
}

fn id_of(list: &Reply, code: &str) -> String {
    let rows = list.body.as_array().expect("a list");
    let row = rows.iter().find(|row| row["code"] == code).expect(code);
    row["id"].as_str().expect("an id").to_owned()
}

impl<'a> Shop<'a> {
    pub fn new(premises: &'a Premises) -> Self {
        let owner = premises.with_owner();
        let places = owner.get("/stock/places");
        Self {
            window: id_of(&places, "VITRINE"),
            safe: id_of(&places, "COFFRE"),
            ring: id_of(&owner.get("/stock/families"), "ring"),
            owner,
        }
    }

    /// A gold ring of 3 g fine 750 at 1 000 € that cost 400 €, and its id.
    pub fn enter(&self, number: &str, place: &str) -> String {
        let made = self.owner.post(
            "/stock/pieces",
            &json!({
                "id": Uuid::now_v7(), "place_id": place, "family_id": self.ring,
                "number": number, "title": "Alliance", "metal": "gold", "fineness": 7500,
                "gross_mg": 4000, "net_mg": 4000, "cost_minor": 40_000, "price_minor": 100_000,
                "vat_regime": "standard", "components": [],
            }),
        );
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
        made.body["id"].as_str().expect("an id").to_owned()
    }

    pub fn start(&self, scope: &str, id: Option<&str>) -> Count<'_> {
        let begun = self.owner.post(
            "/stocktakes",
            &json!({ "id": Uuid::now_v7(), "scope": scope, "scope_id": id, "note": "le soir" }),
        );
        assert_eq!(begun.status, StatusCode::CREATED, "{begun:?}");
        Count {
            desk: &self.owner,
            path: format!("/stocktakes/{}", begun.body["id"].as_str().expect("an id")),
        }
    }

    pub fn open_till(&self) {
        let day = json!({ "id": Uuid::now_v7(), "float": [{ "value_minor": 1_000, "count": 20 }] });
        let opened = self.owner.post("/till/open", &day);
        assert_eq!(opened.status, StatusCode::CREATED, "{opened:?}");
    }

    /// Puts a piece into a cart, and sells it; returns the ticket's number.
    pub fn sell(&self, number: &str) -> String {
        let cart = self.cart(number);
        let paid = self.owner.post(
            &format!("/carts/{cart}/payments"),
            &json!({ "id": Uuid::now_v7(), "tender": "card", "amount_minor": 100_000, "reference": "A1" }),
        );
        assert_eq!(paid.status, StatusCode::OK, "{paid:?}");
        let sale = self.owner.post(
            &format!("/carts/{cart}/complete"),
            &json!({ "id": Uuid::now_v7() }),
        );
        assert_eq!(sale.status, StatusCode::CREATED, "{sale:?}");
        sale.body["number"].as_str().expect("a number").to_owned()
    }

    pub fn cart(&self, number: &str) -> String {
        let cart = self.owner.post("/carts", &json!({ "id": Uuid::now_v7() }));
        let cart = cart.body["id"].as_str().expect("an id").to_owned();
        let line = self.owner.post(
            &format!("/carts/{cart}/lines"),
            &json!({ "id": Uuid::now_v7(), "code": number }),
        );
        assert_eq!(line.status, StatusCode::OK, "{line:?}");
        cart
    }
}

/// A stocktake, seen from one desk.
pub struct Count<'a> {
    pub desk: &'a Desk<'a>,
    pub path: String,
}

impl Count<'_> {
    pub fn act(&self, what: &str, body: &Value) -> Reply {
        self.desk.post(&format!("{}/{what}", self.path), body)
    }

    pub fn read(&self, codes: &[&str]) -> Reply {
        let readings: Vec<Value> = codes
            .iter()
            .map(|code| json!({ "code": code, "source": "scanner" }))
            .collect();
        self.act("readings", &json!({ "readings": readings }))
    }

    /// The status a code has got by being read.
    pub fn status_of(&self, code: &str) -> String {
        let seen = self.read(&[code]);
        assert_eq!(seen.status, StatusCode::OK, "{seen:?}");
        let word = seen.body[0]["line"]["status"].as_str();
        word.expect("a status").to_owned()
    }

    pub fn settle(&self, pieces: &[&str], action: &str, reason: &str) -> Reply {
        let body = json!({ "piece_ids": pieces, "action": action, "reason": reason });
        self.act("settlements", &body)
    }

    /// `status: numbers` of every line, and why where it says so.
    pub fn told(&self) -> Vec<String> {
        let lines = self.desk.get(&format!("{}/lines?limit=500", self.path));
        assert_eq!(lines.status, StatusCode::OK, "{lines:?}");
        let line = |line: &Value| {
            let text = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
            format!("{} {} {}", text("number"), text("status"), text("why"))
                .trim()
                .to_owned()
        };
        let lines = lines.body["lines"].as_array().expect("lines").iter();
        lines.map(line).collect()
    }

    pub fn summary(&self) -> Value {
        self.desk.get(&self.path).body
    }

    /// A figure of a status.
    pub fn figure(&self, status: &str, name: &str) -> i64 {
        let summary = self.summary();
        let tallies = summary["tallies"].as_array().expect("tallies").clone();
        let of = tallies.iter().find(|tally| tally["status"] == status);
        of.and_then(|tally| tally[name].as_i64()).unwrap_or(0)
    }
}
