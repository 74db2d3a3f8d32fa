//! A tray's sheet: what should be in it, with photos, to be ticked off with the tray in front of one.

use documents::{Photo, TraySheet, TraySheetPiece};
use units::Id;

use super::nouns::{Tray, TrayError};
use super::store;
use crate::cx::Cx;
use crate::db::ReadTx;
use crate::files;
use crate::stock::Place;
use crate::till::{self, software};

/// The sheet as of now, without the prices where it is to lie about.
pub fn paper(
    tx: &ReadTx<'_>,
    cx: &Cx,
    id: Id<Place>,
    language: Option<documents::Language>,
    with_prices: bool,
) -> Result<TraySheet, TrayError> {
    let Tray {
        name, stands_name, ..
    } = store::tray(tx, id)?.ok_or(TrayError::Unknown)?;
    let house = till::house(tx, None, None)?;
    let mut pieces = Vec::new();
    for one in store::content(tx, cx.now_ms(), id)? {
        let photo = match one.thumbnail {
            Some(file) => files::file_by_id(tx, Id::from_uuid(file))?,
            None => None,
        };
        pieces.push(TraySheetPiece {
            number: one.number,
            title: one.title,
            price_minor: one.price_minor.filter(|_| with_prices),
            // A picture that cannot be read leaves its frame empty: the sheet is needed all the same.
            photo: photo.and_then(|file| Photo::read(&file.bytes, 160).ok()),
        });
    }
    Ok(TraySheet {
        language: language.unwrap_or(house.language),
        currency: house.currency,
        shop: house.shop.clone(),
        software: software(),
        at: house.local(cx.now),
        tray: name,
        stands: stands_name,
        pieces,
    })
}
