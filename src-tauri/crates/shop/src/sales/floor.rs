//! A piece is not sold below its floor price without the word of somebody who may.

use units::Id;

use super::cart::{Cart, CartLine, LineOf};
use super::error::CartError;
use super::goods::{Goods, goods};
use super::price::{Priced, PricedLine};
use super::store;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::metal;
use crate::users::{Authority, Right};

/// A line that comes to less than its piece's floor price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Below {
    pub line: Id<CartLine>,
    pub number: String,
    pub floor_minor: i64,
    pub total_minor: i64,
    /// Somebody who may has let it come to that, or less.
    pub is_allowed: bool,
}

impl Below {
    /// The refusal.
    pub fn refused(&self) -> CartError {
        CartError::BelowFloor {
            number: self.number.clone(),
            floor_minor: self.floor_minor,
            asked_minor: self.total_minor,
        }
    }
}

/// Every line that is below its floor. What the stock itself asks is never below: a piece whose tag
/// says less than its floor is sold for what the tag says, and no cent less.
pub(super) fn below(
    tx: &ReadTx<'_>,
    cart: &Cart,
    priced: &Priced,
) -> Result<Vec<Below>, StoreError> {
    let mut found = Vec::new();
    for (line, figures) in cart.lines.iter().zip(&priced.lines) {
        found.extend(one(tx, line, figures)?);
    }
    Ok(found)
}

fn one(
    tx: &ReadTx<'_>,
    line: &CartLine,
    figures: &PricedLine,
) -> Result<Option<Below>, StoreError> {
    if !matches!(line.of, LineOf::Piece(_)) || figures.total_minor >= figures.list_price_minor {
        return Ok(None);
    }
    let Goods::Piece(piece) = goods(tx, line.of)? else {
        return Ok(None);
    };
    let Some(floor) = metal::floor_of(tx, &piece)? else {
        return Ok(None);
    };
    let floor_minor = floor.min(figures.list_price_minor);
    let total_minor = figures.total_minor;
    Ok((total_minor < floor_minor).then(|| Below {
        line: line.id,
        number: piece.sheet.number.clone(),
        floor_minor,
        total_minor,
        is_allowed: line
            .floor_allowed_minor
            .is_some_and(|least| least <= total_minor),
    }))
}

/// Whether this person may let these lines be sold.
pub(super) fn may(one: &Authority, below: &[Below]) -> bool {
    one.may(Right::SellBelowFloor) || below.iter().all(|line| line.is_allowed)
}

/// Keeps what somebody has just allowed. Where nobody did, because something was taken back, what was
/// allowed before only shrinks.
pub(super) fn note(
    tx: &mut WriteTx<'_>,
    cart: &Cart,
    below: &[Below],
    granted: bool,
) -> Result<(), StoreError> {
    for line in &cart.lines {
        let now = below.iter().find(|one| one.line == line.id);
        let least = match (now, line.floor_allowed_minor) {
            (None, _) => None,
            (Some(now), _) if granted => Some(now.total_minor),
            (Some(now), Some(least)) => Some(least.max(now.total_minor)),
            (Some(_), None) => None,
        };
        if least != line.floor_allowed_minor {
            store::set_floor_allowed(tx, line.id, least)?;
        }
    }
    Ok(())
}
