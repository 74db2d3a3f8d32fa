//! Amounts and weights as people and programs write them.

use std::str::FromStr;

use rust_decimal::Decimal;

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberError {
    NotANumber,
    /// `1,290` and `1.290` may be a thousand or a little more than one: a person must say.
    Ambiguous,
}

/// What may stand behind a number without changing it.
const UNITS: &[&str] = &[
    "", "€", "$", "£", "‰", "%", "eur", "euro", "euros", "€ ttc", "€ ht", "usd", "g", "gr",
    "grammes", "ct", "cts", "carat", "carats", "mm",
];

/// A number with a decimal comma or point, thousands set apart, a unit or currency behind or before.
///
/// `grouped` says whether three digits behind a single separator may be thousands: for amounts,
/// which have two decimals, they may; for weights, which have three, they may not.
pub(super) fn number(text: &str, grouped: bool) -> Result<Decimal, NumberError> {
    // A decimal point or comma stays, and so do digits and a sign; spaces and units go.
    let text = text.trim().trim_start_matches(['€', '$', '£']);
    let end = text
        .rfind(|c: char| c.is_ascii_digit())
        .map_or(0, |at| at + 1);
    let (trimmed, unit) = text.split_at(end);
    if !UNITS.contains(&unit.trim().trim_end_matches('.').to_lowercase().as_str()) {
        return Err(NumberError::NotANumber);
    }
    let plain: String = trimmed
        .chars()
        .filter(|c| !c.is_whitespace() && !['\u{a0}', '\u{202f}', '\''].contains(c))
        .collect();
    if plain.is_empty()
        || !plain
            .chars()
            .all(|c| c.is_ascii_digit() || "+-.,".contains(c))
    {
        return Err(NumberError::NotANumber);
    }
    let normal = match (plain.rfind(','), plain.rfind('.')) {
        (Some(comma), Some(point)) => {
            let (thousands, decimal) = if comma > point {
                ('.', ',')
            } else {
                (',', '.')
            };
            plain.replace(thousands, "").replace(decimal, ".")
        }
        (None, None) => plain,
        (comma, point) => {
            let separator = if comma.is_some() { ',' } else { '.' };
            let at = comma.or(point).unwrap_or(0);
            if plain.matches(separator).count() > 1 {
                plain.replace(separator, "")
            } else if grouped && plain.len() - at - 1 == 3 && !plain.starts_with(['0', separator]) {
                return Err(NumberError::Ambiguous);
            } else {
                plain.replace(separator, ".")
            }
        }
    };
    Decimal::from_str(&normal).map_err(|_| NumberError::NotANumber)
}

#[cfg(test)]
mod tests {
    use super::{NumberError, number};

    #[test]
    fn as_people_write_them() {
        for (text, value) in [
            ("1290", "1290"),
            ("1290,00", "1290.00"),
            ("1 290,50 €", "1290.50"),
            ("1\u{202f}290,5", "1290.5"),
            ("1.290,00", "1290.00"),
            ("1,290.00", "1290.00"),
            ("€ 12", "12"),
            ("0,700", "0.700"),
            ("1.234.567", "1234567"),
            ("3,42 g", "3.42"),
            ("750 ‰", "750"),
            ("-5", "-5"),
        ] {
            assert_eq!(
                number(text, true).map(|n| n.to_string()),
                Ok(value.into()),
                "{text}"
            );
        }
        assert_eq!(number("1,290", true), Err(NumberError::Ambiguous));
        assert_eq!(
            number("3,420", false).map(|n| n.to_string()),
            Ok("3.420".into())
        );
        for text in [
            "",
            "douze",
            "12 chats",
            "-50 % bague",
            "1e9",
            "=1+1",
            "12-3x4",
            "١٢",
        ] {
            assert_eq!(number(text, true), Err(NumberError::NotANumber), "{text}");
        }
    }
}
