//! The customer's own metal in a quote: what of a line's metal comes from their account and is not charged.
//!
//! It is no part of the taxable price: whoever works up what stays the customer's renders a service (CGI, art.
//! 256, IV-1°), whose price is the workmanship and what the shop adds of its own. BOI-TVA-CHAMP-10-10-50-40
//! (16 February 2022) asks for it that the shop never becomes the owner of what was brought, that what was brought
//! and the work are worth more than what the shop supplies, and that the customer has their own material back
//! (Conseil d'État, 26 December 2018, n° 422330): so it is taken from the account's own objects and from nothing
//! else. Where the shop supplies the greater part, all of it is a sale: the rate of the line is the shop's word.
//!
//! More than the account has is refused, and so is what another order of theirs was promised when its quote was
//! agreed to. What a piece needs beyond it is charged at the rate of the day; what it
//! does not take stays on the account, in grams: paying it out would be buying old gold, which is another trade
//! with its own papers.

use units::{Fineness, Id, Metal, Weight};

use super::line::QuoteLine;
use super::nouns::{CustomError, Order};
use super::plan;
use super::state::State;
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::metal_account::{self, Kind};

/// So much alloy is needed for so much in the piece: with what is lost in the work, up to the next milligram.
pub(super) fn needed_mg(weight_mg: i64, loss_bp: i64) -> i64 {
    let parts = i128::from(weight_mg) * i128::from(10_000 + loss_bp);
    i64::try_from((parts + 9_999) / 10_000).unwrap_or(i64::MAX)
}

/// What of a line's metal the shop supplies, as weight of its title; 0: it is all the customer's.
pub(super) fn supplied_mg(line: &QuoteLine) -> i64 {
    let needed = needed_mg(line.weight_mg.unwrap_or(0), line.loss_bp);
    (needed - line.own_mg.unwrap_or(0)).max(0)
}

/// The account of an order's customer has what its lines take of it, and no other order was promised it; what this
/// order has used of it already counts.
pub(super) fn check(
    tx: &ReadTx<'_>,
    cx: &Cx,
    order: &Order,
    lines: &[QuoteLine],
) -> Result<(), CustomError> {
    for metal in Metal::ALL {
        let asked_mg: i64 = lines.iter().map(|line| own_fine_mg(line, metal)).sum();
        if asked_mg == 0 {
            continue;
        }
        let has_mg = has_mg(tx, cx, order, metal)?;
        if asked_mg > has_mg {
            return Err(CustomError::OwnMetal {
                metal,
                has_mg,
                asked_mg,
            });
        }
        let mut left_mg = has_mg;
        for (other, promised_mg) in promised(tx, order, metal)? {
            left_mg -= promised_mg;
            if asked_mg > left_mg {
                return Err(CustomError::OwnMetalPromised {
                    metal,
                    left_mg: left_mg.max(0),
                    asked_mg,
                    order: other,
                });
            }
        }
    }
    Ok(())
}

/// What the customer's other orders that are agreed still take of the account, by their numbers: fine milligrams.
fn promised(
    tx: &ReadTx<'_>,
    order: &Order,
    metal: Metal,
) -> Result<Vec<(String, i64)>, StoreError> {
    let mut promised = Vec::new();
    for other in store::agreed(tx)? {
        let is_theirs = other.owner == order.customer && other.id != order.id;
        if !is_theirs || other.state == State::Ready || !plan::is_agreed(tx, &other)? {
            continue;
        }
        let Some(quote) = store::last_sent(tx, other.seq)? else {
            continue;
        };
        let lines = store::lines(tx, quote.seq)?;
        let asked_mg: i64 = lines.iter().map(|line| own_fine_mg(line, metal)).sum();
        let left_mg = asked_mg - used_mg(tx, other.id, metal)?;
        if left_mg > 0 {
            promised.push((other.number, left_mg));
        }
    }
    Ok(promised)
}

/// Fine milligrams, rounded down as the account rounds.
fn own_fine_mg(line: &QuoteLine, metal: Metal) -> i64 {
    let own = line.own_mg.filter(|_| line.metal == Some(metal));
    let weight = own.and_then(|mg| Weight::from_mg(mg).ok());
    let title = line
        .fineness
        .and_then(|parts| Fineness::from_per_ten_thousand(parts).ok());
    match (weight, title) {
        (Some(weight), Some(title)) => weight.fine(title).mg(),
        _ => 0,
    }
}

fn has_mg(tx: &ReadTx<'_>, cx: &Cx, order: &Order, metal: Metal) -> Result<i64, StoreError> {
    let account = metal_account::account(tx, cx, order.customer, None)?;
    let balances = account.balances.iter();
    let left: i64 = balances
        .filter(|one| one.metal == metal)
        .map(|one| one.fine.mg())
        .sum();
    Ok(left + used_mg(tx, order.id, metal)?)
}

fn used_mg(tx: &ReadTx<'_>, order: Id<Order>, metal: Metal) -> Result<i64, StoreError> {
    Ok(metal_account::used_in(tx, order)?
        .iter()
        .filter(|one| one.metal == metal && one.kind == Kind::Use && !one.undone)
        .map(|one| -one.fine_mg)
        .sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_is_needed_too() {
        for (weight, loss, needed) in [
            (10_000, 1_000, 11_000),
            (10_000, 0, 10_000),
            (1, 1, 2),
            (9_999, 333, 10_332),
        ] {
            assert_eq!(needed_mg(weight, loss), needed, "{weight} {loss}");
        }
    }
}
