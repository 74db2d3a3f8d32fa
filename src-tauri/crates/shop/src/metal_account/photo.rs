//! Pictures of what a customer left.

use units::Id;
use uuid::Uuid;

use super::nouns::{Lot, MetalAccountError, changes};
use super::store;
use crate::customers::Customer;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::files::{self, Picture};
use crate::users::{Authority, Right, authorise};

const MOST_PHOTOS: i64 = 12;

/// Adds a prepared picture. The same one twice stays one.
pub fn attach_photo(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Lot>,
    name: &str,
    picture: &Picture,
) -> Result<Id<Customer>, MetalAccountError> {
    authorise(by, None, Right::TakeRepairs)?;
    let lot = store::lot(tx, id)?.ok_or(MetalAccountError::LotUnknown)?;
    super::rule::customer(tx, lot.customer)?;
    if store::photo_count(tx, lot.seq)? >= MOST_PHOTOS {
        return Err(MetalAccountError::TooManyPhotos { most: MOST_PHOTOS });
    }
    let file = files::keep(tx, cx, picture.media_type, name, &picture.bytes)?;
    let thumbnail = files::keep(tx, cx, picture.media_type, name, &picture.thumbnail)?;
    store::put_photo(tx, cx, lot.seq, by.user(), file.uuid(), thumbnail.uuid())?;
    for change in changes(lot.customer) {
        tx.changed(change);
    }
    Ok(lot.customer)
}

/// Takes a picture off. It is kept.
pub fn take_photo_off(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Lot>,
    file: Uuid,
) -> Result<Id<Customer>, MetalAccountError> {
    authorise(by, None, Right::TakeRepairs)?;
    let lot = store::lot(tx, id)?.ok_or(MetalAccountError::LotUnknown)?;
    if !store::hide_photo(tx, cx, lot.seq, file)? {
        return Err(MetalAccountError::PhotoUnknown);
    }
    for change in changes(lot.customer) {
        tx.changed(change);
    }
    Ok(lot.customer)
}
