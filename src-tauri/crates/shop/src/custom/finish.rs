//! The finished piece: entered with its full cost and its stones, taken apart, made again.

use serde_json::json;
use units::{Id, Money, Weight};

use super::act::go;
use super::nouns::{CustomError, Order, said};
use super::part::{Part, PartKind, Use};
use super::part_refusal::PartRefusal;
use super::state::{self, Act};
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, WriteTx};
use crate::files::{self, File};
use crate::journal::{self, Event};
use crate::metal::{self, Mode, Parts, SaveParts};
use crate::stock::{self, Alloy, Family, Make, Piece, Place, Sheet, custody};
use crate::users::{Authority, Right, authorise};

/// The piece as it leaves the bench.
#[derive(Clone, Debug)]
pub struct MakePiece {
    /// Of a piece that is made for the first time.
    pub id: Id<Piece>,
    pub number: String,
    pub family: Id<Family>,
    pub title: String,
    pub alloy: Option<Alloy>,
    pub gross: Option<Weight>,
    pub net: Option<Weight>,
    pub size: Option<String>,
    pub hallmark: Option<String>,
    /// VAT included; None: as quoted.
    pub price: Option<Money>,
    pub place: Id<Place>,
    /// Of the board, to be its photos.
    pub photos: Vec<Id<File>>,
}

/// The work is done.
#[derive(Clone, Debug)]
pub struct Finish {
    pub order: Id<Order>,
    /// None: nothing of the shop's went into it, and no piece is entered.
    pub piece: Option<MakePiece>,
    pub note: String,
}

/// Enters the piece with what it cost, its stones and its photos, kept for this order.
pub fn finish(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &Finish,
) -> Result<Order, CustomError> {
    authorise(by, None, Right::WorkRepairs)?;
    let order = store::order(tx, input.order)?.ok_or(CustomError::Unknown)?;
    let past = super::past(tx, &order)?;
    let Some(to) = state::next(order.state, Act::Finish, past) else {
        return Err(CustomError::WrongState { state: order.state });
    };
    if let Some(piece) = &input.piece {
        enter(tx, cx, by, &order, piece)?;
    }
    let note = said(&input.note, 400);
    go(tx, cx, by, &order, Act::Finish, to, &note, None)?;
    store::order(tx, order.id)?.ok_or(CustomError::Unknown)
}

fn enter(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    order: &Order,
    input: &MakePiece,
) -> Result<(), CustomError> {
    let before = store::made(tx, order.seq)?;
    let id = before.as_ref().map_or(input.id, |made| made.piece);
    let quoted = super::making::price(tx, order)?;
    // The bench says what it made; what it is sold for is the word of who prices the stock.
    let own = input.price.filter(|_| by.may(Right::EditStock));
    let sheet = Sheet {
        alloy: input.alloy.clone(),
        gross: input.gross,
        net: input.net,
        size: input.size.clone(),
        hallmark: input.hallmark.clone(),
        price: own.or(quoted),
        ..match stock::piece_by_id(tx, id)? {
            // Made again: what somebody has written of it meanwhile stays.
            Some(piece) => Sheet {
                number: input.number.trim().to_owned(),
                family: input.family,
                title: said(&input.title, 200),
                ..piece.sheet
            },
            None => Sheet::new(input.number.trim(), input.family, &said(&input.title, 200)),
        }
    };
    made(tx, cx, by, order, id, sheet, input.place, None)?;
    let board = store::attached(tx, order)?;
    for file in &input.photos {
        let shown = board.iter().find(|one| one.file == *file && !one.off);
        let thumbnail = shown.and_then(|one| one.thumbnail);
        let thumbnail = thumbnail.ok_or(CustomError::FileUnknown)?;
        files::show_photo(tx, id, *file, thumbnail).map_err(PartRefusal::from)?;
    }
    Ok(())
}

