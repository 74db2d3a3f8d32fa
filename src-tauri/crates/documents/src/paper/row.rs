//! A row in columns: label, air, amount, and its letter.

use super::columns_of;
use crate::row::{Room, split};

/// The texts of a row, folded to the paper's characters.
pub struct Row {
    pub left: String,
    pub right: String,
    pub indent: usize,
    pub mark: Option<String>,
}

impl Row {
    /// The row's lines, none wider than `columns`.
    pub fn lines(&self, columns: usize) -> Vec<String> {
        let mark_width = if self.mark.is_some() { 2 } else { 0 };
        let width = columns.saturating_sub(self.indent + mark_width).max(1);
        let room = Room {
            width: i64::try_from(width).unwrap_or(i64::MAX),
            gap: 2,
            narrowest_label: 10,
        };
        let pairs = split(&self.left, &self.right, room, &columns_of);
        let amount = pairs.iter().position(|(_, right)| !right.is_empty());
        pairs
            .iter()
            .enumerate()
            .map(|(index, (left, right))| self.line(left, right, width, Some(index) == amount))
            .collect()
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
