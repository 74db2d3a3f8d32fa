//! The codes of labels: what they can carry, and the DataMatrix as modules (ISO/IEC 16022).

use datamatrix::{DataMatrix, SymbolList, SymbolSize};

/// Why a number is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Letters with accents and the like: scanners return them as they please.
    #[error("the number has characters that a code does not carry")]
    Characters,
    #[error("the number is too long for the code")]
    TooLong,
}

/// The square symbols that a tag may have: modules a side, and the codewords that fit.
const SQUARES: [(i64, usize, SymbolSize); 9] = [
    (10, 3, SymbolSize::Square10),
    (12, 5, SymbolSize::Square12),
    (14, 8, SymbolSize::Square14),
    (16, 12, SymbolSize::Square16),
    (18, 18, SymbolSize::Square18),
    (20, 22, SymbolSize::Square20),
    (22, 30, SymbolSize::Square22),
    (24, 36, SymbolSize::Square24),
    (26, 44, SymbolSize::Square26),
];

/// Printable ASCII, and something.
pub(super) fn check(text: &str) -> Result<(), CodeError> {
    if text.is_empty() || !text.bytes().all(|byte| matches!(byte, 0x21..=0x7E)) {
        return Err(CodeError::Characters);
    }
    Ok(())
}

/// Codewords in the ASCII encodation, which every printer can do: a pair of digits is one.
fn codewords(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut count) = (0, 0);
    while at < bytes.len() {
        let pair = bytes[at].is_ascii_digit() && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        at += if pair { 2 } else { 1 };
        count += 1;
    }
    count
}

fn square(text: &str) -> Result<(i64, SymbolSize), CodeError> {
    check(text)?;
    let needed = codewords(text);
    SQUARES
        .iter()
        .find(|(_, capacity, _)| needed <= *capacity)
        .map(|(side, _, size)| (*side, *size))
        .ok_or(CodeError::TooLong)
}

/// Modules a side of the symbol that carries this text.
pub(super) fn side(text: &str) -> Result<i64, CodeError> {
    square(text).map(|(side, _)| side)
}

/// The dark modules of the symbol, as (column, row), and its side.
pub fn data_matrix(text: &str) -> Result<(Vec<(i64, i64)>, i64), CodeError> {
    let (side, size) = square(text)?;
    let symbol = DataMatrix::encode(text.as_bytes(), SymbolList::from(size))
        .map_err(|_| CodeError::TooLong)?;
    let at = |place: usize| i64::try_from(place).unwrap_or(0);
    let bitmap = symbol.bitmap();
    let dark = bitmap.pixels().map(|(x, y)| (at(x), at(y))).collect();
    Ok((dark, side))
}
