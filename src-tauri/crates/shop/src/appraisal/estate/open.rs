//! Begins an estate, and changes what it says of itself: its drafts say the same from then on.

use chrono::{Months, NaiveDate};
use documents::Both;
use serde_json::json;
use units::Id;

use super::super::check;
use super::super::draft::{Draft, Item};
use super::super::nouns::{Appraisal, AppraisalError, Kind, State};
use super::super::template::template;
use super::super::{store as appraisals, texts};
use super::nouns::{About, Estate, EstateState, EstateWhat};
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, WriteTx};
use crate::journal::{self, Event};
use crate::till;
use crate::users::{Authority, Right, authorise};

const LONGEST_NAME: usize = 120;

/// Begins it, empty.
pub fn open(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Estate>,
    about: About,
) -> Result<Estate, AppraisalError> {
    authorise(by, None, Right::Appraise)?;
    if store::estate(tx, id)?.is_some() {
        return Err(AppraisalError::IdTaken);
    }
    let about = checked(tx, cx, about)?;
    store::insert(tx, cx, by.user(), id, &about)?;
    told(tx, cx, by, id, EstateWhat::Created, "", None)
}

/// Changes the version that was seen. What is issued stays as it was issued.
pub fn change(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Estate>,
    version: i64,
    about: About,
) -> Result<Estate, AppraisalError> {
    let standing = writable(tx, by, id)?;
    if standing.version != version {
        return Err(AppraisalError::Changed {
            current: standing.version,
        });
    }
    let about = checked(tx, cx, about)?;
    store::update(tx, standing.seq, &about)?;
    for member in store::members(tx, &standing)? {
        if member.appraisal.state == State::Draft {
            let of = &member.appraisal;
            let draft = appraisals::draft(tx, of.id)?.ok_or(AppraisalError::Unknown)?;
            appraisals::update(tx, of, &said(&about, draft))?;
            for change in of.changes() {
                tx.changed(change);
            }
        }
    }
    told(tx, cx, by, id, EstateWhat::Changed, "", None)
}

fn checked(tx: &ReadTx<'_>, cx: &Cx, about: About) -> Result<About, AppraisalError> {
    let trimmed = |text: &str| text.trim().to_owned();
    let about = About {
        deceased: trimmed(&about.deceased),
        place: trimmed(&about.place),
        held_note: trimmed(&about.held_note),
        note: trimmed(&about.note),
        ..about
    };
    if about.deceased.is_empty() {
        return Err(AppraisalError::DeceasedMissing);
    }
    check::text("deceased", &about.deceased, LONGEST_NAME)?;
    if about.deceased.contains('\n') {
        return Err(AppraisalError::Unprintable { field: "deceased" });
    }
    check::text("place", &about.place, LONGEST_NAME)?;
    check::text("held_note", &about.held_note, LONGEST_NAME / 2)?;
    let today = till::house(tx, None, None)?.day(cx.now);
    // The rest is what its drafts are held against.
    check::check(tx, Kind::Estate, &blank(tx, &about, today)?, today)?;
    Ok(about)
}

/// A draft of the estate with nothing on it.
pub(super) fn blank(
    tx: &ReadTx<'_>,
    about: &About,
    today: NaiveDate,
) -> Result<Draft, AppraisalError> {
    let template = template(Kind::Estate);
    let texts = texts::texts(tx, Kind::Estate)?;
    let months = template.valid_months;
    let draft = Draft {
        customer_id: None,
        purpose: Both::default(),
        held_by: String::new(),
        held_note: String::new(),
        valued_on: about.valued_on,
        valid_until: today
            .checked_add_months(Months::new(months))
            .filter(|_| months > 0),
        method: texts.method,
        conditions: texts.conditions,
        note: String::new(),
        items: Vec::<Item>::new(),
    };
    Ok(said(about, draft))
}

/// A draft with what the estate says of itself.
fn said(about: &About, draft: Draft) -> Draft {
    let purpose = &template(Kind::Estate).purpose;
    let deceased = &about.deceased;
    let place = [about.held_note.as_str(), about.place.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|said| !said.is_empty()).collect();
    Draft {
        customer_id: about.customer,
        purpose: Both::new(
            format!("{} – succession de {deceased}", purpose.fr),
            format!("{} – estate of {deceased}", purpose.en),
        ),
        held_by: about.held_by.code().to_owned(),
        held_note: place.join(", "),
        valued_on: about.valued_on,
        note: about.note.clone(),
        ..draft
    }
}

/// An estate that is still worked on.
pub(super) fn writable(
    tx: &ReadTx<'_>,
    by: &Authority,
    id: Id<Estate>,
) -> Result<Estate, AppraisalError> {
    authorise(by, None, Right::Appraise)?;
    let standing = store::found(tx, id)?;
    if standing.state == EstateState::Closed {
        return Err(AppraisalError::EstateClosed);
    }
    Ok(standing)
}

/// Leaves an entry, tells who looks, and reads it again.
pub(super) fn told(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Estate>,
    what: EstateWhat,
    note: &str,
    appraisal: Option<&Appraisal>,
) -> Result<Estate, AppraisalError> {
    let estate = store::found(tx, id)?;
    let of = appraisal.map(|one| one.seq);
    store::insert_entry(tx, cx, by.user(), estate.seq, what, note, of)?;
    let detail = json!({ "what": "estate-entry", "estate": id.uuid(), "entry": what.code() });
    journal::log(tx, cx, Event::Other, &detail)?;
    for change in estate.changes() {
        tx.changed(change);
    }
    Ok(estate)
}
