//! Begins an order: an enquiry, with what the customer says of it.

use chrono::{Datelike, Months, NaiveDate};
use documents::Language;
use serde_json::json;
use units::Id;

use super::nouns::{CustomError, Order, said};
use super::number;
use super::state::{Act, State};
use super::store::{self, NewEntry};
use crate::customers::{self, Customer};
use crate::cx::Cx;
use crate::db::{Change, WriteTx};
use crate::journal::{self, Event};
use crate::rules::rules;
use crate::till;
use crate::users::{Authority, Right, authorise};

/// What the customer wants, named by its client.
#[derive(Clone, Debug)]
pub struct Create {
    pub id: Id<Order>,
    pub customer: Id<Customer>,
    /// Of the papers; the customer's own, else the shop's, where it is not said.
    pub language: Option<Language>,
    pub about: About,
}

/// What an order says of itself; it changes with what the customer says.
#[derive(Clone, Debug)]
pub struct About {
    pub title: String,
    pub brief: String,
    pub budget_minor: Option<i64>,
    pub wished_on: Option<NaiveDate>,
    pub ring_size: String,
    pub fields: Vec<(String, String)>,
}

const MOST_FIELDS: usize = 20;
/// Ten years: what is wished for later was typed wrong.
const LONGEST_MONTHS: u32 = 120;

impl About {
    /// Tidied, or why it cannot be.
    pub(super) fn checked(&self, today: NaiveDate) -> Result<Self, CustomError> {
        let most_minor = rules().price_limit(today).minor();
        let latest = today.checked_add_months(Months::new(LONGEST_MONTHS));
        let fields: Vec<(String, String)> = self
            .fields
            .iter()
            .map(|(label, value)| (said(label, 60), said(value, 200)))
            .filter(|(label, value)| !label.is_empty() || !value.is_empty())
            .collect();
        let about = Self {
            title: said(&self.title, 120),
            brief: said(&self.brief, 4_000),
            ring_size: said(&self.ring_size, 20),
            fields,
            ..self.clone()
        };
        for (field, fits) in [
            ("title", !about.title.is_empty()),
            (
                "budget",
                (1..=most_minor).contains(&about.budget_minor.unwrap_or(1)),
            ),
            (
                "wished",
                about
                    .wished_on
                    .is_none_or(|day| latest.is_some_and(|latest| day <= latest)),
            ),
            (
                "fields",
                about.fields.len() <= MOST_FIELDS
                    && about.fields.iter().all(|(label, _)| !label.is_empty()),
            ),
        ] {
            if !fits {
                return Err(CustomError::Field { field, line: 0 });
            }
        }
        Ok(about)
    }
}

/// Gives the order its number.
pub fn create(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &Create,
) -> Result<Order, CustomError> {
    authorise(by, None, Right::TakeRepairs)?;
    if store::order(tx, input.id)?.is_some() {
        return Err(CustomError::IdTaken);
    }
    let customer = customers::customer(tx, input.customer)?
        .filter(|customer| !customer.erased)
        .ok_or(CustomError::CustomerUnknown)?;
    let house = till::house(tx, cx.till, Some(by.user()))?;
    let today = house.day(cx.now);
    let about = input.about.checked(today)?;
    // What is wished for has to be ahead when it is asked for; later the day may pass.
    if about.wished_on.is_some_and(|day| day < today) {
        return Err(CustomError::Field {
            field: "wished",
            line: 0,
        });
    }
    let language = input
        .language
        .unwrap_or(match customer.language.as_deref() {
            Some("en") => Language::En,
            Some("fr") => Language::Fr,
            _ => house.language,
        });
    let year = i64::from(today.year());
    let series = store::next_series(tx, year)?;
    let new = store::NewOrder {
        year,
        series,
        number: number::number(&house.code, year, series),
        language,
        on_day: today,
        user: by.user(),
    };
    let seq = store::insert(tx, cx, input.id, input.customer, &about, &new)?;
    let entry = NewEntry {
        moved: Some((None, State::Enquiry)),
        ..NewEntry::of(seq, by.user(), Act::Create.code())
    };
    store::insert_entry(tx, cx, &entry)?;
    customers::touch(tx, input.customer, cx.now_ms())?;
    let detail = json!({ "what": "custom-begun", "order": new.number });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(Change::of("custom"));
    store::order(tx, input.id)?.ok_or(CustomError::Unknown)
}
