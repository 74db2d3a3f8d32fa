//! Mettler-Toledo Standard Interface Command Set. Source: MT-SICS reference manual, commands `S`,
//! `SI` and `SIR`.
//!
//! ```text
//! S S     100.00 g     stable
//! S D     100.00 g     dynamic: it moves
//! S I                  not executable now, or no stable value in time
//! S +   S -            overload, underload
//! ES  ET  EL           not understood
//! ```

use super::{Reading, Refusal, number};

pub(super) fn read(line: &[u8]) -> Option<Result<Reading, Refusal>> {
    let Ok(text) = std::str::from_utf8(line) else {
        return Some(Err(Refusal::Unreadable));
    };
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    Some(match words.as_slice() {
        ["S", "I"] => Err(Refusal::Unstable),
        ["S", "+"] => Err(Refusal::Overload),
        ["S", "-"] => Err(Refusal::Underload),
        ["S", state @ ("S" | "D"), value, unit] => reading(*state == "S", value, unit),
        ["S", ..] | ["ES" | "ET" | "EL"] => Err(Refusal::Unreadable),
        // The answer to somebody else's question: a key on the scale, its serial number.
        [answer, ..] if answer.bytes().all(|byte| byte.is_ascii_alphanumeric()) => return None,
        _ => Err(Refusal::Unreadable),
    })
}

fn reading(stable: bool, value: &str, unit: &str) -> Result<Reading, Refusal> {
    let (negative, digits) = match value.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, value.strip_prefix('+').unwrap_or(value)),
    };
    let weight = number::weight(negative, digits, unit)?;
    Ok(Reading {
        shown: format!("{value} {unit}"),
        stable: stable.then_some(weight),
    })
}
