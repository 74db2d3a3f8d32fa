//! Sends a quote: from here on it is locked.

use serde_json::json;
use units::Id;

use super::act::go;
use super::line::QuoteLine;
use super::nouns::{CustomError, Order};
use super::state::{self, Act};
use super::{own_metal, own_stones, paper, quote, store};
use crate::cx::Cx;
use crate::db::{ReadTx, WriteTx};
use crate::journal::{self, Event};
use crate::metal;
use crate::till;
use crate::users::{Authority, Right, authorise};

/// Locks the draft as it stands and waits for an answer.
pub fn send(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Order>,
    version: i64,
) -> Result<Order, CustomError> {
    authorise(by, None, Right::TakeRepairs)?;
    let order = store::order(tx, id)?.ok_or(CustomError::Unknown)?;
    if order.version != version {
        return Err(CustomError::Changed {
            current: order.version,
        });
    }
    let past = super::past(tx, &order)?;
    let to = state::next(order.state, Act::Send, past)
        .ok_or(CustomError::WrongState { state: order.state })?;
    let draft = store::quotes(tx, &order)?
        .into_iter()
        .find(|quote| quote.sent.is_none())
        .ok_or(CustomError::NoDraft)?;
    let lines = store::lines(tx, draft.seq)?;
    let total_minor = draft
        .total_minor
        .filter(|_| !lines.is_empty())
        .ok_or(CustomError::Unpriced)?;
    let today = till::house(tx, None, None)?.day(cx.now);
    quote::check_valid(draft.valid_until, today)?;
    check_rates(tx, today, &lines)?;
    own_metal::check(tx, cx, &order, &lines)?;
    own_stones::check(tx, &order, &lines)?;
    let pictures = paper::on_board(tx, &order)?;
    store::lock_quote(tx, cx, draft.seq, by.user(), &order, &pictures)?;
    let note = format!("{}/{}", order.number, draft.version);
    let detail = json!({ "what": "custom-quote", "order": order.number, "version": draft.version,
        "total_minor": total_minor, "valid_until": draft.valid_until.to_string(),
        "sha256": store::sent_digest(tx, &note)? });
    journal::log(tx, cx, Event::Other, &detail)?;
    go(tx, cx, by, &order, Act::Send, to, &note, None)?;
    store::order(tx, id)?.ok_or(CustomError::Unknown)
}

/// Whether what was worked out from a rate would still come to the same.
fn check_rates(
    tx: &ReadTx<'_>,
    today: chrono::NaiveDate,
    lines: &[QuoteLine],
) -> Result<(), CustomError> {
    for line in lines.iter().filter(|line| line.typed_minor.is_none()) {
        let Some(of) = line.metal else { continue };
        // What is all the customer's own costs nothing, whatever the rate.
        if own_metal::supplied_mg(line) == 0 {
            continue;
        }
        let now = metal::rate_on(tx, of, today)?.map(|rate| rate.id);
        if now != line.rate {
            return Err(CustomError::RateMoved);
        }
    }
    Ok(())
}
