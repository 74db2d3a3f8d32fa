//! Walks the journal of a store that nobody else has open.

use shop::journal;

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
        let verified = store.read(journal::verify)?;
        for (chain, count) in &verified.counts {
            println!("{:<10} {count:>9} records stand", chain.name());
        }
        match verified.broken {
            None => {
                println!("the journal is whole");
                Ok(())
            }
            Some(broken) => Err(Failure::Broken(format!(
                "the journal is broken at {broken}"
            ))),
        }
    }
}
