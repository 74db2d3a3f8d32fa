//! Puts a checked piece into the stock: its rows, its first movement, its words.

use units::Id;

use super::custody::Movement;
use super::piece::{Custody, Party, Piece, Sheet};
use super::place::Place;
use super::store;
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::search::Words;

/// Writes a piece whose sheet has been checked, and says what it is to be found by. The caller
/// hands those words to the search index, alone or with many others.
pub fn enter(tx: &mut WriteTx<'_>, cx: &Cx, entry: Entry<'_>) -> Result<Words, StoreError> {
    let custody = Custody {
        place: Some(entry.place),
        owner: entry.taken_out_of.map_or(Party::Shop, |(_, owner)| owner),
        holder: Party::Shop,
    };
    let place = entry.place;
    let movement = match (entry.import, entry.taken_out_of) {
        (None, None) if entry.made_for.is_some() => Movement::Made {
            order: entry.made_for.unwrap_or_default().to_owned(),
            place,
        },
        (None, None) => Movement::Received { place },
        (Some((_, name)), _) => Movement::Imported {
            place,
            import: name.to_owned(),
        },
        (None, Some((number, owner))) => Movement::TakenOut {
            of: number.to_owned(),
            place,
            owner,
        },
    };
    let row = store::insert_piece(tx, cx, &entry, custody)?;
    for (position, component) in entry.sheet.components.iter().enumerate() {
        store::insert_component(tx, entry.id, position, component)?;
    }
    store::insert_movement(tx, cx, entry.id, &movement, custody)?;
    Ok(Words {
        row,
        words: entry.words,
    })
}

/// What enters.
#[derive(Debug)]
pub struct Entry<'a> {
    pub id: Id<Piece>,
    pub sheet: &'a Sheet,
    /// What it is to be found by: [`searched_by`].
    pub words: String,
    pub place: Id<Place>,
    /// The import it comes with: its id and the name in the ledger.
    pub import: Option<(uuid::Uuid, &'a str)>,
    /// The number of the piece it was a part of, and whose that is.
    pub taken_out_of: Option<(&'a str, Party)>,
    /// The number of the order it was made for.
    pub made_for: Option<&'a str>,
}
