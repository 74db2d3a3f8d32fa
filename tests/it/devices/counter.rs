//! A shop behind its router with its devices at work: what the tests of the device routes talk to.
//! Everything goes through HTTP; the printer is one that none of us wrote.

use axum::http::StatusCode;
use chrono::{TimeDelta, Utc};
use serde_json::{Value, json};
use server::keychain::{KeyFile, Wrap};
use server::{print, scanner};
use shop::stock::{self, CreatePiece, Sheet, VatRegime};
use std::time::Duration;
use tests::cx;
use tests::premises::{Desk, Premises, Reply};
use tests::rig::{Printer, wait_for};
use units::Money;
use uuid::Uuid;

/// The rooms, the workers, and a printer to plug in.
#[derive(Debug)]
pub struct Counter {
    // Dropped first: the workers let go of the store before its folder goes.
    printing: print::Printing,
    scanning: scanner::Scanning,
    pub premises: Premises,
    pub printer: Printer,
    folder: tempfile::TempDir,
}

/// What stays when the program is gone: the printer, the store's folder, its key and a session.
#[derive(Debug)]
pub struct Shut {
    pub printer: Printer,
    pub dir: tempfile::TempDir,
    pub cookie: String,
    _folder: tempfile::TempDir,
}

/// Somebody at the till of a [`Counter`].
#[derive(Debug)]
pub struct Clerk<'a> {
    pub desk: Desk<'a>,
    pub till: Uuid,
    premises: &'a Premises,
}

impl Counter {
    /// A folder without a store, the workers waiting for one.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let premises = Premises::empty();
        Self {
            printing: print::start(&premises.state).expect("the printers' workers"),
            scanning: scanner::start(&premises.state).expect("the scanners' listeners"),
            printer: Printer::start(folder.path()),
            premises,
            folder,
        }
    }

    /// Sets the clock to the real time, for a program that goes on with the store.
    pub fn at_the_real_time(self) -> Self {
        self.premises.pass(Utc::now() - tests::at(0));
        self
    }

    /// Ends the workers and the router; the key is laid where the program looks for it.
    pub fn shut(self, cookie: String) -> Shut {
        drop((self.printing, self.scanning));
        let store = self.premises.state.store().expect("a store").id();
        let key = self.premises.made_key();
        let dir = self.premises.into_dir();
        KeyFile::new(dir.path().to_owned(), Wrap::Machine)
            .write(store, &key)
            .expect("a key file");
        Shut {
            printer: self.printer,
            dir,
            cookie,
            _folder: self.folder,
        }
    }

    /// Where the printer is.
    pub fn address(&self) -> String {
        format!("tcp://127.0.0.1:{}", self.printer.port)
    }

    /// The owner at the first till, with the printer in the settings.
    pub fn clerk(&self) -> Clerk<'_> {
        let desk = self.premises.with_owner();
        let till = desk.get("/session").body["till"]["id"].clone();
        let clerk = Clerk {
            desk,
            till: id_of(&till),
            premises: &self.premises,
        };
        let put = clerk.put_printer(PRINTER, &self.address(), &json!({}), None);
        assert_eq!(put.status, StatusCode::OK, "{put:?}");
        clerk
    }
}

/// The printer of the settings.
pub const PRINTER: Uuid = Uuid::from_u128(0x0192_f000_0000_7000_8000_0000_0000_0010);

/// What stands at the foot of every paper: the program and its version.
pub const LAST_WORDS: &str = concat!("Écrin ", env!("CARGO_PKG_VERSION"));

/// An id in an answer.
pub fn id_of(value: &Value) -> Uuid {
    value
        .as_str()
        .and_then(|text| text.parse().ok())
        .unwrap_or_else(|| panic!("no id: {value}"))
}

