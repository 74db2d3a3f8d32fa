//! A rate: what fine metal costs on a day, by a source.

use chrono::{DateTime, NaiveDate, Utc};
use units::{Id, Metal, Rate};

use crate::cx::User;

/// One entry of the list of rates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetalRate {
    pub id: Id<Self>,
    pub metal: Metal,
    /// Who quotes it: `LBMA`, the refiner, the shop itself.
    pub source: String,
    /// The shop's day it holds from.
    pub on: NaiveDate,
    pub rate: Rate,
    /// The file it came in; None: entered by hand.
    pub file_name: Option<String>,
    /// The entry it stands in for.
    pub corrects: Option<Id<Self>>,
    /// Another entry stands in for it.
    pub corrected: bool,
    pub at: DateTime<Utc>,
    /// None: the program itself.
    pub user: Option<Id<User>>,
}

/// Whether this metal is traded by fine weight.
pub(super) const fn is_precious(metal: Metal) -> bool {
    !matches!(metal, Metal::Base)
}

/// What no source is longer than.
const LONGEST_SOURCE: usize = 40;

/// A source's name, tidied.
pub(super) fn checked_source(source: &str) -> Option<&str> {
    let source = source.trim();
    let wrong = source.is_empty()
        || source.chars().count() > LONGEST_SOURCE
        || source.contains(char::is_control);
    (!wrong).then_some(source)
}

/// Millionths of the currency for a gram, between which a rate is believed: from a cent to ten
/// thousand. Below and above, the unit or the point is wrong.
const BELIEVED_MICRO: std::ops::RangeInclusive<i64> = 10_000..=10_000_000_000;

/// Whether a rate lies where metals' rates lie.
pub(super) fn is_believed(rate: Rate) -> bool {
    BELIEVED_MICRO.contains(&rate.gram_micro(units::Rounding::HalfUp))
}

/// Whether one is less than half or more than twice the other: a kilogram entered as a gram, a
/// metal as another.
pub(super) fn is_far(rate: Rate, from: Rate) -> bool {
    let (one, other) = (
        rate.gram_micro(units::Rounding::HalfUp),
        from.gram_micro(units::Rounding::HalfUp),
    );
    one > other.saturating_mul(2) || other > one.saturating_mul(2)
}

/// Behind so many days a rate says nothing any more of what the next may be.
pub(super) const COMPARED_DAYS: i64 = 31;
