//! The deposit slip as a paper: what was left, and what of it went home.

use documents::{
    Customer, EntrustedFor, EntrustedGone, EntrustedHow, EntrustedLine, EntrustedSlip, Language,
    Slip as Paper, SlipContent,
};
use serde_json::json;
use units::Id;

use super::nouns::{EntrustedError, Entry, Of, Slip, Standing, What};
use super::store;
use crate::customers;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::files;
use crate::journal::{self, Event};
use crate::print::{self as spool, EnqueueError, NewJob};
use crate::till::{self, House, software};
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
        let left = entries.into_iter().filter(|entry| {
            !entry.undone && !matches!(entry.what, What::TakenIn | What::Corrected)
        });
        lines.push(EntrustedLine {
            code: object.code,
            object: object.object,
            count: object.count,
            gross_ug: object.gross_ug,
            cut: object.cut,
            size: object.size,
            marks: object.marks,
            condition: object.condition,
            declared_minor: object.declared_minor,
            cancelled: object.standing == Standing::Cancelled,
            gone: left.map(|entry| gone(&house, entry)).collect(),
        });
    }
    let content = EntrustedSlip {
        copy,
        currency: house.currency,
        number: of.number.clone(),
        customer: Customer {
            name: customer.map(|one| one.name()).unwrap_or_default(),
            lines: contact,
        },
        at: house.local(of.at),
        by: of.by.clone(),
        entrusted_for: match of.of {
            Of::Appraisal => EntrustedFor::Appraisal,
            Of::Estate => EntrustedFor::Estate,
            Of::Custom => EntrustedFor::Custom,
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
        content: SlipContent::Entrusted(Box::new(content)),
    })
}

fn gone(house: &House, entry: Entry) -> EntrustedGone {
    EntrustedGone {
        how: match entry.what {
            What::Set => EntrustedHow::Set,
            What::Missing => EntrustedHow::Missing,
            _ => EntrustedHow::GivenBack,
        },
        count: entry.count,
        at: house.local(entry.at),
        by: entry.by,
        gross_ug: entry.gross_ug,
        given_to: entry.given_to,
        reason: if entry.differs {
            entry.reason
        } else {
            String::new()
        },
        allowed_by: entry.allowed_by,
    }
}

/// The first pictures of a slip's objects, as they are kept.
pub fn pictures(tx: &ReadTx<'_>, of: &Slip) -> Result<Vec<Vec<u8>>, StoreError> {
    const MOST: usize = 6;
    let mut all = Vec::new();
    for photo in store::photos(tx, of.seq)?.into_iter().take(MOST) {
        let file = files::file_by_id(tx, Id::from_uuid(photo.file))?;
        all.extend(file.map(|file| file.bytes));
    }
    Ok(all)
}

/// Queues the slip for the till's printer. One after the first is a numbered copy.
pub fn print(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Slip>,
) -> Result<(), EntrustedError> {
    authorise(by, None, Right::TakeRepairs)?;
    let of = store::slip_by_id(tx, id)?.ok_or(EntrustedError::SlipUnknown)?;
    let till = cx.till.ok_or(EntrustedError::NoPrinter)?;
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
        EnqueueError::NoPrinter | EnqueueError::OriginalPrinted => EntrustedError::NoPrinter,
    })?;
    store::insert_print(tx, cx, of.seq, copy, by.user())?;
    let detail = json!({ "what": "entrusted-paper", "slip": of.number, "copy": copy });
    journal::log(tx, cx, Event::Other, &detail)?;
    Ok(())
}
