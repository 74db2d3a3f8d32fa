//! Compares what a job says now with its entries and settlements, which the journal vouches for.

use super::store;
use crate::db::{ReadTx, StoreError};
use crate::journal::{Broken, Chain, Fault};

/// The first job that is not as its history says: how it stands, its work and their prices, its money. None: all
/// are.
pub fn verify(tx: &ReadTx<'_>) -> Result<Option<Broken>, StoreError> {
    Ok(store::astray(tx)?.map(|(code, what)| Broken {
        chain: Chain::Jet,
        seq: 0,
        fault: Fault::State,
        detail: format!("{code}: {what} is not as its history says"),
    }))
}
