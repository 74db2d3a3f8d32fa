//! The one spelling that indexed text, vocabularies and typed queries are compared in.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, no accents, ligatures opened, everything that is no letter or digit a single space.
///
/// A point or comma between two digits stays, as a point: `0,70` and `0.70` are one number.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut letters = text.nfd().filter(|c| !is_combining_mark(*c)).peekable();
    while let Some(letter) = letters.next() {
        match letter {
            'œ' | 'Œ' => folded.push_str("oe"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            '.' | ',' if is_between_digits(&folded, letters.peek()) => folded.push('.'),
            letter if letter.is_alphanumeric() => folded.extend(letter.to_lowercase()),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

fn is_between_digits(before: &str, after: Option<&char>) -> bool {
    before.ends_with(|c: char| c.is_ascii_digit()) && after.is_some_and(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn one_spelling() {
        for (text, folded) in [
            ("Bague  Émeraude", "bague emeraude"),
            ("SŒUR & cœur", "soeur coeur"),
            ("0,70 ct.", "0.70 ct"),
            ("J-104", "j 104"),
            ("  ", ""),
            ("boucles d’oreilles", "boucles d oreilles"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }
}
