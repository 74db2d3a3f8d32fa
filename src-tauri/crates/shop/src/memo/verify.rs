//! Compares what a memo and its lines say now with the last of their entries, which the journal vouches
//! for: the rest of these rows it vouches for itself.

use super::store;
use crate::db::{ReadTx, StoreError};
use crate::journal::{Broken, Chain, Fault};

/// The first memo that is not as its entries say. None: all are.
pub fn verify(tx: &ReadTx<'_>) -> Result<Option<Broken>, StoreError> {
    Ok(store::astray(tx)?.map(|number| Broken {
        chain: Chain::Jet,
        seq: 0,
        fault: Fault::State,
        detail: format!("{number}: not as its last entry says"),
    }))
}
