//! Corrects who the shop is. What was printed and journaled before keeps what it said.

use documents::Language;
use serde_json::json;

use super::shop::{Identity, IdentityError, Shop};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};

/// What may be changed.
#[derive(Clone, Debug)]
pub struct EditShop {
    /// The version that was seen.
    pub version: i64,
    pub identity: Identity,
    pub language: Language,
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum EditShopError {
    #[error("there is no shop yet")]
    NotSetUp,
    /// Somebody else has changed it since it was read.
    #[error("changed by somebody else: version {now}")]
    Stale { now: i64 },
    #[error(transparent)]
    Identity(#[from] IdentityError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Writes the new identity and journals which fields differ.
pub fn edit_shop(tx: &mut WriteTx<'_>, cx: &Cx, input: EditShop) -> Result<Shop, EditShopError> {
    let old = store::shop(tx)?.ok_or(EditShopError::NotSetUp)?;
    if old.version != input.version {
        return Err(EditShopError::Stale { now: old.version });
    }
    let new = Shop {
        identity: input.identity.checked()?,
        language: input.language,
        version: old.version + 1,
        ..old.clone()
    };
    store::update_shop(tx, &new)?;
    let detail = json!({ "what": "shop", "fields": differing(&old.identity, &new.identity) });
    journal::log(tx, cx, Event::ComplianceSettingsChanged, &detail)?;
    tx.changed(Change::of("shop"));
    Ok(new)
}

fn differing(old: &Identity, new: &Identity) -> Vec<&'static str> {
    [
        ("name", old.name == new.name),
        ("legal_name", old.legal_name == new.legal_name),
        ("address", old.address == new.address),
        ("siret", old.siret == new.siret),
        ("naf", old.naf == new.naf),
        ("vat_number", old.vat_number == new.vat_number),
        ("phone", old.phone == new.phone),
        ("email", old.email == new.email),
    ]
    .into_iter()
    .filter_map(|(field, same)| (!same).then_some(field))
    .collect()
}
