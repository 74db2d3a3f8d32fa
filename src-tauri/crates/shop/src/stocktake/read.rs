//! Takes readings: what a scanner, a reader of tags or a person says is here.

use units::Id;

use super::count::{Progress, Stocktake};
use super::line::{Line, Of, Source};
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::stock::{self, Found, Piece, Place};
use crate::users::{Authority, MissingRight, Right, authorise};

/// A code, and where it was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// A number, a barcode, a certificate's number or a tag's code.
    pub code: String,
    pub source: Source,
    /// Where the reader stands; in a count of one place, that place unless another is named.
    pub place: Option<Id<Place>>,
}

/// What came of a reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub code: String,
    /// It was read before: nothing changed.
    pub again: bool,
    pub line: Line,
}

/// Why a reading is not taken. None of the batch was.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ReadError {
    #[error("the stocktake is not known")]
    Unknown,
    #[error("the stocktake is {}", .0.code())]
    NotCounting(Progress),
    /// Blank, longer than 100 letters, or with control characters in it.
    #[error("the code is not one")]
    NotACode,
    #[error("more than {MOST} readings at once")]
    TooMany,
    #[error("the place is not known")]
    PlaceUnknown,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The readings of one command: a burst of a reader of tags.
const MOST: usize = 500;

/// Takes readings, all of them or none. What was read before is not counted again; read at another
/// place, it is there now.
pub fn read(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Stocktake>,
    readings: &[Reading],
) -> Result<Vec<Seen>, ReadError> {
    authorise(by, None, Right::CountStock)?;
    if readings.len() > MOST {
        return Err(ReadError::TooMany);
    }
    let stocktake = store::stocktake(tx, id)?.ok_or(ReadError::Unknown)?;
    if stocktake.progress != Progress::Counting {
        return Err(ReadError::NotCounting(stocktake.progress));
    }
    let mut seen = Vec::with_capacity(readings.len());
    for reading in readings {
        seen.push(one(tx, cx, by, &stocktake, reading)?);
    }
    if seen.iter().any(|seen| !seen.again) {
        for change in Stocktake::changes(id) {
            tx.changed(change);
        }
    }
    Ok(seen)
}

fn one(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    stocktake: &Stocktake,
    reading: &Reading,
) -> Result<Seen, ReadError> {
    let code = reading.code.trim();
    if code.is_empty() || code.chars().count() > 100 || code.chars().any(char::is_control) {
        return Err(ReadError::NotACode);
    }
    if let Some(place) = reading.place
        && stock::place_by_id(tx, place)?.is_none()
    {
        return Err(ReadError::PlaceUnknown);
    }
    let place = reading.place.or(stocktake.scope.place());
    let of = match piece_of(tx, code, reading.source)? {
        Some(piece) => Of::Piece(piece),
        None => Of::Code(code.to_owned()),
    };
    let again = match store::last_reading(tx, stocktake.seq, &of)? {
        Some((true, before)) => before == place,
        _ => false,
    };
    if !again {
        store::insert_reading(
            tx,
            cx,
            by.user(),
            stocktake,
            &of,
            reading,
            code,
            place,
            true,
        )?;
    }
    let line = store::line(tx, stocktake, cx.now_ms(), &of)?
        .ok_or(StoreError::Unreadable("stocktake line"))?;
    Ok(Seen {
        code: code.to_owned(),
        again,
        line,
    })
}

/// The piece a code names. A tag's code is looked for among the tags first; readers that type what
/// they read send tags as scans.
fn piece_of(tx: &ReadTx<'_>, code: &str, source: Source) -> Result<Option<Id<Piece>>, StoreError> {
    let tag = stock::epc(code);
    if source == Source::Rfid
        && let Some(tag) = &tag
        && let Some(piece) = stock::piece_with_tag(tx, tag)?
    {
        return Ok(Some(piece));
    }
    match stock::find_by_code(tx, code)? {
        Some(Found::Piece(piece)) => return Ok(Some(piece.id)),
        Some(Found::Article(_)) => return Ok(None),
        None => {}
    }
    match tag {
        Some(tag) => stock::piece_with_tag(tx, &tag),
        None => Ok(None),
    }
}
