//! A layout on a roll of paper, in fixed columns: the lines a receipt printer prints.
//!
//! The printer, the preview on screen and the text form all start here, so they never differ.

mod row;
mod table;

use crate::Picture;
use crate::escpos::CodePage;
use crate::fold::fold;
use crate::layout::{Align, Block, Layout, Style};

/// What a printer's paper holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Characters a line in the ordinary font: 42 or 48 on 80 mm, 32 on 58 mm.
    pub columns: usize,
    /// Characters a line in the small font; equal to `columns` where the printer has none.
    pub small_columns: usize,
    pub code_page: CodePage,
}

impl Paper {
    /// A paper of so many ordinary columns, with the small font that is three quarters as wide.
    pub const fn new(columns: usize, code_page: CodePage) -> Self {
        // Below 16 columns no amount fits: such a setting is a slip of the hand.
        let columns = if columns < 16 { 16 } else { columns };
        Self {
            columns,
            small_columns: columns * 4 / 3,
            code_page,
        }
    }

    /// Dots across: the ordinary font is 12 dots wide on every common printer.
    pub const fn width_dots(&self) -> usize {
        self.columns * 12
    }

    fn fold(&self, text: &str) -> String {
        fold(text, |character| self.code_page.has(character))
    }
}

/// How a line's letters look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Face {
    pub small: bool,
    pub bold: bool,
    pub wide: bool,
    pub tall: bool,
}

impl Face {
    /// How many of its letters fit on a line.
    pub const fn columns(self, paper: &Paper) -> usize {
        let columns = if self.small {
            paper.small_columns
        } else {
            paper.columns
        };
        if self.wide { columns / 2 } else { columns }
    }

    /// The line spacing its lines are set in, in dots.
    pub const fn leading_dots(self) -> u8 {
        match (self.small, self.tall) {
            (true, _) => 24,
            (false, false) => 32,
            (false, true) => 58,
        }
    }
}

/// One thing on the roll.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Printed {
    /// Never wider than [`Face::columns`]; every character is in the code page.
    Text {
        text: String,
        face: Face,
    },
    Rule,
    Space,
    Picture(Picture),
    Qr(String),
    Barcode(String),
    Drawer,
    Cut,
}

/// The layout as it prints on `paper`.
pub fn print(layout: &Layout, paper: &Paper) -> Vec<Printed> {
    let mut printed = Vec::with_capacity(layout.blocks.len() * 2);
    for block in &layout.blocks {
        match block {
            Block::Text { text, style, align } => {
                let text = paper.fold(text);
                let face = fitting(*style, &text, paper);
                let columns = face.columns(paper);
                for line in wrap(&text, columns) {
                    let text = match align {
                        Align::Left => line,
                        Align::Center => centered(&line, columns),
                    };
                    printed.push(Printed::Text { text, face });
                }
            }
            Block::Row {
                left,
                right,
                style,
                indent,
                mark,
            } => {
                let face = face(*style);
                let row = row::Row {
                    left: paper.fold(left),
                    right: paper.fold(right),
                    indent: if *indent { 2 } else { 0 },
                    mark: mark.as_deref().map(|mark| paper.fold(mark)),
                };
                for text in row.lines(face.columns(paper)) {
                    printed.push(Printed::Text { text, face });
                }
            }
            Block::Table(table) => table::print(table, paper, &mut printed),
            Block::Rule => printed.push(Printed::Rule),
            // The row above it says the same.
            Block::Bar { .. } => {}
            // What a roll shows of them, a document puts in as a grey picture.
            Block::Photos(_) | Block::Keep(_) => {}
            Block::Space => printed.push(Printed::Space),
            Block::Picture(picture) => printed.push(Printed::Picture(picture.clone())),
            Block::Qr(text) => printed.push(Printed::Qr(ascii(text))),
            Block::Barcode(text) => printed.push(Printed::Barcode(ascii(text))),
            Block::Drawer => printed.push(Printed::Drawer),
            Block::Cut => printed.push(Printed::Cut),
        }
    }
    printed
}

/// The lines of a text, none wider than `columns`.
fn wrap(text: &str, columns: usize) -> Vec<String> {
    let room = i64::try_from(columns.max(1)).unwrap_or(i64::MAX);
    crate::wrap::wrap(text, room, &columns_of)
}

/// Every character of a folded text is one column wide.
fn columns_of(text: &str) -> i64 {
    i64::try_from(text.chars().count()).unwrap_or(i64::MAX)
}

/// The line in the middle of `columns`, without spaces behind it.
pub(crate) fn centered(line: &str, columns: usize) -> String {
    let free = columns.saturating_sub(line.chars().count());
    format!("{}{line}", " ".repeat(free / 2))
}

/// Codes hold plain ASCII, whatever a ticket's number was made of.
fn ascii(text: &str) -> String {
    fold(text, |character| character.is_ascii()).replace(crate::format::NBSP, " ")
}

const fn face(style: Style) -> Face {
    let plain = Face {
        small: false,
        bold: false,
        wide: false,
        tall: false,
    };
    match style {
        Style::Brand => Face {
            wide: true,
            tall: true,
            ..plain
        },
        Style::Title | Style::Strong => Face {
            bold: true,
            ..plain
        },
        Style::Mark | Style::Total => Face {
            bold: true,
            tall: true,
            ..plain
        },
        Style::Body => plain,
        Style::Detail => Face {
            small: true,
            ..plain
        },
    }
}

/// A shop's name too long for double width stands in single width rather than broken.
fn fitting(style: Style, text: &str, paper: &Paper) -> Face {
    let face = face(style);
    if face.wide && text.chars().count() > face.columns(paper) {
        Face {
            wide: false,
            bold: true,
            ..face
        }
    } else {
        face
    }
}
