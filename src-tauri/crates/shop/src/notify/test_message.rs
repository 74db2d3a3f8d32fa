//! Somebody tries whether messages leave: one goes the way of all the others.

use documents::Language;
use units::Id;

use super::blank::{Blank, Values};
use super::message::{Channel, Event, Message, NotifyError};
use super::{address, queue, setup, store, text};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::till;
use crate::users::{Authority, Right, authorise};

/// Queues a test to an address; it leaves in quiet hours too.
pub fn test_message(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Message>,
    channel: Channel,
    typed: &str,
    language: Language,
) -> Result<Message, NotifyError> {
    authorise(by, None, Right::Settings)?;
    if store::message(tx, id)?.is_some() {
        return Err(NotifyError::IdTaken);
    }
    if !setup::has_channel(tx, channel)? {
        return Err(NotifyError::NotSetUp(channel));
    }
    let found = match channel {
        Channel::Email => address::email(typed),
        Channel::Sms => address::mobile(typed, "FR"),
    };
    let address = found.ok_or(NotifyError::Address(channel))?;
    let house = till::house(tx, None, None)?;
    let rules = setup::rules(tx, house.day(cx.now))?;
    let values = Values::default().with(Blank::Shop, &house.shop.name);
    let (words, _) = text::text(tx, Event::Test, channel, language)?;
    let filled = text::fill(&words, &values)?;
    queue::insert(
        tx,
        cx,
        &house,
        &rules,
        &queue::New {
            id,
            event: Event::Test,
            channel,
            language,
            customer: None,
            of: None,
            document: None,
            name: "",
            address: &address,
            text: &filled,
            message_id: id.uuid(),
            again_of: None,
        },
    )?;
    store::message(tx, id)?.ok_or(NotifyError::Unknown)
}
