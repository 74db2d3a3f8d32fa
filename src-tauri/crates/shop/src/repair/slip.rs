//! The numbers of slips and envelopes, as written and as somebody types or scans them.

/// `P1-R26-118`: the shop, the year, the number in it.
pub fn number(shop: &str, year: i64, series: i64) -> String {
    format!("{shop}-R{:02}-{series}", year.rem_euclid(100))
}

/// What a text can mean of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Typed {
    /// Two digits; None where only the number was typed.
    pub year: Option<i64>,
    pub series: i64,
    /// Which envelope of it.
    pub position: Option<i64>,
}

/// Reads `118`, `26-118`, `R26-118`, `r26-118-2`, `P1-R26-118-2`. None: it is no such number.
pub fn typed(text: &str) -> Option<Typed> {
    let text = text.trim();
    // A scanner on a French keyboard types no other sign; a person types a blank.
    let mut parts: Vec<&str> = text
        .split(['-', ' ', '/'])
        .filter(|part| !part.is_empty())
        .collect();
    let marked = parts
        .iter()
        .rposition(|part| part.len() == 3 && part.starts_with(['R', 'r']));
    if let Some(at) = marked {
        parts.drain(..at);
    }
    let digits = |part: &str, most: usize| -> Option<i64> {
        let plain = part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| part.parse().ok()).flatten()
    };
    let year = |part: &str| digits(part.trim_start_matches(['R', 'r']), 2);
    let (year, rest) = match parts.as_slice() {
        [only] if marked.is_none() => (None, vec![*only]),
        [first, rest @ ..] => (Some(year(first)?), rest.to_vec()),
        [] => return None,
    };
    let position = match rest.get(1) {
        Some(part) => Some(digits(part, 2)?),
        None => None,
    };
    if rest.len() > 2 {
        return None;
    }
    Some(Typed {
        year,
        series: digits(rest.first()?, 7)?,
        position,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written_and_typed() {
        let some = |year, series, position| {
            Some(Typed {
                year,
                series,
                position,
            })
        };
        for (text, meant) in [
            ("118", some(None, 118, None)),
            ("26-118", some(Some(26), 118, None)),
            ("R26-118", some(Some(26), 118, None)),
            (" r26-118-2 ", some(Some(26), 118, Some(2))),
            ("P1-R26-118-2", some(Some(26), 118, Some(2))),
            ("R26 118", some(Some(26), 118, None)),
            ("P1-R26-118", some(Some(26), 118, None)),
            ("", None),
            ("Roche", None),
            ("R26", None),
            ("06 12 34 56 78", None),
            ("R26-118-2-4", None),
            ("R26-x", None),
            ("99999999", None),
        ] {
            assert_eq!(typed(text), meant, "{text}");
        }
        assert_eq!(number("P1", 2026, 118), "P1-R26-118");
        assert_eq!(typed(&number("R12", 2009, 1)), some(Some(9), 1, None));
    }
}
