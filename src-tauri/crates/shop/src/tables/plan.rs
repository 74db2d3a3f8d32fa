//! What would become of one piece.

use units::{Money, PriceEnding};

use super::value::{Value, value_of};
use super::wanted::{How, Wanted};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::metal;
use crate::stock::{self, Piece, Sheet, SheetError, State, words};

words! {
    /// Why a piece stays as it is.
    Why {
        Sold = "sold",
        /// In a cart.
        Reserved = "reserved",
        OnMemo = "on_memo",
        Withdrawn = "withdrawn",
        /// A stone that is set in another piece.
        Mounted = "mounted",
        /// It has what is wanted already.
        Same = "same",
        /// A share or an amount of no price is none.
        NotPriced = "not_priced",
        /// Nothing or less would be left.
        NothingLeft = "nothing_left",
        /// Beyond any piece of a shop like this.
        TooHigh = "too_high",
        /// It would be sold below its floor price.
        BelowFloor = "below_floor",
        /// Its floor price would be above its price.
        FloorAbovePrice = "floor_above_price",
        NotInvestmentGold = "not_investment_gold",
        /// The field is of other families.
        OtherFamily = "other_family",
        /// Its sheet says too many things of its own already.
        TooManyAttributes = "too_many_attributes",
        /// It is not what was seen.
        Changed = "changed",
        /// Somebody stopped before its turn.
        Stopped = "stopped",
    }
}

/// What a piece has, and what it would have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Planned {
    pub old: Value,
    /// The old one where there is a reason.
    pub new: Value,
    pub why: Option<Why>,
}

/// Looks at one piece.
pub(super) fn plan_one(
    tx: &ReadTx<'_>,
    cx: &Cx,
    wanted: &Wanted,
    piece: &Piece,
) -> Result<Planned, StoreError> {
    let old = value_of(tx, wanted, piece)?;
    let left = |why| Planned {
        old: old.clone(),
        new: old.clone(),
        why: Some(why),
    };
    if let Some(why) = not_in_stock(tx, cx, piece)? {
        return Ok(left(why));
    }
    let new = match *wanted {
        Wanted::Attribute { ref value, .. } => Value::Attribute(value.clone()),
        Wanted::Place(place) => Value::Place(Some(place)),
        Wanted::Family(family) => Value::Family(family),
        Wanted::Supplier(supplier) => Value::Supplier(supplier),
        Wanted::VatRegime(regime) => Value::VatRegime(regime),
        Wanted::Floor(floor) => Value::Floor(floor),
        Wanted::Price(how, ending) => match new_price(piece, how, ending) {
            Ok(minor) => Value::Price(Some(minor)),
            Err(why) => return Ok(left(why)),
        },
    };
    if new == old {
        return Ok(left(Why::Same));
    }
    let why = match wanted {
        Wanted::Attribute { name, value } => attribute(tx, piece, name, value.as_deref())?,
        _ => why_not(tx, cx, piece, &old, &new)?,
    };
    Ok(Planned { old, new, why })
}

/// Why a piece that is not in stock and free stays as it is.
pub(super) fn not_in_stock(
    tx: &ReadTx<'_>,
    cx: &Cx,
    piece: &Piece,
) -> Result<Option<Why>, StoreError> {
    Ok(match piece.state {
        State::Sold => Some(Why::Sold),
        State::OnMemo => Some(Why::OnMemo),
        State::Withdrawn => Some(Why::Withdrawn),
        State::Mounted => Some(Why::Mounted),
        State::Available => stock::is_reserved(tx, cx, piece.id)?.then_some(Why::Reserved),
    })
}

fn new_price(piece: &Piece, how: How, ending: PriceEnding) -> Result<i64, Why> {
    let old = piece.sheet.price.map(Money::minor).map(i128::from);
    let (part, whole) = match how {
        How::Exactly(minor) => return Ok(minor),
        How::Percent(share) => (
            old.ok_or(Why::NotPriced)? * i128::from(10_000 + share),
            10_000,
        ),
        How::Amount(minor) => (old.ok_or(Why::NotPriced)? + i128::from(minor), 1),
    };
    if part <= 0 {
        return Err(Why::NothingLeft);
    }
    match ending.nearest(part, whole) {
        Some(minor) if minor > 0 => Ok(minor),
        Some(_) => Err(Why::NothingLeft),
        None => Err(Why::TooHigh),
    }
}

/// Why a piece does not get this value.
fn why_not(
    tx: &ReadTx<'_>,
    cx: &Cx,
    piece: &Piece,
    old: &Value,
    new: &Value,
) -> Result<Option<Why>, StoreError> {
    let price = piece.sheet.price.map(Money::minor);
    Ok(match (old, new) {
        (&Value::Price(old), &Value::Price(Some(new))) => {
            let money = Money::new(new, stock::currency(tx)?).ok();
            if money.is_none() || stock::check_price(money, cx.now.date_naive()).is_err() {
                return Ok(Some(Why::TooHigh));
            }
            let falls = old.is_none_or(|old| new < old);
            let floor = metal::floor_of(tx, piece)?;
            (falls && floor.is_some_and(|floor| new < floor)).then_some(Why::BelowFloor)
        }
        (_, &Value::Floor(Some(floor))) => price
            .is_some_and(|price| floor > price)
            .then_some(Why::FloorAbovePrice),
        (_, &Value::VatRegime(vat_regime)) => {
            let sheet = Sheet {
                vat_regime,
                ..piece.sheet.clone()
            };
            match stock::may_be(cx, &sheet) {
                Err(SheetError::Store(error)) => return Err(error),
                Err(_) => Some(Why::NotInvestmentGold),
                Ok(()) => None,
            }
        }
        _ => None,
    })
}

/// Why a piece's sheet does not say that.
fn attribute(
    tx: &ReadTx<'_>,
    piece: &Piece,
    name: &str,
    value: Option<&str>,
) -> Result<Option<Why>, StoreError> {
    if value.is_none() {
        return Ok(None);
    }
    let family = stock::family_by_id(tx, piece.sheet.family)?;
    let is_of = |family: &stock::Family| stock::attribute_is_of(name, &family.code);
    if !family.as_ref().is_some_and(is_of) {
        return Ok(Some(Why::OtherFamily));
    }
    let mut attributes = piece.sheet.attributes.clone();
    attributes.insert(name.to_owned(), value.unwrap_or_default().to_owned());
    let fits = stock::check_attributes(&attributes).is_ok();
    Ok((!fits).then_some(Why::TooManyAttributes))
}
