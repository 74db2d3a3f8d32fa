//! What the network says later of a message that it took.

use super::message::{Channel, NotifyError};
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
    let Some((part, mut message)) = store::of_reference(tx, channel, heard)? else {
        return Ok(false);
    };
    store::report_part(tx, cx, part, heard.arrived)?;
    if heard.arrived && store::has_open_parts(tx, message.seq)? {
        return Ok(true);
    }
    let act = if heard.arrived {
        Act::Deliver
    } else {
        Act::Bounce
    };
    if next(message.state, act).is_none() {
        return Ok(true);
    }
    let was_told = message.state == State::Sent;
    let problem = if heard.arrived { "" } else { "not_delivered" };
    problem.clone_into(&mut message.problem);
    message.detail = readable(&heard.detail);
    store::go(tx, cx, &mut message, act)?;
    if was_told != heard.arrived {
        note(tx, cx, &message, heard.arrived)?;
    }
    tell(tx);
    Ok(true)
}
