//! The papers of an estate: its inventory, and all its certificates.

use documents::{CertificatePaper, EstateInventory, EstateLine, Language, Photo, words};
use units::Id;

use super::super::appraiser::appraiser;
use super::super::nouns::AppraisalError;
use super::super::paper::paper;
use super::super::store as appraisals;
use super::nouns::Estate;
use super::store;
use crate::customers;
use crate::cx::{Cx, User};
use crate::db::ReadTx;
use crate::files;
use crate::till::{self, software};
use crate::wording;

/// Enough for 300 dots an inch at the size it is printed.
const SIGNATURE_PX: u32 = 480;

/// The inventory as it stands today, as `by` signs it, and their signature.
pub fn inventory(
    tx: &ReadTx<'_>,
    cx: &Cx,
    by: Id<User>,
    id: Id<Estate>,
    language: Option<Language>,
) -> Result<(EstateInventory, Option<Photo>), AppraisalError> {
    let estate = store::found(tx, id)?;
    let house = till::house(tx, None, None)?;
    let language = language.unwrap_or(house.language);
    let spoken = |both: documents::Both| match language {
        Language::En if !both.en.is_empty() => both.en,
        Language::En | Language::Fr => both.first().to_owned(),
    };
    let mut lines = Vec::new();
    for member in store::members(tx, &estate)? {
        if !member.counts() {
            continue;
        }
        let of = &member.appraisal;
        let draft = appraisals::draft(tx, of.id)?.ok_or(AppraisalError::Unknown)?;
        let titles: Vec<String> = draft
            .items
            .iter()
            .map(|item| spoken(item.title.clone()))
            .collect();
        let lot = draft.items.first().and_then(|item| item.fields.get("lot"));
        lines.push(EstateLine {
            lot: lot.cloned().unwrap_or_default(),
            title: titles.join(" · "),
            number: of.number.clone(),
            value_minor: of.total_minor,
        });
    }
    let customer = match estate.about.customer {
        Some(id) => customers::customer(tx, Id::from_uuid(id))?,
        None => None,
    };
    let signs = appraiser(tx, by)?;
    let signature = match signs.signature {
        Some(file) => files::file_by_id(tx, Id::from_uuid(file))?,
        None => None,
    };
    let held = spoken(words::both(words::HOLDERS, estate.about.held_by.code()));
    let held = [held, estate.about.held_note.clone()];
    let held: Vec<String> = held.into_iter().filter(|said| !said.is_empty()).collect();
    let inventory = EstateInventory {
        language,
        shop: house.shop_with_logo(tx)?,
        software: software(),
        at: house.local(cx.now),
        currency: house.currency,
        deceased: estate.about.deceased,
        customer: customer
            .filter(|customer| !customer.erased)
            .map(|customer| customer.name())
            .unwrap_or_default(),
        valued_on: estate.about.valued_on,
        place: estate.about.place,
        held: held.join(", "),
        note: estate.about.note,
        words: wording::lines(tx, wording::On::Estate, language)?,
        total_minor: lines.iter().map(|line| line.value_minor).sum(),
        lines,
        appraiser: signs.name,
        credentials: spoken(signs.credentials),
    };
    let signature = signature.and_then(|file| Photo::read(&file.bytes, SIGNATURE_PX).ok());
    Ok((inventory, signature))
}

/// Every certificate that is issued and stands, as it was frozen.
pub fn certificates(
    tx: &ReadTx<'_>,
    cx: &Cx,
    by: Id<User>,
    id: Id<Estate>,
) -> Result<Vec<CertificatePaper>, AppraisalError> {
    let estate = store::found(tx, id)?;
    let mut papers = Vec::new();
    for member in store::members(tx, &estate)? {
        if member.counts() && member.appraisal.number.is_some() {
            papers.push(paper(tx, cx, by, member.appraisal.id)?);
        }
    }
    if papers.is_empty() {
        return Err(AppraisalError::NoItems);
    }
    Ok(papers)
}