/// Makes the piece of what stands as used, and writes what it cost.
#[expect(clippy::too_many_arguments, reason = "what is made, of what and where")]
fn made(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    order: &Order,
    id: Id<Piece>,
    sheet: Sheet,
    place: Id<Place>,
    entry: Option<i64>,
) -> Result<(), CustomError> {
    let parts = store::parts(tx, order.seq)?;
    let uses = store::uses(tx, order.seq)?;
    let input = Make {
        id,
        sheet,
        place,
        order: order.number.clone(),
        parts: in_work(&parts, &uses).map(|(piece, _)| piece).collect(),
    };
    stock::make(tx, cx, input).map_err(PartRefusal::from)?;
    let costs = costs(tx, &parts, &uses)?;
    let save = SaveParts {
        piece: id,
        parts: Parts {
            mode: Some(Mode::Fixed),
            version: metal::parts_of(tx, id)?.version,
            ..costs.clone()
        },
    };
    metal::save_parts(tx, cx, save).map_err(PartRefusal::from)?;
    // Kept is the piece from now on, and with it what it is made of.
    for (part, _) in in_work(&parts, &uses) {
        store::release(tx, part)?;
    }
    if stock::kept_for(tx, id)?.is_none() {
        store::keep(tx, cx, id, order.seq, None)?;
    }
    store::insert_made(tx, cx, by.user(), order.seq, id, "made", &costs, entry)?;
    let detail = json!({ "what": "custom-made", "order": order.number,
        "cost_minor": costs.cost_minor() });
    journal::log(tx, cx, Event::Other, &detail)?;
    Ok(())
}

/// The pieces of the stock that are in the work, in the order of the list, each with its line's row.
fn in_work(parts: &[Part], uses: &[Use]) -> impl Iterator<Item = (Id<Piece>, i64)> {
    let is_used = |part: &&Part| uses.iter().any(|one| one.part == part.seq && !one.undone);
    let used = parts.iter().filter(is_used);
    used.filter_map(|part| Some((part.piece?, part.seq)))
}

/// What was used, in the parts that a piece's cost has. What nobody knows is left out.
fn costs(tx: &ReadTx<'_>, parts: &[Part], uses: &[Use]) -> Result<Parts, CustomError> {
    let (mut metal, mut stones, mut labour, mut other) = (0_i64, 0_i64, 0_i64, 0_i64);
    for used in uses.iter().filter(|one| !one.undone) {
        let part = parts.iter().find(|part| part.seq == used.part);
        let (Some(part), Some(minor)) = (part, used.cost_minor) else {
            continue;
        };
        let sum = match part.kind {
            PartKind::Metal => &mut metal,
            PartKind::Labour => &mut labour,
            PartKind::Awaited => &mut stones,
            PartKind::Piece if is_stone(tx, part)? => &mut stones,
            PartKind::Piece | PartKind::Article | PartKind::Outside => &mut other,
        };
        *sum = sum.saturating_add(minor);
    }
    Ok(Parts {
        metal_minor: Some(metal),
        stones_minor: Some(stones),
        labour_minor: Some(labour),
        other_minor: Some(other),
        ..Parts::default()
    })
}

fn is_stone(tx: &ReadTx<'_>, part: &Part) -> Result<bool, CustomError> {
    let piece = match part.piece {
        Some(id) => stock::piece_by_id(tx, id)?,
        None => None,
    };
    Ok(piece.is_some_and(|piece| {
        let alone = piece.sheet.alloy.is_none();
        alone && piece.sheet.components.iter().any(|one| one.stone.is_some())
    }))
}

/// Takes the finished piece apart: its stones are the order's work again.
pub(super) fn unmake(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    order: &Order,
    entry: i64,
) -> Result<(), CustomError> {
    let Some(made) = store::made(tx, order.seq)?.filter(|made| made.stands) else {
        return Ok(());
    };
    let parts = store::parts(tx, order.seq)?;
    let uses = store::uses(tx, order.seq)?;
    let (used, rows): (Vec<_>, Vec<_>) = in_work(&parts, &uses).unzip();
    stock::unmake(tx, cx, made.piece, &order.number, &used).map_err(PartRefusal::from)?;
    for (part, row) in used.into_iter().zip(rows) {
        store::keep(tx, cx, part, order.seq, Some(row))?;
    }
    let (id, none) = (made.piece, Parts::default());
    store::insert_made(
        tx,
        cx,
        by.user(),
        order.seq,
        id,
        "unmade",
        &none,
        Some(entry),
    )?;
    Ok(())
}

/// The piece as it was before it was taken apart by mistake.
pub(super) fn make_again(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    order: &Order,
    entry: i64,
) -> Result<(), CustomError> {
    let Some(before) = store::made(tx, order.seq)?.filter(|made| !made.stands) else {
        return Ok(());
    };
    let id = before.piece;
    let piece = stock::piece_by_id(tx, id)?.ok_or(PartRefusal::PieceGone {
        number: before.number,
    })?;
    let history = custody::history(tx, id)?;
    let place = history.iter().rev().find_map(|entry| entry.custody.place);
    let place = place.ok_or(PartRefusal::PlaceUnknown)?;
    made(tx, cx, by, order, id, piece.sheet, place, Some(entry))
}
