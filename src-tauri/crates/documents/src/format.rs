//! Amounts, percentages, weights and dates as each language writes them.
//!
//! Spaces inside a figure are no-break spaces (U+00A0), so that no form breaks an amount.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use units::Currency;

use crate::Language;

/// A no-break space: French puts one before `€`, `%`, `:` and between thousands.
pub const NBSP: char = '\u{a0}';

/// `4 800,00 €` or `€4,800.00`.
pub fn money(minor: i64, currency: Currency, language: Language) -> String {
    let symbol = match currency {
        Currency::Eur => "€",
        Currency::Gbp => "£",
        Currency::Usd => "$",
        Currency::Chf => "CHF",
    };
    let sign = if minor < 0 { "-" } else { "" };
    let figure = figure(minor.unsigned_abs(), language);
    match (language, currency) {
        (Language::Fr, _) => format!("{sign}{figure}{NBSP}{symbol}"),
        (Language::En, Currency::Chf) => format!("{sign}{symbol}{NBSP}{figure}"),
        (Language::En, _) => format!("{sign}{symbol}{figure}"),
    }
}

/// `4 800,00` or `4,800.00`, for tables whose header names the currency.
pub fn amount(minor: i64, language: Language) -> String {
    let sign = if minor < 0 { "-" } else { "" };
    format!("{sign}{}", figure(minor.unsigned_abs(), language))
}

fn figure(minor: u64, language: Language) -> String {
    let (thousands, decimal) = match language {
        Language::Fr => (NBSP, ','),
        Language::En => (',', '.'),
    };
    format!(
        "{}{decimal}{:02}",
        grouped(minor / 100, thousands),
        minor % 100
    )
}

fn grouped(whole: u64, separator: char) -> String {
    let digits = whole.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// `20 %`, `5,5 %` or `20%`, `5.5%`.
pub fn percent(basis_points: i64, language: Language) -> String {
    let number = decimal(basis_points, 2, 0, language);
    match language {
        Language::Fr => format!("{number}{NBSP}%"),
        Language::En => format!("{number}%"),
    }
}

/// `3,42 g`, from milligrams.
pub fn grams(mg: i64, language: Language) -> String {
    format!("{}{NBSP}g", decimal(mg, 3, 2, language))
}

/// `3,4205 g`, from micrograms: as fine as the scale was.
pub fn fine_grams(ug: i64, language: Language) -> String {
    format!("{}{NBSP}g", decimal(ug, 6, 2, language))
}

/// `0,70 ct`, from thousandths of a carat.
pub fn carats(milli_ct: i64, language: Language) -> String {
    format!("{}{NBSP}ct", decimal(milli_ct, 3, 2, language))
}

/// `5,70`, from micrometres.
pub fn millimetres(um: i64, language: Language) -> String {
    decimal(um, 3, 2, language)
}

/// `750 ‰`, from parts per ten thousand.
pub fn title(fineness: i64, language: Language) -> String {
    format!("{}{NBSP}‰", decimal(fineness, 1, 0, language))
}

/// `value` / 10^`places`, without zeros at the end beyond `least` decimals.
fn decimal(value: i64, places: u32, least: usize, language: Language) -> String {
    let unit = 10_u64.pow(places);
    let magnitude = value.unsigned_abs();
    let mut decimals = format!(
        "{:0width$}",
        magnitude % unit,
        width = usize::try_from(places).unwrap_or(0)
    );
    while decimals.len() > least && decimals.ends_with('0') {
        decimals.pop();
    }
    let sign = if value < 0 { "-" } else { "" };
    let whole = magnitude / unit;
    if decimals.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}{}{decimals}", language.pick(",", "."))
    }
}

/// `21/11/2026 14:32` or `21 Nov 2026 14:32`.
pub fn date_time(at: NaiveDateTime, language: Language) -> String {
    match language {
        Language::Fr => at.format("%d/%m/%Y %H:%M").to_string(),
        Language::En => at.format("%-d %b %Y %H:%M").to_string(),
    }
}

/// `21/11/2026` or `21 Nov 2026`.
pub fn date(at: NaiveDateTime, language: Language) -> String {
    match language {
        Language::Fr => at.format("%d/%m/%Y").to_string(),
        Language::En => at.format("%-d %b %Y").to_string(),
    }
}

/// The same of a day.
pub fn day(on: NaiveDate, language: Language) -> String {
    date(on.and_time(NaiveTime::MIN), language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_in_both_languages() {
        let check = |text: String, expected: &str| assert_eq!(text.replace(NBSP, "_"), expected);
        check(
            money(123_456_789, Currency::Eur, Language::Fr),
            "1_234_567,89_€",
        );
        check(
            money(-123_456_789, Currency::Eur, Language::En),
            "-€1,234,567.89",
        );
        check(money(-5, Currency::Eur, Language::Fr), "-0,05_€");
        check(money(100_000, Currency::Chf, Language::En), "CHF_1,000.00");
        check(money(99_999, Currency::Gbp, Language::Fr), "999,99_£");
        check(
            money(i64::MIN, Currency::Usd, Language::En)
                .chars()
                .take(4)
                .collect(),
            "-$92",
        );
        check(amount(0, Language::Fr), "0,00");
        check(percent(2_000, Language::Fr), "20_%");
        check(percent(550, Language::Fr), "5,5_%");
        check(percent(550, Language::En), "5.5%");
        check(grams(3_420, Language::Fr), "3,42_g");
        check(grams(3_000, Language::En), "3.00_g");
        check(grams(3_425, Language::Fr), "3,425_g");
        check(carats(702, Language::Fr), "0,702_ct");
        check(title(7_500, Language::Fr), "750_‰");
        check(title(9_999, Language::En), "999.9_‰");
    }
}
