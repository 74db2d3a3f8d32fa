//! The shop itself: who it is, its tills, its first run.

mod edit_shop;
mod official;
mod save_till;
mod set_logo;
mod set_up;
mod shop;
mod start;
mod store;
mod till;

pub use edit_shop::{EditShop, EditShopError, edit_shop};
pub use official::OfficialError;
pub use save_till::{SaveTill, SaveTillError, save_till};
pub use set_logo::{Logo, SetLogoError, set_logo};
pub use set_up::{SetUp, SetUpError, set_up};
pub use shop::{Identity, IdentityError, Shop, ShopName};
pub use start::{note_broken, start};
pub use till::Till;

#[cfg(test)]
mod tests;

use documents::Picture;
use units::Id;

use crate::cx;
use crate::db::{ReadTx, StoreError};
use crate::files;

/// The shop, once it has been set up.
pub fn shop(tx: &ReadTx<'_>) -> Result<Option<Shop>, StoreError> {
    store::shop(tx)
}

/// Every till, those out of use included, by code.
pub fn tills(tx: &ReadTx<'_>) -> Result<Vec<Till>, StoreError> {
    store::tills(tx)
}

/// One till.
pub fn till(tx: &ReadTx<'_>, id: Id<cx::Till>) -> Result<Option<Till>, StoreError> {
    Ok(store::tills(tx)?.into_iter().find(|till| till.id == id))
}

/// The shop as its documents name it, logo included.
pub fn on_documents(tx: &ReadTx<'_>) -> Result<Option<documents::Shop>, StoreError> {
    let Some(Shop { identity, logo, .. }) = store::shop(tx)? else {
        return Ok(None);
    };
    let logo = match logo {
        Some(id) => files::file_by_id(tx, id)?,
        None => None,
    };
    let filled = |text: String| (!text.is_empty()).then_some(text);
    Ok(Some(documents::Shop {
        name: identity.name,
        address: identity.address.lines().map(str::to_owned).collect(),
        siret: identity.siret,
        naf: identity.naf,
        vat_number: filled(identity.vat_number),
        phone: filled(identity.phone),
        web: filled(identity.email),
        // What was kept was a picture when it was taken; a receipt is not held up if it no longer is.
        logo: logo.and_then(|file| Picture::read(&file.bytes, 1_024, 512).ok()),
    }))
}
