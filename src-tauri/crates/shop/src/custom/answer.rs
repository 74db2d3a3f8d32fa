//! What the customer, or the day, says to a quote.

use serde_json::json;
use units::Id;

use super::act::go;
use super::nouns::{CustomError, Order, said};
use super::state::{self, Act};
use super::store;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::journal::{self, Event};
use crate::signature;
use crate::stock::words;
use crate::till;
use crate::users::{Authority, Right, authorise};

words! {
    /// What becomes of a quote.
    Answer {
        Approved = "approved",
        Refused = "refused",
        /// The shop takes it back.
        Withdrawn = "withdrawn",
        /// Nobody answered in time.
        Expired = "expired",
    }
}

words! {
    /// How the customer said so.
    Channel {
        /// With their name under the quote.
        Signature = "signature",
        Counter = "counter",
        Phone = "phone",
        Email = "email",
        Sms = "sms",
        Letter = "letter",
    }
}

impl Answer {
    const fn act(self) -> Act {
        match self {
            Self::Approved => Act::Approve,
            Self::Refused => Act::Refuse,
            Self::Withdrawn => Act::Withdraw,
            Self::Expired => Act::Expire,
        }
    }
}

/// An answer as it was heard.
#[derive(Clone, Debug)]
pub struct GiveAnswer {
    pub answer: Answer,
    /// Of what the customer says.
    pub channel: Option<Channel>,
    /// Where it was not the customer: who.
    pub said_by: String,
    pub note: String,
}

/// Writes the answer to the quote that is open. After its day it can only expire, and not before.
pub fn answer(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Order>,
    input: &GiveAnswer,
) -> Result<Order, CustomError> {
    authorise(by, None, Right::TakeRepairs)?;
    let order = store::order(tx, id)?.ok_or(CustomError::Unknown)?;
    let wrong = || CustomError::WrongState { state: order.state };
    let past = super::past(tx, &order)?;
    let act = input.answer.act();
    let to = state::next(order.state, act, past).ok_or_else(wrong)?;
    let open = store::last_sent(tx, order.seq)?.ok_or_else(wrong)?;
    let today = till::house(tx, None, None)?.day(cx.now);
    let until = open.valid_until;
    let is_theirs = matches!(input.answer, Answer::Approved | Answer::Refused);
    match input.answer {
        Answer::Approved if today > until => return Err(CustomError::QuoteExpired { until }),
        Answer::Expired if today <= until => return Err(CustomError::QuoteHolds { until }),
        _ if is_theirs && input.channel.is_none() => return Err(CustomError::ChannelMissing),
        _ => {}
    }
    let channel = input.channel.filter(|_| is_theirs);
    let mut said_by = said(&input.said_by, 100);
    if channel == Some(Channel::Signature) {
        let signed = signature::signatures_of(tx, open.id.uuid())?
            .into_iter()
            .rfind(|one| one.withdrawn.is_none())
            .ok_or(CustomError::NotSigned)?;
        if said_by.is_empty() {
            said_by = signed.signer;
        }
    }
    let note = said(&input.note, 400);
    let word = channel.map_or("", Channel::code);
    let code = input.answer.code();
    store::insert_answer(tx, cx, open.seq, by.user(), code, word, &said_by, &note)?;
    go(tx, cx, by, &order, act, to, &note, None)?;
    let detail = json!({ "what": "custom-answer", "order": order.number, "version": open.version,
        "answer": code, "channel": word, "total_minor": open.total_minor });
    journal::log(tx, cx, Event::Other, &detail)?;
    store::order(tx, id)?.ok_or(CustomError::Unknown)
}
