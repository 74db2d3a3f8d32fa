//! A certificate, as the customer is told that it is ready.

use chrono::{DateTime, Utc};
use documents::{Language, format};
use units::Id;

use super::{About, Owner, Subject, Told};
use crate::appraisal::{self, Appraisal, State, estate};
use crate::customers;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::deposit::{self, DepositError};
use crate::journal::JournalError;
use crate::notify::blank::{Blank, Values};
use crate::notify::message::{Event, Message};
use crate::notify::queue::queue;
use crate::till;

/// A certificate was issued. Of an estate nobody is told one by one: its heirs get the folder as a whole.
pub fn certificate_issued(tx: &mut WriteTx<'_>, cx: &Cx, of: &Appraisal) -> Result<(), StoreError> {
    if estate::estate_of(tx, of)?.is_some() {
        return Ok(());
    }
    queue(tx, cx, Subject::Appraisal(of.id), Event::CertificateReady)
}

impl About for Id<Appraisal> {
    fn owner(&self, tx: &ReadTx<'_>) -> Result<Owner, StoreError> {
        let of = appraisal::appraisal(tx, *self)?;
        Ok(of.map_or(Owner::Unknown, |of| {
            of.customer.map_or(Owner::Nobody, Owner::Customer)
        }))
    }

    fn told(&self, tx: &ReadTx<'_>, _: &Cx, _: Event) -> Result<Option<Told>, StoreError> {
        let Some(of) = appraisal::appraisal(tx, *self)? else {
            return Ok(None);
        };
        let Some(customer) = of.customer else {
            return Ok(None);
        };
        let house = till::house(tx, None, None)?;
        let language = match customers::customer(tx, customer)?.and_then(|one| one.language) {
            Some(code) if code == "en" => Language::En,
            Some(_) => Language::Fr,
            None => house.language,
        };
        let owed = match deposit::owed(tx, deposit::Subject::Appraisal(*self)) {
            Ok(owed) => owed.balance_minor().unwrap_or(0).max(0),
            Err(DepositError::Store(error)) => return Err(error),
            Err(_) => 0,
        };
        // What the objects are worth stays on the paper: a telephone lies about.
        let values = Values::default()
            .with(Blank::Number, of.number.as_deref().unwrap_or_default())
            .with(Blank::Object, &of.title)
            .with(
                Blank::Balance,
                &format::money(owed, house.currency, language),
            );
        Ok(Some(Told {
            customer,
            language,
            values,
            document: None,
        }))
    }

    fn holds(
        &self,
        tx: &ReadTx<'_>,
        _: &Cx,
        _: Event,
        _: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let found = appraisal::appraisal(tx, *self)?;
        Ok(found.is_some_and(|one| one.state == State::Issued))
    }

    /// Its history is the paper's own; the messages stand beside it.
    fn note(&self, _: &mut WriteTx<'_>, _: &Cx, _: &Message, _: bool) -> Result<(), JournalError> {
        Ok(())
    }
}
