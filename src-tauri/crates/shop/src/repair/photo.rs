//! Pictures of an object, at every stage.

use units::Id;
use uuid::Uuid;

use super::nouns::{Job, RepairError};
use super::state::State;
use super::store::{self, NewEntry};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::files::{self, File, Picture};
use crate::users::{Authority, Right, authorise};

const MOST_PHOTOS: i64 = 40;

/// Adds a prepared picture, and gives the version of what is drawn on it: the same picture twice stays
/// one, with its marks. 0: nothing is.
pub fn attach_photo(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Job>,
    name: &str,
    picture: &Picture,
) -> Result<(Id<File>, i64), RepairError> {
    authorise(by, None, Right::WorkRepairs)?;
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    // What left the shop is not photographed in it.
    if job.state == State::Collected {
        return Err(RepairError::WrongState { state: job.state });
    }
    if store::photo_count(tx, job.seq)? >= MOST_PHOTOS {
        return Err(RepairError::TooManyPhotos { most: MOST_PHOTOS });
    }
    let file = files::keep(tx, cx, picture.media_type, name, &picture.bytes)?;
    let thumbnail = files::keep(tx, cx, picture.media_type, name, &picture.thumbnail)?;
    store::put_photo(tx, cx, &job, file.uuid(), thumbnail.uuid())?;
    for change in job.changes() {
        tx.changed(change);
    }
    let mut photos = store::photos(tx, job.seq)?.into_iter();
    let drawn = photos
        .find(|photo| photo.file == file.uuid())
        .and_then(|photo| photo.drawn);
    Ok((file, drawn.map_or(0, |drawn| drawn.version)))
}

/// Takes a picture off the sheet. It is kept, and the history says who did.
pub fn take_photo_off(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Job>,
    file: Uuid,
) -> Result<Job, RepairError> {
    authorise(by, None, Right::TakeRepairs)?;
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    if job.state == State::Collected {
        return Err(RepairError::WrongState { state: job.state });
    }
    if !store::hide_photo(tx, cx, job.seq, file)? {
        return Err(RepairError::PhotoUnknown);
    }
    let detail = serde_json::json!({ "file": file }).to_string();
    let entry = NewEntry {
        detail: &detail,
        ..NewEntry::of(job.seq, "photo_off")
    };
    store::insert_entry(tx, cx, &entry)?;
    for change in job.changes() {
        tx.changed(change);
    }
    Ok(job)
}
