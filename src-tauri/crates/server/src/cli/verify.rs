//! Walks the journal of a store that nobody else has open.

use shop::proof::prove;

use super::{Data, Failure};

/// Check every record of the journal and name the first that is not as it was written
#[derive(Debug, clap::Args)]
pub struct Verify {
    #[command(flatten)]
    data: Data,
}

impl Verify {
    pub(super) fn run(self) -> Result<(), Failure> {
        let (_shop, store) = self.data.open()?;
        let proof = store.read(prove)?;
        for (chain, count) in &proof.journal.counts {
            println!("{:<10} {count:>9} records stand", chain.name());
        }
        if let Some(broken) = proof.journal.broken {
            return Err(Failure::Broken(format!(
                "the journal is broken at {broken}"
            )));
        }
        if let Some(unbalanced) = proof.unbalanced {
            return Err(Failure::Broken(format!(
                "the ledger does not balance: {unbalanced:?}"
            )));
        }
        println!("the journal is whole, and the tables say what it says");
        Ok(())
    }
}
