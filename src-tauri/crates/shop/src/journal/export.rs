//! Writes the journal as JSON Lines, for a stranger to check without us.

use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::chain::Chain;
use super::store;
use crate::db::{ReadTx, StoreError};

/// Why an export stopped. What was written before is incomplete and not to be kept.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the export cannot be written: {0}")]
    Write(#[from] io::Error),
}

/// One line a record, chain after chain: `chain`, `seq`, `record` (the signed bytes as text),
/// `signature` and `public_key` (base 64). Returns how many lines were written.
pub fn export(tx: &ReadTx<'_>, to: &mut impl Write) -> Result<u64, ExportError> {
    let mut lines = 0;
    for chain in Chain::ALL {
        store::each(tx, chain, |stored| -> Result<(), ExportError> {
            let line = serde_json::json!({
                "chain": stored.chain,
                "seq": stored.seq,
                "record": String::from_utf8_lossy(&stored.record),
                "signature": STANDARD.encode(&stored.signature),
                "public_key": stored.public.map(|public| STANDARD.encode(public)),
            });
            writeln!(to, "{line}")?;
            lines += 1;
            Ok(())
        })?;
    }
    to.flush()?;
    Ok(lines)
}
