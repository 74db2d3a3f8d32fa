//! Texts made safe and writable: no control character survives, and what a code page or a font
//! lacks becomes its nearest look-alike.
//!
//! Names and reasons are typed by people and imported from files. A printer obeys some bytes, and
//! a bidirectional override can make a price read backwards: neither may come from data.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::escpos::CodePage;
use crate::format::NBSP;

/// No label, reason or mention is longer; what an import brings beyond it would print by the metre.
const MAX_CHARACTERS: usize = 4_000;

/// `text` with only characters that `has` knows (and spaces), at the same meaning.
pub fn fold(text: &str, has: impl Fn(char) -> bool) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut emoji = false;
    for character in text.nfc().take(MAX_CHARACTERS) {
        match written(character) {
            None => {}
            // A picture is drawn with several characters; one "?" stands for all of them.
            Some(character) if is_pictograph(character) => {
                if !emoji {
                    folded.push('?');
                }
                emoji = true;
                continue;
            }
            Some(character) => push(&mut folded, character, &has),
        }
        if !is_invisible(character) {
            emoji = false;
        }
    }
    // French puts spaces inside its quotes and before its high marks, and never breaks there.
    for (breaking, kept) in [
        ("« ", "«\u{a0}"),
        (" »", "\u{a0}»"),
        (" :", "\u{a0}:"),
        (" ;", "\u{a0};"),
        (" !", "\u{a0}!"),
        (" ?", "\u{a0}?"),
    ] {
        if folded.contains(breaking) {
            folded = folded.replace(breaking, kept);
        }
    }
    folded
}

/// The first sign of a text that some paper of ours would print as a question mark: none where every
/// printer set to Windows-1252, and every page, has it or its look-alike.
pub fn unwritable(text: &str) -> Option<char> {
    let has = |character| CodePage::Wpc1252.has(character);
    text.nfc()
        .filter(|character| *character != '?')
        .find(|character| fold(&character.to_string(), has).contains('?'))
}

/// What is left of a character once nothing obeys it: spaces for line breaks, nothing for controls.
fn written(character: char) -> Option<char> {
    match character {
        '\u{a0}' | '\u{202f}' | '\u{2007}' => Some(NBSP),
        '\t'..='\r'
        | '\u{85}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{205f}'
        | '\u{3000}' => Some(' '),
        _ if character.is_control() || is_invisible(character) => None,
        _ => Some(character),
    }
}

/// Joiners, direction marks, variation selectors, tags, the soft hyphen, private use.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{fff0}'..='\u{ffff}' | '\u{e000}'..='\u{f8ff}'
        | '\u{e0000}'..='\u{10ffff}' | '\u{1f3fb}'..='\u{1f3ff}')
}

fn is_pictograph(character: char) -> bool {
    matches!(character, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}')
}

fn push(folded: &mut String, character: char, has: &impl Fn(char) -> bool) {
    if character == ' ' || character == NBSP || has(character) {
        folded.push(character);
        return;
    }
    if let Some(likes) = look_alikes(character) {
        // The first that can be written whole; the last is plain ASCII.
        let like = likes.iter().find(|like| like.chars().all(has));
        if let Some(like) = like {
            folded.push_str(like);
            return;
        }
    }
    let parts: String = std::iter::once(character)
        .nfkd()
        .filter(|part| !is_combining_mark(*part))
        .collect();
    if parts.is_empty() {
        // A lone accent: nothing to see without its letter.
    } else if parts.chars().all(has) {
        folded.push_str(&parts);
    } else if parts.chars().eq(std::iter::once(character)) {
        folded.push('?');
    } else {
        for part in parts.chars() {
            push(folded, part, has);
        }
    }
}

fn look_alikes(character: char) -> Option<&'static [&'static str]> {
    Some(match character {
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | '`' | '´' => &["'"],
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => &["\""],
        '‹' => &["<"],
        '›' => &[">"],
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⁃' => &["-"],
        '…' => &["..."],
        '•' | '·' | '∙' | '●' => &["·", "*"],
        '×' => &["x"],
        '÷' | '⁄' | '∕' => &["/"],
        '‰' => &["/1000"],
        '€' => &["EUR"],
        '£' => &["GBP"],
        'œ' => &["oe"],
        'Œ' => &["OE"],
        'æ' => &["ae"],
        'Æ' => &["AE"],
        'ß' => &["ss"],
        'ẞ' => &["SS"],
        'ø' => &["o"],
        'Ø' => &["O"],
        'ł' => &["l"],
        'Ł' => &["L"],
        'đ' | 'ð' => &["d"],
        'Đ' | 'Ð' => &["D"],
        'ħ' => &["h"],
        'Ħ' => &["H"],
        'ı' => &["i"],
        'ŋ' => &["n"],
        'Ŋ' => &["N"],
        'ŧ' => &["t"],
        'Ŧ' => &["T"],
        'þ' => &["th"],
        'Þ' => &["Th"],
        '°' | 'º' => &["°", "o"],
        '≤' => &["<="],
        '≥' => &[">="],
        '≈' => &["~"],
        '→' => &["->"],
        '←' => &["<-"],
        '¡' => &["!"],
        '¿' => &["?"],
        '©' => &["(c)"],
        '®' => &["(R)"],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text, |c| c.is_ascii()), expected, "{text:?}");
    }

    #[test]
    fn look_alikes_in_ascii() {
        check("Cœur d’Élise – 750 ‰", "Coeur d'Elise - 750 /1000");
        check("Łukasz Ærøskøbing", "Lukasz AEroskobing");
        check("1\u{202f}234,50\u{202f}€", "1\u{a0}234,50\u{a0}EUR");
        check("№ 5 ½ ﬁn™", "No 5 1/2 finTM");
        // Composed or not, the same letter.
        check("e\u{301}te\u{301}", "ete");
        check("Иван", "????");
    }

    #[test]
    fn nothing_that_is_obeyed_survives() {
        check("a\u{1b}@\u{0}b\u{1d}V\u{7f}\u{9b}c", "a@bVc");
        check("un\ndeux\ttrois\r\nquatre", "un deux trois  quatre");
        check("100\u{202e}00,1\u{200f}\u{feff}", "10000,1");
        check("💍 👩‍👩‍👧 ok 👍🏽", "?\u{a0}? ok\u{a0}?");
        check("שלום", "????");
        check("\u{301}", "");
        assert_eq!(
            fold(&"a".repeat(10_000_000), |_| true).len(),
            MAX_CHARACTERS
        );
    }
}
