//! Reads the records back, for features that compare or show what they froze.

use super::chain::Chain;
use super::record::{Record, decode};
use super::store;
use crate::db::{ReadTx, StoreError};

/// Every record of a chain in order. Bytes that are no record stop the walk: [`super::verify`]
/// names them.
pub fn walk<E: From<StoreError>>(
    tx: &ReadTx<'_>,
    chain: Chain,
    mut visit: impl FnMut(Record) -> Result<(), E>,
) -> Result<(), E> {
    store::each(tx, chain, |stored| {
        let record =
            decode(&stored.record).map_err(|_| StoreError::Unreadable("journal.record"))?;
        visit(record)
    })
}

/// One record with its signature.
pub fn find(
    tx: &ReadTx<'_>,
    chain: Chain,
    seq: i64,
) -> Result<Option<(Record, super::Appended)>, StoreError> {
    store::one(tx, chain, seq)?
        .map(|stored| {
            let record =
                decode(&stored.record).map_err(|_| StoreError::Unreadable("journal.record"))?;
            let signature = stored
                .signature
                .try_into()
                .map_err(|_| StoreError::Unreadable("journal.signature"))?;
            let appended = super::Appended {
                chain,
                seq,
                signature,
            };
            Ok((record, appended))
        })
        .transpose()
}

/// The number that the chain's next record will have: a document carries it inside its own record.
pub fn next_seq(tx: &ReadTx<'_>, chain: Chain) -> Result<i64, StoreError> {
    Ok(store::head(tx, chain)?.map_or(0, |head| head.seq) + 1)
}

/// The last record of each chain that has any.
pub fn heads(tx: &ReadTx<'_>) -> Result<Vec<super::Appended>, StoreError> {
    let mut heads = Vec::new();
    for chain in Chain::ALL {
        if let Some(stored) = store::last(tx, chain)? {
            heads.push(super::Appended {
                chain,
                seq: stored.seq,
                signature: stored
                    .signature
                    .try_into()
                    .map_err(|_| StoreError::Unreadable("journal.signature"))?,
            });
        }
    }
    Ok(heads)
}
