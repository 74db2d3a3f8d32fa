//! Breaking texts into lines, for columns of a printer and for letters of different widths alike.

use crate::format::NBSP;

/// Measures a text, in the unit of the form: columns on paper, thousandths of a point in a PDF.
pub type Measure<'a> = &'a dyn Fn(&str) -> i64;

/// The lines of `text`, none wider than `room`. It breaks at spaces, never at a no-break space,
/// unless a single word is wider than the line.
pub fn wrap(text: &str, room: i64, measure: Measure) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut word = word;
        if !line.is_empty() {
            let longer = format!("{line} {word}");
            if measure(&longer) <= room {
                line = longer;
                continue;
            }
            // A double name too wide for any line begins on this one.
            if measure(word) > room
                && let Some((head, tail)) = word.split_once('-')
                && !head.is_empty()
                && measure(&format!("{line} {head}-")) <= room
            {
                line = format!("{line} {head}-");
                word = tail;
            }
            // A point between two facts has nothing to part at the end of a line.
            if line.ends_with(" ·") {
                line.truncate(line.len() - " ·".len());
            }
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(word);
        while measure(&line) > room {
            let head = fitting_head(&line, room, measure);
            let tail = line.split_off(head);
            if tail.is_empty() {
                break;
            }
            lines.push(std::mem::replace(&mut line, tail));
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// How many bytes of a word too wide for the line stay on it: up to a hyphen if there is one, and
/// at least one letter, so that no room is too small to end.
fn fitting_head(word: &str, room: i64, measure: Measure) -> usize {
    let mut fits = word.chars().next().map_or(0, char::len_utf8);
    let mut hyphen = None;
    for (at, character) in word.char_indices() {
        let end = at + character.len_utf8();
        if measure(&word[..end]) > room {
            break;
        }
        fits = end.max(fits);
        if at > 0 && (character == '-' || character == NBSP) {
            hyphen = Some(end);
        }
    }
    hyphen.unwrap_or(fits)
}

/// The widest of some lines.
pub fn widest(lines: &[String], measure: Measure) -> i64 {
    lines.iter().map(|line| measure(line)).max().unwrap_or(0)
}
