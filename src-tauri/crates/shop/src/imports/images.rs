//! The pictures of an import, by address: kept, given up, asked for again, taken off.
//!
//! What is to be fetched is written in the step that enters its piece. So a kill loses none of it, and
//! whoever fetches goes on with what still waits. The fetching itself is not the business' business:
//! it has no network.

use units::Id;

use super::image::{DueImage, Images};
use super::import::{Import, ImportState};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, ReadTx, StoreError, WriteTx};
use crate::files::{self, PhotoError, Picture};
use crate::stock::{self, Piece};

/// The setting that lets pictures come from the shop's own network: another machine in the house, a
/// server under the desk. It is off until an owner says otherwise.
pub const FROM_PRIVATE: &str = "imports.pictures_from_private_addresses";

/// How long until the next try, by how many there were: a line that is down in the evening is up again
/// in the morning. After the last one it has failed.
const WAITS_S: [i64; 7] = [60, 300, 900, 3_600, 3 * 3_600, 6 * 3_600, 12 * 3_600];

/// Why nothing is asked for again.
#[derive(Debug, thiserror::Error)]
pub enum ImagesError {
    #[error("the import is not known")]
    ImportUnknown,
    /// What it brought is gone.
    #[error("the import is {}", .0.code())]
    WrongState(ImportState),
    #[error(transparent)]
    Photo(#[from] PhotoError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn told(tx: &mut WriteTx<'_>, import: Id<Import>) {
    tx.changed(Change::one("import", import));
}

/// How the pictures of an import stand.
pub fn images(tx: &ReadTx<'_>, import: Id<Import>) -> Result<Images, StoreError> {
    store::images(tx, import)
}

/// The addresses to be asked now, those that have waited longest first.
pub fn due_images(tx: &ReadTx<'_>, cx: &Cx, most: usize) -> Result<Vec<DueImage>, StoreError> {
    store::due_images(tx, cx.now_ms(), most)
}

/// Puts a picture on everything of the import that waits for it: behind a piece's other photos, on an
/// article that has none.
pub fn keep_image(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    of: &DueImage,
    name: &str,
    picture: &Picture,
) -> Result<(), ImagesError> {
    for (seq, piece, article) in store::waiting_for(tx, of)? {
        if let Some(piece) = piece {
            let before = photos(tx, piece)?.len();
            match files::attach_photo(tx, cx, piece, name, picture) {
                Ok(position) => {
                    let after = photos(tx, piece)?;
                    let file = after.iter().find(|(at, _)| *at == position);
                    let file = file.ok_or(PhotoError::PhotoUnknown)?.1;
                    // One that was there before is not this import's to take off.
                    store::image_kept(tx, seq, (after.len() > before).then_some(file))?;
                }
                Err(PhotoError::TooMany) => {
                    store::image_failed(tx, seq, "file.too_many_photos", "")?;
                }
                Err(error) => return Err(error.into()),
            }
        } else if let Some(article) = article {
            let there = stock::article_by_id(tx, article)?;
            let file = match there {
                Some(one) if one.photo.is_none() => {
                    let file = files::keep(tx, cx, picture.media_type, name, &picture.bytes)?;
                    stock::change_article_photo(tx, article, Some(file.uuid()))?;
                    Some(file.uuid())
                }
                _ => None,
            };
            store::image_kept(tx, seq, file)?;
        }
    }
    told(tx, of.import);
    Ok(())
}

fn photos(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<Vec<(i64, uuid::Uuid)>, StoreError> {
    let documents = files::documents(tx, piece)?.into_iter();
    let photos = documents.filter(|one| one.thumbnail.is_some());
    Ok(photos.map(|one| (one.position, one.file.uuid())).collect())
}

/// It could not be had. `later`: it may be another time, and is tried again, later and later, until it
/// has failed for good.
pub fn miss_image(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    of: &DueImage,
    code: &str,
    detail: &str,
    later: bool,
) -> Result<(), StoreError> {
    let tries = store::tries_of(tx, of)?;
    let wait = usize::try_from(tries).ok().and_then(|at| WAITS_S.get(at));
    let next = wait
        .filter(|_| later)
        .map(|wait| cx.now_ms() + wait * 1_000);
    store::image_missed(tx, of, code, detail, next)?;
    told(tx, of.import);
    Ok(())
}

/// Asks for everything again that failed or was given up, and at once for what waits.
pub fn retry_images(tx: &mut WriteTx<'_>, cx: &Cx, import: Id<Import>) -> Result<(), ImagesError> {
    in_stock(tx, import)?;
    store::retry_images(tx, import, cx.now_ms())?;
    told(tx, import);
    Ok(())
}

/// Gives up what still waits; it can be asked for again.
pub fn stop_images(tx: &mut WriteTx<'_>, import: Id<Import>) -> Result<(), ImagesError> {
    in_stock(tx, import)?;
    store::stop_images(tx, import)?;
    told(tx, import);
    Ok(())
}

fn in_stock(tx: &ReadTx<'_>, import: Id<Import>) -> Result<(), ImagesError> {
    let found = store::import_by_id(tx, import)?.ok_or(ImagesError::ImportUnknown)?;
    match found.state {
        ImportState::Undoing | ImportState::Undone => Err(ImagesError::WrongState(found.state)),
        _ => Ok(()),
    }
}

/// Takes some pictures of an import that is being taken back off again; how many are done.
pub(super) fn drop_images(
    tx: &mut WriteTx<'_>,
    import: Id<Import>,
    most: usize,
) -> Result<usize, StoreError> {
    let some = store::images_to_drop(tx, import, most)?;
    for (seq, piece, article, file) in &some {
        match (piece, article, file) {
            (Some(piece), _, Some(file)) => {
                let standing = photos(tx, *piece)?;
                if let Some((position, _)) = standing.iter().find(|(_, one)| one == file) {
                    match files::detach_photo(tx, *piece, *position) {
                        Ok(()) | Err(PhotoError::PhotoUnknown) => {}
                        Err(PhotoError::Store(error)) => return Err(error),
                        Err(_) => return Err(StoreError::Unreadable("piece_photo")),
                    }
                }
            }
            (_, Some(article), Some(file)) => {
                let there = stock::article_by_id(tx, *article)?;
                if there.is_some_and(|one| one.photo == Some(*file)) {
                    stock::change_article_photo(tx, *article, None)?;
                }
            }
            _ => {}
        }
        store::image_dropped(tx, *seq)?;
    }
    Ok(some.len())
}
