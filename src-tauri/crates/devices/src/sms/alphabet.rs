//! The GSM default alphabet and its extension (3GPP TS 23.038, 6.2.1): seven bits a letter.

/// By septet. 0x1B leads to the extension.
const LETTERS: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{1b}ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
    ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// Behind 0x1B; each costs two septets.
const EXTENSION: &[(char, u8)] = &[
    ('^', 0x14),
    ('{', 0x28),
    ('}', 0x29),
    ('\\', 0x2f),
    ('[', 0x3c),
    ('~', 0x3d),
    (']', 0x3e),
    ('|', 0x40),
    ('€', 0x65),
];

pub(super) const ESCAPE: u8 = 0x1b;

/// The letters as septets, one a byte; None where one of them is in neither table.
pub(super) fn septets(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    for letter in text.chars() {
        if let Some((_, code)) = EXTENSION.iter().find(|(own, _)| *own == letter) {
            out.extend([ESCAPE, *code]);
            continue;
        }
        let at = LETTERS.chars().position(|own| own == letter)?;
        let at = u8::try_from(at).ok().filter(|at| *at != ESCAPE)?;
        out.push(at);
    }
    Some(out)
}

/// The same words without the printer's niceties, for which an ordinary letter does as well: one
/// no-break space inside a price would more than double the length of a message. Accents stay.
pub(super) fn plainer(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\u{a0}' | '\u{202f}' | '\u{2009}' => out.push(' '),
            '’' | '‘' | 'ʼ' => out.push('\''),
            '“' | '”' | '«' | '»' => out.push('"'),
            '–' | '—' | '‑' => out.push('-'),
            '…' => out.push_str("..."),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_128_and_each_once() {
        let mut all: Vec<char> = LETTERS.chars().collect();
        assert_eq!(all.len(), 128);
        for (at, letter) in [
            (0x09, 'Ç'),
            (0x20, ' '),
            (0x41, 'A'),
            (0x61, 'a'),
            (0x7f, 'à'),
        ] {
            assert_eq!(all[at], letter);
        }
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 128);
    }
}
