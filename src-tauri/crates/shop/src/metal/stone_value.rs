//! What a piece's stones are worth by the price lists.

use units::Rounding;

use super::store;
use crate::db::{ReadTx, StoreError};
use crate::stock::{Component, ComponentKind, Sheet};

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
    let is_listed = stone.kind == "diamond" && !stone.laboratory_grown && stone.treatment.is_none();
    let (Some(shape), Some(colour), Some(clarity), Some(weight), true) = (
        &stone.shape,
        &stone.colour,
        &stone.clarity,
        part.weight,
        is_listed,
    ) else {
        return Ok(None);
    };
    // The size of one of them, to the hundredth below, as lists count.
    let each = weight.milli() / part.count.count().max(1) / 10 * 10;
    let Some((carat_minor, factor_bp)) = store::stone_price(tx, shape, colour, clarity, each)?
    else {
        return Ok(None);
    };
    let product = i128::from(carat_minor) * i128::from(weight.milli()) * i128::from(factor_bp);
    Ok(Rounding::HalfUp.divide(product, 1_000 * 10_000))
}
