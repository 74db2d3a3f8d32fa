//! What a draft must be before it is kept, and what more before it is issued.

use chrono::{Months, NaiveDate};
use documents::Both;
use units::{Fineness, Id, Metal};

use super::draft::{Draft, Item, Part, PartStone};
use super::nouns::{AppraisalError, Basis, HeldBy, Kind};
use super::template::template;
use super::texts::Texts;
use crate::customers;
use crate::db::ReadTx;
use crate::files;
use crate::rules::trade;
use crate::stock;

const MOST_ITEMS: usize = 200;
const MOST_PARTS: usize = 60;
const MOST_PHOTOS: usize = 8;
const LONGEST_LINE: usize = 200;
const LONGEST_NOTE: usize = 1_000;
const LONGEST_TEXT: usize = 4_000;
/// Thirty years: beyond that a day was typed wrong.
const LONGEST_MONTHS: u32 = 360;

/// Whether a draft may be kept: every word known, every figure believed. It may be unfinished.
pub(super) fn check(
    tx: &ReadTx<'_>,
    kind: Kind,
    draft: &Draft,
    today: NaiveDate,
) -> Result<(), AppraisalError> {
    let far = Months::new(LONGEST_MONTHS);
    if draft.valued_on > today || draft.valued_on.checked_add_months(far) < Some(today) {
        return Err(AppraisalError::ValuedOn);
    }
    if let Some(until) = draft.valid_until
        && (until < draft.valued_on || Some(until) > today.checked_add_months(far))
    {
        return Err(AppraisalError::Validity);
    }
    word(
        "held_by",
        &draft.held_by,
        draft.held_by.parse::<HeldBy>().is_ok(),
    )?;
    text("held_note", &draft.held_note, LONGEST_LINE)?;
    text("note", &draft.note, LONGEST_NOTE)?;
    both("purpose", &draft.purpose, LONGEST_LINE * 2)?;
    both("method", &draft.method, LONGEST_TEXT)?;
    both("conditions", &draft.conditions, LONGEST_TEXT)?;
    if let Some(id) = draft.customer_id {
        let customer = customers::customer(tx, Id::from_uuid(id))?;
        if customer.is_none_or(|customer| customer.erased) {
            return Err(AppraisalError::CustomerUnknown);
        }
    }
    many("items", draft.items.len(), MOST_ITEMS)?;
    for item in &draft.items {
        check_item(tx, kind, item, today)?;
    }
    let most = trade().most_price_minor(today);
    match draft.total_minor() {
        // A hundred times the dearest piece: nobody appraises that in one go.
        Some(total) if total <= most.saturating_mul(100) => Ok(()),
        _ => Err(AppraisalError::Amount {
            title: draft.title(),
        }),
    }
}

/// Whether it can be issued: something on it, each object named and worth something, each value with
/// what it rests on.
pub(super) fn check_whole(draft: &Draft) -> Result<(), AppraisalError> {
    if draft.items.is_empty() {
        return Err(AppraisalError::NoItems);
    }
    for item in &draft.items {
        if item.title.is_empty() {
            return Err(AppraisalError::TitleMissing);
        }
        let title = || item.title.first().to_owned();
        let unvalued = item.parts.iter().any(|part| part.value_minor.is_none());
        if unvalued || item.total_minor().unwrap_or(0) <= 0 {
            return Err(AppraisalError::NotValued { title: title() });
        }
        if item.parts.iter().any(|part| part.basis.is_empty()) {
            return Err(AppraisalError::BasisMissing { title: title() });
        }
    }
    Ok(())
}

/// Whether a shop's own texts may be kept.
pub(super) fn texts(own: &Texts) -> Result<(), AppraisalError> {
    both("method", &own.method, LONGEST_TEXT)?;
    both("conditions", &own.conditions, LONGEST_TEXT)
}

fn check_item(
    tx: &ReadTx<'_>,
    kind: Kind,
    item: &Item,
    today: NaiveDate,
) -> Result<(), AppraisalError> {
    let title = || item.title.first().to_owned();
    both("title", &item.title, LONGEST_LINE)?;
    both("description", &item.description, LONGEST_NOTE)?;
    for (field, said) in [
        ("number", &item.number),
        ("size", &item.size),
        ("hallmark", &item.hallmark),
        ("maker", &item.maker),
        ("serial", &item.serial),
    ] {
        text(field, said, LONGEST_LINE)?;
    }
    if let Some(piece) = item.piece_id
        && stock::piece_by_id(tx, Id::from_uuid(piece))?.is_none()
    {
        return Err(AppraisalError::PieceUnknown);
    }
    believed(item.weight_mg, trade().most_weight_mg(today), &title)?;
    many("photos", item.photos.len(), MOST_PHOTOS)?;
    for photo in &item.photos {
        let file = files::file_by_id(tx, Id::from_uuid(*photo))?;
        if file.is_none_or(|file| !file.media_type.starts_with("image/")) {
            return Err(AppraisalError::PhotoUnknown);
        }
    }
    let template = template(kind);
    for (code, value) in &item.fields {
        let field = template.fields.iter().find(|field| field.code == *code);
        text("field", value, LONGEST_LINE)?;
        let fits = value.is_empty() || field.is_some_and(|field| field.said(value).is_some());
        if !fits {
            return Err(AppraisalError::Field {
                field: code.clone(),
            });
        }
    }
    many("parts", item.parts.len(), MOST_PARTS)?;
    for part in &item.parts {
        check_part(item, part, today)?;
    }
    // What is grown in a laboratory is never called by the words of what is not: décret 2002-65, art. 4.
    let grown = |part: &Part| part.stone.as_ref().is_some_and(|it| it.laboratory_grown);
    if item.parts.iter().any(grown) {
        let parts = item.parts.iter().filter(|part| grown(part));
        let texts = [&item.title, &item.description].into_iter();
        for said in texts.chain(parts.map(|part| &part.text)) {
            for said in [&said.fr, &said.en] {
                if let Some(word) = trade().barred_for_synthetics(said) {
                    return Err(AppraisalError::Misleading(word.to_owned()));
                }
            }
        }
    }
    Ok(())
}

