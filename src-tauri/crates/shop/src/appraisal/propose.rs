//! What the shop's own rates and lists say an object is worth on a day. Always a proposal: whoever
//! appraises writes what they stand by.

use chrono::NaiveDate;
use documents::Both;
use units::{Carat, Fineness, Id, Metal, Percent, Quantity, Rounding, Weight};
use uuid::Uuid;

use super::draft::{Item, Part, PartStone};
use super::nouns::{AppraisalError, Basis, Kind};
use super::template::{Proposes, template};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::files;
use crate::metal;
use crate::rules::trade;
use crate::stock::{self, Component, Piece, State, Stone};
use crate::till;

/// A value, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    pub value_minor: i64,
    pub basis: Basis,
    pub source: String,
    pub on: NaiveDate,
}

/// What each part is worth by the rates and lists of a day; None where they do not know it.
pub fn propose(
    tx: &ReadTx<'_>,
    parts: &[Part],
    on: NaiveDate,
) -> Result<Vec<Option<Proposed>>, StoreError> {
    parts.iter().map(|part| one(tx, part, on)).collect()
}

fn one(tx: &ReadTx<'_>, part: &Part, on: NaiveDate) -> Result<Option<Proposed>, StoreError> {
    if let Some(stone) = &part.stone {
        let asked = stone_of(stone);
        let (Ok(count), Ok(weight)) = (
            Quantity::new(stone.count),
            stone.weight_milli_ct.map(Carat::from_milli).transpose(),
        ) else {
            return Ok(None);
        };
        let value = metal::stone_value(tx, &asked, count, weight)?;
        return Ok(value.map(|(value_minor, source, on)| Proposed {
            value_minor,
            basis: Basis::PriceList,
            source,
            on,
        }));
    }
    let (Some(metal), Some(fineness), Some(mg)) = (&part.metal, part.fineness, part.weight_mg)
    else {
        return Ok(None);
    };
    let (Ok(metal), Ok(fineness), Ok(weight)) = (
        metal.parse::<Metal>(),
        Fineness::from_per_ten_thousand(fineness),
        Weight::from_mg(mg),
    ) else {
        return Ok(None);
    };
    let Some(rate) = metal::rate_on(tx, metal, on)? else {
        return Ok(None);
    };
    let value = rate
        .rate
        .value(weight, fineness, Percent::ZERO, Rounding::HalfUp);
    Ok(value.ok().map(|value| Proposed {
        value_minor: value.minor(),
        basis: Basis::MetalRate,
        source: rate.source,
        on: rate.on,
    }))
}

/// A piece as an object of an appraisal, with the values of today.
pub fn item_of(
    tx: &ReadTx<'_>,
    cx: &Cx,
    piece: Id<Piece>,
    kind: Kind,
) -> Result<Item, AppraisalError> {
    let today = till::house(tx, None, None)?.day(cx.now);
    let piece = stock::piece_by_id(tx, piece)?.ok_or(AppraisalError::PieceUnknown)?;
    let sheet = &piece.sheet;
    let mut parts = Vec::new();
    if let Some(alloy) = &sheet.alloy {
        parts.push(Part {
            id: new_id(cx),
            metal: Some(alloy.metal.code().to_owned()),
            fineness: alloy.fineness.map(Fineness::per_ten_thousand),
            colour: alloy.colour.clone(),
            weight_mg: sheet
                .net
                .or(sheet.gross)
                .map(Weight::mg)
                .filter(|mg| *mg > 0),
            ..Part::default()
        });
    }
    for component in &sheet.components {
        if let Some(stone) = &component.stone {
            parts.push(Part {
                id: new_id(cx),
                stone: Some(part_stone(stone, component)),
                ..Part::default()
            });
        }
    }
    let proposed = propose(tx, &parts, today)?;
    for (part, proposed) in parts.iter_mut().zip(proposed) {
        if let Some(proposed) = proposed {
            part.value_minor = Some(proposed.value_minor);
            proposed.basis.code().clone_into(&mut part.basis);
            part.source = proposed.source;
            part.on = Some(proposed.on);
        }
    }
    if template(kind).proposes == Proposes::Replacement {
        let making = making(cx, &piece, &parts, today);
        parts.push(making);
    }
    let photos = files::documents(tx, piece.id)?.into_iter();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Ok(Item {
        id: new_id(cx),
        piece_id: Some(piece.id.uuid()),
        number: sheet.number.clone(),
        title: Both::new(sheet.title.as_str(), ""),
        weight_mg: sheet.gross.map(Weight::mg).filter(|mg| *mg > 0),
        size: text(&sheet.size),
        hallmark: sheet.hallmark.as_deref().map(marked).unwrap_or_default(),
        maker: text(&sheet.maker),
        serial: text(&sheet.serial),
        photos: photos
            .filter(|file| file.thumbnail.is_some())
            .map(|file| file.file.uuid())
            .take(4)
            .collect(),
        parts,
        ..Item::default()
    })
}

/// What is left of a stock piece's price once metal and stones are taken from it, where all of them have
/// a value: what the shop itself asks is what replacing it costs. A piece that was sold has none any more.
fn making(cx: &Cx, piece: &Piece, parts: &[Part], today: NaiveDate) -> Part {
    let words = documents::words::both(documents::words::MAKING, "making");
    let price = piece.sheet.price.map(units::Money::minor);
    let known: Option<i64> = parts.iter().map(|part| part.value_minor).sum();
    let left = price
        .zip(known)
        .map(|(price, known)| price - known)
        .filter(|left| *left > 0 && piece.state != State::Sold);
    Part {
        id: new_id(cx),
        text: words,
        value_minor: left,
        basis: Basis::Replacement.code().to_owned(),
        on: left.map(|_| today),
        ..Part::default()
    }
}

/// A mark of the closed list in its words; another one as it was written.
fn marked(hallmark: &str) -> String {
    let mark = trade().hallmarks.mark(hallmark);
    mark.map_or_else(|| hallmark.to_owned(), |mark| mark.term.fr.clone())
}

fn new_id(cx: &Cx) -> Uuid {
    cx.new_id::<Item>().uuid()
}

fn part_stone(stone: &Stone, component: &Component) -> PartStone {
    PartStone {
        kind: stone.kind.clone(),
        laboratory_grown: stone.laboratory_grown,
        count: component.count.count().max(1),
        weight_milli_ct: component.weight.map(Carat::milli).filter(|it| *it > 0),
        shape: stone.shape.clone(),
        colour: stone.colour.clone(),
        clarity: stone.clarity.clone(),
        cut: stone.cut.clone(),
        fluorescence: stone.fluorescence.clone(),
        treatment: stone.treatment.clone(),
        origin: stone.origin.clone(),
        laboratory: component.laboratory.clone(),
        certificate_number: component.certificate_number.clone(),
        measurements_um: component.measurements_um,
    }
}

fn stone_of(stone: &PartStone) -> Stone {
    Stone {
        kind: stone.kind.clone(),
        laboratory_grown: stone.laboratory_grown,
        shape: stone.shape.clone(),
        colour: stone.colour.clone(),
        clarity: stone.clarity.clone(),
        cut: stone.cut.clone(),
        fluorescence: stone.fluorescence.clone(),
        treatment: stone.treatment.clone(),
        origin: stone.origin.clone(),
    }
}
