//! The first run: an empty store becomes a shop.

use documents::Language;
use serde_json::json;
use units::Id;

use super::shop::{Identity, IdentityError, Shop, ShopName};
use super::store;
use super::till::Till;
use crate::cx::{self, Actor, Cx};
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event, JournalError};
use crate::stock;
use crate::users::{self, CreateUser, CreateUserError, PinHash, Role};

/// What the assistant asks for.
#[derive(Clone, Debug)]
pub struct SetUp {
    pub shop: Id<ShopName>,
    pub identity: Identity,
    pub language: Language,
    pub till: Id<cx::Till>,
    pub owner: Id<cx::User>,
    pub owner_name: String,
    pub owner_pin: PinHash,
}

/// Why there is no shop yet.
#[derive(Debug, thiserror::Error)]
pub enum SetUpError {
    /// It has been set up already.
    #[error("the shop has been set up already")]
    Done,
    #[error(transparent)]
    Identity(#[from] IdentityError),
    #[error(transparent)]
    Owner(#[from] CreateUserError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// The first shop's place in document numbers; a second shop gets another from the head office.
const FIRST_CODE: &str = "1";

/// Makes the journal's key, the shop, its first till, its owner, and the families and places every
/// jeweller starts with.
pub fn set_up(tx: &mut WriteTx<'_>, cx: &Cx, input: SetUp) -> Result<Shop, SetUpError> {
    if store::shop(tx)?.is_some() {
        return Err(SetUpError::Done);
    }
    let shop = Shop {
        id: input.shop,
        code: FIRST_CODE.to_owned(),
        identity: input.identity.checked()?,
        logo: None,
        language: input.language,
        currency: "EUR".to_owned(),
        time_zone: "Europe/Paris".to_owned(),
        version: 1,
    };
    store::insert_shop(tx, &shop)?;
    journal::create_key(tx, cx)?;
    let till = Till {
        id: input.till,
        code: "1".to_owned(),
        name: match input.language {
            Language::Fr => "Caisse 1".to_owned(),
            Language::En => "Till 1".to_owned(),
        },
        active: true,
        version: 1,
    };
    store::insert_till(tx, &till)?;
    let mut cx = cx.clone();
    cx.actor = Actor::User(input.owner);
    let detail = json!({
        "what": "set-up",
        "shop": shop.id.to_string(),
        "siret": shop.identity.siret,
    });
    journal::log(tx, &cx, Event::ComplianceSettingsChanged, &detail)?;
    let owner = CreateUser {
        id: input.owner,
        name: input.owner_name,
        role: Role::Owner,
        pin_hash: input.owner_pin,
        language: None,
        discount_limit: None,
    };
    users::create(tx, &cx, owner)?;
    stock::seed(tx, &cx, input.language)?;
    tx.changed(Change::of("shop"));
    tx.changed(Change::of("till"));
    Ok(shop)
}
