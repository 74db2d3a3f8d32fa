//! Compares orders with their entries, and quotes that were sent with the records of their sending.

use std::collections::BTreeSet;

use super::store;
use crate::db::{ReadTx, StoreError};
use crate::journal::{self, Broken, Chain, Fault};

/// The first order or quote that is not as it was written. None: all are.
pub fn verify(tx: &ReadTx<'_>) -> Result<Option<Broken>, StoreError> {
    let broken = |seq: i64, detail: String| Broken {
        chain: Chain::Jet,
        seq,
        fault: Fault::State,
        detail,
    };
    if let Some((number, what)) = store::astray(tx)? {
        let detail = format!("{number}: {what} is not as its history says");
        return Ok(Some(broken(0, detail)));
    }
    let mut known = BTreeSet::new();
    let mut wrong = None;
    journal::walk(tx, Chain::Jet, |record| {
        let detail = &record.payload["detail"];
        if wrong.is_some() || detail["what"] != "custom-quote" {
            return Ok(());
        }
        let order = detail["order"].as_str().unwrap_or_default();
        let number = format!("{order}/{}", detail["version"]);
        let now = store::sent_digest(tx, &number)?;
        if now.is_none() || now.as_deref() != detail["sha256"].as_str() {
            let detail = format!("{number}: the quote is not as it was sent");
            wrong = Some(broken(record.header.seq, detail));
        }
        known.insert(number);
        Ok::<(), StoreError>(())
    })?;
    if wrong.is_some() {
        return Ok(wrong);
    }
    let sent = store::sent_numbers(tx)?;
    let strange = sent.into_iter().find(|number| !known.contains(number));
    Ok(strange.map(|number| broken(0, format!("{number}: a quote that no record knows"))))
}
