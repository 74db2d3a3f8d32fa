//! Whether a row is one piece or a batch article, counted.
//!
//! What the row says of its kind decides; then what the mapping says for all of them; then the
//! quantity: several of one number cannot be one object. A file without either column is all pieces.

use serde::{Deserialize, Serialize};

use super::columns::Field;
use super::number::number;
use super::row::Reading;
use crate::search::fold;

/// What a row becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One object with its own number.
    Piece,
    /// A batch article: silver charms, batteries, counted and not told apart.
    Article,
}

const PIECE: &[&str] = &[
    "piece",
    "piece unique",
    "unique",
    "serialise",
    "serialized",
    "single",
];
const ARTICLE: &[&str] = &[
    "article", "articles", "lot", "quantite", "serie", "batch", "quantity", "stock",
];
/// No shop counts more of one thing.
const MOST: i64 = 1_000_000;

impl Reading<'_> {
    /// None: one piece. Some: a batch article and how many of it there are.
    pub(super) fn batch(&mut self) -> Option<i64> {
        let quantity = self.quantity();
        let kind = self.kind();
        match (kind, quantity) {
            (Some(Kind::Article), quantity) => Some(quantity.unwrap_or(0)),
            (_, None | Some(1)) => None,
            // What an old till lists at nought has been sold: it must not come back as stock.
            (_, Some(0)) => {
                self.refuse(Some(Field::Quantity), "import.none_left", Vec::new());
                None
            }
            (None, Some(many)) => Some(many),
            (Some(Kind::Piece), Some(many)) => {
                let params = vec![("quantity", many.to_string())];
                self.refuse(Some(Field::Quantity), "import.piece_is_one", params);
                None
            }
        }
    }

    fn kind(&mut self) -> Option<Kind> {
        let Some(word) = self.cell(Field::Kind) else {
            return self.mapping.kind;
        };
        let folded = fold(word);
        if PIECE.contains(&folded.as_str()) {
            Some(Kind::Piece)
        } else if ARTICLE.contains(&folded.as_str()) {
            Some(Kind::Article)
        } else {
            self.refuse_value(Field::Kind, "import.word_unknown", word);
            None
        }
    }

    fn quantity(&mut self) -> Option<i64> {
        let cell = self.cell(Field::Quantity)?;
        let whole = number(cell, false)
            .ok()
            .filter(|value| value.fract().is_zero())
            .and_then(|value| i64::try_from(value).ok())
            .filter(|value| (0..=MOST).contains(value));
        if whole.is_none() {
            self.refuse_value(Field::Quantity, "import.quantity_unreadable", cell);
        }
        whole
    }
}
