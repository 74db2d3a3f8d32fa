//! A label and its amount at the two edges: what goes on which line.

use crate::wrap::{Measure, widest, wrap};

/// The room of a row, in the unit of its form.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    pub width: i64,
    /// The least air between label and amount where both are long.
    pub gap: i64,
    /// A label squeezed into less than this reads worse than one on a line of its own.
    pub narrowest_label: i64,
}

/// A label of more lines beside its amount is a column of words: it is laid across the paper.
const TALLEST_LABEL: usize = 3;

/// The pairs of label and amount, a line each. The amount is never broken. It stands beside the
/// label's first line, or at the end of a label too long for that.
pub fn split(left: &str, right: &str, room: Room, measure: Measure) -> Vec<(String, String)> {
    let left_width = measure(left);
    // The right side takes what the label leaves it, at least three fifths of the line.
    let right_room = (room.width - left_width.min(room.width * 2 / 5) - room.gap).max(1);
    let amount = right;
    let right = if measure(right) <= right_room || !right.contains(' ') {
        wrap(right, room.width, measure)
    } else {
        wrap(right, right_room, measure)
    };
    let right_width = widest(&right, measure);
    let at_ease = left_width + room.gap / 2 + right_width <= room.width;
    let left_room = if at_ease {
        left_width.max(1)
    } else if right.is_empty() {
        room.width
    } else {
        room.width - right_width - room.gap
    };
    let longest_word = left.split(' ').map(measure).max().unwrap_or(0);
    // A label is not cut in mid-word to stand beside its amount, where it could stand above it.
    let squeezed = left_room < room.narrowest_label || longest_word > left_room;
    let beside = wrap(left, left_room, measure);
    if at_ease || right.is_empty() || (!squeezed && beside.len() <= TALLEST_LABEL) {
        let at = |lines: &[String], index: usize| lines.get(index).cloned().unwrap_or_default();
        return (0..beside.len().max(right.len()))
            .map(|index| (at(&beside, index), at(&right, index)))
            .collect();
    }
    let mut pairs: Vec<(String, String)> = wrap(left, room.width, measure)
        .into_iter()
        .map(|line| (line, String::new()))
        .collect();
    // Alone on its line, what was wrapped to stand beside the label has the whole width.
    let right = wrap(amount, room.width, measure);
    let right_width = widest(&right, measure);
    let mut right = right.into_iter();
    // The label's last line often has room for the amount.
    if let Some((last, beside)) = pairs.last_mut()
        && measure(last) + room.gap + right_width <= room.width
        && let Some(first) = right.next()
    {
        *beside = first;
    }
    pairs.extend(right.map(|line| (String::new(), line)));
    pairs
}
