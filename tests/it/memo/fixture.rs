//! A shop that leaves pieces with a colleague and has some of a consignor's, as a desk sees them.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shop::stock::{self, Custody, State};
use tests::premises::{Desk, Premises, Reply};
use units::Id;
use uuid::Uuid;

pub struct Shop<'a> {
    pub premises: &'a Premises,
    pub owner: Desk<'a>,
    pub window: String,
    pub safe: String,
    ring: String,
    /// A jeweller, among the suppliers.
    pub colleague: String,
    /// A private person.
    pub consignor: String,
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
        let colleague = owner.post(
            "/stock/suppliers",
            &json!({ "code": "MARTIN", "name": "Maison Martin & Fils" }),
        );
        assert!(colleague.status.is_success(), "{colleague:?}");
        let consignor = Uuid::now_v7().to_string();
        let entered = owner.post(
            "/customers",
            &json!({ "id": consignor, "last_name": "Lefèvre", "first_name": "Agnès" }),
        );
        assert_eq!(entered.status, StatusCode::CREATED, "{entered:?}");
        Self {
            premises,
            window: id_of(&places, "VITRINE"),
            safe: id_of(&places, "COFFRE"),
            ring: id_of(&owner.get("/stock/families"), "ring"),
            colleague: id_of(&owner.get("/stock/suppliers"), "MARTIN"),
            consignor,
            owner,
        }
    }

    /// A gold ring at 1 000 € that cost 400 €, in the window, and its id.
    pub fn enter(&self, number: &str) -> String {
        let made = self.owner.post(
            "/stock/pieces",
            &json!({
                "id": Uuid::now_v7(), "place_id": self.window, "family_id": self.ring,
                "number": number, "title": "Alliance", "metal": "gold", "fineness": 7500,
                "gross_mg": 4000, "net_mg": 4000, "cost_minor": 40_000, "price_minor": 100_000,
                "vat_regime": "standard", "components": [],
            }),
        );
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
        made.body["id"].as_str().expect("an id").to_owned()
    }

    /// A memo's body, due in the new year: out to the colleague, in from the consignor.
    pub fn draft(&self, direction: &str, pieces: &[&str]) -> Value {
        let (party_kind, party_id, kind, agreed) = match direction {
            "in" => ("customer", &self.consignor, "consignment", 60_000),
            _ => ("supplier", &self.colleague, "memo", 90_000),
        };
        let lines: Vec<Value> = pieces
            .iter()
            .map(|piece| json!({ "id": Uuid::now_v7(), "piece_id": piece, "agreed_minor": agreed }))
            .collect();
        json!({ "id": Uuid::now_v7(), "direction": direction, "kind": kind,
            "party_kind": party_kind, "party_id": party_id, "address": "3 rue du Puits\n33000 Bordeaux",
            "due_on": "2027-01-15", "note": "", "lines": lines })
    }

    pub fn open(&self, direction: &str, pieces: &[&str]) -> Memo<'_> {
        let opened = self.owner.post("/memos", &self.draft(direction, pieces));
        assert_eq!(opened.status, StatusCode::CREATED, "{opened:?}");
        let id = opened.body["id"].as_str().expect("an id");
        Memo {
            desk: &self.owner,
            path: format!("/memos/{id}"),
        }
    }

    /// So many days later, the owner signed in anew.
    pub fn later(&mut self, days: i64) {
        self.premises.pass(chrono::TimeDelta::days(days));
        let mut desk = self.premises.desk();
        let people = desk.get("/session/users");
        let owner = people.body[0]["id"].as_str().and_then(|id| id.parse().ok());
        desk.sign_in(owner.expect("the owner"), tests::premises::OWNER_PIN);
        self.owner = desk;
    }

    pub fn open_till(&self) {
        let day = json!({ "id": Uuid::now_v7(), "float": [{ "value_minor": 1_000, "count": 20 }] });
        let opened = self.owner.post("/till/open", &day);
        assert_eq!(opened.status, StatusCode::CREATED, "{opened:?}");
    }

    pub fn scan(&self, number: &str) -> (String, Reply) {
        let cart = self.owner.post("/carts", &json!({ "id": Uuid::now_v7() }));
        let cart = cart.body["id"].as_str().expect("an id").to_owned();
        let line = self.owner.post(
            &format!("/carts/{cart}/lines"),
            &json!({ "id": Uuid::now_v7(), "code": number }),
        );
        (cart, line)
    }

    /// Sells a piece for its price; the ticket's id and number.
    pub fn sell(&self, number: &str) -> (String, String) {
        let (cart, line) = self.scan(number);
        assert_eq!(line.status, StatusCode::OK, "{line:?}");
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
        let text = |name: &str| sale.body[name].as_str().expect("a text").to_owned();
        (text("id"), text("number"))
    }

    /// State, owner, holder and place, as the ledger has them.
    pub fn stands(&self, piece: &str) -> (State, Custody) {
        let store = self.premises.state.store().expect("a store");
        let id = Id::from_uuid(piece.parse().expect("an id"));
        let piece = store
            .read(|tx| stock::piece_by_id(tx, id))
            .expect("a read")
            .expect("a piece");
        (piece.state, piece.custody)
    }

    pub fn statement(&self, direction: &str) -> Value {
        let (kind, id) = match direction {
            "in" => ("customer", &self.consignor),
            _ => ("supplier", &self.colleague),
        };
        let found = self.owner.get(&format!(
            "/memo-statement?direction={direction}&party_kind={kind}&party_id={id}"
        ));
        assert_eq!(found.status, StatusCode::OK, "{found:?}");
        found.body
    }

    pub fn balance(&self, direction: &str) -> i64 {
        self.statement(direction)["balance_minor"]
            .as_i64()
            .expect("a balance")
    }

    pub fn settle(&self, direction: &str, amount_minor: i64, more: &Value) -> Reply {
        let (kind, id) = match direction {
            "in" => ("customer", &self.consignor),
            _ => ("supplier", &self.colleague),
        };
        let mut body = json!({ "id": Uuid::now_v7(), "direction": direction, "party_kind": kind,
            "party_id": id, "paid_on": "2026-11-22", "means": "transfer",
            "amount_minor": amount_minor, "reference": "VIR 12" });
        for (name, value) in more.as_object().into_iter().flatten() {
            body[name] = value.clone();
        }
        self.owner.post("/memo-settlements", &body)
    }
}

