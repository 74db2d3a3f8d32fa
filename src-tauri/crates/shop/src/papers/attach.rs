//! Puts a paper on a piece.

use units::Id;

use super::paper::{Kind, Paper, PaperError};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, WriteTx};
use crate::files::{self, Picture, check_pdf, prepare_picture};
use crate::stock::{self, Piece};

pub(super) const MOST_PAPERS: i64 = 50;
pub(super) const LONGEST_TEXT: usize = 500;
const LONGEST_NAME: usize = 120;

/// What a paper's file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Pdf(Vec<u8>),
    Picture(Picture),
}

/// Looks at what came in, whatever its name says: a PDF, or else a picture, which is written anew.
/// Takes long: not for the writer's thread.
pub fn content(bytes: Vec<u8>) -> Result<Content, PaperError> {
    if bytes.starts_with(b"%PDF-") {
        check_pdf(&bytes)?;
        return Ok(Content::Pdf(bytes));
    }
    Ok(Content::Picture(prepare_picture(&bytes)?))
}

/// A paper, named by its client.
#[derive(Clone, Debug)]
pub struct NewPaper {
    pub id: Id<Paper>,
    pub piece: Id<Piece>,
    pub kind: Kind,
    pub name: String,
    pub note: String,
}

/// Keeps the file and puts it on the piece, whatever has become of that.
pub fn attach(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    new: &NewPaper,
    content: &Content,
) -> Result<Paper, PaperError> {
    if store::paper_by_id(tx, new.id)?.is_some() {
        return Err(PaperError::IdTaken);
    }
    if stock::piece_by_id(tx, new.piece)?.is_none() {
        return Err(PaperError::PieceUnknown);
    }
    if new.note.chars().count() > LONGEST_TEXT {
        return Err(PaperError::NoteTooLong);
    }
    let (media_type, bytes) = match content {
        Content::Pdf(bytes) => ("application/pdf", bytes),
        Content::Picture(picture) => (picture.media_type, &picture.bytes),
    };
    let file = files::keep(tx, cx, media_type, &new.name, bytes)?;
    let standing: Vec<Paper> = store::papers_of(tx, new.piece)?
        .into_iter()
        .filter(|paper| paper.taken_off.is_none())
        .collect();
    if standing.iter().any(|paper| paper.file == file) {
        return Err(PaperError::Twice);
    }
    if i64::try_from(standing.len()).unwrap_or(i64::MAX) >= MOST_PAPERS {
        return Err(PaperError::TooMany(MOST_PAPERS));
    }
    let name: String = new.name.trim().chars().take(LONGEST_NAME).collect();
    store::insert(tx, cx, new, file, &name, None)?;
    tx.changed(Change::one("piece", new.piece));
    store::paper_by_id(tx, new.id)?.ok_or(PaperError::PaperUnknown)
}
