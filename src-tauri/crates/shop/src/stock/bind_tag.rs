//! Ties an RFID tag to a piece, or takes it off, and remembers who did and why.

use chrono::{DateTime, Utc};
use units::Id;

use super::piece::{Piece, words};
use super::store;
use crate::cx::{Cx, User};
use crate::db::{Change, ReadTx, StoreError, WriteTx};

words! {
    /// How a tag came to its piece, or off it.
    TagHow {
        /// It lay in a reader's field.
        Read = "read",
        /// Its code was typed.
        Typed = "typed",
        /// A label's chip was written with it.
        Printed = "printed",
    }
}

/// What a piece's tag is to be, and why.
#[derive(Clone, Copy, Debug)]
pub struct BindTag<'a> {
    /// Empty: the tag comes off.
    pub tag: &'a str,
    pub how: TagHow,
    /// May be left out where the piece had no tag.
    pub reason: &'a str,
}

/// An entry in the history of a piece's tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagEntry {
    pub id: Id<Self>,
    pub at: DateTime<Utc>,
    /// None: the program itself.
    pub user: Option<Id<User>>,
    /// Afterwards; None: the tag was taken off.
    pub epc: Option<String>,
    /// Before.
    pub was: Option<String>,
    pub how: TagHow,
    pub reason: String,
}

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
    /// A tag is replaced or taken off for a reason: a tag that changes its piece is how one is swapped.
    #[error("the reason is missing")]
    ReasonMissing,
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

/// Ties the tag to the piece, or takes its tag off. A tag that another piece carries has to be taken
/// off there first. Tied again, it is no entry.
pub fn bind_tag(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    piece: Id<Piece>,
    input: &BindTag<'_>,
) -> Result<(), BindTagError> {
    let tag = match input.tag.trim() {
        "" => None,
        text => Some(epc(text).ok_or(BindTagError::NotATag)?),
    };
    if store::piece_by_id(tx, piece)?.is_none() {
        return Err(BindTagError::PieceUnknown);
    }
    if let Some(tag) = &tag
        && let Some(holder) = store::piece_with_tag(tx, tag)?
        && holder != piece
    {
        let number = store::piece_by_id(tx, holder)?.map(|piece| piece.sheet.number);
        return Err(BindTagError::Taken(number.unwrap_or_default()));
    }
    let was = store::tag_of(tx, piece)?;
    if was == tag {
        return Ok(());
    }
    let reason: String = input.reason.trim().chars().take(200).collect();
    if was.is_some() && reason.is_empty() {
        return Err(BindTagError::ReasonMissing);
    }
    store::set_tag(tx, piece, tag.as_deref())?;
    let entry = TagEntry {
        id: cx.new_id(),
        at: cx.now,
        user: cx.actor.user(),
        epc: tag,
        was,
        how: input.how,
        reason,
    };
    store::insert_tag_entry(tx, piece, &entry)?;
    tx.changed(Change::one("piece", piece));
    Ok(())
}

/// What became of a piece's tags, oldest first.
pub fn tag_entries(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<Vec<TagEntry>, StoreError> {
    store::tag_entries(tx, piece)
}
