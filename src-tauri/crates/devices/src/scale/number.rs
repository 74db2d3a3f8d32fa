//! A scale's digits as whole micrograms.

use super::{Refusal, Weight};

/// Micrograms in one of a unit; `None`: not a weight of this trade.
fn micrograms(unit: &str) -> Option<i128> {
    match unit {
        "g" => Some(1_000_000),
        "mg" => Some(1_000),
        "kg" => Some(1_000_000_000),
        // The metric carat, as scales write it.
        "ct" | "c" | "CT" => Some(200_000),
        _ => None,
    }
}

/// Digits with at most one point, and the unit beside them. No sign: it has a place of its own.
pub(super) fn weight(negative: bool, digits: &str, unit: &str) -> Result<Weight, Refusal> {
    let per_unit = micrograms(unit).ok_or_else(|| Refusal::Unit(unit.to_owned()))?;
    if !is_number(digits) {
        return Err(Refusal::Unreadable);
    }
    let (_, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let places = u32::try_from(fraction.len()).map_err(|_| Refusal::Unreadable)?;
    let whole: i128 = digits
        .bytes()
        .filter(u8::is_ascii_digit)
        .fold(0, |sum, digit| sum * 10 + i128::from(digit - b'0'));
    let whole = if negative { -whole } else { whole };
    rounded(whole * per_unit, 10_i128.pow(places))
        .map(Weight)
        .ok_or(Refusal::Unreadable)
}

/// At most twelve digits, one of them at least, and at most one point.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let points = text.bytes().filter(|byte| *byte == b'.').count();
    (1..=12).contains(&digits) && points <= 1 && digits + points == text.len()
}

/// The quotient, halves away from zero.
pub(super) fn rounded(value: i128, by: i128) -> Option<i64> {
    let half = if value < 0 { -by / 2 } else { by / 2 };
    i64::try_from((value + half) / by).ok()
}
