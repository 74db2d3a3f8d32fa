//! How SMS leave this shop: by a modem of its own, or by a gateway that it describes.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::message::{Channel, NotifyError};
use super::{store, tell};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::journal::{self, Event as Journaled};
use crate::settings;
use crate::users::{Authority, Right, authorise};

const SMS: &str = "notify.sms";

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    Modem,
    Gateway,
}

/// How a gateway wants its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    Json,
    Form,
}

/// The shop's modem and its gateway, one of which is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sms {
    pub active: bool,
    pub way: Way,
    /// Of the modem, as typed: `serial:///dev/ttyUSB0?baud=115200`.
    pub address: String,
    /// Of its SIM; empty: it wants none.
    pub pin: String,
    /// The SIM refused it: it is not tried again, since the third wrong one locks the SIM.
    pub pin_refused: bool,
    pub url: String,
    pub form: Form,
    /// `Authorization: Bearer {key}`; empty: none.
    pub header: String,
    pub key: String,
    /// A JSON document, or lines of `name=value`, with `{to}`, `{number}`, `{text}`, `{id}`, `{key}`.
    pub fields: String,
    /// Where in the gateway's answer its number of the message stands: `messages.0.id`.
    pub reference: String,
    /// How it is asked what became of a message: one GET, with `{reference}`. Empty: it is not.
    #[serde(default)]
    pub status_url: String,
    /// Where in its answer the state stands: `messages.0.status`; empty: the answer is the state.
    #[serde(default)]
    pub status_at: String,
    /// The states that mean that it arrived, or never will, with commas between them.
    #[serde(default)]
    pub delivered: String,
    #[serde(default)]
    pub failed: String,
    /// It is asked for so long at most.
    #[serde(default = "usual_status_hours")]
    pub status_hours: i64,
}

const STATUS_HOURS: i64 = 48;

const fn usual_status_hours() -> i64 {
    STATUS_HOURS
}

/// The words of a list with commas.
pub fn states(typed: &str) -> Vec<String> {
    let words = typed.split(',').map(str::trim);
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// None: SMS were never set up.
pub fn sms(tx: &ReadTx<'_>) -> Result<Option<Sms>, StoreError> {
    settings::get(tx, SMS)
}

fn plain(text: &str, most: usize) -> bool {
    text.chars().count() <= most && !text.contains(char::is_control)
}

/// What is asked must have an answer that means that it arrived; no word means both.
fn are_states(input: &Sms) -> bool {
    let (good, bad) = (states(&input.delivered), states(&input.failed));
    let both = good
        .iter()
        .any(|one| bad.iter().any(|other| one.eq_ignore_ascii_case(other)));
    plain(&input.delivered, 400)
        && plain(&input.failed, 400)
        && !both
        && (input.status_url.is_empty() || !good.is_empty())
}

/// Sets how SMS leave. What was not typed again of the secrets stays, for the same modem and the same
/// gateway. Whether the modem's address and the gateway's description can be used, the caller has looked.
pub fn set_sms(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    mut input: Sms,
    pin: Option<String>,
    key: Option<String>,
) -> Result<(), NotifyError> {
    authorise(by, None, Right::Settings)?;
    input.address = input.address.trim().to_owned();
    input.url = input.url.trim().to_owned();
    input.status_url = input.status_url.trim().to_owned();
    let before = sms(tx)?;
    let same_modem = before.as_ref().filter(|one| one.address == input.address);
    // A key goes to nobody but the server that it was typed for.
    let same_gateway = before.as_ref().filter(|one| one.url == input.url);
    input.pin_refused = pin.is_none() && same_modem.is_some_and(|one| one.pin_refused);
    input.pin = pin
        .or_else(|| same_modem.map(|one| one.pin.clone()))
        .unwrap_or_default();
    input.key = key
        .or_else(|| same_gateway.map(|one| one.key.clone()))
        .unwrap_or_default();
    let is_pin = input.pin.is_empty()
        || ((4..=8).contains(&input.pin.len()) && input.pin.bytes().all(|b| b.is_ascii_digit()));
    let is_modem = input.way == Way::Modem;
    for (field, fits) in [
        (
            "modem",
            plain(&input.address, 200) && !(is_modem && input.address.is_empty()),
        ),
        ("pin", is_pin),
        ("url", plain(&input.url, 500)),
        ("header", plain(&input.header, 200)),
        ("key", plain(&input.key, 400)),
        ("fields", input.fields.chars().count() <= 4_000),
        ("reference", plain(&input.reference, 100)),
        ("status_url", plain(&input.status_url, 500)),
        ("status_at", plain(&input.status_at, 100)),
        ("states", are_states(&input)),
        ("status_hours", (1..=24 * 7).contains(&input.status_hours)),
    ] {
        fits.then_some(()).ok_or(NotifyError::Field(field))?;
    }
    if before.is_some_and(|one| one.url != input.url || one.status_url != input.status_url) {
        // Another server does not know the numbers of this one.
        store::stop_asking(tx)?;
    }
    settings::set(tx, cx, SMS, &input)?;
    store::hurry(tx, cx, Channel::Sms)?;
    let detail = json!({ "what": SMS, "active": input.active, "way": input.way,
        "address": input.address, "url": input.url, "status_url": input.status_url });
    journal::log(tx, cx, Journaled::Other, &detail)?;
    tell(tx);
    Ok(())
}

/// The SIM refused the PIN that it was tried with: nobody tries it again before another is typed.
pub fn refuse_pin(tx: &mut WriteTx<'_>, cx: &Cx, pin: &str) -> Result<(), StoreError> {
    let Some(mut found) = sms(tx)?.filter(|one| one.pin == pin && !one.pin_refused) else {
        return Ok(());
    };
    found.pin_refused = true;
    settings::set(tx, cx, SMS, &found)?;
    tell(tx);
    Ok(())
}
