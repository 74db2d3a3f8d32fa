//! How messages leave this shop, and when. Until something is set up nothing leaves, and nothing is tried.
//!
//! Passwords are kept with the rest of the store, which is encrypted with the key that lies in the
//! system's keyring. They are never given back.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::message::{Channel, Event, NotifyError};
use super::{address, setup_sms, store, tell};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::journal::{self, Event as Journaled};
use crate::rules;
use crate::settings;
use crate::users::{Authority, Right, authorise};

const RULES: &str = "notify.rules";
const MAIL: &str = "notify.mail";

const QUOTE_DAYS: i64 = 3;

const fn usual_quote_days() -> i64 {
    QUOTE_DAYS
}

/// What is told, when, and how long it is tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Codes of the events that are told.
    pub events: Vec<String>,
    /// Asked first where a customer can be reached both ways.
    pub first: String,
    /// Minutes of the day, by the shop's clock; the same twice: never quiet.
    pub quiet_from_minutes: i64,
    pub quiet_until_minutes: i64,
    /// After so many days of waiting the customer is reminded, and again after as many, three times.
    pub remind_days: i64,
    /// So many days before a quote's last one its customer is reminded.
    #[serde(default = "usual_quote_days")]
    pub quote_days: i64,
    /// What could not leave for so long does not leave any more.
    pub term_hours: i64,
}

impl Rules {
    /// The house's, as they hold on a day.
    fn house(today: NaiveDate) -> Self {
        let figure = |name: &str, other: i64| rules::rules().value(name, today).unwrap_or(other);
        let told = Event::ALL.iter().filter(|event| event.is_usual());
        Self {
            events: told.map(|event| event.code().to_owned()).collect(),
            first: Channel::Sms.code().to_owned(),
            quiet_from_minutes: figure("house.notify_quiet_from_minutes", 1_200),
            quiet_until_minutes: figure("house.notify_quiet_until_minutes", 540),
            remind_days: figure("house.notify_remind_days", 14),
            quote_days: figure("house.notify_quote_days", QUOTE_DAYS),
            term_hours: figure("house.notify_term_hours", 72),
        }
    }

    /// Whether customers are told of it.
    pub fn tells(&self, event: Event) -> bool {
        event == Event::Test || self.events.iter().any(|code| code == event.code())
    }
}

/// How the line to a mail server is kept secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Security {
    /// From the first byte: port 465.
    Tls,
    /// After a greeting in the open, and never without: port 587.
    Starttls,
    /// Not at all: a server on this machine.
    None,
}

/// The shop's mail server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    pub active: bool,
    pub host: String,
    pub port: u16,
    pub security: Security,
    /// Empty: none is asked for.
    pub login: String,
    pub password: String,
    /// Who writes; answers come here.
    pub from: String,
    /// PEM of an authority of the shop's own; empty: those that everybody trusts.
    pub certificate: String,
}

/// The shop's rules, or the house's.
pub fn rules(tx: &ReadTx<'_>, today: NaiveDate) -> Result<Rules, StoreError> {
    Ok(settings::get(tx, RULES)?.unwrap_or_else(|| Rules::house(today)))
}

/// None: e-mail was never set up.
pub fn mail(tx: &ReadTx<'_>) -> Result<Option<Mail>, StoreError> {
    settings::get(tx, MAIL)
}

/// Whether messages leave this way.
pub fn has_channel(tx: &ReadTx<'_>, channel: Channel) -> Result<bool, StoreError> {
    Ok(match channel {
        Channel::Email => mail(tx)?.is_some_and(|mail| mail.active),
        Channel::Sms => setup_sms::sms(tx)?.is_some_and(|sms| sms.active),
    })
}

/// Whether messages leave at all.
pub fn is_set_up(tx: &ReadTx<'_>) -> Result<bool, StoreError> {
    for channel in Channel::ALL {
        if has_channel(tx, *channel)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Sets what is told and when.
pub fn set_rules(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: &Rules,
) -> Result<(), NotifyError> {
    authorise(by, None, Right::Settings)?;
    let day = 0..24 * 60;
    let known = |code: &String| code.parse::<Event>().is_ok_and(|one| one != Event::Test);
    for (field, fits) in [
        (
            "events",
            input.events.iter().all(known) && input.events.len() <= Event::ALL.len(),
        ),
        ("first", input.first.parse::<Channel>().is_ok()),
        (
            "quiet",
            day.contains(&input.quiet_from_minutes) && day.contains(&input.quiet_until_minutes),
        ),
        ("remind", (1..=365).contains(&input.remind_days)),
        ("quote", (1..=60).contains(&input.quote_days)),
        ("term", (1..=24 * 14).contains(&input.term_hours)),
    ] {
        fits.then_some(()).ok_or(NotifyError::Field(field))?;
    }
    settings::set(tx, cx, RULES, input)?;
    let detail = json!({ "what": RULES, "events": input.events, "first": input.first,
        "quiet_from_minutes": input.quiet_from_minutes,
        "quiet_until_minutes": input.quiet_until_minutes, "remind_days": input.remind_days, "quote_days": input.quote_days,
        "term_hours": input.term_hours });
    journal::log(tx, cx, Journaled::Other, &detail)?;
    tell(tx);
    Ok(())
}

fn plain(text: &str, most: usize) -> bool {
    text.chars().count() <= most && !text.contains(char::is_control)
}

/// Sets how e-mail leaves. Without a password the one that is known stays.
pub fn set_mail(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    mut input: Mail,
    password: Option<String>,
) -> Result<(), NotifyError> {
    authorise(by, None, Right::Settings)?;
    input.host = input.host.trim().to_owned();
    input.from = input.from.trim().to_owned();
    let before = mail(tx)?;
    let is_same = before
        .as_ref()
        .is_some_and(|mail| mail.host == input.host && mail.login == input.login);
    // A password goes to nobody but the server and the name that it was typed for.
    let known = before.filter(|_| is_same).map(|mail| mail.password);
    input.password = password.or(known).unwrap_or_default();
    let is_host = |c: char| c.is_ascii_alphanumeric() || ".-:".contains(c);
    let is_certificate = input.certificate.trim().is_empty()
        || (input.certificate.contains("-----BEGIN CERTIFICATE-----")
            && input.certificate.len() <= 64_000);
    for (field, fits) in [
        (
            "host",
            !input.host.is_empty() && input.host.len() <= 200 && input.host.chars().all(is_host),
        ),
        ("port", input.port > 0),
        ("from", address::email(&input.from).is_some()),
        (
            "login",
            plain(&input.login, 200) && plain(&input.password, 400),
        ),
        (
            "password",
            input.login.is_empty() || !input.password.is_empty(),
        ),
        ("certificate", is_certificate),
    ] {
        fits.then_some(()).ok_or(NotifyError::Field(field))?;
    }
    settings::set(tx, cx, MAIL, &input)?;
    store::hurry(tx, cx, Channel::Email)?;
    let detail = json!({ "what": MAIL, "active": input.active, "host": input.host,
        "port": input.port, "security": input.security, "from": input.from });
    journal::log(tx, cx, Journaled::Other, &detail)?;
    tell(tx);
    Ok(())
}
