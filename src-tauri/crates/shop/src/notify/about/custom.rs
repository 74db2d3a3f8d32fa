//! What a customer has made, as they are told of it.

use chrono::{DateTime, Utc};
use documents::format;
use units::Id;

use super::{About, Owner, Subject, Told, overtake};
use crate::custom::{self, Act, Order, Quote, State};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::deposit::{self, DepositError};
use crate::journal::JournalError;
use crate::notify::blank::{Blank, Values};
use crate::notify::message::{Event, Message};
use crate::notify::queue::queue;
use crate::till;

/// An order was moved. What waits to be told of how it stood before is told no more.
pub fn order_moved(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Order>,
    act: Act,
) -> Result<(), StoreError> {
    let subject = Subject::Custom(id);
    overtake(tx, cx, subject)?;
    let event = match act {
        Act::Send => Event::QuoteSent,
        Act::Produce => Event::ProductionBegun,
        Act::Finish => Event::OrderReady,
        // Who was never asked for a word ordered nothing that could be cancelled.
        Act::Cancel if was_quoted(tx, id)? => Event::OrderCancelled,
        _ => return Ok(()),
    };
    queue(tx, cx, subject, event)
}

fn was_quoted(tx: &ReadTx<'_>, id: Id<Order>) -> Result<bool, StoreError> {
    Ok(match custom::order(tx, id)? {
        Some(order) => last_sent(tx, &order)?.is_some(),
        None => false,
    })
}

fn last_sent(tx: &ReadTx<'_>, order: &Order) -> Result<Option<Quote>, StoreError> {
    let quotes = custom::quotes(tx, order)?;
    Ok(quotes.into_iter().find(|quote| quote.sent.is_some()))
}

impl About for Id<Order> {
    fn owner(&self, tx: &ReadTx<'_>) -> Result<Owner, StoreError> {
        Ok(Owner::of(
            custom::order(tx, *self)?.map(|order| order.customer),
        ))
    }

    fn told(&self, tx: &ReadTx<'_>, cx: &Cx, event: Event) -> Result<Option<Told>, StoreError> {
        let Some(order) = custom::order(tx, *self)? else {
            return Ok(None);
        };
        let quote = last_sent(tx, &order)?;
        let is_quote = matches!(event, Event::QuoteSent | Event::QuoteExpiring);
        Ok(Some(Told {
            customer: order.customer,
            language: order.language,
            values: values(tx, cx, &order, quote.as_ref(), is_quote)?,
            document: quote.filter(|_| is_quote).map(|quote| quote.id.uuid()),
        }))
    }

    fn holds(
        &self,
        tx: &ReadTx<'_>,
        cx: &Cx,
        event: Event,
        written: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let Some(order) = custom::order(tx, *self)? else {
            return Ok(false);
        };
        let state = match event {
            // Until its last day: afterwards nobody can say yes to it.
            Event::QuoteSent | Event::QuoteExpiring => {
                let today = till::house(tx, None, None)?.day(cx.now);
                let quote = last_sent(tx, &order)?;
                if quote.is_none_or(|quote| quote.valid_until < today) {
                    return Ok(false);
                }
                State::Quoted
            }
            Event::ProductionBegun => State::Production,
            Event::OrderReady | Event::OrderWaiting => State::Ready,
            Event::OrderCancelled => State::Cancelled,
            _ => return Ok(true),
        };
        Ok(order.state == state && written >= order.since)
    }

    fn note(
        &self,
        tx: &mut WriteTx<'_>,
        cx: &Cx,
        message: &Message,
        arrived: bool,
    ) -> Result<(), JournalError> {
        let (event, channel) = (message.event.code(), message.channel.code());
        custom::note_told(tx, cx, *self, event, channel, message.id.uuid(), arrived)
    }
}

fn values(
    tx: &ReadTx<'_>,
    cx: &Cx,
    order: &Order,
    quote: Option<&Quote>,
    is_quote: bool,
) -> Result<Values, StoreError> {
    let house = till::house(tx, None, None)?;
    let money = |minor: i64| format::money(minor.max(0), house.currency, order.language);
    let days = (house.day(cx.now) - house.day(order.since)).num_days();
    let owed = match deposit::owed(tx, deposit::Subject::Custom(order.id)) {
        Ok(owed) => owed,
        Err(DepositError::Store(error)) => return Err(error),
        Err(_) => return Err(StoreError::Unreadable("custom_order")),
    };
    let total = owed.price_minor().or(quote.and_then(|one| one.total_minor));
    let paid = owed.deposit_minor() + owed.charged_minor();
    let number = match quote.filter(|_| is_quote) {
        Some(quote) => format!("{}/{}", order.number, quote.version),
        None => order.number.clone(),
    };
    let mut values = Values::default()
        .with(Blank::Number, &number)
        .with(Blank::Object, &order.title)
        .with(Blank::Deposit, &money(owed.deposit_minor()))
        .with(Blank::Days, &days.to_string());
    if let Some(total) = total {
        values = values
            .with(Blank::Total, &money(total))
            .with(Blank::Balance, &money(total - paid));
    }
    if let Some(quote) = quote {
        let until = format::day(quote.valid_until, order.language);
        values = values.with(Blank::ValidUntil, &until);
    }
    Ok(values)
}
