//! What a label's chip holds: the EPC of the piece, allotted when its first chip is made.
//!
//! A General Identifier of 96 bits. Source: GS1 EPC Tag Data Standard, "General Identifier (GID-96)":
//! header `0x35` in 8 bits, General Manager Number in 28, Object Class in 24, Serial Number in 36.
//!
//! - **General Manager Number**: the first 28 bits of the SHA-256 of `ecrin` and the shop's SIRET.
//!   GS1 allots these numbers; this one is not registered, so a tag is the shop's own among its
//!   neighbours' by chance of 1 in 268 million, and not by right.
//! - **Object Class and Serial Number**, together 60 bits: the piece's number in capitals, ten letters
//!   of 6 bits, blanks (0) in front; `0`–`9` are 1–10, `A`–`Z` 11–36, `-` `.` `/` `_` 37–40. A longer
//!   number, one with other letters, or one whose EPC another piece carries has six bits set, which
//!   begin no number, and 54 bits of the SHA-256 of the number and of how often that was tried.
//!
//! Nothing is ever read back out of an EPC: whose it is, is in the stock.

use ring::digest::{SHA256, digest};
use units::Id;

use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::stock::{self, BindTag, Piece, TagHow};

const LETTERS: &str = " 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-./_";
/// Letters of 6 bits in 60.
const MOST: usize = 10;

/// The EPC of a piece: the tag that it carries, or a new one, which is tied to it from now on.
pub(super) fn epc_of(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    piece: Id<Piece>,
    number: &str,
    siret: &str,
) -> Result<String, StoreError> {
    if let Some(tag) = stock::tag_of(tx, piece)? {
        return Ok(tag);
    }
    for attempt in 0..1_000 {
        let epc = epc(number, siret, attempt);
        let tied = BindTag {
            tag: &epc,
            how: TagHow::Printed,
            reason: "",
        };
        match stock::bind_tag(tx, cx, piece, &tied) {
            Ok(()) => return Ok(epc),
            Err(stock::BindTagError::Store(error)) => return Err(error),
            Err(_) => {}
        }
    }
    Err(StoreError::Unreadable("piece.epc"))
}

/// The EPC of a number, in hexadecimal.
fn epc(number: &str, siret: &str, attempt: u32) -> String {
    let manager = first_bits(&format!("ecrin{siret}"), 28);
    let own = match packed(number) {
        Some(letters) if attempt == 0 => letters,
        _ => 0x3F << 54 | first_bits(&format!("{number}\n{attempt}"), 54),
    };
    format!("35{manager:07X}{own:015X}")
}

/// Ten letters of 6 bits; `None`: the number is longer, or has others.
fn packed(number: &str) -> Option<u64> {
    let number = number.to_uppercase();
    let letters: Option<Vec<usize>> = number.chars().map(|one| LETTERS.find(one)).collect();
    let letters = letters.filter(|letters| letters.len() <= MOST && letters.first() != Some(&0))?;
    letters.into_iter().try_fold(0_u64, |sum, letter| {
        Some(sum << 6 | u64::try_from(letter).ok()?)
    })
}

/// The first bits of a text's SHA-256, at most 64.
fn first_bits(text: &str, bits: u32) -> u64 {
    let hash = digest(&SHA256, text.as_bytes());
    let head = hash.as_ref().iter().take(8);
    head.fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte)) >> (64 - bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_epc_of_96_bits_for_any_number() {
        let siret = "73282932000074";
        let check = |number: &str, attempt: u32, own: &str| {
            let made = epc(number, siret, attempt);
            assert_eq!(
                stock::epc(&made).as_deref(),
                Some(made.as_str()),
                "{number}"
            );
            assert_eq!((made.len(), &made[..2]), (24, "35"), "{number}");
            if !own.is_empty() {
                assert_eq!(&made[9..], own, "{number}");
            }
            made
        };
        // J is 20, 1 is 2, 0 is 1, 4 is 5: 010100 000010 000001 000101.
        check("J104", 0, "000000000502045");
        check("j104", 0, "000000000502045");
        check("ZZZZZZZZZZ", 0, "924924924924924");
        let hashed = [
            check("J104", 1, ""),
            check("J104", 2, ""),
            check("ÉTÉ-7", 0, ""),
            check("BAGUE-OR-750-52", 0, ""),
        ];
        for (index, one) in hashed.iter().enumerate() {
            // Six bits set: no number begins like this.
            assert!(
                one[9..].starts_with("FF")
                    || one[9..].starts_with("FC")
                    || one[9..].starts_with("FD")
                    || one[9..].starts_with("FE"),
                "{one}"
            );
            assert!(!hashed[..index].contains(one), "{one}");
        }
        // Another shop's is another.
        assert_ne!(epc("J104", siret, 0), epc("J104", "73282932000082", 0));
    }
}
