//! Writes the journal as JSON Lines.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use serde_json::json;
use shop::Actor;
use shop::journal::{self, Event};

use super::{Data, Failure};

/// Write the journal as JSON Lines; that it was is itself journaled
#[derive(Debug, clap::Args)]
pub struct Export {
    #[command(flatten)]
    data: Data,

    /// The file to write [default: the standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Export {
    pub(super) fn run(self) -> Result<(), Failure> {
        let (shop, store) = self.data.open()?;
        let cx = shop.state().cx(Actor::System, None);
        store.write(move |tx| {
            let note = json!({ "what": "journal" });
            journal::log(tx, &cx, Event::Exported, &note).map(|_| ())
        })?;
        let mut to: Box<dyn Write> = match &self.out {
            Some(path) => {
                Box::new(BufWriter::new(File::create(path).map_err(|error| {
                    anyhow::anyhow!("{}: {error}", path.display())
                })?))
            }
            None => Box::new(std::io::stdout().lock()),
        };
        let lines = store.read(|tx| journal::export(tx, &mut to))?;
        eprintln!("{lines} records");
        Ok(())
    }
}
