//! A label and its amount at the two edges of the paper.

use super::wrap::wrap;

/// The texts of a row, folded to the paper's characters.
pub struct Row {
    pub left: String,
    pub right: String,
    pub indent: usize,
    pub mark: Option<String>,
}

/// A label squeezed into less than this reads worse than one on a line of its own.
const NARROWEST_LABEL: usize = 10;

impl Row {
    /// The row's lines, none wider than `columns`. The amount stands unbroken on the first one;
    /// a long label goes on below it, a long right-hand text below itself.
    pub fn lines(&self, columns: usize) -> Vec<String> {
        let mark_width = if self.mark.is_some() { 2 } else { 0 };
        let width = columns.saturating_sub(self.indent + mark_width).max(1);
        let left_width = self.left.chars().count();
        let right_width = self.right.chars().count();

        // The right side takes what the label leaves it, at least three fifths of the line.
        let right_room = width
            .saturating_sub(left_width.min(width * 2 / 5) + 2)
            .max(1);
        let right = if right_width <= right_room || !self.right.contains(' ') {
            wrap(&self.right, width)
        } else {
            wrap(&self.right, right_room)
        };
        let widest = right
            .iter()
            .map(|line| line.chars().count())
            .max()
            .unwrap_or(0);
        let left_room = if widest == 0 {
            width
        } else {
            width.saturating_sub(widest + 2)
        };
        let longest_word = self
            .left
            .split(' ')
            .map(|word| word.chars().count())
            .max()
            .unwrap_or(0);
        // A label is not cut in mid-word to stand beside its amount, where it could stand above it.
        let squeezed = left_room < NARROWEST_LABEL || longest_word > left_room;
        let beside = left_width + 1 + widest <= width || !squeezed;

        let mut lines = Vec::new();
        if beside {
            let room = if left_width + 1 + widest <= width {
                left_width.max(1)
            } else {
                left_room
            };
            let left = wrap(&self.left, room);
            for index in 0..left.len().max(right.len()) {
                let left = left.get(index).map_or("", String::as_str);
                let right = right.get(index).map_or("", String::as_str);
                lines.push(self.line(left, right, width, index == 0));
            }
        } else {
            for left in wrap(&self.left, width) {
                lines.push(self.line(&left, "", width, false));
            }
            for (index, right) in right.iter().enumerate() {
                lines.push(self.line("", right, width, index == 0));
            }
        }
        lines
    }

    fn line(&self, left: &str, right: &str, width: usize, marked: bool) -> String {
        let used = left.chars().count() + right.chars().count();
        let gap = if right.is_empty() {
            0
        } else {
            width.saturating_sub(used)
        };
        let mut line = format!(
            "{}{left}{}{right}",
            " ".repeat(self.indent),
            " ".repeat(gap)
        );
        if let Some(mark) = &self.mark
            && marked
            && let Some(letter) = mark.chars().next()
        {
            line.push(' ');
            line.push(letter);
        }
        line
    }
}
