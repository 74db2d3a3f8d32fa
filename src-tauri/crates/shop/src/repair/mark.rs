//! Draws on a picture of an object: where the scratch is, which claw is bent. The picture stays as it is.

use documents::{PHOTO_MARK_FULL, PhotoMark, PhotoMarkKind};
use units::Id;
use uuid::Uuid;

use super::nouns::{Job, RepairError};
use super::state::State;
use super::store::{self, NewEntry};
use super::worked::noted;
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::users::{Authority, Right, authorise};

/// More cover what they point at.
const MOST_MARKS: usize = 20;
/// What is still read on paper, over a picture five centimetres wide.
const LONGEST_TEXT: usize = 40;
/// A hundredth of the picture: less is a slip of the finger.
const SMALLEST: i64 = PHOTO_MARK_FULL / 100;

/// Keeps the marks in place of the version that was seen; 0 where nothing is drawn yet. None of them:
/// all are taken off. What is there already is no new version.
pub fn mark_photo(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Job>,
    file: Uuid,
    seen: i64,
    marks: Vec<PhotoMark>,
) -> Result<Job, RepairError> {
    authorise(by, None, Right::WorkRepairs)?;
    let job = store::job(tx, id)?.ok_or(RepairError::JobUnknown)?;
    // It was shown and signed as it was.
    if job.state == State::Collected {
        return Err(RepairError::WrongState { state: job.state });
    }
    let photo = store::photos(tx, job.seq)?
        .into_iter()
        .find(|photo| photo.file == file)
        .ok_or(RepairError::PhotoUnknown)?;
    let current = photo.drawn.as_ref().map_or(0, |drawn| drawn.version);
    if current != seen {
        return Err(RepairError::Changed { current });
    }
    let marks = checked(marks)?;
    let drawn = photo.drawn.as_ref().map_or(&[][..], |drawn| &drawn.marks);
    if drawn == marks {
        return Ok(job);
    }
    let text = serde_json::to_string(&marks).map_err(|_| StoreError::Unreadable("repair_mark"))?;
    store::insert_drawing(tx, cx, by.user(), job.seq, &photo, current + 1, &text)?;
    let detail = serde_json::json!({ "file": file, "version": current + 1 }).to_string();
    let entry = NewEntry {
        detail: &detail,
        ..NewEntry::of(job.seq, "photo_marked")
    };
    noted(tx, cx, &job, &entry)?;
    Ok(job)
}

fn checked(marks: Vec<PhotoMark>) -> Result<Vec<PhotoMark>, RepairError> {
    if marks.len() > MOST_MARKS {
        return Err(RepairError::TooManyMarks { most: MOST_MARKS });
    }
    marks
        .into_iter()
        .enumerate()
        .map(|(at, mark)| one(mark, at + 1))
        .collect()
}

fn one(mark: PhotoMark, position: usize) -> Result<PhotoMark, RepairError> {
    let ends = [mark.x, mark.y, mark.x2, mark.y2];
    if ends.iter().any(|end| !(0..=PHOTO_MARK_FULL).contains(end)) {
        return Err(RepairError::MarkOutside { position });
    }
    let (wide, high) = ((mark.x2 - mark.x).abs(), (mark.y2 - mark.y).abs());
    let text = mark.text.trim().to_owned();
    let is_sized = match mark.kind {
        PhotoMarkKind::Arrow => wide.max(high) >= SMALLEST,
        PhotoMarkKind::Oval => wide.min(high) >= SMALLEST,
        PhotoMarkKind::Text => wide == 0 && high == 0,
    };
    if !is_sized {
        return Err(RepairError::MarkSize { position });
    }
    let count = text.chars().count();
    let is_said = match mark.kind {
        PhotoMarkKind::Text => (1..=LONGEST_TEXT).contains(&count),
        PhotoMarkKind::Arrow | PhotoMarkKind::Oval => count == 0,
    };
    if !is_said || text.chars().any(char::is_control) {
        return Err(RepairError::MarkText { position });
    }
    Ok(PhotoMark { text, ..mark })
}
