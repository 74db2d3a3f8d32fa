//! A shop with its families and places, and a ring to put into it.

use documents::Language;
use units::{Carat, Fineness, Id, Metal, Money, Quantity, Weight};

use super::{
    Alloy, Component, ComponentKind, CreatePiece, CreatePieceError, Piece, Sheet, Stone,
    create_piece, family_by_code, place_by_code, seed,
};
use crate::db::testing::{cx, store};
use crate::db::{Store, StoreError};

/// A store that has been set up.
pub(crate) fn shop() -> (tempfile::TempDir, Store) {
    let (dir, store) = store();
    store
        .write(|tx| seed(tx, &cx(0), Language::Fr))
        .expect("a seed");
    (dir, store)
}

/// A certified solitaire.
pub(crate) fn ring(store: &Store, number: &str) -> Sheet {
    let family = store
        .read(|tx| family_by_code(tx, "ring"))
        .expect("a read")
        .expect("a family");
    Sheet {
        alloy: Some(Alloy {
            metal: Metal::Gold,
            fineness: Fineness::from_per_mille(750).ok(),
            colour: Some("white".into()),
        }),
        gross: Weight::from_mg(3_420).ok(),
        net: Weight::from_mg(3_280).ok(),
        price: Some(Money::eur(329_000)),
        cost: Some(Money::eur(140_000)),
        components: vec![Component {
            id: cx(0).new_id(),
            kind: ComponentKind::Stone,
            stone: Some(Stone {
                kind: "diamond".into(),
                shape: Some("round".into()),
                colour: Some("F".into()),
                clarity: Some("VS1".into()),
                ..Stone::default()
            }),
            count: Quantity::ONE,
            weight: Carat::from_milli(700).ok(),
            laboratory: Some("GIA".into()),
            certificate_number: Some(format!("GIA-{number}")),
            certificate_file: None,
            measurements_um: [None; 3],
        }],
        ..Sheet::new(number, family.id, "Solitaire Étoile")
    }
}

/// Enters a sheet into the window.
pub(crate) fn enter(store: &Store, sheet: Sheet) -> Result<Piece, CreatePieceError> {
    store
        .write(move |tx| {
            let place = place_by_code(tx, "VITRINE")?.ok_or(StoreError::Unreadable("place"))?;
            let cx = cx(1);
            let id: Id<Piece> = cx.new_id();
            let input = CreatePiece {
                id,
                sheet,
                place: place.id,
            };
            create_piece(tx, &cx, input)
        })
        .map(|written| written.value)
}
