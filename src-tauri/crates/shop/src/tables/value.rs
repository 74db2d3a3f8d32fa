//! What a bulk edit changes, and a value of it.

use units::{Id, Money};

use super::wanted::Wanted;
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
        /// A field that its family has, or that the shop has named.
        Attribute = "attribute",
    }
}

/// A value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// As the sheet writes it; None: it says nothing of it.
    Attribute(Option<String>),
}

impl Value {
    /// As the wire writes it: an id, a word or cents.
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Place(id) => id.map(|id| id.to_string()),
            Self::Family(id) => Some(id.to_string()),
            Self::Supplier(id) => id.map(|id| id.to_string()),
            Self::VatRegime(regime) => Some(regime.code().to_owned()),
            Self::Price(minor) | Self::Floor(minor) => minor.map(|minor| minor.to_string()),
            Self::Attribute(value) => value.clone(),
        }
    }
}

/// What a piece has now.
pub(super) fn value_of(
    tx: &ReadTx<'_>,
    wanted: &Wanted,
    piece: &Piece,
) -> Result<Value, StoreError> {
    Ok(match wanted {
        Wanted::Place(_) => Value::Place(piece.custody.place),
        Wanted::Family(_) => Value::Family(piece.sheet.family),
        Wanted::Supplier(_) => Value::Supplier(piece.sheet.supplier),
        Wanted::VatRegime(_) => Value::VatRegime(piece.sheet.vat_regime),
        Wanted::Price(..) => Value::Price(piece.sheet.price.map(Money::minor)),
        Wanted::Floor(_) => Value::Floor(metal::parts_of(tx, piece.id)?.floor_minor),
        Wanted::Attribute { name, .. } => {
            Value::Attribute(piece.sheet.attributes.get(name).cloned())
        }
    })
}
