//! A till that takes money for repairs.

use axum::http::StatusCode;
use serde_json::{Value, json};
use shop::deposit::Subject;
use shop::{ledger, proof};
use tests::premises::{Desk, Premises, Reply};
use units::Id;
use uuid::Uuid;

use crate::repair::fixture::{Job, Shop};

/// Opens the day of the desk's till with 300 euros.
pub fn open_day(desk: &Desk<'_>) {
    let day = json!({ "id": Uuid::now_v7(), "float": [{ "value_minor": 1_000, "count": 30 }] });
    let opened = desk.post("/till/open", &day);
    assert_eq!(opened.status, StatusCode::CREATED, "{opened:?}");
}

/// A ring with work at these prices and rates.
pub fn object(shop: &Shop<'_>, tasks: &[(i64, i64)]) -> Value {
    let mut object = shop.object("Bague, métal blanc, pierre blanche");
    let tasks = tasks.iter().map(|&(price_minor, vat_bp)| {
        let mut task = shop.task("other", "Mise à taille", Some(price_minor), None);
        task["vat_bp"] = json!(vat_bp);
        task
    });
    object["tasks"] = tasks.collect();
    object
}

/// The till's cart.
pub struct Cart<'a> {
    pub desk: &'a Desk<'a>,
    pub id: String,
}

impl<'a> Cart<'a> {
    pub fn open(desk: &'a Desk<'a>) -> Self {
        let cart = desk.post("/carts", &json!({ "id": Uuid::now_v7() }));
        assert_eq!(cart.status, StatusCode::OK, "{cart:?}");
        let id = cart.body["id"].as_str().expect("an id").to_owned();
        Self { desk, id }
    }

    /// Something about money for some work: `deposits`, `balances` or `give-backs`.
    pub fn of(&self, path: &str, subject: (&str, &str), more: &Value) -> Reply {
        let mut body = more.clone();
        body["id"] = json!(Uuid::now_v7());
        body["subject_kind"] = json!(subject.0);
        body["subject_id"] = json!(subject.1);
        self.desk.post(&format!("/carts/{}/{path}", self.id), &body)
    }

    pub fn deposit(&self, job: &Job<'_>, kind: &str, amount_minor: i64) -> Reply {
        let more = json!({ "kind": kind, "amount_minor": amount_minor });
        self.of("deposits", ("job", &job.id), &more)
    }

    pub fn balance(&self, job: &Job<'_>) -> Reply {
        self.of("balances", ("job", &job.id), &json!({}))
    }

    pub fn give_back(&self, job: &Job<'_>, amount_minor: i64) -> Reply {
        let more = json!({ "amount_minor": amount_minor });
        self.of("give-backs", ("job", &job.id), &more)
    }

    /// The fee of an appraisal, by its path.
    pub fn fee(&self, appraisal: &str) -> Reply {
        let id = appraisal.rsplit('/').next();
        let body = json!({ "id": Uuid::now_v7(), "subject_kind": "appraisal", "subject_id": id });
        self.desk
            .post(&format!("/carts/{}/balances", self.id), &body)
    }

    pub fn scan(&self, code: &str) -> Reply {
        let body = json!({ "id": Uuid::now_v7(), "code": code });
        self.desk.post(&format!("/carts/{}/lines", self.id), &body)
    }

    pub fn take_back(&self, sale: &Value, line: usize) -> Reply {
        let body = json!({ "id": Uuid::now_v7(), "sale_id": sale["id"],
            "sale_line_id": sale["lines"][line]["id"] });
        self.desk
            .post(&format!("/carts/{}/returns", self.id), &body)
    }

    /// Pays it all by one means, and makes it final.
    pub fn pay(&self, tender: &str) -> Reply {
        let due = self.desk.get("/carts/current").body["total_minor"].clone();
        if due != json!(0) {
            let payment = json!({ "id": Uuid::now_v7(), "tender": tender, "amount_minor": due,
                "reference": "A1" });
            let paid = self
                .desk
                .post(&format!("/carts/{}/payments", self.id), &payment);
            if !paid.status.is_success() {
                return paid;
            }
        }
        let body = json!({ "id": Uuid::now_v7() });
        self.desk
            .post(&format!("/carts/{}/complete", self.id), &body)
    }

    /// The same; the sale.
    pub fn paid(&self, tender: &str) -> Value {
        let sale = self.pay(tender);
        assert_eq!(sale.status, StatusCode::CREATED, "{sale:?}");
        sale.body
    }
}

/// `role total` of each line.
pub fn lines(sale: &Value) -> Vec<String> {
    let lines = sale["lines"].as_array().expect("lines");
    lines
        .iter()
        .map(|line| {
            let role = line["role"].as_str().expect("a role");
            format!("{role} {}", line["total_minor"])
        })
        .collect()
}

/// Annuls a ticket.
pub fn void(desk: &Desk<'_>, sale: &Value) -> Reply {
    let id = sale["id"].as_str().expect("an id");
    let body = json!({ "id": Uuid::now_v7(), "reason": "erreur de saisie" });
    desk.post(&format!("/sales/{id}/void"), &body)
}

/// From whatever it is to ready.
pub fn ready(job: &Job<'_>) {
    job.moves("start", "bench");
    job.moves("check", "quality_check");
    job.moves("pass", "ready");
}

pub fn hand_over(job: &Job<'_>, slip: &Value) -> Reply {
    let seen = json!({ "id": Uuid::now_v7(), "slip": slip, "stones_same": true,
        "photos_same": true });
    job.post("hand-over", &seen)
}

/// What the ledger owes for a job, tax included; and the tax on all money in advance.
pub fn ahead(premises: &Premises, job: &Job<'_>) -> (i64, i64) {
    let id: Uuid = job.id.parse().expect("an id");
    let account = Subject::Job(Id::from_uuid(id)).account();
    let store = premises.state.store().expect("a store");
    let read = |account: String| {
        store
            .read(move |tx| ledger::balance(tx, &account, "EUR"))
            .expect("a balance")
    };
    (-read(account), read(ledger::account::VAT_AHEAD.to_owned()))
}

pub fn balance(premises: &Premises, account: &'static str) -> i64 {
    let store = premises.state.store().expect("a store");
    store
        .read(move |tx| ledger::balance(tx, account, "EUR"))
        .expect("a balance")
}

pub fn proves(premises: &Premises) {
    let store = premises.state.store().expect("a store");
    let proof = store.read(proof::prove).expect("a proof");
    assert!(proof.holds(), "{proof:?}");
}

/// What the open day has so far.
pub fn x(desk: &Desk<'_>) -> Value {
    let report = desk.get("/till/x");
    assert_eq!(report.status, StatusCode::OK, "{report:?}");
    report.body
}
