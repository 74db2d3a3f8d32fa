//! What the customer, or the day, says to an estimate.

use serde_json::json;
use units::Id;

use super::act::{self, ActOn};
use super::nouns::{Estimate, Job, RepairError, said};
use super::state::{self, Act};
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::signature::{self, Side};
use crate::stock::words;
use crate::till;
use crate::users::{Authority, Right, authorise};

words! {
    /// What becomes of an estimate.
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
        /// By their name under the estimate.
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

/// Writes the answer to the estimate that is open. After its day it can only expire, and not before.
pub fn answer(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Job>,
    answer: Answer,
    channel: Option<Channel>,
    note: &str,
) -> Result<Job, RepairError> {
    authorise(by, None, Right::TakeRepairs)?;
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    let past = super::past(tx, &job)?;
    let to = state::next(job.state, answer.act(), past)
        .ok_or(RepairError::WrongState { state: job.state })?;
    let open = store::estimates(tx, job.seq)?
        .into_iter()
        .next()
        .ok_or(RepairError::WrongState { state: job.state })?;
    let today = till::house(tx, None, None)?.day(cx.now);
    let until = open.valid_until;
    match answer {
        Answer::Approved if today > until => return Err(RepairError::EstimateExpired { until }),
        Answer::Expired if today <= until => return Err(RepairError::EstimateHolds { until }),
        Answer::Approved | Answer::Refused if channel.is_none() => {
            return Err(RepairError::ChannelMissing);
        }
        _ => {}
    }
    if channel == Some(Channel::Signature) && !is_signed(tx, &open)? {
        return Err(RepairError::NotSigned);
    }
    let note = said(note, 400);
    let channel = channel.map_or("", Channel::code);
    store::insert_answer(tx, cx, job.seq, answer.code(), channel, &note)?;
    act::go(tx, cx, &job, &ActOn::plain(answer.act()), to, &note, None)?;
    let detail = json!({ "what": "repair-estimate", "job": job.code, "answer": answer.code(),
        "total_minor": open.total_minor });
    journal::log(tx, cx, Event::Other, &detail)?;
    store::job(tx, id)?.ok_or(RepairError::JobUnknown)
}

fn is_signed(tx: &ReadTx<'_>, estimate: &Estimate) -> Result<bool, StoreError> {
    let signatures = signature::signatures_of(tx, estimate.id.uuid())?;
    Ok(signatures
        .iter()
        .any(|one| one.side == Side::Customer && one.withdrawn.is_none()))
}
