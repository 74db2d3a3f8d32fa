//! Pictures of an object, at every stage.

use units::Id;
use uuid::Uuid;

use super::intake;
use super::nouns::{Job, RepairError, reason, said};
use super::state::State;
use super::store::{self, NewEntry};
use super::worked::noted;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::files::{self, File, Picture};
use crate::users::{self, Authority, Right, authorise};

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

/// Which picture goes off the sheet, and why.
#[derive(Clone, Debug)]
pub struct TakeOff {
    pub file: Uuid,
    /// Of one that shows how the object came in, once that is held.
    pub reason: String,
}

/// Takes a picture off the sheet. It is kept, and the history says who did. One of how the object came in
/// is what it will be compared with: once a paper is out, or it has moved, it goes off with a reason and
/// somebody who may allow a difference.
pub fn take_photo_off(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    vouched: Option<&Authority>,
    id: Id<Job>,
    input: &TakeOff,
) -> Result<Job, RepairError> {
    authorise(by, None, Right::TakeRepairs)?;
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    if job.state == State::Collected {
        return Err(RepairError::WrongState { state: job.state });
    }
    let photo = store::photos(tx, job.seq)?
        .into_iter()
        .find(|photo| photo.file == input.file)
        .ok_or(RepairError::PhotoUnknown)?;
    let mut detail = serde_json::json!({ "file": input.file });
    let mut note = said(&input.reason, 400);
    if photo.state.is_before_work() && intake::is_held(tx, cx, &job)? {
        note = reason(&input.reason)?;
        let allowed = intake::answer_for_difference(tx, by, vouched)?;
        detail["allowed_by"] =
            serde_json::json!(users::user(tx, allowed.user())?.map(|person| person.name));
    }
    store::hide_photo(tx, cx, job.seq, input.file)?;
    let detail = detail.to_string();
    let entry = NewEntry {
        note: &note,
        detail: &detail,
        ..NewEntry::of(job.seq, "photo_off")
    };
    noted(tx, cx, &job, &entry)?;
    Ok(job)
}
