//! A shop that has things made, as a desk sees it.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Desk, OWNER_PIN, Premises, Reply};
use uuid::Uuid;

use crate::deposit::fixture::Cart;

pub struct Shop<'a> {
    pub premises: &'a Premises,
    pub owner: Desk<'a>,
    pub customer: String,
}

impl<'a> Shop<'a> {
    pub fn new(premises: &'a Premises) -> Self {
        let owner = premises.with_owner();
        let customer = Uuid::now_v7().to_string();
        let entered = owner.post(
            "/customers",
            &json!({ "id": customer, "last_name": "Roche", "first_name": "Claire",
                "phone": "06 12 34 56 78" }),
        );
        assert_eq!(entered.status, StatusCode::CREATED, "{entered:?}");
        Self {
            premises,
            owner,
            customer,
        }
    }

    /// The owner, when the session has ended.
    pub fn sign_in_again(&self) -> Desk<'a> {
        let mut desk = self.premises.desk();
        let people = desk.get("/session/users").body;
        let owner = people[0]["id"].as_str().expect("an id");
        desk.sign_in(owner.parse().expect("an id"), OWNER_PIN);
        desk
    }

    /// Gold, in millionths of a euro a gram.
    pub fn rate(&self, on: &str, micro: i64) {
        let entered = self.owner.post(
            "/metal/rates",
            &json!({ "id": Uuid::now_v7(), "metal": "gold", "source": "LBMA", "on": on,
                "price_micro": micro, "unit": "g" }),
        );
        assert_eq!(entered.status, StatusCode::CREATED, "{entered:?}");
    }

    pub fn draft(&self, title: &str) -> Value {
        json!({ "id": Uuid::now_v7(), "customer_id": self.customer, "about": { "title": title,
            "brief": "Elle aime le brossé.", "budget_minor": 300_000, "wished_on": "2027-03-01",
            "ring_size": "52", "fields": [{ "label": "Gravure", "value": "12.06.27" }] } })
    }

    pub fn begin(&self, title: &str) -> Ring<'_> {
        self.begin_in("fr", title)
    }

    pub fn begin_in(&self, language: &str, title: &str) -> Ring<'_> {
        let mut draft = self.draft(title);
        draft["language"] = json!(language);
        let begun = self.owner.post("/custom-orders", &draft);
        assert_eq!(begun.status, StatusCode::CREATED, "{begun:?}");
        Ring {
            desk: &self.owner,
            id: begun.body["id"].as_str().expect("an id").to_owned(),
        }
    }

    /// The numbers of a list.
    pub fn numbers(&self, only: &str, text: &str) -> Vec<String> {
        let text = text.replace('%', "%25").replace(' ', "%20");
        let found = self
            .owner
            .get(&format!("/custom-orders?only={only}&text={text}"));
        let rows = found.body.as_array().expect("a list").clone();
        let number = |row: &Value| row["number"].as_str().expect("a number").to_owned();
        rows.iter().map(number).collect()
    }
}

/// An order, seen from one desk.
pub struct Ring<'a> {
    pub desk: &'a Desk<'a>,
    pub id: String,
}

