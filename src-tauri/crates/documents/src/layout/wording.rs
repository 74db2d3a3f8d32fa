//! The shop's own words on a paper.

use super::{Align, Layout, Style};

/// A line each; one that is empty parts two others.
pub(super) fn own_words(layout: &mut Layout, words: &[String]) {
    if words.is_empty() {
        return;
    }
    layout.space();
    for line in words {
        if line.is_empty() {
            layout.space();
        } else {
            layout.text(Style::Detail, Align::Left, line.as_str());
        }
    }
}