/// A memo, seen from one desk.
pub struct Memo<'a> {
    pub desk: &'a Desk<'a>,
    pub path: String,
}

impl Memo<'_> {
    pub fn sheet(&self) -> Value {
        let found = self.desk.get(&self.path);
        assert_eq!(found.status, StatusCode::OK, "{found:?}");
        found.body
    }

    fn line(&self, at: usize) -> String {
        let sheet = self.sheet();
        let id = sheet["lines"][at]["id"].as_str();
        id.expect("a line").to_owned()
    }

    /// `number state` of every line.
    pub fn told(&self) -> Vec<String> {
        let sheet = self.sheet();
        let lines = sheet["lines"].as_array().expect("lines").iter();
        let text = |line: &Value, name: &str| line[name].as_str().unwrap_or_default().to_owned();
        lines
            .map(|line| format!("{} {}", text(line, "number"), text(line, "state")))
            .collect()
    }

    pub fn act(&self, at: usize, act: &str, more: &Value) -> Reply {
        let mut body = json!({ "line_ids": [self.line(at)], "act": act, "document": "F-77",
            "note": "en panne" });
        for (name, value) in more.as_object().into_iter().flatten() {
            body[name] = value.clone();
        }
        self.desk.post(&format!("{}/lines", self.path), &body)
    }

    pub fn correct(&self, at: usize) -> Reply {
        let path = format!("{}/lines/{}/correct", self.path, self.line(at));
        self.desk.post(&path, &json!({ "note": "erreur" }))
    }

    pub fn post(&self, what: &str, body: &Value) -> Reply {
        self.desk.post(&format!("{}/{what}", self.path), body)
    }
}
