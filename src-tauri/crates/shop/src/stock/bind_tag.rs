//! Ties an RFID tag to a piece, or takes it off.

use units::Id;

use super::piece::Piece;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};

/// Why the tag stays where it is.
#[derive(Clone, Debug, thiserror::Error)]
pub enum BindTagError {
    #[error("the piece is not known")]
    PieceUnknown,
    /// Not an electronic product code: 4 to 64 hexadecimal digits, whole words of 16 bits.
    #[error("not a tag's code")]
    NotATag,
    /// The piece that has it.
    #[error("the tag is on {0}")]
    Taken(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A tag's code as it is kept: hexadecimal in capitals, whole words of 16 bits, at most 256 bits.
/// None: this is no such code. Source: GS1 EPC Tag Data Standard, the memory bank of the EPC.
pub fn epc(text: &str) -> Option<String> {
    let text = text.trim();
    let hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let words = (4..=64).contains(&text.len()) && text.len().is_multiple_of(4);
    (hex && words).then(|| text.to_ascii_uppercase())
}

/// Ties the tag to the piece; an empty one takes the piece's tag off. A tag that another piece
/// carries has to be taken off there first.
pub fn bind_tag(
    tx: &mut WriteTx<'_>,
    _cx: &Cx,
    piece: Id<Piece>,
    tag: &str,
) -> Result<(), BindTagError> {
    let tag = match tag.trim() {
        "" => None,
        text => Some(epc(text).ok_or(BindTagError::NotATag)?),
    };
    if let Some(tag) = &tag
        && let Some(holder) = store::piece_with_tag(tx, tag)?
        && holder != piece
    {
        let number = store::piece_by_id(tx, holder)?.map(|piece| piece.sheet.number);
        return Err(BindTagError::Taken(number.unwrap_or_default()));
    }
    if !store::set_tag(tx, piece, tag.as_deref())? {
        return Err(BindTagError::PieceUnknown);
    }
    tx.changed(Change::one("piece", piece));
    Ok(())
}
