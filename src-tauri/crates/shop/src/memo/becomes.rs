//! Gives a line its state, and the ledger what follows from it.

use super::line::LineState;
use super::nouns::{Direction, Party};
use super::store;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::ledger::{self, Entry, EntryKind, PostError, Posting, account};
use crate::stock;

/// The account of a party in the ledger.
pub(super) fn account_of(direction: Direction, party: Party) -> String {
    let (kind, id) = party.parts();
    let prefix = match direction {
        Direction::In => account::MEMO_PAYABLE,
        Direction::Out => account::MEMO_RECEIVABLE,
    };
    format!("{prefix}{kind}:{id}")
}

/// Writes the state. A line that is to be paid from now on is posted to its party's account, and one
/// that is no longer is taken off it: every way back of a line passes here, so that none can leave the
/// ledger behind.
pub(super) fn becomes(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    line: i64,
    state: LineState,
    document: Option<&str>,
) -> Result<(), PostError> {
    let was = store::line_due(tx, line)?;
    store::set_line(tx, line, state, document)?;
    let amount = match (was.state.is_due(), state.is_due()) {
        (false, true) => was.agreed_minor,
        (true, false) => -was.agreed_minor,
        _ => return Ok(()),
    };
    // What is owed to others is below zero in their account, what they owe above it.
    let (theirs, ours) = match was.direction {
        Direction::In => (-amount, account::MEMO_PURCHASES),
        Direction::Out => (amount, account::MEMO_SALES),
    };
    let currency = stock::currency(tx)?.code();
    let entry = Entry {
        id: cx.new_id(),
        kind: EntryKind::MemoLine,
        document: Some(was.memo),
        postings: vec![
            Posting::new(account_of(was.direction, was.party), currency, theirs),
            Posting::new(ours, currency, -theirs),
        ],
    };
    ledger::post(tx, cx, entry)
}
