//! The SQL of the ledger.

use units::Id;

use super::entry::{Entry, EntryKind, Posting};
use crate::db::{ReadTx, StoreError, WriteTx};

pub(super) fn insert_entry(
    tx: &mut WriteTx<'_>,
    id: Id<Entry>,
    at: i64,
    kind: EntryKind,
    document: Option<&str>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO ledger_entry (id, at, kind, document) VALUES (?1, ?2, ?3, ?4)",
        (id.uuid(), at, kind.name(), document),
    )?;
    Ok(())
}

pub(super) fn insert_posting(
    tx: &mut WriteTx<'_>,
    entry: Id<Entry>,
    position: i64,
    posting: &Posting,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO posting (entry_id, position, account, asset, amount)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        (
            entry.uuid(),
            position,
            &posting.account,
            posting.asset,
            posting.amount,
        ),
    )?;
    tx.execute(
        "INSERT INTO ledger_balance (account, asset, amount) VALUES (?1, ?2, ?3)
         ON CONFLICT (account, asset) DO UPDATE SET amount = amount + excluded.amount",
        (&posting.account, posting.asset, posting.amount),
    )?;
    Ok(())
}

pub(super) fn balance(tx: &ReadTx<'_>, account: &str, asset: &str) -> Result<i64, StoreError> {
    let amount = tx.maybe(
        "SELECT amount FROM ledger_balance WHERE account = ?1 AND asset = ?2",
        (account, asset),
        |row| row.get(0),
    )?;
    Ok(amount.unwrap_or(0))
}

/// The sums of the postings up to a moment, by account; a party's accounts have an index of their own.
pub(super) fn balances_at(
    tx: &ReadTx<'_>,
    prefix: &str,
    asset: &str,
    until_ms: i64,
) -> Result<Vec<(String, i64)>, StoreError> {
    tx.all(
        "SELECT account, sum(amount) FROM posting JOIN ledger_entry ON ledger_entry.id = entry_id
         WHERE (account GLOB 'payable:*' OR account GLOB 'receivable:*')
           AND account >= ?1 AND account < ?1 || char(1114111) AND asset = ?2 AND at <= ?3
         GROUP BY account HAVING sum(amount) <> 0 ORDER BY account",
        (prefix, asset, until_ms),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The first document whose entry does not sum to zero, with the sum.
pub(super) fn unbalanced_entry(tx: &ReadTx<'_>) -> Result<Option<(String, i64)>, StoreError> {
    tx.maybe(
        "SELECT coalesce(document, kind), sum(amount) FROM posting
         JOIN ledger_entry ON ledger_entry.id = entry_id
         GROUP BY entry_id, asset HAVING sum(amount) <> 0 LIMIT 1",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The first account whose balance is not the sum of its postings, with the difference.
pub(super) fn wrong_balance(tx: &ReadTx<'_>) -> Result<Option<(String, i64)>, StoreError> {
    tx.maybe(
        "SELECT account, sum(amount) FROM (
             SELECT account, asset, sum(amount) AS amount FROM posting GROUP BY account, asset
             UNION ALL
             SELECT account, asset, -amount FROM ledger_balance
         ) GROUP BY account, asset HAVING sum(amount) <> 0 LIMIT 1",
        [],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
