//! The SQL of the shop's own words.

use documents::Language;
use rusqlite::{Row, params};

use super::nouns::{On, Wording};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};

const SELECT: &str = "SELECT paper, wording.language, text, at, coalesce(user.name, '')
    FROM wording LEFT JOIN user ON user.id = user_id";

fn read(found: &Row<'_>) -> rusqlite::Result<Wording> {
    Ok(Wording {
        on: row::word(found, 0)?,
        language: row::word(found, 1)?,
        text: found.get(2)?,
        at: row::time(found, 3)?,
        by: found.get(4)?,
    })
}

/// Those that hold, of every paper and language for which some were ever written.
pub fn wordings(tx: &ReadTx<'_>) -> Result<Vec<Wording>, StoreError> {
    let last = "WHERE seq IN (SELECT max(seq) FROM wording GROUP BY paper, language)";
    tx.all(
        &format!("{SELECT} {last} ORDER BY paper, wording.language"),
        [],
        read,
    )
}

/// That which held at a moment.
pub(super) fn wording(
    tx: &ReadTx<'_>,
    on: On,
    language: Language,
    until_ms: i64,
) -> Result<Option<Wording>, StoreError> {
    let of = "WHERE paper = ?1 AND wording.language = ?2 AND at <= ?3 ORDER BY seq DESC LIMIT 1";
    tx.maybe(
        &format!("{SELECT} {of}"),
        params![on.code(), language.code(), until_ms],
        read,
    )
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    on: On,
    language: Language,
    text: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO wording (paper, language, text, at, user_id) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            on.code(),
            language.code(),
            text,
            cx.now_ms(),
            cx.actor.user().map(units::Id::uuid)
        ],
    )?;
    Ok(())
}
