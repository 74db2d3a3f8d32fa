//! The service desk of those three months: objects that come in, are worked on and go home, rings that
//! are made, gold that customers leave, certificates. The money is taken at the till on the days it is
//! open, so that each Z has it.

mod accounts;
mod appraisals;
mod orders;
mod repairs;

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::{Context, Result};
use chrono::{DateTime, Days, NaiveDate, Utc};
use shop::appraisal::AppraisalError;
use shop::bench::{self, BenchError};
use shop::custom::{self, CustomError};
use shop::customers::Customer;
use shop::cx::Cx;
use shop::db::{Store, StoreError, WriteTx};
use shop::deposit::Subject;
use shop::files::{self, Picture};
use shop::metal_account::MetalAccountError;
use shop::repair::RepairError;
use shop::stock::{self, CreatePieceError, Family, Place, Supplier};
use shop::tariff::TariffError;
use shop::users::Authority;
use units::Id;

use self::accounts::Accounts;
use self::appraisals::Appraisals;
use self::orders::Orders;
use self::repairs::Repairs;
use super::data;
use super::people::People;
use super::script::{Script, Step};

/// What a verb may refuse at the desk: a fault of the script.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refused {
    #[error(transparent)]
    Tariff(#[from] TariffError),
    #[error(transparent)]
    Repair(#[from] RepairError),
    #[error(transparent)]
    Bench(#[from] BenchError),
    #[error(transparent)]
    Custom(#[from] CustomError),
    #[error(transparent)]
    Metal(#[from] MetalAccountError),
    #[error(transparent)]
    Appraisal(#[from] AppraisalError),
    #[error(transparent)]
    Piece(#[from] CreatePieceError),
    #[error(transparent)]
    Photo(#[from] files::PhotoError),
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The script names what is not there.
    #[error("the script has no {0}")]
    Missing(&'static str),
}

/// What a customer of the desk pays, on a day.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pays {
    Deposit(Subject, i64),
    /// The rest; what it is about goes home with her.
    Balance(Subject),
}

/// The desk and what lies on it.
#[derive(Clone)]
pub(super) struct Desk {
    counter: Counter,
    repairs: Repairs,
    accounts: Accounts,
    orders: Orders,
    appraisals: Appraisals,
}

impl Desk {
    /// Writes the price list, lays the stones for the orders into the safe, signs as an appraiser.
    pub(super) fn open(
        store: &Store,
        counter: (&People, &[Id<Customer>], &HashMap<String, Picture>),
        days: i64,
        at: DateTime<Utc>,
    ) -> Result<Self> {
        let script = Script::read(days)?;
        let counter = Counter::new(store, counter, &script)?;
        let done = store.write(move |tx| {
            let desk = At {
                counter: &counter,
                cx: &counter.people.cx(at, &counter.people.owner),
                by: &counter.people.owner,
            };
            let repairs = Repairs::open(tx, &desk, script.repairs)?;
            let orders = Orders::open(tx, &desk, script.orders.stone, script.orders.order)?;
            let appraisals = Appraisals::open(tx, &desk, script.appraisals)?;
            let accounts = Accounts::new(script.orders.account);
            Ok::<_, Refused>(Self {
                counter,
                repairs,
                accounts,
                orders,
                appraisals,
            })
        })?;
        Ok(done.value)
    }

    /// What is done before the shop opens on the `nth` working day; who comes to pay on it.
    pub(super) fn morning(
        &mut self,
        store: &Store,
        nth: i64,
        at: DateTime<Utc>,
    ) -> Result<Vec<Pays>> {
        let mut desk = self.clone();
        let done = store.write(move |tx| {
            let mut pays = Vec::new();
            let on = At {
                counter: &desk.counter,
                cx: &desk.counter.people.cx(at, &desk.counter.people.owner),
                by: &desk.counter.people.owner,
            };
            desk.repairs.morning(tx, &on, nth, &mut pays)?;
            desk.accounts.morning(tx, &on, nth)?;
            let lots = desk.accounts.lots();
            desk.orders.morning(tx, &on, nth, lots, &mut pays)?;
            desk.appraisals.morning(tx, &on, nth, &mut pays)?;
            Ok::<_, Refused>((desk, pays))
        })?;
        let (desk, pays) = done.value;
        *self = desk;
        Ok(pays)
    }
}

/// What all of the desk's work needs.
#[derive(Clone)]
struct Counter {
    people: People,
    customers: Vec<Id<Customer>>,
    safe: Id<Place>,
    families: HashMap<String, Id<Family>>,
    suppliers: HashMap<String, Id<Supplier>>,
    /// As a camera's would be: looked at and made small once.
    pictures: Arc<HashMap<String, Picture>>,
}

impl Counter {
    fn new(
        store: &Store,
        (people, customers, known): (&People, &[Id<Customer>], &HashMap<String, Picture>),
        script: &Script,
    ) -> Result<Self> {
        let safe = store.read(|tx| stock::place_by_code(tx, "COFFRE"))?;
        let families = store.read(stock::families)?.into_iter();
        let suppliers = store.read(stock::suppliers)?.into_iter();
        let mut pictures = HashMap::new();
        for name in script.pictures() {
            if !pictures.contains_key(name) {
                let prepared = match known.get(name) {
                    Some(prepared) => prepared.clone(),
                    None => files::prepare_picture(&data::picture(name)?)?,
                };
                pictures.insert(name.to_owned(), prepared);
            }
        }
        Ok(Self {
            people: people.clone(),
            customers: customers.to_vec(),
            safe: safe.context("no safe")?.id,
            families: families.map(|one| (one.code, one.id)).collect(),
            suppliers: suppliers.map(|one| (one.code, one.id)).collect(),
            pictures: Arc::new(pictures),
        })
    }
}

/// A morning at the desk.
struct At<'a> {
    counter: &'a Counter,
    cx: &'a Cx,
    by: &'a Authority,
}

impl At<'_> {
    fn customer(&self, nth: usize) -> Result<Id<Customer>, Refused> {
        let customer = self.counter.customers.get(nth).copied();
        customer.ok_or(Refused::Missing("customer"))
    }

    fn supplier(&self, code: &str) -> Result<Id<Supplier>, Refused> {
        let supplier = self.counter.suppliers.get(code).copied();
        supplier.ok_or(Refused::Missing("supplier"))
    }

    fn family(&self, code: &str) -> Result<Id<Family>, Refused> {
        let family = self.counter.families.get(code).copied();
        family.ok_or(Refused::Missing("family"))
    }

    fn picture(&self, name: &str) -> Result<&Picture, Refused> {
        let picture = self.counter.pictures.get(name);
        picture.ok_or(Refused::Missing("picture"))
    }

    fn today(&self) -> NaiveDate {
        self.cx.now.date_naive()
    }

    fn in_days(&self, days: u64) -> Result<NaiveDate, Refused> {
        let day = self.today().checked_add_days(Days::new(days));
        day.ok_or(Refused::Missing("day"))
    }
}

/// The steps of this morning, in their order.
fn of_day(steps: &[Step], nth: i64) -> Vec<Step> {
    let today = steps.iter().filter(|step| step.day == nth);
    today.cloned().collect()
}

/// A word of the program that the script writes.
fn word<T: std::str::FromStr>(word: &str, what: &'static str) -> Result<T, Refused> {
    word.parse().map_err(|_| Refused::Missing(what))
}

/// What was paid for goes home.
pub(super) fn goes_home(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    people: &People,
    subject: Subject,
) -> Result<(), Refused> {
    match subject {
        Subject::Job(job) => repairs::hand_over(tx, cx, &people.owner, job)?,
        Subject::Custom(order) => {
            let sheet = custom::order(tx, order)?.ok_or(Refused::Missing("order"))?;
            let seen = custom::Deliver {
                id: cx.new_id(),
                order,
                gross_ug: custom::expected_ug(tx, &sheet)?,
                own_stones: Vec::new(),
                stones_same: true,
                engraving_same: true,
                pictures_same: true,
                reason: String::new(),
                given_to: String::new(),
            };
            custom::deliver(tx, cx, &people.owner, None, &seen)?;
        }
        // A certificate was hers from its issue on.
        Subject::Appraisal(_) => {}
    }
    Ok(())
}

/// What an hour at the bench costs the shop.
fn hour(tx: &mut WriteTx<'_>, at: &At<'_>) -> Result<(), Refused> {
    let rate = bench::SetRate {
        person: None,
        from_day: at.today(),
        hour_minor: Some(3_600),
    };
    bench::set_rate(tx, at.cx, at.by, rate)?;
    Ok(())
}
