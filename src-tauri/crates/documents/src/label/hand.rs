//! How somebody writes: the sizes a printer's letters have, and how wide a text comes out.

use crate::fold::fold;

/// A hand to place a label for. Its unit is the dot, of which it has so many an inch.
pub trait Hand {
    fn dots_per_inch(&self) -> i64;

    /// The heights of its letters between two, the tallest first.
    fn heights(&self, least: i64, most: i64) -> Vec<i64>;

    /// The width of a text at one of those heights; never less than what comes out.
    fn width(&self, text: &str, height: i64) -> i64;

    /// The text in letters that it has.
    fn fold(&self, text: &str) -> String;

    /// Micrometres as dots, to the nearest.
    fn dots(&self, um: i64) -> i64 {
        (um * self.dots_per_inch() + UM_PER_INCH / 2) / UM_PER_INCH
    }
}

const UM_PER_INCH: i64 = 25_400;

/// The text in letters that a printer has. Its spaces that do not break stay until it is written.
pub(super) fn plain(text: &str, has: impl Fn(char) -> bool) -> String {
    fold(text, has).replace('\u{202f}', "\u{a0}")
}

/// A letter as it is sent: the fonts of label printers may lack the no-break space.
pub(super) const fn sent(letter: char) -> char {
    match letter {
        '\u{a0}' => ' ',
        other => other,
    }
}

/// A measure of the bundled fonts, for sheets of paper and for the screen: 72 000 dots an inch, the
/// thousandth of a point that a page is set in.
#[derive(Clone, Copy, Debug)]
pub struct PaperHand<'a> {
    fonts: &'a crate::pdf::Fonts,
}

impl<'a> PaperHand<'a> {
    pub(crate) const fn new(fonts: &'a crate::pdf::Fonts) -> Self {
        Self { fonts }
    }

    /// The em that a line of this height is set in: the ascent and descent of the face fill it.
    pub(crate) const fn em(height: i64) -> i64 {
        height * 82 / 100
    }
}

impl Hand for PaperHand<'_> {
    fn dots_per_inch(&self) -> i64 {
        72_000
    }

    fn heights(&self, least: i64, most: i64) -> Vec<i64> {
        let step = ((most - least) / 16).max(1);
        let mut heights: Vec<i64> = (0..=16)
            .map(|n| most - n * step)
            .filter(|height| *height > least)
            .collect();
        heights.push(least);
        heights
    }

    fn width(&self, text: &str, height: i64) -> i64 {
        let face = crate::pdf::Face::SansBold;
        self.fonts.width(text, face, Self::em(height))
    }

    fn fold(&self, text: &str) -> String {
        self.fonts.fold(text, crate::pdf::Face::SansBold)
    }
}
