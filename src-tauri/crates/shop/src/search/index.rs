//! Puts rows into the index.

use std::collections::HashSet;

use super::store;
use crate::db::{StoreError, WriteTx};

/// Articles stand above this row, pieces below: newest first shows articles before pieces.
pub const ARTICLE_ROWS: i64 = 1 << 40;

/// A row of the index and the folded words it is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub row: i64,
    pub words: String,
}

/// Adds rows that are not in the index yet. Many at once share the upkeep of the distinct words.
pub fn index(tx: &mut WriteTx<'_>, rows: &[Words]) -> Result<(), StoreError> {
    let mut distinct = HashSet::new();
    for row in rows {
        store::insert_row(tx, row.row, &row.words)?;
        distinct.extend(row.words.split(' ').filter(|word| is_word(word)));
    }
    for word in distinct {
        store::insert_word(tx, word)?;
    }
    Ok(())
}

/// Replaces what a row is found by.
pub fn index_again(tx: &mut WriteTx<'_>, row: &Words) -> Result<(), StoreError> {
    store::delete_row(tx, row.row)?;
    index(tx, std::slice::from_ref(row))
}

/// Takes a row out of the index; the words stay, for the rows that have them too.
pub fn forget(tx: &mut WriteTx<'_>, row: i64) -> Result<(), StoreError> {
    store::delete_row(tx, row)
}

/// Numbers, weights and codes are found as they are: there would be as many as there are pieces.
fn is_word(word: &str) -> bool {
    word.chars().count() >= 2 && !word.contains(|c: char| c.is_ascii_digit())
}
