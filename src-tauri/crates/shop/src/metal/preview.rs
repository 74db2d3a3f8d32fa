//! What everything priced by formula would cost at the newest rates.

use chrono::NaiveDate;
use units::{Id, Money};

use super::formula::{Worked, margin};
use super::rate::MetalRate;
use super::store;
use super::work::{Day, WorkError, listed};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::stock::{self, Family, Piece, State};
use crate::till;

/// The pieces of one preview.
#[derive(Clone, Debug)]
pub struct Preview {
    pub on: NaiveDate,
    /// Of every metal that has one.
    pub rates: Vec<MetalRate>,
    pub lines: Vec<PreviewLine>,
}

/// One piece.
#[derive(Clone, Debug)]
pub struct PreviewLine {
    pub piece: Id<Piece>,
    pub version: i64,
    pub number: String,
    pub title: String,
    pub family_code: String,
    pub old_minor: Option<i64>,
    pub standing: Standing,
    /// Where the formula gives a price.
    pub worked: Option<Worked>,
    /// Its stones are valued by the price lists.
    pub stones_listed: bool,
    /// At the old price and at the new; None without a cost.
    pub margins_minor: [Option<i64>; 2],
}

/// Whether a piece can be re-priced.
#[derive(Clone, Debug)]
pub enum Standing {
    Ready,
    /// The formula gives the price it has.
    Same,
    /// In a cart: left out.
    Reserved,
    /// With a vendor or customer: left out.
    OnMemo,
    /// The formula gives nothing: left out.
    CannotWork(WorkError),
}

impl Standing {
    /// The stable word that screens translate.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Same => "same",
            Self::Reserved => "reserved",
            Self::OnMemo => "on_memo",
            Self::CannotWork(error) => error.code(),
        }
    }
}

/// Works out every piece in stock that is priced by formula, of one family or of all.
pub fn preview(
    tx: &ReadTx<'_>,
    cx: &Cx,
    family: Option<Id<Family>>,
) -> Result<Preview, StoreError> {
    let on = till::house(tx, None, None)?.day(cx.now);
    let currency = stock::currency(tx)?;
    let day = Day::load(tx, on)?;
    let mut lines = Vec::new();
    for id in store::priced_by_formula(tx, family)? {
        let Some(piece) = stock::piece_by_id(tx, id)? else {
            continue;
        };
        let parts = store::parts_of(tx, id)?;
        let listed_minor = listed(tx, &piece.sheet, &parts)?;
        let old_minor = piece.sheet.price.map(Money::minor);
        let (worked, standing) = match day.worked(&piece.sheet, &parts, listed_minor) {
            Err(WorkError::Store(error)) => return Err(error),
            Err(error) => (None, Standing::CannotWork(error)),
            Ok(worked) if piece.state == State::OnMemo => (Some(worked), Standing::OnMemo),
            Ok(worked) if stock::is_reserved(tx, cx, id)? => (Some(worked), Standing::Reserved),
            Ok(worked) if old_minor == Some(worked.price_minor) => (Some(worked), Standing::Same),
            Ok(worked) => (Some(worked), Standing::Ready),
        };
        let sold = day.sold(&piece.sheet);
        let left = |price: Option<i64>| {
            let price = price?;
            margin(price, sold, currency).ok().flatten()
        };
        lines.push(PreviewLine {
            piece: id,
            version: piece.version,
            number: piece.sheet.number,
            title: piece.sheet.title,
            family_code: piece.family_code,
            old_minor,
            standing,
            worked,
            stones_listed: listed_minor.is_some(),
            margins_minor: [left(old_minor), left(worked.map(|one| one.price_minor))],
        });
    }
    let mut rates = Vec::new();
    for metal in units::Metal::ALL {
        rates.extend(day.rate(metal).cloned());
    }
    Ok(Preview { on, rates, lines })
}
