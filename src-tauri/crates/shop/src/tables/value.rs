//! What a bulk edit changes, and a value of it.

use units::{Id, Money};

use crate::db::{ReadTx, StoreError};
use crate::metal;
use crate::stock::{Family, Piece, Place, Supplier, VatRegime, words};

words! {
    /// What of a piece is changed.
    Field {
        /// Where it lies: a movement of the custody ledger.
        Place = "place",
        Family = "family",
        Supplier = "supplier",
        VatRegime = "vat_regime",
        Price = "price",
        /// The price below which it is not sold without somebody's word.
        Floor = "floor",
    }
}

/// A value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// None: not in the shop.
    Place(Option<Id<Place>>),
    Family(Id<Family>),
    Supplier(Option<Id<Supplier>>),
    VatRegime(VatRegime),
    /// Cents, VAT included.
    Price(Option<i64>),
    /// The piece's own, in cents.
    Floor(Option<i64>),
}

impl Value {
    /// As the wire writes it: an id, a word or cents.
    pub fn text(self) -> Option<String> {
        match self {
            Self::Place(id) => id.map(|id| id.to_string()),
            Self::Family(id) => Some(id.to_string()),
            Self::Supplier(id) => id.map(|id| id.to_string()),
            Self::VatRegime(regime) => Some(regime.code().to_owned()),
            Self::Price(minor) | Self::Floor(minor) => minor.map(|minor| minor.to_string()),
        }
    }
}

/// What a piece has now.
pub(super) fn value_of(tx: &ReadTx<'_>, field: Field, piece: &Piece) -> Result<Value, StoreError> {
    Ok(match field {
        Field::Place => Value::Place(piece.custody.place),
        Field::Family => Value::Family(piece.sheet.family),
        Field::Supplier => Value::Supplier(piece.sheet.supplier),
        Field::VatRegime => Value::VatRegime(piece.sheet.vat_regime),
        Field::Price => Value::Price(piece.sheet.price.map(Money::minor)),
        Field::Floor => Value::Floor(metal::parts_of(tx, piece.id)?.floor_minor),
    })
}
