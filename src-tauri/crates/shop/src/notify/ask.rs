//! A gateway is asked what became of what it took. It is asked later and later, and not for ever; whatever
//! it says, or if it says nothing, the outbox goes on.

use chrono::{DateTime, TimeDelta, Utc};

use super::message::{Channel, Message, NotifyError};
use super::setup_sms::{self, Sms, Way};
use super::state::{Act, State};
use super::{report, store, tell};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};

/// What a gateway said of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    Arrived(String),
    Lost(String),
    /// Not yet, or nothing that could be understood.
    Waiting,
    /// It has no such message.
    Unknown,
}

/// A part of which a gateway is to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub part: i64,
    pub reference: String,
    /// How often it was asked.
    pub times: u32,
    pub until: DateTime<Utc>,
}

/// What there is to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToAsk {
    Now(Box<Asked>),
    /// Nothing before this time.
    Later(DateTime<Utc>),
    Nothing,
}

/// The first pause.
const SOON_SECONDS: i64 = 10;
/// The longest.
const LONGEST_SECONDS: i64 = 30 * 60;
/// A message that was just taken may not be known yet; after so many times it never will be.
const UNKNOWN_TIMES: u32 = 5;

/// When a part that was just taken is asked for first and last; None: its gateway is not asked.
pub(super) fn term(
    tx: &ReadTx<'_>,
    cx: &Cx,
    channel: Channel,
) -> Result<Option<(DateTime<Utc>, DateTime<Utc>)>, StoreError> {
    let asks = |sms: &Sms| sms.way == Way::Gateway && !sms.status_url.is_empty();
    let sms = setup_sms::sms(tx)?.filter(|sms| channel == Channel::Sms && asks(sms));
    Ok(sms.map(|sms| {
        (
            cx.now + pause(0),
            cx.now + TimeDelta::hours(sms.status_hours),
        )
    }))
}

/// 10, 20, 40 seconds and so on, then every half hour.
fn pause(times: u32) -> TimeDelta {
    let seconds = SOON_SECONDS
        .checked_shl(times.min(16))
        .unwrap_or(LONGEST_SECONDS);
    TimeDelta::seconds(seconds.clamp(SOON_SECONDS, LONGEST_SECONDS))
}

/// The part that is due first.
pub fn to_ask(tx: &ReadTx<'_>, cx: &Cx) -> Result<ToAsk, StoreError> {
    Ok(match store::first_to_ask(tx)? {
        Some((at, asked)) if at <= cx.now => ToAsk::Now(Box::new(asked)),
        Some((at, _)) => ToAsk::Later(at),
        None => ToAsk::Nothing,
    })
}

/// Keeps what the gateway said of a part, and when it is asked again.
pub fn answered(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    asked: &Asked,
    said: &Said,
) -> Result<(), NotifyError> {
    // Reported meanwhile, or the settings are others now.
    let Some(message) = store::still_asked(tx, asked.part)? else {
        return Ok(());
    };
    let times = asked.times.saturating_add(1);
    let next = cx.now + pause(times);
    let over = next > asked.until;
    let problem = match said {
        Said::Arrived(detail) => {
            return report::settle_part(tx, cx, asked.part, message, true, detail);
        }
        Said::Lost(detail) => {
            return report::settle_part(tx, cx, asked.part, message, false, detail);
        }
        Said::Unknown if over || times >= UNKNOWN_TIMES => "gateway_forgot",
        Said::Waiting if over => "never_reported",
        Said::Waiting | Said::Unknown => {
            return Ok(store::ask_again(tx, asked.part, Some(next), times)?);
        }
    };
    store::ask_again(tx, asked.part, None, times)?;
    give_up(tx, cx, message, problem)
}

/// It was taken, and nobody will say whether it arrived.
fn give_up(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    mut message: Message,
    problem: &str,
) -> Result<(), NotifyError> {
    if message.state == State::Sent {
        problem.clone_into(&mut message.problem);
        message.detail = String::new();
        store::go(tx, cx, &mut message, Act::GiveUp)?;
        tell(tx);
    }
    Ok(())
}
