//! What a piece's stones are worth by the price lists.

use chrono::NaiveDate;
use units::{Carat, Quantity, Rounding};

use super::store;
use crate::db::{ReadTx, StoreError};
use crate::stock::{Component, ComponentKind, Sheet, Stone};

/// The sum over a piece's stones, in cents without VAT; None where a list lacks one of them. Only
/// natural, untreated diamonds are listed.
pub fn stones_value(tx: &ReadTx<'_>, sheet: &Sheet) -> Result<Option<i64>, StoreError> {
    let is_stone =
        |part: &&Component| matches!(part.kind, ComponentKind::Stone | ComponentKind::Melee);
    let mut sum: i64 = 0;
    let mut any = false;
    for part in sheet.components.iter().filter(is_stone) {
        let Some(value) = value(tx, part)? else {
            return Ok(None);
        };
        any = true;
        sum = sum.saturating_add(value);
    }
    Ok(any.then_some(sum))
}

fn value(tx: &ReadTx<'_>, part: &Component) -> Result<Option<i64>, StoreError> {
    let Some(stone) = &part.stone else {
        return Ok(None);
    };
    let found = stone_value(tx, stone, part.count, part.weight)?;
    Ok(found.map(|(value, _, _)| value))
}

/// What so many stones alike of a weight are worth by the newest list that names them, in cents without
/// VAT, with the list's name and the day it came in.
pub fn stone_value(
    tx: &ReadTx<'_>,
    stone: &Stone,
    count: Quantity,
    weight: Option<Carat>,
) -> Result<Option<(i64, String, NaiveDate)>, StoreError> {
    let untreated = stone.treatment.as_deref().is_none_or(|it| it == "none");
    let is_listed = stone.kind == "diamond" && !stone.laboratory_grown && untreated;
    let (Some(shape), Some(colour), Some(clarity), Some(weight), true) = (
        &stone.shape,
        &stone.colour,
        &stone.clarity,
        weight,
        is_listed,
    ) else {
        return Ok(None);
    };
    // The size of one of them, to the hundredth below, as lists count.
    let each = weight.milli() / count.count().max(1) / 10 * 10;
    let Some(price) = store::stone_price(tx, shape, colour, clarity, each)? else {
        return Ok(None);
    };
    let product =
        i128::from(price.carat_minor) * i128::from(weight.milli()) * i128::from(price.factor_bp);
    let value = Rounding::HalfUp.divide(product, 1_000 * 10_000);
    Ok(value.map(|value| (value, price.list, price.at.date_naive())))
}
