//! What every entry asks before it is written.

use units::Id;
use uuid::Uuid;

use super::nouns::{EntrustedError, Of};
use crate::appraisal::{self, estate};
use crate::custom;
use crate::customers::{self, Customer};
use crate::db::ReadTx;

/// What somebody wrote, without blanks around it and not longer than that.
pub(super) fn said(text: &str, most: usize) -> String {
    text.trim().chars().take(most).collect()
}

/// The same where it may not be left out.
pub(super) fn reason(text: &str) -> Result<String, EntrustedError> {
    let text = said(text, 400);
    if text.is_empty() {
        Err(EntrustedError::ReasonMissing)
    } else {
        Ok(text)
    }
}

/// Whose objects are left for this; nothing is left for what is over.
pub(super) fn owner(tx: &ReadTx<'_>, of: Of, id: Uuid) -> Result<Customer, EntrustedError> {
    let customer: Option<Id<Customer>> = match of {
        Of::Appraisal => {
            let found = appraisal::appraisal(tx, Id::from_uuid(id))?;
            let found = found.ok_or(EntrustedError::SubjectUnknown)?;
            if !matches!(
                found.state,
                appraisal::State::Draft | appraisal::State::Issued
            ) {
                return Err(EntrustedError::Over);
            }
            found.customer
        }
        Of::Estate => {
            let found = estate::estate(tx, Id::from_uuid(id))?;
            let found = found.ok_or(EntrustedError::SubjectUnknown)?;
            if found.state == estate::EstateState::Closed {
                return Err(EntrustedError::Over);
            }
            found.about.customer.map(Id::from_uuid)
        }
        Of::Custom => {
            let found = custom::order(tx, Id::from_uuid(id))?;
            let found = found.ok_or(EntrustedError::SubjectUnknown)?;
            if !found.state.is_open() {
                return Err(EntrustedError::Over);
            }
            Some(found.customer)
        }
    };
    let customer = customer.ok_or(EntrustedError::NoCustomer)?;
    customers::customer(tx, customer)?
        .filter(|customer| !customer.erased)
        .ok_or(EntrustedError::NoCustomer)
}
