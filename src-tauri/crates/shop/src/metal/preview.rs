//! What everything priced by formula would cost at the newest rates.

use chrono::NaiveDate;
use units::{Currency, Id, Money};

use super::formula::{Worked, margin};
use super::rate::MetalRate;
use super::store;
use super::work::{Day, WorkError, listed};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::stock::{self, Family, Piece, State};
use crate::till;

/// Pieces of one preview that can be re-priced, and as many that cannot. Who accepts them sees the
/// next ones in another: a write stays small enough for a till to wait behind it, and a million
/// pieces take no more memory than these.
const MOST_LINES: usize = 2_000;
/// Pieces that are looked for at once.
const STEP: usize = 500;

/// The pieces of one preview.
#[derive(Clone, Debug)]
pub struct Preview {
    pub on: NaiveDate,
    /// Of every metal that has one.
    pub rates: Vec<MetalRate>,
    /// Whose price would move, or that are left out.
    pub lines: Vec<PreviewLine>,
    /// Pieces that have the price already, as far as was looked.
    pub same: usize,
    /// Pieces that are left out, as far as was looked; not all of many have a line.
    pub left_out: usize,
    /// Whether there are pieces that were not looked at.
    pub more: bool,
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
            Self::Reserved => "reserved",
            Self::OnMemo => "on_memo",
            Self::CannotWork(error) => error.code(),
        }
    }
}

/// Works out the pieces in stock that are priced by formula, of one family or of all, until as many
/// can be re-priced as one preview shows.
pub fn preview(
    tx: &ReadTx<'_>,
    cx: &Cx,
    family: Option<Id<Family>>,
) -> Result<Preview, StoreError> {
    preview_of(tx, cx, family, MOST_LINES)
}

/// As [`preview`], with another number of lines.
pub(super) fn preview_of(
    tx: &ReadTx<'_>,
    cx: &Cx,
    family: Option<Id<Family>>,
    most: usize,
) -> Result<Preview, StoreError> {
    let on = till::house(tx, None, None)?.day(cx.now);
    let currency = stock::currency(tx)?;
    let day = Day::load(tx, on)?;
    let mut preview = Preview {
        on,
        rates: Vec::new(),
        lines: Vec::new(),
        same: 0,
        left_out: 0,
        more: false,
    };
    let (mut after, mut ready) = (0, 0);
    'looking: loop {
        let pieces = store::priced_by_formula(tx, family, after, STEP)?;
        let Some((last, _)) = pieces.last() else {
            break;
        };
        after = *last;
        for (_, id) in pieces {
            if ready == most {
                preview.more = true;
                break 'looking;
            }
            let Some(line) = line(tx, cx, &day, currency, id)? else {
                preview.same += 1;
                continue;
            };
            if matches!(line.standing, Standing::Ready) {
                ready += 1;
            } else {
                preview.left_out += 1;
                if preview.left_out > most {
                    continue;
                }
            }
            preview.lines.push(line);
        }
    }
    for metal in units::Metal::ALL {
        preview.rates.extend(day.rate(metal).cloned());
    }
    Ok(preview)
}

/// What a piece would cost; None where it costs that already.
fn line(
    tx: &ReadTx<'_>,
    cx: &Cx,
    day: &Day,
    currency: Currency,
    id: Id<Piece>,
) -> Result<Option<PreviewLine>, StoreError> {
    let piece = stock::piece_by_id(tx, id)?.ok_or(StoreError::Unreadable("piece"))?;
    let parts = store::parts_of(tx, id)?;
    let listed_minor = listed(tx, &piece.sheet, &parts)?;
    let old_minor = piece.sheet.price.map(Money::minor);
    let (worked, standing) = match day.worked(&piece.sheet, &parts, listed_minor) {
        Err(WorkError::Store(error)) => return Err(error),
        Err(error) => (None, Standing::CannotWork(error)),
        Ok(worked) if piece.state == State::OnMemo => (Some(worked), Standing::OnMemo),
        Ok(worked) if stock::is_reserved(tx, cx, id)? => (Some(worked), Standing::Reserved),
        Ok(worked) if old_minor == Some(worked.price_minor) => return Ok(None),
        Ok(worked) => (Some(worked), Standing::Ready),
    };
    let sold = day.sold(&piece.sheet);
    let left = |price: Option<i64>| {
        let price = price?;
        margin(price, sold, currency).ok().flatten()
    };
    Ok(Some(PreviewLine {
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
    }))
}
