//! What the network says later of a message that it took.

use super::message::{Channel, Message, NotifyError};
use super::settle::readable;
use super::state::{Act, State, next};
use super::{note, store, tell};
use crate::cx::Cx;
use crate::db::WriteTx;

/// What was heard of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// What the other side knows it by.
    pub reference: String,
    /// Whom it was for. A modem's references come round again, and tell two customers apart only with it.
    pub address: Option<String>,
    /// On the telephone; false: it never will be.
    pub arrived: bool,
    pub detail: String,
}

/// Records that a part arrived, or did not: a message has arrived when its last part has, and has not
/// as soon as one did not. Reports of what nobody knows, or which come twice, change nothing; says whether
/// one did.
pub fn report(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    channel: Channel,
    heard: &Heard,
) -> Result<bool, NotifyError> {
    let Some((part, message)) = store::of_reference(tx, channel, heard)? else {
        return Ok(false);
    };
    settle_part(tx, cx, part, message, heard.arrived, &heard.detail)?;
    Ok(true)
}

/// What became of a part, and so of its message.
pub(super) fn settle_part(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    part: i64,
    mut message: Message,
    arrived: bool,
    detail: &str,
) -> Result<(), NotifyError> {
    store::report_part(tx, cx, part, arrived)?;
    if arrived && store::has_open_parts(tx, message.seq)? {
        return Ok(());
    }
    let act = if arrived { Act::Deliver } else { Act::Bounce };
    if next(message.state, act).is_none() {
        return Ok(());
    }
    let was_told = message.state == State::Sent;
    let problem = if arrived { "" } else { "not_delivered" };
    problem.clone_into(&mut message.problem);
    message.detail = readable(detail);
    store::go(tx, cx, &mut message, act)?;
    if was_told != arrived {
        note(tx, cx, &message, arrived)?;
    }
    tell(tx);
    Ok(())
}
