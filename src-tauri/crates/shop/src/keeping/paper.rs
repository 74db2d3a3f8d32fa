//! The deposit slip as a paper: what was left, and what of it went home.

use documents::{
    Customer, KeepingFor, KeepingLine, KeepingSlip, KeepingStanding, Language, Slip as Paper,
    SlipContent,
};
use serde_json::json;
use units::Id;

use super::nouns::{KeepingError, Of, Slip, Standing, What};
use super::store;
use crate::customers;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::print::{self as spool, EnqueueError, NewJob};
use crate::till::{self, software};
use crate::users::{Authority, Right, authorise};
use crate::wording;

/// The slip as it stands, in a language, else in its own. `copy` counts those that were printed before.
pub fn slip(
    tx: &ReadTx<'_>,
    cx: &Cx,
    of: &Slip,
    language: Option<Language>,
    copy: u32,
) -> Result<Paper, StoreError> {
    let house = till::house(tx, cx.till, cx.actor.user())?;
    let language = language.unwrap_or(of.language);
    let customer = customers::customer(tx, of.customer)?;
    let mut contact = Vec::new();
    if let Some(customer) = &customer {
        contact.extend([customer.phone.clone(), customer.email.clone()]);
        contact.retain(|line| !line.trim().is_empty());
    }
    let mut lines = Vec::new();
    for object in store::objects(tx, of.seq)? {
        let entries = store::entries(tx, &object)?;
        let home = entries
            .into_iter()
            .rfind(|entry| entry.what == What::GivenBack && !entry.undone);
        lines.push(KeepingLine {
            code: object.code,
            object: object.object,
            count: object.count,
            gross_ug: object.gross_ug,
            condition: object.condition,
            declared_minor: object.declared_minor,
            standing: match (object.standing, home) {
                (Standing::Home, Some(home)) => KeepingStanding::Home {
                    at: house.local(home.at),
                    by: home.by,
                    gross_ug: home.gross_ug,
                    given_to: home.given_to,
                    reason: if home.differs { home.reason } else { String::new() },
                    allowed_by: home.allowed_by,
                },
                (Standing::Cancelled, _) => KeepingStanding::Cancelled,
                _ => KeepingStanding::Here,
            },
        });
    }
    let content = KeepingSlip {
        copy,
        currency: house.currency,
        number: of.number.clone(),
        customer: Customer {
            name: customer.map(|one| one.name()).unwrap_or_default(),
            lines: contact,
        },
        at: house.local(of.at),
        by: of.by.clone(),
        kept_for: match of.of {
            Of::Appraisal => KeepingFor::Appraisal,
            Of::Estate => KeepingFor::Estate,
            Of::Custom => KeepingFor::Custom,
        },
        about: of.about.clone(),
        note: of.note.clone(),
        words: wording::lines(tx, wording::On::Claim, language)?,
        lines,
    };
    Ok(Paper {
        language,
        training: false,
        shop: house.shop_with_logo(tx)?,
        at: house.local(cx.now),
        till: house.till_code.clone(),
        by: house.seller.clone(),
        software: software(),
        content: SlipContent::Keeping(Box::new(content)),
    })
}

/// Queues the slip for the till's printer. One after the first is a numbered copy.
pub fn print(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Slip>,
) -> Result<(), KeepingError> {
    authorise(by, None, Right::TakeRepairs)?;
    let of = store::slip_by_id(tx, id)?.ok_or(KeepingError::SlipUnknown)?;
    let till = cx.till.ok_or(KeepingError::NoPrinter)?;
    let copy = store::next_copy(tx, of.seq)?;
    let paper = slip(tx, cx, &of, None, u32::try_from(copy).unwrap_or(u32::MAX))?;
    let new = NewJob {
        id: cx.new_id(),
        till,
        subject: of.number.clone(),
        paper: spool::Paper::Slip(Box::new(paper)),
        of: spool::Of::Nothing,
    };
    spool::enqueue(tx, cx, new).map_err(|error| match error {
        EnqueueError::Store(error) => error.into(),
        EnqueueError::NoPrinter | EnqueueError::OriginalPrinted => KeepingError::NoPrinter,
    })?;
    store::insert_print(tx, cx, of.seq, copy, by.user())?;
    let detail = json!({ "what": "keeping-paper", "slip": of.number, "copy": copy });
    journal::log(tx, cx, Event::Other, &detail)?;
    Ok(())
}
