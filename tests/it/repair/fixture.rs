//! A shop that takes objects in, as a desk sees it.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shop::repair;
use shop::stock::entrusted;
use shop::{Actor, Cx};
use tests::premises::{Desk, OWNER_PIN, Premises, Reply};
use units::Id;
use uuid::Uuid;

pub struct Shop<'a> {
    pub premises: &'a Premises,
    pub owner: Desk<'a>,
    pub customer: String,
    /// An outside workshop.
    pub vendor: String,
}

/// Text of a JSON value that must be there.
fn text(of: &Value) -> String {
    of.as_str().expect("a text").to_owned()
}

// What a test writes down reads as the shop's, whether the shop is looked at or not.
#[allow(clippy::unused_self)]
impl<'a> Shop<'a> {
    pub fn new(premises: &'a Premises) -> Self {
        let owner = premises.with_owner();
        let vendor = owner.post(
            "/stock/suppliers",
            &json!({ "code": "MARTIN", "name": "Atelier Martin" }),
        );
        assert!(vendor.status.is_success(), "{vendor:?}");
        let suppliers = owner.get("/stock/suppliers").body;
        let mut found = suppliers.as_array().expect("a list").iter();
        let vendor = found.find(|one| one["code"] == "MARTIN").expect("Martin");
        let vendor = text(&vendor["id"]);
        let customer = enter(&owner, "Roche", "Claire", "06 12 34 56 78");
        Self {
            premises,
            owner,
            customer,
            vendor,
        }
    }

    /// A gold ring of the shop's own.
    pub fn enter(&self, number: &str) {
        let id_of = |path: &str, code: &str| {
            let list = self.owner.get(path).body;
            let mut rows = list.as_array().expect("a list").iter();
            text(&rows.find(|row| row["code"] == code).expect("a row")["id"])
        };
        let made = self.owner.post(
            "/stock/pieces",
            &json!({ "id": Uuid::now_v7(), "place_id": id_of("/stock/places", "VITRINE"),
                "family_id": id_of("/stock/families", "ring"), "number": number,
                "title": "Alliance", "metal": "gold", "fineness": 7500, "gross_mg": 4000,
                "net_mg": 4000, "cost_minor": 40_000, "price_minor": 100_000,
                "vat_regime": "standard", "components": [] }),
        );
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    }

    pub fn owner_id(&self) -> Uuid {
        let people = self.owner.get("/session/users").body;
        text(&people[0]["id"]).parse().expect("an id")
    }

    /// The owner, when the session has ended.
    pub fn sign_in_again(&self) -> Desk<'a> {
        let mut desk = self.premises.desk();
        desk.sign_in(self.owner_id(), OWNER_PIN);
        desk
    }

    pub fn tariff(&self, code: &str, kind: &str, price_minor: i64) -> String {
        let id = Uuid::now_v7();
        let saved = self.owner.put(
            "/tariffs",
            &json!({ "id": id, "version": 0, "code": code, "kind": kind, "active": true,
                "title_fr": "Mise à taille", "title_en": "Sizing", "charge": "fixed",
                "price_minor": price_minor, "cost_minor": 1_000, "minutes": 30, "vat_bp": 2_000 }),
        );
        assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
        id.to_string()
    }

    pub fn task(&self, kind: &str, title: &str, price: Option<i64>, tariff: Option<&str>) -> Value {
        json!({ "id": Uuid::now_v7(), "tariff_id": tariff, "kind": kind, "title": title,
            "price_minor": price, "minutes": 30, "vat_bp": 2_000 })
    }

    pub fn object(&self, object: &str) -> Value {
        json!({ "id": Uuid::now_v7(), "object": object, "said": "", "condition": "",
            "promised_on": "2026-11-28", "rush": false, "stones": [], "tasks": [] })
    }

    pub fn draft(&self, objects: &[Value]) -> Value {
        json!({ "id": Uuid::now_v7(), "customer_id": self.customer, "ceiling": "none",
            "objects": objects })
    }

    pub fn take_in(&self, objects: &[Value]) -> Value {
        let taken = self.owner.post("/repairs", &self.draft(objects));
        assert_eq!(taken.status, StatusCode::CREATED, "{taken:?}");
        taken.body
    }

    pub fn job<'b>(&'b self, sheet: &Value, at: usize) -> Job<'b> {
        self.job_at(&self.owner, sheet, at)
    }

    pub fn job_at<'b>(&self, desk: &'b Desk<'b>, sheet: &Value, at: usize) -> Job<'b> {
        Job {
            desk,
            repair: text(&sheet["id"]),
            id: text(&sheet["jobs"][at]["id"]),
            at,
        }
    }

    /// As a ticket does, in its transaction.
    pub fn settle(&self, job: &Job<'_>, ticket: &str, amount_minor: i64) {
        let (id, cx) = (job.id(), self.cx());
        let ticket = ticket.to_owned();
        let store = self.premises.state.store().expect("a store");
        store
            .write(move |tx| {
                let settled = repair::Settlement {
                    paid_minor: amount_minor,
                    charged_minor: amount_minor,
                };
                repair::settle(tx, &cx, id, &ticket, settled)
            })
            .expect("a settlement");
    }

    pub fn cx(&self) -> Cx {
        self.premises
            .state
            .cx(Actor::User(Id::from_uuid(self.owner_id())), None)
    }

    /// `reason holder` of every entry of the ledger.
    pub fn custody(&self, job: &Job<'_>) -> Vec<String> {
        let id: Uuid = job.id.parse().expect("an id");
        let store = self.premises.state.store().expect("a store");
        let entries = store.read(|tx| entrusted::history(tx, id)).expect("a read");
        entries
            .iter()
            .map(|entry| format!("{} {}", entry.reason, entry.custody.holder.parts().0))
            .collect()
    }
}

