//! Hands over what was made: beside what was agreed, with each of the customer's own stones accounted for.

use chrono::{DateTime, Utc};
use serde_json::json;
use units::Id;

use super::act::go;
use super::money;
use super::nouns::{CustomError, Order, reason, said};
use super::state::{self, Act};
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::entrusted::{self, Accounted};
use crate::journal::{self, Event};
use crate::repair;
use crate::stock;
use crate::till;
use crate::users::{self, Authority, Right, authorise};

/// A delivery, as both sides sign it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub id: Id<Self>,
    /// The order's move.
    pub entry: i64,
    pub at: DateTime<Utc>,
    pub by: String,
    /// Who answered for a difference.
    pub allowed_by: String,
    /// Micrograms.
    pub gross_ug: Option<i64>,
    /// As it left the bench.
    pub expected_ug: Option<i64>,
    pub tolerance_ug: i64,
    pub stones_same: bool,
    pub engraving_same: bool,
    pub pictures_same: bool,
    pub differs: bool,
    pub reason: String,
    pub given_to: String,
    /// Taken back since.
    pub undone: bool,
}

/// What was seen at the counter.
#[derive(Clone, Debug)]
pub struct Deliver {
    pub id: Id<Delivery>,
    pub order: Id<Order>,
    pub gross_ug: Option<i64>,
    /// Of everything that the customer has entrusted for it and is here.
    pub own_stones: Vec<Accounted>,
    /// Those that were agreed.
    pub stones_same: bool,
    /// And what else was agreed to be on it.
    pub engraving_same: bool,
    /// It looks as it was drawn.
    pub pictures_same: bool,
    /// Of a difference.
    pub reason: String,
    /// Where it is not the customer.
    pub given_to: String,
}

/// What the piece should weigh: as it left the bench. None: no piece was entered, or nobody weighed it.
pub fn expected_ug(tx: &ReadTx<'_>, order: &Order) -> Result<Option<i64>, StoreError> {
    let Some(made) = store::made(tx, order.seq)?.filter(|made| made.stands) else {
        return Ok(None);
    };
    let piece = stock::piece_by_id(tx, made.piece)?;
    let gross = piece.and_then(|piece| piece.sheet.gross);
    Ok(gross.map(|gross| gross.mg().saturating_mul(1_000)))
}

/// Compares, lets it go, and writes what was seen. A difference needs a reason and somebody who may answer
/// for it.
pub fn deliver(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    input: &Deliver,
) -> Result<Order, CustomError> {
    authorise(by, None, Right::TakeRepairs)?;
    let order = store::order(tx, input.order)?.ok_or(CustomError::Unknown)?;
    let past = super::past(tx, &order)?;
    let Some(to) = state::next(order.state, Act::Deliver, past) else {
        return Err(CustomError::WrongState { state: order.state });
    };
    if store::has_delivery(tx, input.id)? {
        return Err(CustomError::IdTaken);
    }
    money::check_paid(tx, &order)?;
    if input.gross_ug.is_some_and(|ug| ug <= 0) {
        return Err(CustomError::Field {
            field: "weight",
            line: 0,
        });
    }
    let today = till::house(tx, None, None)?.day(cx.now);
    let tolerance_ug = repair::tolerance_ug(tx, today)?;
    let expected_ug = expected_ug(tx, &order)?;
    let off = match (expected_ug, input.gross_ug) {
        (None, _) => None,
        (Some(_), None) => return Err(CustomError::WeightMissing),
        (Some(expected), Some(gross)) => {
            ((gross - expected).abs() > tolerance_ug).then_some((expected, gross))
        }
    };
    let is_missing = input.own_stones.iter().any(|one| one.missing > 0);
    let is_agreed = input.stones_same && input.engraving_same && input.pictures_same;
    let differs = off.is_some() || is_missing || !is_agreed;
    let mut why = said(&input.reason, 400);
    let mut allowed_by = None;
    if differs {
        why = reason(&input.reason).map_err(|_| match off {
            Some((expected_ug, gross_ug)) => CustomError::Differs {
                expected_ug,
                gross_ug,
                tolerance_ug,
            },
            None => CustomError::NotAsAgreed,
        })?;
        allowed_by = Some(users::second(tx, by, vouched, Right::AllowDifference)?.user());
    }
    let given_to = said(&input.given_to, 100);
    let entry = go(tx, cx, by, &order, Act::Deliver, to, &why, None)?;
    let of = entrusted::Delivery {
        order: &order,
        entry,
        reason: &why,
        given_to: &given_to,
        allowed_by,
    };
    entrusted::account_for(tx, cx, by, &of, &input.own_stones)?;
    let seen = store::NewDelivery {
        id: input.id,
        order: order.seq,
        entry,
        by: by.user(),
        allowed_by,
        gross_ug: input.gross_ug,
        expected_ug,
        tolerance_ug,
        stones_same: input.stones_same && !is_missing,
        engraving_same: input.engraving_same,
        pictures_same: input.pictures_same,
        differs,
        reason: &why,
        given_to: &given_to,
    };
    store::insert_delivery(tx, cx, &seen)?;
    let detail = json!({ "what": "custom-delivered", "order": order.number, "differs": differs });
    journal::log(tx, cx, Event::Other, &detail)?;
    store::order(tx, order.id)?.ok_or(CustomError::Unknown)
}
