//! What a customer agreed to, per channel: opt-in, with the wording they saw and who asked.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use units::Id;

use super::customer::{Customer, CustomerError, Field};
use super::store;
use crate::cx::{Actor, Cx, User};
use crate::db::{Change, ReadTx, StoreError, WriteTx};

/// A way to reach somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    Email,
    Sms,
    Phone,
    Post,
}

/// Not the name of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a channel")]
pub struct UnknownChannel;

impl Channel {
    pub const ALL: [Self; 4] = [Self::Email, Self::Sms, Self::Phone, Self::Post];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Phone => "phone",
            Self::Post => "post",
        }
    }
}

impl FromStr for Channel {
    type Err = UnknownChannel;

    fn from_str(name: &str) -> Result<Self, UnknownChannel> {
        Self::ALL
            .into_iter()
            .find(|channel| channel.name() == name)
            .ok_or(UnknownChannel)
    }
}

/// A yes or a no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    pub channel: Channel,
    pub given: bool,
    /// The words that the customer was shown.
    pub wording: String,
    pub at: DateTime<Utc>,
    pub by: Id<User>,
}

/// A customer's answer for a channel.
#[derive(Clone, Debug)]
pub struct GiveConsent {
    pub customer: Id<Customer>,
    pub channel: Channel,
    pub given: bool,
    pub wording: String,
}

/// Adds the answer: it holds until another is given.
pub fn record_consent(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    input: GiveConsent,
) -> Result<(), CustomerError> {
    let customer = store::customer(tx, input.customer)?.ok_or(CustomerError::Unknown)?;
    if customer.erased {
        return Err(CustomerError::Erased);
    }
    let (Actor::User(user), false) = (cx.actor, input.wording.trim().is_empty()) else {
        return Err(CustomerError::Field(Field::Notes));
    };
    store::insert_consent(tx, cx, user, &input)?;
    tx.changed(Change::one("customer", input.customer));
    Ok(())
}

/// What holds now: the last answer of each channel that has one.
pub fn consents(tx: &ReadTx<'_>, id: Id<Customer>) -> Result<Vec<Consent>, StoreError> {
    store::consents(tx, id)
}
