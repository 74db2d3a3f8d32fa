//! A document as blocks, in its final words but without a width.
//!
//! Every form (ESC/POS, PDF, preview, text) is made from the same blocks: what one says, all say.

mod abandonment;
mod delivery_note;
mod entrusted_slip;
mod estate_inventory;
mod estimate;
mod figures;
mod header;
mod item;
mod memo;
mod metal_slip;
mod purchase_order;
mod purchase_return;
mod quote;
mod receipt;
mod repair_return;
mod repair_slip;
mod report;
mod signed;
mod slip;
mod stock_count;
mod vendor_slip;
mod warranty_card;
mod wording;
mod work;

pub use abandonment::abandonment;
pub use delivery_note::delivery_note;
pub use entrusted_slip::entrusted_slip;
pub use estate_inventory::estate_inventory;
pub use estimate::estimate;
pub use figures::figures;
pub(crate) use header::siret;
pub use item::{metal_words, stone_words};
pub use memo::{memo, memo_statement};
pub use metal_slip::{metal_slip, metal_statement};
pub use purchase_order::purchase_order;
pub use purchase_return::purchase_return;
pub use quote::quote;
pub use receipt::receipt;
pub use repair_return::repair_return;
pub use repair_slip::repair_slip;
pub use report::report;
pub use slip::slip;
pub use stock_count::stock_count;
pub use vendor_slip::vendor_slip;
pub use warranty_card::warranty_card;

use crate::{Language, Photo, Picture};

/// A document in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// What the document is, for a PDF's title and a picture's alternative text.
    pub title: String,
    pub language: Language,
    pub blocks: Vec<Block>,
}

/// A piece of a document that stands on its own lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Text {
        text: String,
        style: Style,
        align: Align,
    },
    /// A label and its amount or fact, at the two edges.
    Row {
        left: String,
        right: String,
        style: Style,
        indent: bool,
        /// A letter behind the amount; `Some("")` keeps its place free, so that amounts align.
        mark: Option<String>,
    },
    Table(Table),
    /// A bar of a plot, so many parts per ten thousand of the width; its row says what it stands for.
    Bar {
        share_bp: i64,
    },
    /// A hairline.
    Rule,
    /// A little air.
    Space,
    Picture(Picture),
    /// Photos side by side, each with its own name in the document; a receipt printer leaves them out, and has its own [`Block::Picture`].
    Photos(Vec<(String, Photo)>),
    /// A QR code of this ASCII text.
    Qr(String),
    /// A Code 128 of this ASCII text.
    Barcode(String),
    /// So many blocks that follow stand on one page, where a page can hold them.
    Keep(usize),
    /// Opens the cash drawer, on a printer.
    Drawer,
    /// The end of the paper, on a printer.
    Cut,
}

/// Rows of figures under headings; where the paper is too narrow, each row becomes a small list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The first column is a label, the others are figures.
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// What a text is to its document; each form has its own look for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// The shop's name.
    Brand,
    /// The kind of document, or the heading of a part.
    Title,
    /// `DUPLICATA`, `MODE ÉCOLE`: must be seen first.
    Mark,
    /// The amount due.
    Total,
    Strong,
    Body,
    /// Small print.
    Detail,
}

/// Where a text stands on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Center,
}

impl Layout {
    fn new(title: String, language: Language) -> Self {
        Self {
            title,
            language,
            blocks: Vec::new(),
        }
    }

    /// The same, opening the cash drawer as it prints.
    #[must_use]
    pub fn opening_drawer(mut self) -> Self {
        self.blocks.insert(0, Block::Drawer);
        self
    }

    /// Adds a text; a blank one leaves no empty line.
    fn text(&mut self, style: Style, align: Align, text: impl Into<String>) {
        let text = text.into();
        if !text.trim().is_empty() {
            self.blocks.push(Block::Text { text, style, align });
        }
    }

    fn center(&mut self, style: Style, text: impl Into<String>) {
        self.text(style, Align::Center, text);
    }

    fn row(&mut self, style: Style, left: impl Into<String>, right: impl Into<String>) {
        self.blocks.push(Block::Row {
            left: left.into(),
            right: right.into(),
            style,
            indent: false,
            mark: None,
        });
    }

    /// The same under the row before it, set in a little.
    fn under(&mut self, style: Style, left: impl Into<String>, right: impl Into<String>) {
        self.blocks.push(Block::Row {
            left: left.into(),
            right: right.into(),
            style,
            indent: true,
            mark: None,
        });
    }

    /// What was added since there were so many blocks is not divided by the end of a page.
    fn keep_from(&mut self, first: usize) {
        let count = self.blocks.len().saturating_sub(first);
        self.blocks
            .insert(first.min(self.blocks.len()), Block::Keep(count));
    }

    fn rule(&mut self) {
        self.blocks.push(Block::Rule);
    }

    fn space(&mut self) {
        self.blocks.push(Block::Space);
    }
}
