//! A text in parts, each as long as one message may be.

use super::alphabet::{ESCAPE, plainer, septets};

/// In which letters a message is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// 160 letters alone, 153 in company.
    Gsm,
    /// 70 letters alone, 67 in company.
    Ucs2,
}

/// A text as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    pub alphabet: Alphabet,
    /// One septet a byte, or UCS-2 with the high byte first. Never empty.
    pub parts: Vec<Vec<u8>>,
}

/// The most that one message can be made of: a byte counts them.
pub const MOST: usize = 255;

/// Divides a text. No letter is cut in two: neither one of the extension nor one beyond the first plane.
/// What no message can hold is left off behind part 255.
pub fn split(text: &str) -> Split {
    if let Some(letters) = septets(&plainer(text)) {
        return Split {
            alphabet: Alphabet::Gsm,
            parts: cut(&letters, 160, 153, |last| *last == ESCAPE),
        };
    }
    let letters: Vec<u16> = text.encode_utf16().collect();
    let is_open = |last: &u16| (0xd800..0xdc00).contains(last);
    let parts = cut(&letters, 70, 67, is_open);
    Split {
        alphabet: Alphabet::Ucs2,
        parts: parts
            .iter()
            .map(|part| part.iter().flat_map(|unit| unit.to_be_bytes()).collect())
            .collect(),
    }
}

/// `is_open`: nothing may be cut behind it.
fn cut<T: Copy>(
    letters: &[T],
    alone: usize,
    together: usize,
    is_open: impl Fn(&T) -> bool,
) -> Vec<Vec<T>> {
    if letters.len() <= alone {
        return vec![letters.to_vec()];
    }
    let mut parts = Vec::new();
    let mut rest = letters;
    while !rest.is_empty() && parts.len() < MOST {
        let mut at = together.min(rest.len());
        if at < rest.len() && is_open(&rest[at - 1]) {
            at -= 1;
        }
        parts.push(rest[..at].to_vec());
        rest = &rest[at..];
    }
    parts
}
