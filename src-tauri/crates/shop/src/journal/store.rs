//! The journal's SQL.

use chrono::{DateTime, Utc};
use rusqlite::Row;

use super::chain::Chain;
use super::record::Header;
use super::rows::Table;
use crate::db::{ReadTx, StoreError, WriteTx};

pub(super) struct Head {
    pub seq: i64,
    /// Milliseconds, as the last record's.
    pub at: i64,
    pub link: [u8; 32],
}

pub(super) struct SigningKey {
    pub id: i64,
    pub public: Vec<u8>,
    pub private: Vec<u8>,
}

/// A record as it lies in the store.
pub(super) struct Stored {
    pub chain: String,
    pub seq: i64,
    pub at: i64,
    pub kind: String,
    pub record: Vec<u8>,
    pub signature: Vec<u8>,
    pub link: Vec<u8>,
    pub public: Option<Vec<u8>>,
}

impl Stored {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            chain: row.get(0)?,
            seq: row.get(1)?,
            at: row.get(2)?,
            kind: row.get(3)?,
            record: row.get(4)?,
            signature: row.get(5)?,
            link: row.get(6)?,
            public: row.get(7)?,
        })
    }
}

const STORED: &str = "SELECT chain, seq, at, kind, record, signature, link, public
    FROM journal LEFT JOIN journal_key ON journal_key.id = key_id";

pub(super) fn head(tx: &ReadTx<'_>, chain: Chain) -> Result<Option<Head>, StoreError> {
    tx.maybe(
        "SELECT seq, at, link FROM journal_head WHERE chain = ?1",
        [chain.name()],
        |row| {
            Ok(Head {
                seq: row.get(0)?,
                at: row.get(1)?,
                link: row.get(2)?,
            })
        },
    )
}

/// The time of the latest record of any chain, by order of writing.
pub(super) fn latest_at(tx: &ReadTx<'_>) -> Result<Option<DateTime<Utc>>, StoreError> {
    let at: Option<i64> = tx.maybe(
        "SELECT at FROM journal ORDER BY id DESC LIMIT 1",
        [],
        |row| row.get(0),
    )?;
    at.map(|ms| DateTime::from_timestamp_millis(ms).ok_or(StoreError::Unreadable("journal.at")))
        .transpose()
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    header: &Header,
    record: &[u8],
    signature: &[u8; 64],
    link: &[u8; 32],
    key_id: i64,
) -> Result<(), StoreError> {
    let at = header.at.timestamp_millis();
    tx.execute(
        "INSERT INTO journal (chain, seq, at, kind, record, signature, link, key_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        (
            header.chain.name(),
            header.seq,
            at,
            &header.kind,
            record,
            signature,
            link,
            key_id,
        ),
    )?;
    tx.execute(
        "INSERT INTO journal_head (chain, seq, at, link) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, at = excluded.at, link = excluded.link",
        (header.chain.name(), header.seq, at, link),
    )?;
    Ok(())
}

pub(super) fn insert_key(
    tx: &mut WriteTx<'_>,
    public: &[u8],
    private: &[u8],
    created_at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO journal_key (public, private, created_at) VALUES (?1, ?2, ?3)",
        (public, private, created_at),
    )?;
    Ok(())
}

pub(super) fn newest_key(tx: &ReadTx<'_>) -> Result<Option<SigningKey>, StoreError> {
    tx.maybe(
        "SELECT id, public, private FROM journal_key ORDER BY id DESC LIMIT 1",
        [],
        |row| {
            Ok(SigningKey {
                id: row.get(0)?,
                public: row.get(1)?,
                private: row.get(2)?,
            })
        },
    )
}

/// Every record of a chain, in order.
pub(super) fn each<E: From<StoreError>>(
    tx: &ReadTx<'_>,
    chain: Chain,
    mut visit: impl FnMut(Stored) -> Result<(), E>,
) -> Result<(), E> {
    tx.each(
        &format!("{STORED} WHERE chain = ?1 ORDER BY seq"),
        [chain.name()],
        |row| visit(Stored::read(row).map_err(StoreError::from)?),
    )
}

/// The record of that number.
pub(super) fn one(tx: &ReadTx<'_>, chain: Chain, seq: i64) -> Result<Option<Stored>, StoreError> {
    tx.maybe(
        &format!("{STORED} WHERE chain = ?1 AND seq = ?2"),
        (chain.name(), seq),
        Stored::read,
    )
}

/// The last record of a chain.
pub(super) fn last(tx: &ReadTx<'_>, chain: Chain) -> Result<Option<Stored>, StoreError> {
    tx.maybe(
        &format!("{STORED} WHERE chain = ?1 ORDER BY seq DESC LIMIT 1"),
        [chain.name()],
        Stored::read,
    )
}

/// The rows of a table from one number to another, each as the text that its digest covers; None where
/// one of them is not there.
pub(super) fn rows_as_text(
    tx: &ReadTx<'_>,
    table: &Table,
    first: i64,
    last: i64,
) -> Result<Option<String>, StoreError> {
    let columns: Vec<String> = table
        .columns
        .iter()
        .map(|column| format!("iif(typeof({column}) = 'blob', 'x' || hex({column}), {column})"))
        .chain(table.lines.map(str::to_owned))
        .collect();
    let sql = format!(
        "SELECT seq, json_array({}) FROM {} WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq",
        columns.join(", "),
        table.name
    );
    let rows: Vec<(i64, String)> =
        tx.all(&sql, [first, last], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let whole = (first..=last).eq(rows.iter().map(|(seq, _)| *seq));
    Ok(whole.then(|| {
        let mut text = String::new();
        for (_, row) in rows {
            text.push_str(&row);
            text.push('\n');
        }
        text
    }))
}

/// How many rows a table has, and the number of its last one.
pub(super) fn row_count(tx: &ReadTx<'_>, table: &Table) -> Result<(i64, i64), StoreError> {
    let sql = format!("SELECT count(*), coalesce(max(seq), 0) FROM {}", table.name);
    tx.one(&sql, [], |row| Ok((row.get(0)?, row.get(1)?)))
}
