//! The price below which a piece is not sold without somebody's word.

use units::{Money, Rounding};

use super::store;
use crate::db::{ReadTx, StoreError};
use crate::stock::Piece;

/// The piece's own floor price, else its family's share of what it cost. Cents, VAT included.
pub fn floor_of(tx: &ReadTx<'_>, piece: &Piece) -> Result<Option<i64>, StoreError> {
    let parts = store::parts_of(tx, piece.id)?;
    if parts.floor_minor.is_some() {
        return Ok(parts.floor_minor);
    }
    let Some(cost) = piece.sheet.cost.map(Money::minor).filter(|cost| *cost > 0) else {
        return Ok(None);
    };
    let formula = store::formula_of(tx, piece.sheet.family)?;
    let milli = formula.and_then(|formula| formula.floor_milli);
    let floor =
        milli.and_then(|milli| Rounding::Up.divide(i128::from(cost) * i128::from(milli), 1_000));
    Ok(floor)
}