fn check_part(item: &Item, part: &Part, today: NaiveDate) -> Result<(), AppraisalError> {
    let rules = trade();
    let title = || item.title.first().to_owned();
    both("text", &part.text, LONGEST_LINE)?;
    text("source", &part.source, LONGEST_LINE)?;
    let basis = part.basis.is_empty() || part.basis.parse::<Basis>().is_ok();
    word("basis", &part.basis, basis)?;
    if part.on.is_some_and(|on| on > today) {
        return Err(AppraisalError::ValuedOn);
    }
    let most = rules.most_price_minor(today);
    let mut amounts = [part.value_minor, part.before_minor].into_iter().flatten();
    if amounts.any(|minor| !(0..=most).contains(&minor)) {
        return Err(AppraisalError::Amount { title: title() });
    }
    believed(part.weight_mg, rules.most_weight_mg(today), &title)?;
    if let Some(metal) = &part.metal {
        word("metal", metal, metal.parse::<Metal>().is_ok())?;
    }
    if let Some(fineness) = part.fineness {
        // Old gold has titles that may no longer be sold: what is appraised is told as it is.
        let known = Fineness::from_per_ten_thousand(fineness).is_ok();
        word("fineness", &fineness.to_string(), known)?;
    }
    if let Some(colour) = &part.colour {
        word("metal_colour", colour, rules.metal_colours.has(colour))?;
    }
    match &part.stone {
        Some(stone) => check_stone(stone, today, &title),
        None => Ok(()),
    }
}

fn check_stone(
    stone: &PartStone,
    today: NaiveDate,
    title: &dyn Fn() -> String,
) -> Result<(), AppraisalError> {
    let rules = trade();
    word("stone", &stone.kind, rules.stones.has(&stone.kind))?;
    for (field, said, words) in [
        ("shape", &stone.shape, &rules.shapes),
        ("clarity", &stone.clarity, &rules.clarities),
        ("cut", &stone.cut, &rules.cuts),
        ("fluorescence", &stone.fluorescence, &rules.fluorescences),
        ("treatment", &stone.treatment, &rules.treatments),
        ("laboratory", &stone.laboratory, &rules.laboratories),
    ] {
        if let Some(said) = said {
            word(field, said, words.has(said))?;
        }
    }
    for (field, said) in [
        ("stone_colour", &stone.colour),
        ("origin", &stone.origin),
        ("certificate_number", &stone.certificate_number),
    ] {
        text(field, said.as_deref().unwrap_or_default(), 60)?;
    }
    if stone.laboratory_grown {
        for said in [&stone.colour, &stone.origin].into_iter().flatten() {
            if let Some(word) = rules.barred_for_synthetics(said) {
                return Err(AppraisalError::Misleading(word.to_owned()));
            }
        }
    }
    if !(1..=100_000).contains(&stone.count) {
        return Err(AppraisalError::Weight { title: title() });
    }
    let most = rules.most_stone_milli_ct(today);
    believed(stone.weight_milli_ct, most, title)?;
    for side in stone.measurements_um {
        believed(side, 1_000_000, title)?;
    }
    Ok(())
}

fn believed(
    figure: Option<i64>,
    most: i64,
    title: &dyn Fn() -> String,
) -> Result<(), AppraisalError> {
    match figure {
        Some(figure) if !(1..=most).contains(&figure) => {
            Err(AppraisalError::Weight { title: title() })
        }
        _ => Ok(()),
    }
}

fn word(field: &'static str, word: &str, known: bool) -> Result<(), AppraisalError> {
    if known {
        return Ok(());
    }
    Err(AppraisalError::WordUnknown {
        field,
        word: word.chars().take(60).collect(),
    })
}

fn many(field: &'static str, count: usize, most: usize) -> Result<(), AppraisalError> {
    if count > most {
        return Err(AppraisalError::TooMany { field, most });
    }
    Ok(())
}

pub(super) fn both(field: &'static str, said: &Both, most: usize) -> Result<(), AppraisalError> {
    text(field, &said.fr, most)?;
    text(field, &said.en, most)
}

pub(super) fn text(field: &'static str, said: &str, most: usize) -> Result<(), AppraisalError> {
    if said.chars().count() > most {
        return Err(AppraisalError::TooLong { field });
    }
    if said.chars().any(|c| c.is_control() && c != '\n') {
        return Err(AppraisalError::Unprintable { field });
    }
    Ok(())
}

/// Why something is done, which may not be left out.
pub(super) fn reason(note: &str) -> Result<String, AppraisalError> {
    let note: String = note.trim().chars().take(400).collect();
    if note.is_empty() {
        return Err(AppraisalError::ReasonMissing);
    }
    Ok(note)
}