/// A customer, by last and first name and phone.
pub fn enter(desk: &Desk<'_>, last: &str, first: &str, phone: &str) -> String {
    let id = Uuid::now_v7().to_string();
    let body = json!({ "id": id, "last_name": last, "first_name": first, "phone": phone });
    let entered = desk.post("/customers", &body);
    assert_eq!(entered.status, StatusCode::CREATED, "{entered:?}");
    id
}

/// A job, seen from one desk.
pub struct Job<'a> {
    pub desk: &'a Desk<'a>,
    pub repair: String,
    pub id: String,
    at: usize,
}

impl Job<'_> {
    pub fn id(&self) -> Id<repair::Job> {
        Id::from_uuid(self.id.parse().expect("an id"))
    }

    pub fn told(&self) -> Value {
        let found = self.desk.get(&format!("/repairs/{}", self.repair));
        assert_eq!(found.status, StatusCode::OK, "{found:?}");
        found.body["jobs"][self.at].clone()
    }

    pub fn post(&self, path: &str, body: &Value) -> Reply {
        self.desk
            .post(&format!("/repair-jobs/{}/{path}", self.id), body)
    }

    pub fn put(&self, path: &str, body: &Value) -> Reply {
        self.desk
            .put(&format!("/repair-jobs/{}/{path}", self.id), body)
    }

    pub fn act(&self, act: &str, more: &Value) -> Reply {
        let mut body = more.clone();
        body["act"] = json!(act);
        self.post("act", &body)
    }

    pub fn moves(&self, act: &str, to: &str) {
        self.moves_with(act, &json!({}), to);
    }

    pub fn moves_with(&self, act: &str, more: &Value, to: &str) {
        let moved = self.act(act, more);
        assert_eq!(moved.status, StatusCode::OK, "{act}: {moved:?}");
        assert_eq!(self.told()["state"], to, "{act}");
    }

    /// Of each stone of the map, that it is there.
    pub fn all_there(&self) -> Vec<&'static str> {
        let stones = self.told()["stones"].as_array().map_or(0, Vec::len);
        vec!["present"; stones]
    }

    /// One task at this price and nothing else.
    pub fn price(&self, price_minor: i64) {
        let task = json!({ "id": Uuid::now_v7(), "kind": "other", "title": "Travail",
            "price_minor": price_minor, "vat_bp": 2_000 });
        let body = json!({ "version": self.told()["version"], "tasks": [task] });
        let saved = self.put("tasks", &body);
        assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
    }
}
