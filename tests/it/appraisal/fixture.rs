//! A shop whose owner appraises, as a desk sees it.

use axum::http::StatusCode;
use documents::{CertificatePaper, pdf};
use serde_json::{Value, json};
use shop::{appraisal, proof};
use tests::premises::{Desk, Premises, Reply};
use units::Id;
use uuid::Uuid;

pub struct Shop<'a> {
    pub premises: &'a Premises,
    pub owner: Desk<'a>,
    pub customer: String,
    ring: String,
    window: String,
}

fn id_of(list: &Reply, code: &str) -> String {
    let rows = list.body.as_array().expect("a list");
    let row = rows.iter().find(|row| row["code"] == code).expect(code);
    row["id"].as_str().expect("an id").to_owned()
}

/// A picture that is one.
pub fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(64, 48, image::Rgb([180, 140, 60]))
        .write_to(&mut bytes, image::ImageFormat::Png)
        .expect("a PNG");
    bytes.into_inner()
}

fn both(text: &str) -> Value {
    json!({ "fr": text, "en": "" })
}

/// A component worth so much, of no kind.
pub fn part(value_minor: i64) -> Value {
    json!({
        "id": Uuid::now_v7(), "metal": null, "fineness": null, "colour": null, "weight_mg": null,
        "stone": null, "text": both("Ensemble"), "value_minor": value_minor, "basis": "market",
        "source": "", "on": null, "before_minor": null,
    })
}

/// An object that is no piece of the stock.
pub fn item(title: &str, parts: &[Value]) -> Value {
    json!({
        "id": Uuid::now_v7(), "piece_id": null, "number": "", "title": both(title),
        "description": both(""), "weight_mg": null, "size": "", "hallmark": "", "maker": "",
        "serial": "", "fields": {}, "photos": [], "parts": parts,
    })
}

/// A stone of the counter.
pub fn stone(kind: &str, more: &Value) -> Value {
    let mut stone = json!({
        "kind": kind, "laboratory_grown": false, "count": 1, "weight_milli_ct": 500, "shape": null,
        "colour": null, "clarity": null, "cut": null, "fluorescence": null, "treatment": null,
        "origin": null, "laboratory": null, "certificate_number": null,
        "measurements_um": [null, null, null],
    });
    for (name, value) in more.as_object().into_iter().flatten() {
        stone[name] = value.clone();
    }
    stone
}

impl<'a> Shop<'a> {
    pub fn new(premises: &'a Premises) -> Self {
        let owner = premises.with_owner();
        let customer = Uuid::now_v7().to_string();
        let entered = owner.post(
            "/customers",
            &json!({ "id": customer, "last_name": "Lefèvre", "first_name": "Agnès" }),
        );
        assert_eq!(entered.status, StatusCode::CREATED, "{entered:?}");
        Self {
            premises,
            ring: id_of(&owner.get("/stock/families"), "ring"),
            window: id_of(&owner.get("/stock/places"), "VITRINE"),
            customer,
            owner,
        }
    }

    /// Time has passed: the session is signed in anew.
    pub fn again(&mut self, pin: &str) {
        let mut desk = self.premises.desk();
        let people = desk.get("/session/users");
        let owner = people.body[0]["id"].as_str().and_then(|id| id.parse().ok());
        desk.sign_in(owner.expect("the owner"), pin);
        self.owner = desk;
    }

    /// A rate of gold, in millionths of a euro a gram.
    pub fn rate(&self, on: &str, price_micro: i64) {
        let entered = self.owner.post(
            "/metal/rates",
            &json!({ "id": Uuid::now_v7(), "metal": "gold", "source": "LBMA", "on": on,
                "price_micro": price_micro, "unit": "g" }),
        );
        assert!(entered.status.is_success(), "{entered:?}");
    }

    /// A solitaire at 3 290 €, in the window.
    pub fn enter(&self, number: &str) -> String {
        let made = self.owner.post(
            "/stock/pieces",
            &json!({
                "id": Uuid::now_v7(), "place_id": self.window, "family_id": self.ring,
                "number": number, "title": "Solitaire Étoile", "metal": "gold", "fineness": 7500,
                "metal_colour": "white", "gross_mg": 3420, "net_mg": 3280, "cost_minor": 140_000,
                "price_minor": 329_000, "vat_regime": "standard", "size": "52",
                "components": [{
                    "id": Uuid::now_v7(), "kind": "stone", "stone": "diamond", "count": 1,
                    "weight_milli_ct": 700, "shape": "round", "colour": "F", "clarity": "VS1",
                    "laboratory": "GIA", "certificate_number": format!("GIA-{number}"),
                }],
            }),
        );
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
        made.body["id"].as_str().expect("an id").to_owned()
    }

