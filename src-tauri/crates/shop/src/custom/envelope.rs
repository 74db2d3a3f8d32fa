//! The label of the envelope in which an order's stones, wax and drawings lie on the bench.

use documents::Language;
use documents::label::{self, Facts, Label};
use serde_json::json;
use units::Id;

use super::nouns::{CustomError, Order};
use super::store;
use crate::customers;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::devices::{self, Kind};
use crate::journal::{self, Event};
use crate::print::{self as spool, NewJob, Of, Paper};
use crate::stock;
use crate::till;
use crate::users::{Authority, Right, authorise};

/// What it says: the day wished for, whose, what, the finger, and the code.
pub fn envelope(tx: &ReadTx<'_>, of: &Order) -> Result<Label, StoreError> {
    let house = till::house(tx, None, None)?;
    let wished = of.wished_on.map(|day| match house.language {
        Language::Fr => format!("Pour le {}", day.format("%d/%m/%Y")),
        Language::En => format!("For {}", day.format("%d/%m/%Y")),
    });
    let customer = customers::customer(tx, of.customer)?.map(|one| one.name());
    let title: Vec<String> = [wished, customer, Some(of.title.clone())]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    Ok(Label {
        template: label::envelope().clone(),
        facts: Facts {
            number: of.number.clone(),
            title: title.join(" · "),
            metals: Vec::new(),
            stones: Vec::new(),
            size: Some(of.ring_size.clone()).filter(|size| !size.is_empty()),
            weight_mg: None,
            price_minor: None,
            currency: stock::currency(tx)?,
            cost_code: None,
            epc: None,
        },
        language: house.language,
    })
}

/// Queues it for the label printer of the till where the person stands.
pub fn print_envelope(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Order>,
) -> Result<(), CustomError> {
    authorise(by, None, Right::WorkRepairs)?;
    let of = store::order(tx, id)?.ok_or(CustomError::Unknown)?;
    let till = cx.till.ok_or(CustomError::NoPrinter)?;
    let printer = devices::devices(tx, till)?
        .into_iter()
        .find(|device| device.active && device.kind == Kind::LabelPrinter)
        .ok_or(CustomError::NoPrinter)?;
    let new = NewJob {
        id: cx.new_id(),
        till,
        subject: of.number.clone(),
        paper: Paper::Label(Box::new(envelope(tx, &of)?)),
        of: Of::Nothing,
    };
    spool::enqueue_on(tx, cx, &printer, None, new)?;
    let detail = json!({ "what": "custom-paper", "order": of.number, "paper": "envelope" });
    journal::log(tx, cx, Event::Other, &detail)?;
    Ok(())
}
