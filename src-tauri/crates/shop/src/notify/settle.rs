//! A worker says what became of the message it took.

use chrono::TimeDelta;
use units::Id;

use super::message::{Message, NotifyError};
use super::state::{Act, State};
use super::{ask, note, store, tell};
use crate::cx::Cx;
use crate::db::WriteTx;

/// What became of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The other side has it; with what it said, and by what each part's delivery will be reported.
    Accepted {
        references: Vec<String>,
        detail: String,
    },
    /// It certainly did not leave: it is tried again.
    NotSent { problem: String, detail: String },
    /// It will never leave like this.
    Refused { problem: String, detail: String },
    /// Some of it left and the end is not known.
    Unsure { problem: String, detail: String },
}

/// The longest pause between two tries.
const LONGEST_PAUSE_MINUTES: i64 = 60;
/// As much of an answer as a person reads.
const LONGEST_DETAIL: usize = 300;

/// Records what became of a message that was being sent.
pub fn settle(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Message>,
    ending: Ending,
) -> Result<Message, NotifyError> {
    let mut message = store::message(tx, id)?.ok_or(NotifyError::Unknown)?;
    if message.state != State::Sending {
        return Err(NotifyError::State(message.state));
    }
    let (act, problem, detail) = match ending {
        Ending::Accepted { references, detail } => {
            message.reference = references.join(" ");
            let term = ask::term(tx, cx, message.channel)?;
            store::insert_parts(tx, message.seq, &references, term)?;
            (Act::Accept, String::new(), detail)
        }
        Ending::NotSent { problem, detail } => {
            message.next_at = cx.now + pause(message.attempts);
            (Act::Delay, problem, detail)
        }
        Ending::Refused { problem, detail } => (Act::Refuse, problem, detail),
        Ending::Unsure { problem, detail } => (Act::Lose, problem, detail),
    };
    message.problem = problem;
    message.detail = readable(&detail);
    store::go(tx, cx, &mut message, act)?;
    if act == Act::Accept {
        note(tx, cx, &message, true)?;
    }
    tell(tx);
    Ok(message)
}

/// One line of what the other side said, without what would upset a screen.
pub(super) fn readable(detail: &str) -> String {
    let line: String = detail
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(LONGEST_DETAIL)
        .collect();
    line.trim().to_owned()
}

/// 1, 2, 4, 8, 16, 32, then 60 minutes.
fn pause(attempts: u32) -> TimeDelta {
    let doubled = 1_i64
        .checked_shl(attempts.saturating_sub(1))
        .unwrap_or(LONGEST_PAUSE_MINUTES);
    TimeDelta::minutes(doubled.clamp(1, LONGEST_PAUSE_MINUTES))
}
