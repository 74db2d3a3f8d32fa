//! A customer with old gold, as a desk sees them.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Desk, Premises, Reply};
use uuid::Uuid;

use crate::custom::fixture::{Ring, Shop as Makes};

/// A shop that makes rings, and the account of its customer.
pub struct Shop<'a> {
    pub makes: Makes<'a>,
}

impl<'a> Shop<'a> {
    pub fn new(premises: &'a Premises) -> Self {
        Self {
            makes: Makes::new(premises),
        }
    }

    pub fn desk(&self) -> &Desk<'a> {
        &self.makes.owner
    }

    pub fn customer(&self) -> &str {
        &self.makes.customer
    }

    pub fn path(&self, rest: &str) -> String {
        format!("/customers/{}/metal{rest}", self.makes.customer)
    }

    /// An order of the customer in production.
    pub fn ring(&self, title: &str) -> Ring<'_> {
        let ring = self.makes.begin(title);
        produce(&ring);
        ring
    }

    /// Somebody else.
    pub fn neighbour(&self) -> String {
        let id = Uuid::now_v7().to_string();
        let entered = self
            .desk()
            .post("/customers", &json!({ "id": id, "last_name": "Vasseur" }));
        assert_eq!(entered.status, StatusCode::CREATED, "{entered:?}");
        id
    }

    pub fn account(&self) -> Value {
        let found = self.desk().get(&self.path(""));
        assert_eq!(found.status, StatusCode::OK, "{found:?}");
        found.body
    }

    pub fn version(&self) -> i64 {
        self.account()["version"].as_i64().expect("a version")
    }

    /// Of gold, in milligrams.
    pub fn balance(&self) -> i64 {
        let account = self.account();
        let mut balances = account["balances"].as_array().expect("balances").iter();
        let gold = balances.find(|one| one["metal"] == "gold");
        gold.map_or(0, |one| one["fine_mg"].as_i64().expect("a weight"))
    }

    pub fn take_in(&self, objects: &[Value]) -> Reply {
        self.desk().post(
            &self.path("/receipts"),
            &json!({ "id": Uuid::now_v7(), "note": "", "objects": objects }),
        )
    }

    /// Takes objects in and gives their ids.
    pub fn takes_in(&self, objects: &[Value]) -> Vec<String> {
        let taken = self.take_in(objects);
        assert_eq!(taken.status, StatusCode::OK, "{taken:?}");
        objects.iter().map(|one| text(&one["id"])).collect()
    }

    pub fn melt(&self, lots: &[&str], weight_mg: i64, fineness: i64) -> Reply {
        self.melt_with(lots, weight_mg, fineness, &json!({}))
    }

    pub fn melt_with(&self, lots: &[&str], weight_mg: i64, fineness: i64, more: &Value) -> Reply {
        let mut body = json!({ "id": Uuid::now_v7(), "version": self.version(), "lot_ids": lots,
            "lot_id": Uuid::now_v7(), "description": "Lingotin", "weight_mg": weight_mg,
            "fineness": fineness, "tested": "assay" });
        merge(&mut body, more);
        self.desk().post(&self.path("/melts"), &body)
    }

    pub fn give_back(&self, lines: &[(&str, i64)]) -> Reply {
        self.give_back_with(lines, &json!({}))
    }

    pub fn give_back_with(&self, lines: &[(&str, i64)], more: &Value) -> Reply {
        let lines: Vec<Value> = lines
            .iter()
            .map(|(lot, mg)| json!({ "lot_id": lot, "weight_mg": mg }))
            .collect();
        let mut body = json!({ "id": Uuid::now_v7(), "version": self.version(), "lines": lines });
        merge(&mut body, more);
        self.desk().post(&self.path("/returns"), &body)
    }

    pub fn use_in(&self, ring: &Ring<'_>, lot: &str, weight_mg: i64, loss_mg: i64) -> Reply {
        let body = json!({ "id": Uuid::now_v7(), "version": self.version(), "lot_id": lot,
            "weight_mg": weight_mg, "loss_mg": loss_mg });
        self.desk()
            .post(&format!("/custom-orders/{}/metal", ring.id), &body)
    }

    /// Takes the newest entry of a kind back, where one stands.
    pub fn correct(&self, kind: &str, note: &str) -> Reply {
        let account = self.account();
        let mut entries = account["entries"].as_array().expect("entries").iter();
        let wrong = entries
            .find(|one| one["kind"] == kind && one["undone"] == false)
            .expect(kind);
        self.correct_one(&text(&wrong["id"]), note)
    }

    pub fn correct_one(&self, entry: &str, note: &str) -> Reply {
        self.desk().post(
            &format!("/metal-entries/{entry}/correct"),
            &json!({ "id": Uuid::now_v7(), "version": self.version(), "note": note }),
        )
    }

    /// Nobody has changed a row that the journal vouches for.
    pub fn verifies(&self) {
        let verified = self.desk().post("/journal/verify", &json!({}));
        assert_eq!(verified.body["broken"], Value::Null, "{verified:?}");
    }
}

/// From an enquiry to the bench.
pub fn produce(ring: &Ring<'_>) {
    ring.saves(&[ring.labour(50_000)]);
    ring.sends();
    assert_eq!(ring.says("approved", "counter", "").status, StatusCode::OK);
    ring.moves("produce", "production");
}

/// An object of gold.
pub fn gold(description: &str, fineness: i64, gross_mg: i64) -> Value {
    json!({ "id": Uuid::now_v7(), "description": description, "metal": "gold",
        "fineness": fineness, "tested": "touchstone", "gross_mg": gross_mg, "stones": "none" })
}

pub fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

pub fn merge(body: &mut Value, more: &Value) {
    for (name, value) in more.as_object().expect("fields") {
        body[name] = value.clone();
    }
}
