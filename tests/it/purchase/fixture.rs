//! A shop that buys: a supplier, a batch article, and the desk that orders.

use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::premises::{Desk, Premises, Reply};
use uuid::Uuid;

pub struct Shop<'a> {
    pub owner: Desk<'a>,
    pub window: String,
    pub safe: String,
    pub ring: String,
    pub supplier: String,
    pub other: String,
    /// A batch article, none of it there.
    pub charm: String,
}

pub fn new_id() -> String {
    Uuid::now_v7().to_string()
}

fn id_of(list: &Reply, code: &str) -> String {
    let rows = list.body.as_array().expect("a list");
    let row = rows.iter().find(|row| row["code"] == code).expect(code);
    row["id"].as_str().expect("an id").to_owned()
}

pub fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

impl<'a> Shop<'a> {
    pub fn new(premises: &'a Premises) -> Self {
        let owner = premises.with_owner();
        let places = owner.get("/stock/places");
        let supplier = |code: &str, name: &str| {
            let id = new_id();
            let made = owner.post(
                "/stock/suppliers",
                &json!({ "id": id, "code": code, "name": name }),
            );
            assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
            id
        };
        let ring = id_of(&owner.get("/stock/families"), "ring");
        let charm = new_id();
        let made = owner.post(
            "/stock/articles",
            &json!({ "id": charm, "number": "CH1", "title": "Charm étoile", "family_id": ring,
                "price_minor": 3_900, "cost_minor": 1_000, "vat_regime": "standard" }),
        );
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
        Self {
            window: id_of(&places, "VITRINE"),
            safe: id_of(&places, "COFFRE"),
            supplier: supplier("ATE", "Atelier Vernier"),
            other: supplier("OMG", "Maison Omg"),
            ring,
            charm,
            owner,
        }
    }

    /// Two rings at 400 € and ten charms at 10 €, as a draft.
    pub fn draft(&self) -> Order<'_, 'a> {
        let (id, rings, charms) = (new_id(), new_id(), new_id());
        let saved = self.save(&json!({
            "id": id, "supplier_id": self.supplier, "expected_on": null, "note": "Merci",
            "lines": [
                { "id": rings, "family_id": self.ring, "title": "Alliance", "metal": "gold",
                  "fineness": 7500, "reference": "AL-52", "cost_minor": 40_000, "quantity": 2 },
                { "id": charms, "article_id": self.charm, "cost_minor": 1_000, "quantity": 10 },
            ],
        }));
        assert_eq!(saved.status, StatusCode::OK, "{saved:?}");
        Order {
            shop: self,
            id,
            rings,
            charms,
        }
    }

    pub fn save(&self, order: &Value) -> Reply {
        self.owner.put("/purchase/orders", order)
    }

    /// A draft that went to the supplier.
    pub fn sent(&self) -> Order<'_, 'a> {
        let order = self.draft();
        order.step("sent").ok();
        order
    }

    pub fn receive(&self, lines: &[Value], more: &Value) -> Reply {
        let mut body = json!({
            "id": new_id(), "supplier_id": self.supplier, "place_id": self.window, "lines": lines,
        });
        for (name, value) in more.as_object().expect("an object") {
            body[name] = value.clone();
        }
        self.owner.post("/purchase/receptions", &body)
    }

    pub fn piece(&self, id: &str) -> Value {
        self.owner.get(&format!("/stock/pieces/{id}")).body
    }

    pub fn charms(&self) -> i64 {
        let articles = self.owner.get("/stock/articles");
        let rows = articles.body.as_array().expect("articles");
        rows[0]["quantity"].as_i64().expect("a quantity")
    }

    pub fn undo(&self, received: &str) -> Reply {
        self.owner.post(
            &format!("/purchase/received/{received}/undo"),
            &json!({ "reason": "erreur de saisie" }),
        )
    }

    /// Sells a piece over the counter.
    pub fn sell(&self, number: &str) {
        let cart = self.cart(number);
        let paid = self.owner.post(
            &format!("/carts/{cart}/payments"),
            &json!({ "id": new_id(), "tender": "card", "amount_minor": 100_000, "reference": "A1" }),
        );
        assert_eq!(paid.status, StatusCode::OK, "{paid:?}");
        let sold = self.owner.post(
            &format!("/carts/{cart}/complete"),
            &json!({ "id": new_id() }),
        );
        assert_eq!(sold.status, StatusCode::CREATED, "{sold:?}");
    }