impl Clerk<'_> {
    /// Keeps a receipt printer at this address.
    pub fn put_printer(
        &self,
        id: Uuid,
        address: &str,
        options: &Value,
        version: Option<i64>,
    ) -> Reply {
        let device = json!({
            "till_id": self.till, "kind": "receipt_printer", "name": "Comptoir",
            "address": address, "options": options, "version": version,
        });
        self.desk.put(&format!("/devices/{id}"), &device)
    }

    /// Opens the day with 200 €.
    pub fn open_day(&self) {
        let day = json!({ "id": Uuid::now_v7(), "float": [{ "value_minor": 1_000, "count": 20 }] });
        let opened = self.desk.post("/till/open", &day);
        assert_eq!(opened.status, StatusCode::CREATED, "{opened:?}");
    }

    /// Puts a ring into the stock and sells it; the answer is the sale.
    pub fn sell(&self, number: &'static str, tender: &str, print: bool) -> Value {
        self.enter(number, 49_000);
        let cart = self.desk.post("/carts", &json!({ "id": Uuid::now_v7() }));
        let cart = id_of(&cart.body["id"]);
        let line = json!({ "id": Uuid::now_v7(), "code": number });
        let line = self.desk.post(&format!("/carts/{cart}/lines"), &line);
        assert_eq!(line.status, StatusCode::OK, "{line:?}");
        let reference = (tender != "cash").then_some("A1B2C3");
        let paid = json!([{
            "id": Uuid::now_v7(), "tender": tender, "amount_minor": 49_000, "reference": reference,
        }]);
        let body = json!({ "payments": paid, "print": print });
        let sale = self.post(&format!("/carts/{cart}/complete"), &body);
        assert_eq!(sale.status, StatusCode::CREATED, "{sale:?}");
        sale.body
    }

    /// Puts a ring into the stock.
    pub fn enter(&self, number: &'static str, price_minor: i64) {
        let store = self.premises.state.store().expect("a store");
        let written = store.write(move |tx| -> Result<(), shop::db::StoreError> {
            let family = stock::family_by_code(tx, "ring")?.expect("a family");
            let place = stock::places(tx)?[0].id;
            let mut sheet = Sheet::new(number, family.id, "Solitaire « Œil d’été »");
            sheet.price = Some(Money::eur(price_minor));
            sheet.vat_regime = VatRegime::Standard;
            let id = cx(0).new_id();
            stock::create_piece(tx, &cx(0), CreatePiece { id, sheet, place }).expect("a piece");
            Ok(())
        });
        written.expect("a piece");
    }

    /// The jobs of the spool, the oldest first.
    pub fn jobs(&self) -> Vec<Value> {
        let jobs = self.desk.get("/print/jobs");
        assert_eq!(jobs.status, StatusCode::OK, "{jobs:?}");
        jobs.body.as_array().expect("a list").clone()
    }

    /// Sends a command, a second after the last one: what is made in order is listed in order.
    pub fn post(&self, path: &str, body: &Value) -> Reply {
        self.premises.pass(TimeDelta::seconds(1));
        self.desk.post(path, body)
    }

    /// Waits until the newest job waits for its next try, for this reason.
    pub fn wait_for_reason(&self, problem: &str) -> Value {
        let what = format!("a job that waits for {problem}");
        wait_for(&what, Duration::from_secs(60), || {
            let job = self.jobs().pop()?;
            (job["problem"] == problem && job["state"] == "waiting").then_some(job)
        })
    }

    /// Waits until the newest job is in this state.
    pub fn wait_for_job(&self, state: &str) -> Value {
        let what = format!("the newest job to be {state}");
        wait_for(&what, Duration::from_secs(60), || {
            let job = self.jobs().pop()?;
            (job["state"] == state).then_some(job)
        })
    }

    /// What somebody decides about a job: `retry`, `confirm`, `cancel`.
    pub fn decide(&self, job: &Value, what: &str) -> Reply {
        let id = id_of(&job["id"]);
        self.post(&format!("/print/jobs/{id}/{what}"), &json!({}))
    }

    /// The journal as an auditor gets it.
    pub fn journal(&self) -> String {
        let request = self.desk.request("GET", "/journal/export", None, "");
        String::from_utf8(self.premises.bytes(request)).expect("text")
    }

    /// Lets time pass, and with it the pause before a job is tried again.
    pub fn pass_a_minute(&self) {
        self.premises.pass(TimeDelta::seconds(61));
    }
}
