//! Pictures of what a customer left.

use units::Id;
use uuid::Uuid;

use super::nouns::{EntrustedError, Object, Slip, Standing};
use super::store;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::files::{self, Picture};
use crate::users::{Authority, Right, authorise};

const MOST_PHOTOS: i64 = 12;

/// Adds a prepared picture. The same one twice stays one. What is not here is not photographed here.
pub fn attach_photo(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Object>,
    name: &str,
    picture: &Picture,
) -> Result<Slip, EntrustedError> {
    authorise(by, None, Right::TakeRepairs)?;
    let (object, slip) = find(tx, id)?;
    if store::photo_count(tx, object.seq)? >= MOST_PHOTOS {
        return Err(EntrustedError::TooManyPhotos { most: MOST_PHOTOS });
    }
    let file = files::keep(tx, cx, picture.media_type, name, &picture.bytes)?;
    let thumbnail = files::keep(tx, cx, picture.media_type, name, &picture.thumbnail)?;
    store::put_photo(tx, cx, object.seq, by.user(), file.uuid(), thumbnail.uuid())?;
    for change in slip.changes() {
        tx.changed(change);
    }
    Ok(slip)
}

/// Takes a picture off the sheet. It is kept.
pub fn take_photo_off(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Object>,
    file: Uuid,
) -> Result<Slip, EntrustedError> {
    authorise(by, None, Right::TakeRepairs)?;
    let (object, slip) = find(tx, id)?;
    if !store::hide_photo(tx, cx, object.seq, file)? {
        return Err(EntrustedError::PhotoUnknown);
    }
    for change in slip.changes() {
        tx.changed(change);
    }
    Ok(slip)
}

fn find(tx: &WriteTx<'_>, id: Id<Object>) -> Result<(Object, Slip), EntrustedError> {
    let object = store::object(tx, id)?.ok_or(EntrustedError::ObjectUnknown)?;
    let slip = store::slip_by_id(tx, object.slip)?.ok_or(EntrustedError::SlipUnknown)?;
    let standing = object.standing;
    if standing != Standing::Here {
        return Err(EntrustedError::WrongStanding { standing });
    }
    Ok((object, slip))
}
