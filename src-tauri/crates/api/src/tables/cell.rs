//! A row of the stock as the cells of a spreadsheet.

use std::collections::HashMap;

use shop::stock::PieceRow;
use units::{Carat, Fineness, Money, Weight};
use uuid::Uuid;

/// A cell, typed: a spreadsheet adds up numbers and sorts days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    /// A number of so many decimals: `Number(329_000, 2)` is 3290.00.
    Number(i64, u8),
    Day(chrono::NaiveDate),
}

/// A column that can be taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Number,
    Title,
    Family,
    Metal,
    Fineness,
    Colour,
    Weight,
    Size,
    Stone,
    Carats,
    Certificate,
    Place,
    State,
    Cost,
    Price,
    Entered,
}

impl Column {
    const ALL: [(&'static str, Self); 16] = [
        ("number", Self::Number),
        ("title", Self::Title),
        ("family", Self::Family),
        ("metal", Self::Metal),
        ("fineness", Self::Fineness),
        ("colour", Self::Colour),
        ("weight", Self::Weight),
        ("size", Self::Size),
        ("stone", Self::Stone),
        ("carats", Self::Carats),
        ("certificate", Self::Certificate),
        ("place", Self::Place),
        ("state", Self::State),
        ("cost", Self::Cost),
        ("price", Self::Price),
        ("entered", Self::Entered),
    ];

    pub fn of(word: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|(known, _)| *known == word)
            .map(|(_, column)| column)
    }

    /// How wide, in characters.
    pub const fn width(self) -> u16 {
        match self {
            Self::Title => 36,
            Self::Family | Self::Stone | Self::Place | Self::Certificate => 20,
            Self::Size | Self::Fineness | Self::Carats => 9,
            _ => 13,
        }
    }
}

/// What the words and ids of a row are called.
#[derive(Debug)]
pub(super) struct Names {
    /// `metal:gold` and the like, as the screen words them.
    pub words: HashMap<String, String>,
    pub families: HashMap<String, String>,
    pub places: HashMap<Uuid, String>,
}

impl Names {
    fn word(&self, of: &str, code: &str) -> Cell {
        let word = self.words.get(&format!("{of}:{code}"));
        Cell::Text(word.cloned().unwrap_or_else(|| code.to_owned()))
    }
}

/// What stands in a row below a column.
pub(super) fn cell(row: &PieceRow, column: Column, names: &Names) -> Cell {
    let text = |text: Option<&String>| text.map_or(Cell::Empty, |text| Cell::Text(text.clone()));
    let word = |of: &str, code: Option<&str>| code.map_or(Cell::Empty, |code| names.word(of, code));
    let number = |value: Option<i64>, decimals| {
        value.map_or(Cell::Empty, |value| Cell::Number(value, decimals))
    };
    match column {
        Column::Number => Cell::Text(row.number.clone()),
        Column::Title => Cell::Text(row.title.clone()),
        Column::Family => {
            let name = names.families.get(&row.family_code);
            text(name.or(Some(&row.family_code)))
        }
        Column::Metal => word("metal", row.metal.map(units::Metal::code)),
        // Parts per ten thousand are per mille with a decimal.
        Column::Fineness => number(row.fineness.map(Fineness::per_ten_thousand), 1),
        Column::Colour => word("metal_colour", row.colour.as_deref()),
        Column::Weight => number(row.gross.map(Weight::mg), 3),
        Column::Size => text(row.size.as_ref()),
        Column::Stone => word("stone", row.stone.as_deref()),
        Column::Carats => number(row.stone_weight.map(Carat::milli), 3),
        Column::Certificate => text(row.certificate_number.as_ref()),
        Column::Place => text(row.place.and_then(|place| names.places.get(&place.uuid()))),
        Column::State if row.reserved && row.state == shop::stock::State::Available => {
            names.word("state", "reserved")
        }
        Column::State => names.word("state", row.state.code()),
        Column::Cost => number(row.cost.map(Money::minor), 2),
        Column::Price => number(row.price.map(Money::minor), 2),
        Column::Entered => Cell::Day(row.created_at.date_naive()),
    }
}
