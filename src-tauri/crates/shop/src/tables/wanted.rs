//! What a bulk edit is asked for, and what can be said of it before any piece is looked at.

use units::{Id, PriceEnding};

use super::value::Field;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::rules;
use crate::stock::{self, Family, Place, SheetError, Supplier, VatRegime};

/// What is to become of every piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    Place(Id<Place>),
    Family(Id<Family>),
    Supplier(Option<Id<Supplier>>),
    VatRegime(VatRegime),
    Price(How, PriceEnding),
    /// None: its family's again.
    Floor(Option<i64>),
    /// A family's field by its code, or the shop's own by its name; None takes it off the sheet.
    Attribute {
        name: String,
        value: Option<String>,
    },
}

/// How a new price comes from the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// So many parts per ten thousand more or less.
    Percent(i64),
    /// So many cents more or less.
    Amount(i64),
    /// So many cents.
    Exactly(i64),
}

/// Why nothing is drawn up.
#[derive(Clone, Debug, thiserror::Error)]
pub enum WantedError {
    #[error("the place is not known, or no longer used")]
    PlaceUnknown,
    #[error("the family is not known")]
    FamilyUnknown,
    #[error("the supplier is not known")]
    SupplierUnknown,
    /// It would change nothing.
    #[error("nothing more, nothing less")]
    Zero,
    /// A price that falls by all it is, or more.
    #[error("nothing would be left")]
    NothingLeft,
    /// More than tenfold.
    #[error("the share is beyond belief")]
    PercentAbsurd,
    /// Beyond any piece of a shop like this.
    #[error("the amount is beyond belief")]
    AmountAbsurd,
    /// No name, no such word, no such number.
    #[error(transparent)]
    Attribute(SheetError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Ten times more.
const MOST_BASIS_POINTS: i64 = 100_000;
/// What is nothing left.
const ALL_BASIS_POINTS: i64 = 10_000;

impl Wanted {
    pub const fn field(&self) -> Field {
        match self {
            Self::Place(_) => Field::Place,
            Self::Family(_) => Field::Family,
            Self::Supplier(_) => Field::Supplier,
            Self::VatRegime(_) => Field::VatRegime,
            Self::Price(..) => Field::Price,
            Self::Floor(_) => Field::Floor,
            Self::Attribute { .. } => Field::Attribute,
        }
    }

    pub(super) fn check(&self, tx: &ReadTx<'_>, cx: &Cx) -> Result<(), WantedError> {
        let most = rules::trade().most_price_minor(cx.now.date_naive());
        match *self {
            Self::Attribute {
                ref name,
                ref value,
            } => stock::check_attribute(name, value.as_deref()).map_err(WantedError::Attribute),
            Self::Place(id) => match stock::place_by_id(tx, id)? {
                Some(place) if place.active => Ok(()),
                _ => Err(WantedError::PlaceUnknown),
            },
            Self::Family(id) => match stock::family_by_id(tx, id)? {
                Some(_) => Ok(()),
                None => Err(WantedError::FamilyUnknown),
            },
            Self::Supplier(Some(id)) => {
                let known = stock::suppliers(tx)?.iter().any(|one| one.id == id);
                known.then_some(()).ok_or(WantedError::SupplierUnknown)
            }
            Self::Supplier(None) | Self::VatRegime(_) | Self::Floor(None) => Ok(()),
            Self::Price(How::Percent(0) | How::Amount(0), _) => Err(WantedError::Zero),
            Self::Price(How::Percent(share), _) if share <= -ALL_BASIS_POINTS => {
                Err(WantedError::NothingLeft)
            }
            Self::Price(How::Percent(share), _) if share > MOST_BASIS_POINTS => {
                Err(WantedError::PercentAbsurd)
            }
            Self::Price(How::Percent(_), _) => Ok(()),
            Self::Price(How::Amount(minor), _) => {
                let fits = minor.unsigned_abs() <= most.unsigned_abs();
                fits.then_some(()).ok_or(WantedError::AmountAbsurd)
            }
            Self::Price(How::Exactly(minor), _) | Self::Floor(Some(minor)) => {
                if minor <= 0 {
                    return Err(WantedError::NothingLeft);
                }
                (minor <= most)
                    .then_some(())
                    .ok_or(WantedError::AmountAbsurd)
            }
        }
    }
}
