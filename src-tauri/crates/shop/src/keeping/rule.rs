//! What every entry asks before it is written.

use units::Id;
use uuid::Uuid;

use super::nouns::{KeepingError, Of};
use crate::appraisal::{self, estate};
use crate::custom;
use crate::customers::{self, Customer};
use crate::db::ReadTx;

const LONGEST_NOTE: usize = 400;

/// What somebody wrote, without blanks around it and within reason.
pub(super) fn said(text: &str) -> String {
    text.trim().chars().take(LONGEST_NOTE).collect()
}

/// The same where it may not be left out.
pub(super) fn reason(text: &str) -> Result<String, KeepingError> {
    let text = said(text);
    if text.is_empty() {
        Err(KeepingError::ReasonMissing)
    } else {
        Ok(text)
    }
}

/// Whose objects are left for this; nothing is left for what is over.
pub(super) fn owner(tx: &ReadTx<'_>, of: Of, id: Uuid) -> Result<Customer, KeepingError> {
    let customer: Option<Id<Customer>> = match of {
        Of::Appraisal => {
            let found = appraisal::appraisal(tx, Id::from_uuid(id))?;
            let found = found.ok_or(KeepingError::SubjectUnknown)?;
            if !matches!(
                found.state,
                appraisal::State::Draft | appraisal::State::Issued
            ) {
                return Err(KeepingError::Over);
            }
            found.customer
        }
        Of::Estate => {
            let found = estate::estate(tx, Id::from_uuid(id))?;
            let found = found.ok_or(KeepingError::SubjectUnknown)?;
            if found.state == estate::EstateState::Closed {
                return Err(KeepingError::Over);
            }
            found.about.customer.map(Id::from_uuid)
        }
        Of::Custom => {
            let found = custom::order(tx, Id::from_uuid(id))?;
            let found = found.ok_or(KeepingError::SubjectUnknown)?;
            if !found.state.is_open() {
                return Err(KeepingError::Over);
            }
            Some(found.customer)
        }
    };
    let customer = customer.ok_or(KeepingError::NoCustomer)?;
    customers::customer(tx, customer)?
        .filter(|customer| !customer.erased)
        .ok_or(KeepingError::NoCustomer)
}
