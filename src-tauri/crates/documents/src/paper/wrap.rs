//! Breaking a text into lines of so many columns.

use crate::format::NBSP;

/// The lines of `text`, each at most `columns` wide. It breaks at spaces, never at a no-break
/// space, unless a single word is wider than the line.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut width = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let word_width = word.chars().count();
        if width > 0 && width + 1 + word_width <= columns {
            line.push(' ');
            line.push_str(word);
            width += 1 + word_width;
            continue;
        }
        if width > 0 {
            lines.push(std::mem::take(&mut line));
        }
        let mut rest: Vec<char> = word.chars().collect();
        while rest.len() > columns {
            let cut = rest[..columns]
                .iter()
                .rposition(|character| *character == NBSP || *character == '-')
                .filter(|place| *place > 0)
                .map_or(columns, |place| place + 1);
            let tail = rest.split_off(cut);
            lines.push(rest.into_iter().collect());
            rest = tail;
        }
        width = rest.len();
        line = rest.into_iter().collect();
    }
    if width > 0 {
        lines.push(line);
    }
    lines
}

/// The line in the middle of `columns`, without spaces behind it.
pub fn centered(line: &str, columns: usize) -> String {
    let free = columns.saturating_sub(line.chars().count());
    format!("{}{line}", " ".repeat(free / 2))
}
