//! The shop's logo on its documents.

use documents::Picture;
use serde_json::json;
use units::Id;

use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::files::{self, File};
use crate::journal::{self, Event, JournalError};

/// Why the logo is not taken.
#[derive(Debug, thiserror::Error)]
pub enum SetLogoError {
    #[error("there is no shop yet")]
    NotSetUp,
    /// Whatever its name says: its bytes are no PNG, JPEG or WebP picture, or one too large, white all over,
    /// or as thin as a line.
    #[error("the file is no picture that can be printed")]
    NotAPicture,
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// A picture that has been read and is ready to be kept: reading is slow, so it is done before.
#[derive(Clone, Debug)]
pub struct Logo {
    png: Vec<u8>,
}

/// Wide enough for the paper of any receipt printer.
const WIDEST_PX: u32 = 1_024;
const HIGHEST_PX: u32 = 512;
/// Beyond it a picture is a line on every paper.
const MOST_ASPECT: u32 = 20;

impl Logo {
    /// Reads a file by its content and keeps only its picture: no metadata, nothing hidden.
    pub fn read(bytes: &[u8]) -> Result<Self, SetLogoError> {
        let picture =
            Picture::read(bytes, WIDEST_PX, HIGHEST_PX).map_err(|_| SetLogoError::NotAPicture)?;
        let (width, height) = (picture.width_px(), picture.height_px());
        let is_line = width > MOST_ASPECT * height || height > MOST_ASPECT * width;
        if is_line || picture.is_blank() {
            return Err(SetLogoError::NotAPicture);
        }
        let png = picture.png().map_err(|_| SetLogoError::NotAPicture)?;
        Ok(Self { png })
    }
}

/// Keeps the logo, or takes it off the documents.
pub fn set_logo(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    logo: Option<Logo>,
) -> Result<Option<Id<File>>, SetLogoError> {
    let mut shop = store::shop(tx)?.ok_or(SetLogoError::NotSetUp)?;
    let file = match &logo {
        Some(logo) => Some(files::keep(tx, cx, "image/png", "logo.png", &logo.png)?),
        None => None,
    };
    shop.logo = file;
    shop.version += 1;
    store::update_shop(tx, &shop)?;
    let detail = json!({ "what": "logo", "present": file.is_some() });
    journal::log(tx, cx, Event::DocumentChanged, &detail)?;
    tx.changed(Change::of("shop"));
    Ok(file)
}