    /// A new draft for the customer, as a path.
    pub fn draft(&self, kind: &str, pieces: &[&str]) -> String {
        let id = Uuid::now_v7();
        let made = self.owner.post(
            "/appraisals",
            &json!({ "id": id, "kind": kind, "customer_id": self.customer, "piece_ids": pieces }),
        );
        assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
        format!("/appraisals/{id}")
    }

    /// A draft with a brooch worth 3 290 € on it, ready to be issued.
    pub fn valued(&self, kind: &str) -> String {
        let draft = self.draft(kind, &[]);
        let mut body = self.body(&draft);
        body["draft"]["items"] = json!([item("Broche", &[part(329_000)])]);
        let kept = self.owner.put(&draft, &body);
        assert_eq!(kept.status, StatusCode::OK, "{kept:?}");
        draft
    }

    /// What is sent to keep it: as it stands.
    pub fn body(&self, draft: &str) -> Value {
        let sheet = self.owner.get(draft).body;
        json!({ "version": sheet["version"], "draft": sheet["draft"] })
    }

    /// The owner says by what right she appraises.
    pub fn introduce(&self) {
        let said = self.owner.put(
            "/appraiser",
            &json!({ "name": "Camille", "credentials": { "fr": "Gemmologue", "en": "Gemmologist" } }),
        );
        assert_eq!(said.status, StatusCode::OK, "{said:?}");
    }

    pub fn issue(&self, draft: &str) -> Reply {
        let version = self.owner.get(draft).body["version"].clone();
        self.owner
            .post(&format!("{draft}/issue"), &json!({ "version": version }))
    }

    /// The certificate as a value, and the file that the route serves.
    pub fn paper(&self, draft: &str) -> (CertificatePaper, Vec<u8>) {
        let id: Uuid = draft
            .rsplit('/')
            .next()
            .and_then(|id| id.parse().ok())
            .expect("an id");
        let store = self.premises.state.store().expect("a store");
        let found = store
            .read(move |tx| {
                let appraisal = appraisal::appraisal(tx, Id::from_uuid(id))?;
                Ok::<_, shop::db::StoreError>(appraisal.is_some())
            })
            .expect("a read");
        assert!(found, "{draft}");
        let file = self.owner.bytes(&format!("{draft}/pdf"));
        let session = self.owner.get("/session");
        let user = session.body["user"]["id"]
            .as_str()
            .expect("a person")
            .to_owned();
        let paper = store
            .read(move |tx| {
                let cx = tests::cx(0);
                let user = Id::from_uuid(user.parse().expect("an id"));
                Ok::<_, shop::db::StoreError>(appraisal::paper(tx, &cx, user, Id::from_uuid(id)))
            })
            .expect("a read")
            .expect("a certificate");
        if paper.sha256.is_some() {
            assert_eq!(pdf::certificate(&paper).expect("a PDF"), file);
        }
        (paper, file)
    }

    pub fn check(&self, code: &str) -> Value {
        let escaped: String = code.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let found = self.owner.get(&format!("/appraisal-check?code={escaped}"));
        assert_eq!(found.status, StatusCode::OK, "{found:?}");
        found.body
    }

    pub fn proves(&self) -> bool {
        let store = self.premises.state.store().expect("a store");
        let proof = store.read(proof::prove).expect("a proof");
        assert!(proof.holds(), "{proof:?}");
        proof.holds()
    }

    /// Sells a piece to the customer for its price; the ticket's id.
    pub fn sell(&self, number: &str) -> String {
        let day = json!({ "id": Uuid::now_v7(), "float": [{ "value_minor": 1_000, "count": 20 }] });
        let opened = self.owner.post("/till/open", &day);
        assert_eq!(opened.status, StatusCode::CREATED, "{opened:?}");
        let cart = self.owner.post("/carts", &json!({ "id": Uuid::now_v7() }));
        let cart = cart.body["id"].as_str().expect("an id").to_owned();
        let named = self.owner.put(
            &format!("/carts/{cart}/customer"),
            &json!({ "customer_id": self.customer }),
        );
        assert!(named.status.is_success(), "{named:?}");
        let line = self.owner.post(
            &format!("/carts/{cart}/lines"),
            &json!({ "id": Uuid::now_v7(), "code": number }),
        );
        assert_eq!(line.status, StatusCode::OK, "{line:?}");
        let paid = self.owner.post(
            &format!("/carts/{cart}/payments"),
            &json!({ "id": Uuid::now_v7(), "tender": "card", "amount_minor": 329_000, "reference": "A1" }),
        );
        assert_eq!(paid.status, StatusCode::OK, "{paid:?}");
        let sale = self.owner.post(
            &format!("/carts/{cart}/complete"),
            &json!({ "id": Uuid::now_v7() }),
        );
        assert_eq!(sale.status, StatusCode::CREATED, "{sale:?}");
        sale.body["id"].as_str().expect("an id").to_owned()
    }
}
