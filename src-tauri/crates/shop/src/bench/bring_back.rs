//! Takes objects back from a workshop, all of a slip or some of it.

use serde_json::json;
use units::Id;

use super::nouns::BenchError;
use super::slip::{LineState, SlipLine, VendorSlip};
use super::{rule, send_out, store};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::repair::{self, Act, ActOn};
use crate::till;
use crate::users::{Authority, Right, authorise};

/// What came back, and whether it was worked on.
#[derive(Clone, Debug)]
pub struct BringBack {
    pub slip: Id<VendorSlip>,
    pub lines: Vec<Id<SlipLine>>,
    /// Nothing was done: that has a reason.
    pub unworked: bool,
    pub note: String,
}

/// Each is moved back to the bench. A mistake is corrected at the job, as any move.
pub fn bring_back(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &BringBack,
) -> Result<VendorSlip, BenchError> {
    authorise(by, None, Right::WorkRepairs)?;
    let slip = send_out::found(tx, input.slip)?;
    if input.lines.is_empty() {
        return Err(BenchError::Lines);
    }
    let note = if input.unworked {
        rule::reason(&input.note)?
    } else {
        rule::said(&input.note)
    };
    for id in &input.lines {
        let line = slip.lines.iter().find(|line| line.id == *id);
        let line = line.ok_or(BenchError::Unknown)?;
        if line.state != LineState::Out {
            return Err(BenchError::Corrected);
        }
        let receive = ActOn {
            act: Act::Receive,
            note: note.clone(),
            place: None,
            vendor: None,
        };
        let job = repair::act(tx, cx, by, None, line.job, &receive)?;
        if input.unworked {
            let entry = send_out::last_move(tx, &job)?;
            store::insert_unworked(tx, line.seq, entry, &note)?;
        }
        super::clock::changed(tx, &job);
    }
    let detail = json!({ "what": "vendor-back", "number": slip.number, "objects": input.lines.len(),
        "unworked": input.unworked });
    journal::log(tx, cx, Event::Other, &detail)?;
    send_out::changed(tx);
    send_out::found(tx, input.slip)
}

/// Another day until which a workshop has what it has.
pub fn change_due(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<VendorSlip>,
    due_on: chrono::NaiveDate,
    note: &str,
) -> Result<VendorSlip, BenchError> {
    authorise(by, None, Right::WorkRepairs)?;
    let slip = send_out::found(tx, id)?;
    if !slip.is_open() {
        return Err(BenchError::Corrected);
    }
    let note = rule::reason(note)?;
    send_out::check_due(due_on, till::house(tx, None, None)?.day(cx.now))?;
    store::insert_due(tx, cx, by.user(), slip.seq, due_on, &note)?;
    send_out::changed(tx);
    send_out::found(tx, id)
}