    pub fn open_till(&self) {
        let day = json!({ "id": new_id(), "float": [{ "value_minor": 1_000, "count": 20 }] });
        let opened = self.owner.post("/till/open", &day);
        assert_eq!(opened.status, StatusCode::CREATED, "{opened:?}");
    }

    pub fn cart(&self, number: &str) -> String {
        let cart = self.owner.post("/carts", &json!({ "id": new_id() }));
        let cart = text(&cart.body["id"]);
        let line = self.owner.post(
            &format!("/carts/{cart}/lines"),
            &json!({ "id": new_id(), "code": number }),
        );
        assert_eq!(line.status, StatusCode::OK, "{line:?}");
        cart
    }

    /// Takes the only line out of a cart.
    pub fn empty(&self, cart: &str) {
        let current = self.owner.get("/carts/current");
        let line = text(&current.body["lines"][0]["id"]);
        let emptied = self.owner.delete(&format!("/carts/{cart}/lines/{line}"));
        assert!(emptied.status.is_success(), "{emptied:?} {current:?}");
    }

    /// Bills some receptions at a cost each; net is their sum and what is told beyond it.
    pub fn bill(&self, number: &str, lines: &[(&str, i64)], net: i64) -> Reply {
        let lines: Vec<Value> = lines
            .iter()
            .map(|(received, cost)| json!({ "received_id": received, "cost_minor": cost }))
            .collect();
        self.owner.post(
            "/purchase/invoices",
            &json!({ "id": new_id(), "supplier_id": self.supplier, "number": number,
                "invoiced_on": "2026-11-01", "due_on": "2026-11-10", "net_minor": net,
                "vat_minor": net / 5, "gross_minor": net + net / 5, "lines": lines }),
        )
    }

    pub fn send_back(&self, goods: &[Value]) -> Reply {
        self.owner.post(
            "/purchase/returns",
            &json!({ "id": new_id(), "supplier_id": self.supplier, "reason": "défaut de sertissage",
                "goods": goods }),
        )
    }
}

/// An order, and what is done to it.
pub struct Order<'s, 'a> {
    pub shop: &'s Shop<'a>,
    pub id: String,
    pub rings: String,
    pub charms: String,
}

impl Order<'_, '_> {
    pub fn step(&self, step: &str) -> Stepped {
        let reply = self.shop.owner.post(
            &format!("/purchase/orders/{}/steps", self.id),
            &json!({ "step": step, "reason": "parce que" }),
        );
        Stepped(reply)
    }

    pub fn page(&self) -> Value {
        let found = self
            .shop
            .owner
            .get(&format!("/purchase/orders/{}", self.id));
        assert_eq!(found.status, StatusCode::OK, "{found:?}");
        found.body
    }

    pub fn stage(&self) -> String {
        text(&self.page()["order"]["stage"])
    }

    /// A ring that comes, with its number.
    pub fn ring(&self, number: &str) -> Value {
        json!({ "id": new_id(), "line_id": self.rings, "kind": "piece", "piece_id": new_id(),
            "number": number, "price_minor": 100_000 })
    }

    pub fn some_charms(&self, quantity: i64) -> Value {
        json!({ "id": new_id(), "line_id": self.charms, "kind": "article",
            "article_id": self.shop.charm, "quantity": quantity })
    }

    pub fn receive(&self, lines: &[Value]) -> Reply {
        self.shop
            .receive(lines, &json!({ "order_id": self.id, "document": "BL-77" }))
    }

    /// Takes in and says which lines came of it.
    pub fn take(&self, lines: &[Value]) -> Vec<Value> {
        let came = self.receive(lines);
        assert_eq!(came.status, StatusCode::CREATED, "{came:?}");
        came.body["lines"].as_array().expect("lines").clone()
    }
}

/// What a step answered.
pub struct Stepped(Reply);

impl Stepped {
    pub fn ok(self) {
        assert_eq!(self.0.status, StatusCode::OK, "{:?}", self.0);
    }

    /// `ok`, or the code of the refusal.
    pub fn said(self) -> String {
        said(&self.0)
    }
}

/// `ok`, or the code of the refusal.
pub fn said(reply: &Reply) -> String {
    if reply.status.is_success() {
        "ok".to_owned()
    } else {
        reply.code().to_owned()
    }
}
