//! Adds a till, renames it, or takes it out of use.

use serde_json::json;
use units::Id;

use super::shop::{IdentityError, required};
use super::store;
use super::till::Till;
use crate::cx::{self, Cx};
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};

/// A till as it shall be.
#[derive(Clone, Debug)]
pub struct SaveTill {
    pub id: Id<cx::Till>,
    pub code: String,
    pub name: String,
    pub active: bool,
    /// The version that was seen; none for a new till.
    pub version: Option<i64>,
}

/// Why it was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveTillError {
    #[error("no such till")]
    Unknown,
    #[error("another till has the code {code}")]
    CodeTaken { code: String },
    /// The code is on every receipt of the till and stays.
    #[error("a till keeps its code")]
    CodeFixed,
    /// A shop without a till sells nothing.
    #[error("it is the last till")]
    Last,
    #[error("changed by somebody else: version {now}")]
    Stale { now: i64 },
    #[error(transparent)]
    Text(#[from] IdentityError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Creates the till where `version` is none, else changes it.
pub fn save_till(tx: &mut WriteTx<'_>, cx: &Cx, input: SaveTill) -> Result<Till, SaveTillError> {
    let tills = store::tills(tx)?;
    let old = tills.iter().find(|till| till.id == input.id);
    let till = Till {
        id: input.id,
        code: required("code", &input.code)?,
        name: required("name", &input.name)?,
        active: input.active,
        version: input.version.unwrap_or(0) + 1,
    };
    match (old, input.version) {
        (None, Some(_)) => return Err(SaveTillError::Unknown),
        (Some(old), seen) if seen != Some(old.version) => {
            return Err(SaveTillError::Stale { now: old.version });
        }
        (Some(old), _) if old.code != till.code => return Err(SaveTillError::CodeFixed),
        _ => {}
    }
    let others = || tills.iter().filter(|other| other.id != till.id);
    if others().any(|other| other.code == till.code) {
        return Err(SaveTillError::CodeTaken { code: till.code });
    }
    if !till.active && !others().any(|other| other.active) {
        return Err(SaveTillError::Last);
    }
    if old.is_some() {
        store::update_till(tx, &till)?;
    } else {
        store::insert_till(tx, &till)?;
    }
    let detail = json!({ "what": "till", "till": till.id.to_string(), "active": till.active });
    journal::log(tx, cx, Event::ComplianceSettingsChanged, &detail)?;
    tx.changed(Change::of("till"));
    // Sessions at a till that is out of use are looked at anew.
    tx.changed(Change::of("session"));
    Ok(till)
}
