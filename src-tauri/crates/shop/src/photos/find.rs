//! Which file goes to which piece; nothing is added.

use units::Id;

use super::name::{is_picture, numbers};
use crate::db::{ReadTx, StoreError};
use crate::stock::{self, Found, Piece};

/// As many as a folder holds.
pub const MOST_NAMES: usize = 5_000;

/// A file's name and its piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    pub name: String,
    /// By its name it is a picture.
    pub is_picture: bool,
    /// The piece, its number and its title.
    pub piece: Option<(Id<Piece>, String, String)>,
}

/// Looks every name up.
pub fn find(tx: &ReadTx<'_>, names: Vec<String>) -> Result<Vec<Match>, StoreError> {
    let mut matches = Vec::with_capacity(names.len());
    for name in names {
        let piece = piece_of(tx, &name)?;
        matches.push(Match {
            is_picture: is_picture(&name),
            piece: piece.map(|piece| (piece.id, piece.sheet.number, piece.sheet.title)),
            name,
        });
    }
    Ok(matches)
}

/// The piece whose number the name begins with, the longest number first.
pub(super) fn piece_of(tx: &ReadTx<'_>, name: &str) -> Result<Option<Piece>, StoreError> {
    for number in numbers(name) {
        if let Some(Found::Piece(piece)) = stock::find_by_code(tx, number)?
            && piece.sheet.number.eq_ignore_ascii_case(number)
        {
            return Ok(Some(*piece));
        }
    }
    Ok(None)
}
