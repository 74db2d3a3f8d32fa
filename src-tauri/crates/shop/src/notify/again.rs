//! A person sends a message again: as a new one, since the first may have been read.

use units::Id;

use super::message::{Message, NotifyError};
use super::state::{Act, State, next};
use super::{queue, setup, store, tell, text};
use crate::customers;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::till;
use crate::users::{Authority, Right, authorise};

/// Writes the same words to the same address as a new message. Of one that may have arrived it keeps
/// what the mail server knows it by, and the one in doubt is settled by it. Once only: whoever wants it a
/// third time sends the second again.
pub fn again(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Message>,
    new: Id<Message>,
) -> Result<Message, NotifyError> {
    authorise(by, None, Right::TakeRepairs)?;
    let mut first = store::message(tx, id)?.ok_or(NotifyError::Unknown)?;
    if first.repeated_by.is_some() {
        return Err(NotifyError::Repeated);
    }
    if next(first.state, Act::Again).is_none() {
        return Err(NotifyError::State(first.state));
    }
    if store::message(tx, new)?.is_some() {
        return Err(NotifyError::IdTaken);
    }
    let is_erased = match first.customer {
        Some(customer) => customers::customer(tx, customer)?.is_none_or(|one| one.erased),
        None => false,
    };
    if is_erased || first.address.is_empty() {
        return Err(NotifyError::CustomerUnknown);
    }
    if !setup::has_channel(tx, first.channel)? {
        return Err(NotifyError::NotSetUp(first.channel));
    }
    let house = till::house(tx, None, None)?;
    let rules = setup::rules(tx, house.day(cx.now))?;
    let words = text::Text {
        subject: first.subject.clone(),
        body: first.body.clone(),
    };
    let may_have_arrived = first.state == State::Unsure;
    queue::insert(
        tx,
        cx,
        &house,
        &rules,
        &queue::New {
            id: new,
            event: first.event,
            channel: first.channel,
            language: first.language,
            customer: first.customer,
            of: first.of,
            document: first.document,
            name: &first.name.clone(),
            address: &first.address.clone(),
            text: &words,
            message_id: if may_have_arrived {
                first.message_id
            } else {
                new.uuid()
            },
            again_of: Some(first.seq),
        },
    )?;
    store::go(tx, cx, &mut first, Act::Again)?;
    tell(tx);
    store::message(tx, new)?.ok_or(NotifyError::Unknown)
}
