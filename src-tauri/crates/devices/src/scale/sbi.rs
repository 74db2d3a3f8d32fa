//! Sartorius Balance Interface. Source: Sartorius operating instructions, "Data output: output
//! format with 16 or 22 characters", the two line-end characters counted.
//!
//! ```text
//! 16:        +   1 2 3 . 5 6 7   g        sign, blank, value of 8, blank, unit of 3
//! 22: N      +   1 2 3 . 5 6 7   g        the same behind an identification of 6
//! ```
//!
//! A value that has not come to rest has a blank unit. In the place of the value stand `High`, `Low`
//! and other words; with 22 characters behind `Stat`.

use super::{Reading, Refusal, number};

pub(super) fn read(line: &[u8]) -> Result<Reading, Refusal> {
    let Ok(text) = std::str::from_utf8(line) else {
        return Err(Refusal::Unreadable);
    };
    if !text.is_ascii() {
        return Err(Refusal::Unreadable);
    }
    // The head of a line may be lost when listening begins, and "2.345 g" for "12.345 g" would be
    // believed. Only the two lengths of the standard are whole lines.
    let block = match text.len() {
        14 => text,
        20 => &text[6..],
        _ => return Err(Refusal::Unreadable),
    };
    let word = block.trim().to_ascii_uppercase();
    match word.as_str() {
        "HIGH" | "HI" | "H" | "HH" => return Err(Refusal::Overload),
        "LOW" | "L" | "LL" => return Err(Refusal::Underload),
        "" | "CAL." | "CAL.INT." | "CAL. INT." | "CAL.EXT." | "CAL. EXT." | "--" => {
            return Err(Refusal::Unstable);
        }
        _ => {}
    }
    let (sign, value, unit) = (&block[..1], block[2..10].trim(), block[10..].trim());
    let negative = match sign {
        "-" => true,
        "+" | " " => false,
        _ => return Err(Refusal::Unreadable),
    };
    if &block[1..2] != " " || !number::is_number(value) {
        return Err(Refusal::Unreadable);
    }
    let minus = if negative { "-" } else { "" };
    if unit.is_empty() {
        return Ok(Reading {
            shown: format!("{minus}{value}"),
            stable: None,
        });
    }
    number::weight(negative, value, unit).map(|weight| Reading {
        shown: format!("{minus}{value} {unit}"),
        stable: Some(weight),
    })
}
