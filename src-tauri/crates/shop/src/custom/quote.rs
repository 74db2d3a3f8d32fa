//! Writes the draft of a quote.

use chrono::{Months, NaiveDate};
use units::Id;

use super::line::{NewLine, sum};
use super::nouns::{CustomError, Order, Quote, said};
use super::store::{self, NewQuote};
use super::{own_metal, own_stones};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::till;
use crate::users::{Authority, Right, authorise};

/// How long a quote holds where nobody says otherwise; metal does not keep its price for longer.
pub const DEFAULT_VALID_DAYS: u32 = 30;
const MOST_LINES: usize = 60;
const LONGEST_MONTHS: u32 = 24;

/// The draft as it shall be.
#[derive(Clone, Debug)]
pub struct SaveQuote {
    /// Of a version that begins; the draft that is there keeps its own.
    pub id: Id<Quote>,
    /// Of the order.
    pub version: i64,
    pub valid_until: NaiveDate,
    pub note: String,
    pub lines: Vec<NewLine>,
}

/// Puts these lines in the place of the draft's, at the rates of today; where there is no draft, the
/// next version begins.
pub fn save_quote(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Order>,
    input: &SaveQuote,
) -> Result<Order, CustomError> {
    authorise(by, None, Right::TakeRepairs)?;
    let order = store::order(tx, id)?.ok_or(CustomError::Unknown)?;
    if order.version != input.version {
        return Err(CustomError::Changed {
            current: order.version,
        });
    }
    if !order.state.takes_quote() {
        return Err(CustomError::WrongState { state: order.state });
    }
    if input.lines.len() > MOST_LINES {
        return Err(CustomError::TooManyLines { most: MOST_LINES });
    }
    let today = till::house(tx, None, None)?.day(cx.now);
    check_valid(input.valid_until, today)?;
    let quotes = store::quotes(tx, &order)?;
    let draft = quotes.iter().find(|quote| quote.sent.is_none());
    // What a line cost in the version before is known to who may not see it, too: it goes along.
    let before = match draft.or(quotes.first()) {
        Some(quote) => store::lines(tx, quote.seq)?,
        None => Vec::new(),
    };
    let with_cost = by.may(Right::SeeCost);
    let mut lines = Vec::new();
    for (at, line) in input.lines.iter().enumerate() {
        let was = before.iter().find(|one| one.id == line.id);
        lines.push(line.work_out(tx, today, at + 1, was, with_cost)?);
    }
    own_metal::check(tx, cx, &order, &lines)?;
    own_stones::check(tx, &order, &lines)?;
    let new = NewQuote {
        valid_until: input.valid_until,
        note: said(&input.note, 1_000),
        total_minor: sum(lines.iter().map(|line| line.price_minor)),
        cost_minor: sum(lines.iter().map(|line| line.cost_minor)),
        user: by.user(),
    };
    let seq = if let Some(draft) = draft {
        store::change_quote(tx, cx, draft.seq, &new)?;
        draft.seq
    } else {
        if store::quote(tx, input.id)?.is_some() {
            return Err(CustomError::IdTaken);
        }
        let version = quotes.first().map_or(1, |last| last.version + 1);
        store::insert_quote(tx, cx, input.id, order.seq, version, &new)?
    };
    store::put_lines(tx, seq, &lines)?;
    store::touch(tx, order.seq)?;
    for change in order.changes() {
        tx.changed(change);
    }
    store::order(tx, id)?.ok_or(CustomError::Unknown)
}

/// Today or later, and within reason.
pub(super) fn check_valid(until: NaiveDate, today: NaiveDate) -> Result<(), CustomError> {
    let latest = today.checked_add_months(Months::new(LONGEST_MONTHS));
    if until < today || latest.is_none_or(|latest| until > latest) {
        return Err(CustomError::ValidUntil);
    }
    Ok(())
}
