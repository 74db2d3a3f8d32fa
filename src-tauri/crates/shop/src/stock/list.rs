//! The stock as a table: filtered and sorted by the store, page after page by key.

use chrono::{DateTime, Utc};
use units::{Carat, Fineness, Id, Metal, Money, Weight};
use uuid::Uuid;

use super::family::Family;
use super::piece::{Piece, State, words};
use super::place::Place;
use super::store;
use super::supplier::Supplier;
use crate::db::{ReadTx, StoreError};
use crate::search;

/// Which pieces, in which order, from where.
#[derive(Clone, Debug, Default)]
pub struct PieceQuery {
    /// As typed: narrowed to what the search finds.
    pub text: Option<String>,
    pub family: Option<Id<Family>>,
    pub place: Option<Id<Place>>,
    pub supplier: Option<Id<Supplier>>,
    pub state: Option<State>,
    pub metal: Option<Metal>,
    pub import: Option<Uuid>,
    pub price_from: Option<i64>,
    pub price_to: Option<i64>,
    pub sort: Sort,
    pub descending: bool,
    /// Where the page before ended.
    pub after: Option<Cursor>,
    /// 1 to 500 rows.
    pub limit: usize,
}

words! {
    /// What a table of pieces is sorted by.
    Sort {
        /// The order in which they were entered.
        Entered = "entered",
        Number = "number",
        Title = "title",
        Price = "price",
        Weight = "weight",
    }
}

// The macro that makes the words has no place for a default among them.
#[allow(clippy::derivable_impls)]
impl Default for Sort {
    fn default() -> Self {
        Self::Entered
    }
}

/// The last row of a page: its sort value and its place in the order of entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub key: Key,
    pub seq: i64,
}

/// A sort value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    Number(i64),
    Text(String),
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PieceRow {
    pub seq: i64,
    pub id: Id<Piece>,
    pub number: String,
    pub title: String,
    pub family_code: String,
    pub metal: Option<Metal>,
    pub fineness: Option<Fineness>,
    pub colour: Option<String>,
    pub gross: Option<Weight>,
    pub size: Option<String>,
    /// The centre stone: its word, weight and certificate.
    pub stone: Option<String>,
    pub stone_weight: Option<Carat>,
    pub certificate_number: Option<String>,
    pub cost: Option<Money>,
    pub price: Option<Money>,
    pub state: State,
    /// In a cart now.
    pub reserved: bool,
    pub place: Option<Id<Place>>,
    pub thumbnail: Option<Uuid>,
    pub created_at: DateTime<Utc>,
    pub version: i64,
}

/// A page of the table.
#[derive(Clone, Debug)]
pub struct PiecePage {
    pub rows: Vec<PieceRow>,
    /// None: this was the last page.
    pub next: Option<Cursor>,
    /// How many there are in all; counted with the first page only.
    pub total: Option<i64>,
}

const MOST_ROWS: usize = 500;

/// A page of pieces.
pub fn list(tx: &ReadTx<'_>, query: &PieceQuery) -> Result<PiecePage, StoreError> {
    let limit = query.limit.clamp(1, MOST_ROWS);
    let asked = asked(tx, query)?;
    if matches!(asked, Asked::Unknown) {
        return Ok(PiecePage {
            rows: Vec::new(),
            next: None,
            total: Some(0),
        });
    }
    // One row more tells whether there is another page.
    let mut rows = store::page(tx, query, asked.words(), limit + 1)?;
    let next = if rows.len() > limit {
        rows.truncate(limit);
        rows.last().map(|row| cursor(query.sort, row))
    } else {
        None
    };
    let total = match query.after {
        None => Some(store::count(tx, query, asked.words())?),
        Some(_) => None,
    };
    Ok(PiecePage { rows, next, total })
}

/// What a query's text asks of the search.
enum Asked {
    /// It has none.
    Nothing,
    Words(String),
    /// No word of it is known: no piece has it.
    Unknown,
}

impl Asked {
    fn words(&self) -> Option<&str> {
        match self {
            Self::Words(words) => Some(words),
            Self::Nothing | Self::Unknown => None,
        }
    }
}

fn asked(tx: &ReadTx<'_>, query: &PieceQuery) -> Result<Asked, StoreError> {
    Ok(match query.text.as_deref().map(str::trim) {
        None | Some("") => Asked::Nothing,
        Some(text) => search::matching(tx, text)?.map_or(Asked::Unknown, Asked::Words),
    })
}

/// Every piece that a query finds, in its order, up to so many; its page and limit are not looked at.
pub fn list_ids(
    tx: &ReadTx<'_>,
    query: &PieceQuery,
    most: usize,
) -> Result<Vec<Id<Piece>>, StoreError> {
    match asked(tx, query)? {
        Asked::Unknown => Ok(Vec::new()),
        asked => store::ids(tx, query, asked.words(), most),
    }
}

fn cursor(sort: Sort, row: &PieceRow) -> Cursor {
    let key = match sort {
        Sort::Entered => Key::Number(row.seq),
        Sort::Number => Key::Text(row.number.clone()),
        Sort::Title => Key::Text(row.title.clone()),
        Sort::Price => Key::Number(row.price.map_or(0, Money::minor)),
        Sort::Weight => Key::Number(row.gross.map_or(0, Weight::mg)),
    };
    Cursor { key, seq: row.seq }
}
