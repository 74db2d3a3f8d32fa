//! A channel's worker takes the next message.

use chrono::{DateTime, Utc};

use super::message::{Channel, Message};
use super::state::Act;
use super::{quiet, setup, store, tell};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::till;

/// What there is to do for a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// This message, which is `sending` from now on, on the disk before the first byte leaves.
    Message(Box<Message>),
    /// Nothing before this time.
    Later(DateTime<Utc>),
    Nothing,
}

/// Takes the message that is due first. One that waits for its next try lets the others pass; in quiet
/// hours only a test leaves; what is past its term expires, and what is no longer so is cancelled.
pub fn claim(tx: &mut WriteTx<'_>, cx: &Cx, channel: Channel) -> Result<Claimed, StoreError> {
    for mut message in store::past_term(tx, channel, cx.now_ms())? {
        store::go(tx, cx, &mut message, Act::Expire)?;
        tell(tx);
    }
    if !setup::has_channel(tx, channel)? {
        return Ok(Claimed::Nothing);
    }
    let house = till::house(tx, None, None)?;
    let rules = setup::rules(tx, house.day(cx.now))?;
    let opens = quiet::not_before(
        house.zone,
        rules.quiet_from_minutes,
        rules.quiet_until_minutes,
        cx.now,
    );
    let is_quiet = opens > cx.now;
    let due = loop {
        match store::due(tx, channel, cx.now_ms(), is_quiet)? {
            Some(mut stale) if !holds(tx, cx, &stale)? => {
                store::go(tx, cx, &mut stale, Act::Overtake)?;
                tell(tx);
            }
            due => break due,
        }
    };
    let Some(mut message) = due else {
        let next = store::next_at(tx, channel, is_quiet)?;
        let later = match (next, is_quiet) {
            (Some(next), _) => Some(next),
            (None, true) => Some(opens),
            (None, false) => None,
        };
        return Ok(later.map_or(Claimed::Nothing, Claimed::Later));
    };
    message.attempts += 1;
    store::go(tx, cx, &mut message, Act::Claim)?;
    tell(tx);
    Ok(Claimed::Message(Box::new(message)))
}

/// Whether what it says is still so: it may have waited for days, or a person may have asked for it late.
fn holds(tx: &ReadTx<'_>, cx: &Cx, message: &Message) -> Result<bool, StoreError> {
    match message.of {
        Some(subject) => {
            let about = subject.about();
            about.holds(tx, cx, message.event, message.created_at)
        }
        None => Ok(true),
    }
}