// What a test writes down reads as the order's, whether the order is looked at or not.
#[allow(clippy::unused_self)]
impl Ring<'_> {
    pub fn at<'b>(&self, desk: &'b Desk<'b>) -> Ring<'b> {
        Ring {
            desk,
            id: self.id.clone(),
        }
    }

    pub fn told(&self) -> Value {
        let found = self.desk.get(&format!("/custom-orders/{}", self.id));
        assert_eq!(found.status, StatusCode::OK, "{found:?}");
        found.body
    }

    pub fn post(&self, path: &str, body: &Value) -> Reply {
        self.desk
            .post(&format!("/custom-orders/{}/{path}", self.id), body)
    }

    pub fn act(&self, act: &str, note: &str) -> Reply {
        if act == "deliver" {
            return self.deliver(&json!({}));
        }
        self.post("act", &json!({ "act": act, "note": note }))
    }

    /// Everything is as it was agreed, but for what is said.
    pub fn deliver(&self, more: &Value) -> Reply {
        let mut body = json!({ "id": Uuid::now_v7(), "gross_ug": self.told()["expected_ug"],
            "stones_same": true, "engraving_same": true, "pictures_same": true });
        for (name, value) in more.as_object().expect("fields") {
            body[name] = value.clone();
        }
        self.post("deliver", &body)
    }

    pub fn moves(&self, act: &str, to: &str) {
        let moved = self.act(act, "");
        assert_eq!(moved.status, StatusCode::OK, "{act}: {moved:?}");
        assert_eq!(moved.body["state"], to, "{act}");
    }

    /// What is owed of it, by card.
    pub fn pays(&self) -> Value {
        let cart = Cart::open(self.desk);
        let put = cart.of("balances", self.subject(), &json!({}));
        assert_eq!(put.status, StatusCode::OK, "{put:?}");
        cart.paid("card")
    }

    /// Money in advance, by card.
    pub fn pays_ahead(&self, kind: &str, amount_minor: i64) -> Value {
        let cart = Cart::open(self.desk);
        let more = json!({ "kind": kind, "amount_minor": amount_minor });
        let put = cart.of("deposits", self.subject(), &more);
        assert_eq!(put.status, StatusCode::OK, "{put:?}");
        cart.paid("card")
    }

    pub fn subject(&self) -> (&str, &str) {
        ("custom", &self.id)
    }

    /// A quote of one price, agreed to.
    pub fn agrees(&self, minor: i64) {
        self.saves(&[self.labour(minor)]);
        self.sends();
        let said = self.says("approved", "counter", "");
        assert_eq!(said.status, StatusCode::OK, "{said:?}");
    }

    pub fn upload(&self, name: &str, bytes: Vec<u8>) -> Reply {
        let path = format!("/custom-orders/{}/files", self.id);
        self.desk.upload("POST", &path, name, bytes)
    }

    fn line(&self, kind: &str, title: &str) -> Value {
        json!({ "id": Uuid::now_v7(), "kind": kind, "title": title, "vat_bp": 2_000 })
    }

    /// Gold of 750 ‰.
    pub fn metal(&self, weight_mg: i64, loss_bp: i64) -> Value {
        let mut line = self.line("metal", "Or jaune");
        line["metal"] = json!("gold");
        line["fineness"] = json!(7_500);
        line["weight_mg"] = json!(weight_mg);
        line["loss_bp"] = json!(loss_bp);
        line
    }

    pub fn stone(&self, cost_minor: i64, typed_minor: Option<i64>) -> Value {
        let mut line = self.line("stone", "Diamants, taille brillant");
        line["count"] = json!(5);
        line["weight_milli_ct"] = json!(250);
        line["cost_minor"] = json!(cost_minor);
        line["typed_minor"] = json!(typed_minor);
        line
    }

    pub fn labour(&self, typed_minor: i64) -> Value {
        let mut line = self.line("labour", "Façon et sertissage");
        line["minutes"] = json!(480);
        line["typed_minor"] = json!(typed_minor);
        line
    }

    pub fn save(&self, lines: &[Value]) -> Reply {
        self.save_with(lines, &json!({}))
    }

    pub fn save_with(&self, lines: &[Value], more: &Value) -> Reply {
        let mut body = json!({ "id": Uuid::now_v7(), "version": self.told()["version"],
            "valid_until": "2026-12-22", "note": "", "lines": lines });
        for (name, value) in more.as_object().expect("fields") {
            body[name] = value.clone();
        }
        self.desk
            .put(&format!("/custom-orders/{}/quote", self.id), &body)
    }

    pub fn saves(&self, lines: &[Value]) {
        let saved = self.save(lines);
        assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
    }

    pub fn send(&self) -> Reply {
        let version = self.told()["version"].clone();
        self.post("quote/send", &json!({ "version": version }))
    }

    pub fn sends(&self) {
        let sent = self.send();
        assert_eq!(sent.status, StatusCode::OK, "{sent:?}");
    }

    pub fn says(&self, answer: &str, channel: &str, said_by: &str) -> Reply {
        self.post(
            "answer",
            &json!({ "answer": answer, "channel": channel, "said_by": said_by }),
        )
    }
}

/// What a program that is not ours reads of a PDF.
pub fn text(pdf: &[u8]) -> String {
    let mut child = Command::new("pdftotext")
        .args(["-layout", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(pdf).expect("written");
    drop(input);
    let output = child.wait_with_output().expect("an end");
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).expect("a text");
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// For whoever looks at it.
pub fn keep(name: &str, pdf: &[u8]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../out/custom");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join(name), pdf).expect("written");
}
