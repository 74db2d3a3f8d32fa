//! The SQL of the search index.

use rusqlite::params;

use crate::db::{ReadTx, StoreError, WriteTx};

pub(super) fn insert_row(tx: &mut WriteTx<'_>, row: i64, words: &str) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO stock_search (rowid, words) VALUES (?1, ?2)",
        params![row, words],
    )?;
    Ok(())
}

pub(super) fn delete_row(tx: &mut WriteTx<'_>, row: i64) -> Result<(), StoreError> {
    tx.execute("DELETE FROM stock_search WHERE rowid = ?1", [row])?;
    Ok(())
}

pub(super) fn insert_word(tx: &mut WriteTx<'_>, word: &str) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO stock_word (word) VALUES (?1) ON CONFLICT (word) DO NOTHING",
        [word],
    )?;
    Ok(())
}

/// Which store's words these are, and the newest of them.
pub(super) fn word_set(tx: &ReadTx<'_>) -> Result<(i64, i64), StoreError> {
    tx.one(
        "SELECT tag, coalesce((SELECT max(id) FROM stock_word), 0) FROM stock_word_set",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The words added after one that is known.
pub(super) fn words_after(tx: &ReadTx<'_>, id: i64) -> Result<Vec<String>, StoreError> {
    tx.all(
        "SELECT word FROM stock_word WHERE id > ?1 ORDER BY id",
        [id],
        |row| row.get(0),
    )
}

/// Rows that have these words, newest first: articles and pieces, or only what can be sold.
pub(super) fn rows(
    tx: &ReadTx<'_>,
    expression: &str,
    available_only: bool,
    limit: usize,
) -> Result<Vec<i64>, StoreError> {
    let sql = if available_only {
        "SELECT stock_search.rowid FROM stock_search
             LEFT JOIN piece ON piece.seq = stock_search.rowid
         WHERE stock_search MATCH ?1 AND (piece.seq IS NULL OR piece.state = 'available')
         ORDER BY stock_search.rowid DESC LIMIT ?2"
    } else {
        "SELECT rowid FROM stock_search WHERE stock_search MATCH ?1 ORDER BY rowid DESC LIMIT ?2"
    };
    tx.all(
        sql,
        params![expression, i64::try_from(limit).unwrap_or(i64::MAX)],
        |row| row.get(0),
    )
}
