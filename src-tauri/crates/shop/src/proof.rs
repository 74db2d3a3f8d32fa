//! Everything that can be checked of a store: its chains, and that the tables say what the chains
//! froze.

use crate::db::{ReadTx, StoreError};
use crate::journal::{self, Verified};
use crate::ledger::{self, Unbalanced};
use crate::{appraisal, custom, memo, repair, sales, stocktake, till};

/// What a whole check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The chains, and the first record that is not as it was written, in them or beside them.
    pub journal: Verified,
    /// The first posting that does not balance.
    pub unbalanced: Option<Unbalanced>,
}

impl Proof {
    /// Whether everything stands.
    pub fn holds(&self) -> bool {
        self.journal.broken.is_none() && self.unbalanced.is_none()
    }
}

/// Walks the chains first: where they are broken, what the tables say proves nothing.
pub fn prove(tx: &ReadTx<'_>) -> Result<Proof, StoreError> {
    let mut journal = journal::verify(tx)?;
    let compare = [
        sales::verify,
        till::verify,
        journal::verify_rows,
        memo::verify,
        stocktake::verify,
        appraisal::verify,
        repair::verify,
        custom::verify,
    ];
    for verify in compare {
        if journal.broken.is_none() {
            journal.broken = verify(tx)?;
        }
    }
    Ok(Proof {
        journal,
        unbalanced: ledger::verify(tx)?,
    })
}
