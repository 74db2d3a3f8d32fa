//! The PINs that are guessed first: runs, repeats, pairs, dates of birth, lines on the pad.
//!
//! Of 3.4 million leaked four-digit PINs a quarter were among twenty such numbers (Data Genetics,
//! "PIN analysis", 2012). They are refused when a PIN is chosen.

/// Lines and corners of the pad, and what leaks show often beside the patterns below.
const KNOWN: &[&[u8]] = &[
    b"2580", b"0852", b"1470", b"0741", b"3690", b"0963", b"1590", b"3570", b"1397", b"1793",
    b"2468", b"8642", b"1357", b"7531", b"1004", b"6969", b"5683", b"5150",
];

/// Whether everybody tries it first. `digits` are ASCII digits, four at least.
pub(super) fn is_weak(digits: &[u8]) -> bool {
    KNOWN.contains(&digits) || is_run(digits) || repeats(digits) || is_date(digits)
}

/// `0000`, `1234`, `8901`, `4321`.
fn is_run(digits: &[u8]) -> bool {
    [0, 1, 9].into_iter().any(|step| {
        digits
            .windows(2)
            .all(|two| (two[1] + 10 - two[0]) % 10 == step)
    })
}

/// `1212`, `123123`, `1122`, `1221`.
fn repeats(digits: &[u8]) -> bool {
    let half = digits.len() / 2;
    let is_even = digits.len().is_multiple_of(2);
    let mirrored = || digits.iter().eq(digits.iter().rev());
    is_even && (digits[..half] == digits[half..] || mirrored() || pairs(digits))
}

fn pairs(digits: &[u8]) -> bool {
    digits.chunks(2).all(|two| two[0] == two[1])
}

/// A year of birth, or a whole date of birth as the French and as computers write it.
fn is_date(digits: &[u8]) -> bool {
    let number = |of: &[u8]| {
        of.iter()
            .fold(0u32, |sum, d| sum * 10 + u32::from(d - b'0'))
    };
    let is_year = |of: &[u8]| (1900..=2099).contains(&number(of));
    let is_day = |day: &[u8], month: &[u8]| {
        (1..=31).contains(&number(day)) && (1..=12).contains(&number(month))
    };
    match digits.len() {
        4 => is_year(digits),
        6 => is_day(&digits[..2], &digits[2..4]),
        8 => {
            (is_day(&digits[..2], &digits[2..4]) && is_year(&digits[4..]))
                || (is_year(&digits[..4]) && is_day(&digits[6..], &digits[4..6]))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_tries_first() {
        let check = |weak: bool, pins: &[&str]| {
            for pin in pins {
                assert_eq!(is_weak(pin.as_bytes()), weak, "{pin}");
            }
        };
        check(
            true,
            &[
                "0000", "9999", "1234", "8901", "4321", "0987", "1212", "1122", "1221", "123123",
                "12345678", "1985", "2004", "2099", "2580", "140789", "14071989", "19890714",
                "00000",
            ],
        );
        check(
            false,
            &[
                "4829", "7391", "1899", "2100", "8350", "149789", "99071989", "59283", "0427",
            ],
        );
    }

    #[test]
    fn most_pins_are_left() {
        let weak = (0..10_000)
            .filter(|n| is_weak(format!("{n:04}").as_bytes()))
            .count();
        assert!(weak < 600, "{weak} of 10,000 are refused");
    }
}
