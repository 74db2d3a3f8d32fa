//! A person decides about a message: try it now, it arrived, another address, never mind.

use units::Id;

use super::message::{Channel, Message, NotifyError};
use super::state::{Act, next};
use super::{address, note, queue, setup, store, tell};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::till;
use crate::users::{Authority, Right, authorise};

/// What a person wants of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Now, whatever the pause; the quiet hours hold.
    Retry,
    Cancel,
    /// They know that it arrived.
    Confirm,
    /// To this address; its text stays.
    Readdress(String),
}

impl Decision {
    const fn act(&self) -> Act {
        match self {
            Self::Retry => Act::Retry,
            Self::Cancel => Act::Cancel,
            Self::Confirm => Act::Confirm,
            Self::Readdress(_) => Act::Readdress,
        }
    }
}

/// Does it, and writes who decided.
pub fn decide(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Message>,
    decision: &Decision,
) -> Result<Message, NotifyError> {
    authorise(by, None, Right::TakeRepairs)?;
    let mut message = store::message(tx, id)?.ok_or(NotifyError::Unknown)?;
    let act = decision.act();
    if next(message.state, act).is_none() {
        return Err(NotifyError::State(message.state));
    }
    if let Decision::Readdress(typed) = decision {
        let found = match message.channel {
            Channel::Email => address::email(typed),
            Channel::Sms => address::mobile(typed, "FR"),
        };
        message.address = found.ok_or(NotifyError::Address(message.channel))?;
    }
    if matches!(act, Act::Retry | Act::Readdress) {
        let house = till::house(tx, None, None)?;
        let rules = setup::rules(tx, house.day(cx.now))?;
        (message.next_at, message.expires_at) = queue::term(&house, &rules, message.event, cx.now);
        message.attempts = 0;
    }
    message.problem = String::new();
    message.detail = String::new();
    store::go(tx, cx, &mut message, act)?;
    if act == Act::Confirm {
        note(tx, cx, &message, true)?;
    }
    tell(tx);
    store::message(tx, id)?.ok_or(NotifyError::Unknown)
}
