//! Writes a message, frozen, into the transaction of what causes it.

use chrono::{DateTime, TimeDelta, Utc};
use documents::Language;
use units::Id;
use uuid::Uuid;

use super::about::Subject;
use super::blank::Blank;
use super::message::{Channel, Choice, Event, Message};
use super::state::{Act, State};
use super::{address, choose, quiet, setup, store, tell, text};
use crate::customers::{self, Customer};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::till::{self, House};

/// Where a customer's message goes: the channel that they and the shop want, and an address of it.
fn way(
    tx: &ReadTx<'_>,
    customer: &Customer,
    first: Channel,
) -> Result<Option<(Channel, String)>, StoreError> {
    let wanted = choose::choice(tx, customer.id)?;
    let second = match first {
        Channel::Email => Channel::Sms,
        Channel::Sms => Channel::Email,
    };
    for channel in [first, second] {
        let wants = match (wanted, channel) {
            (Choice::Any, _) | (Choice::Email, Channel::Email) | (Choice::Sms, Channel::Sms) => {
                true
            }
            (Choice::Email | Choice::Sms | Choice::None, _) => false,
        };
        if !wants || !setup::has_channel(tx, channel)? {
            continue;
        }
        let address = match channel {
            Channel::Email => address::email(&customer.email),
            Channel::Sms => address::mobile(&customer.phone, &customer.country),
        };
        if let Some(address) = address {
            return Ok(Some((channel, address)));
        }
    }
    Ok(None)
}

/// How a customer would be told now; None: not at all.
pub fn reach(
    tx: &ReadTx<'_>,
    customer: &Customer,
) -> Result<Option<(Channel, String)>, StoreError> {
    // The order of the channels is the same on every day.
    let rules = setup::rules(tx, chrono::NaiveDate::MIN)?;
    way(tx, customer, rules.first.parse().unwrap_or(Channel::Email))
}

/// Queues it, where the shop tells of such things and the customer can and wants to be reached. Never
/// stands in the way of what it tells of.
pub(super) fn queue(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    subject: Subject,
    event: Event,
) -> Result<(), StoreError> {
    let house = till::house(tx, None, None)?;
    let rules = setup::rules(tx, house.day(cx.now))?;
    if !rules.tells(event) || !setup::is_set_up(tx)? {
        return Ok(());
    }
    let Some(of) = subject.about().told(tx, cx, event)? else {
        return Ok(());
    };
    let Some(customer) = customers::customer(tx, of.customer)?.filter(|one| !one.erased) else {
        return Ok(());
    };
    let first = rules.first.parse().unwrap_or(Channel::Email);
    let Some((channel, address)) = way(tx, &customer, first)? else {
        return Ok(());
    };
    let values = of
        .values
        .with(Blank::Customer, &customer.name())
        .with(Blank::Shop, &house.shop.name)
        .with(
            Blank::ShopPhone,
            house.shop.phone.as_deref().unwrap_or_default(),
        );
    let (words, _) = text::text(tx, event, channel, of.language)?;
    // Saved texts were checked: one that does not fill is not sent half.
    let Ok(filled) = text::fill(&words, &values) else {
        return Ok(());
    };
    let id = cx.new_id::<Message>();
    let message = New {
        id,
        event,
        channel,
        language: of.language,
        customer: Some(of.customer),
        of: Some(subject),
        document: of.document,
        name: values.get(Blank::Customer),
        address: &address,
        text: &filled,
        message_id: id.uuid(),
        again_of: None,
    };
    insert(tx, cx, &house, &rules, &message)
}

/// A message that is about to be written.
pub(super) struct New<'a> {
    pub id: Id<Message>,
    pub event: Event,
    pub channel: Channel,
    pub language: Language,
    pub customer: Option<Id<Customer>>,
    pub of: Option<Subject>,
    pub document: Option<Uuid>,
    pub name: &'a str,
    pub address: &'a str,
    pub text: &'a text::Text,
    pub message_id: Uuid,
    pub again_of: Option<i64>,
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    house: &House,
    rules: &setup::Rules,
    new: &New<'_>,
) -> Result<(), StoreError> {
    let (next_at, expires_at) = term(house, rules, new.event, cx.now);
    let seq = store::insert(tx, cx, new, next_at, expires_at)?;
    store::insert_entry(tx, cx, seq, Act::Queue, State::Queued, "", "")?;
    tell(tx);
    Ok(())
}

/// Not before the quiet hours are over, and not after the term, which begins then.
pub(super) fn term(
    house: &House,
    rules: &setup::Rules,
    event: Event,
    now: DateTime<Utc>,
) -> (DateTime<Utc>, DateTime<Utc>) {
    let next_at = if event == Event::Test {
        now
    } else {
        quiet::not_before(
            house.zone,
            rules.quiet_from_minutes,
            rules.quiet_until_minutes,
            now,
        )
    };
    (next_at, next_at + TimeDelta::hours(rules.term_hours))
}
