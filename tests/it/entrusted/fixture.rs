//! A shop that is left things, as a desk sees it.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Desk, OWNER_PIN, Premises, Reply};
use uuid::Uuid;

use crate::appraisal::fixture::Shop as Appraises;

pub struct Shop<'a> {
    pub appraises: Appraises<'a>,
    safe: String,
}

impl<'a> Shop<'a> {
    pub fn new(premises: &'a Premises) -> Self {
        let appraises = Appraises::new(premises);
        let safe = safe(&appraises.owner);
        Self { appraises, safe }
    }

    pub fn desk(&self) -> &Desk<'a> {
        &self.appraises.owner
    }

    pub fn owner_id(&self) -> Value {
        self.appraises.premises.desk().get("/session/users").body[0]["id"].clone()
    }

    /// The owner puts their own number in.
    pub fn vouches(&self) -> Value {
        json!({ "user_id": self.owner_id(), "pin": OWNER_PIN })
    }

    /// A draft for the customer, by its id.
    pub fn appraisal(&self) -> String {
        let path = self.appraises.draft("insurance", &[]);
        path.rsplit('/').next().expect("an id").to_owned()
    }

    /// An estate of the customer's family.
    pub fn estate(&self) -> String {
        let id = Uuid::now_v7().to_string();
        let begun = self.desk().post(
            "/estates",
            &json!({ "id": id, "deceased": "Mme Jeanne Roux", "customer_id": self.appraises.customer,
                "valued_on": "2026-10-03", "place": "", "held_by": "shop", "held_note": "",
                "note": "" }),
        );
        assert!(begun.status.is_success(), "{begun:?}");
        id
    }

    /// What is sent when objects are left for an appraisal.
    pub fn leaves(&self, appraisal: &str, objects: &[Value]) -> Value {
        json!({ "id": Uuid::now_v7(), "of": "appraisal", "of_id": appraisal, "note": "",
            "place_id": self.safe, "objects": objects })
    }

    pub fn take_in(&self, body: &Value) -> Reply {
        self.desk().post("/entrusted", body)
    }

    pub fn takes_in(&self, body: &Value) -> Value {
        let taken = self.take_in(body);
        assert_eq!(taken.status, StatusCode::OK, "{taken:?}");
        taken.body
    }

    /// All of it, against its slip, as heavy as it came, but for what is said.
    pub fn give_back(&self, slip: &Value, more: &Value) -> Reply {
        give_back(self.desk(), slip, more)
    }

    pub fn correct(&self, object: &str, reason: &str) -> Reply {
        self.desk().post(
            &format!("/entrusted-objects/{object}/correct"),
            &json!({ "reason": reason }),
        )
    }

    /// The slips of an appraisal, an estate or an order.
    pub fn of(&self, of: &str, id: &str) -> Value {
        let found = self.desk().get(&format!("/entrusted/{of}/{id}"));
        assert_eq!(found.status, StatusCode::OK, "{found:?}");
        found.body
    }

    /// The numbers of the slips with something that is here.
    pub fn held(&self) -> Vec<String> {
        let found = self.desk().get("/entrusted");
        let slips = found.body.as_array().expect("slips").iter();
        slips.map(|slip| text(&slip["number"])).collect()
    }

    /// What the ledger says of an object: the reason, and who holds it.
    pub fn custody(&self, object: &Value) -> Vec<String> {
        custody(self.appraises.premises, object)
    }

    pub fn erase(&self) -> Reply {
        let path = format!("/customers/{}/erase", self.appraises.customer);
        self.desk().post(&path, &json!({}))
    }

    /// Nobody has changed a row that the journal vouches for.
    pub fn verifies(&self) {
        verifies(self.desk());
    }
}

/// The safe's id: where envelopes go.
pub fn safe(desk: &Desk<'_>) -> String {
    let places = desk.get("/stock/places");
    let mut places = places.body.as_array().expect("places").iter();
    let safe = places.find(|place| place["code"] == "COFFRE");
    text(&safe.expect("a safe")["id"])
}

/// All of what is here of a slip, against it, as heavy as it came, but for what is said.
pub fn give_back(desk: &Desk<'_>, slip: &Value, more: &Value) -> Reply {
    let objects: Vec<Value> = slip["objects"]
        .as_array()
        .expect("objects")
        .iter()
        .map(|one| json!({ "id": one["id"], "gross_ug": one["gross_ug"] }))
        .collect();
    let mut body = json!({ "shown": slip["number"], "objects": objects });
    for (name, value) in more.as_object().expect("fields") {
        body[name] = value.clone();
    }
    let id = text(&slip["id"]);
    desk.post(&format!("/entrusted-slips/{id}/give-back"), &body)
}

/// What the ledger says of an object: the reason, and who holds it.
pub fn custody(premises: &Premises, object: &Value) -> Vec<String> {
    let id: Uuid = text(&object["id"]).parse().expect("an id");
    let conn = tests::raw(&premises.state.store().expect("a store"));
    let mut found = conn
        .prepare(
            "SELECT reason || ' ' || holder_kind FROM custody_movement
             WHERE object_id = ?1 ORDER BY seq",
        )
        .expect("the ledger");
    found
        .query_map([id], |row| row.get(0))
        .and_then(Iterator::collect)
        .expect("entries")
}

pub fn verifies(desk: &Desk<'_>) {
    let verified = desk.post("/journal/verify", &json!({}));
    assert_eq!(verified.body["broken"], Value::Null, "{verified:?}");
}

/// An object that weighs 12.34 g.
pub fn brooch(object: &str) -> Value {
    json!({ "id": Uuid::now_v7(), "object": object, "gross_ug": 12_340_000,
        "marks": "poinçon effacé", "condition": "épingle tordue", "declared_minor": 120_000 })
}

pub fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
