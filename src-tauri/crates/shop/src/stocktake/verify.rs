//! Compares the stocktakes' frozen results and corrections with what the journal signed.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::correct::facts;
use super::{frozen, store};
use crate::db::{ReadTx, StoreError};
use crate::journal::{self, Broken, Chain, Fault};

/// The first closed stocktake or correction that is not as its record says, or that is missing, or
/// that no record knows. None: all stand.
pub fn verify(tx: &ReadTx<'_>) -> Result<Option<Broken>, StoreError> {
    // What stands in the tables, by name: the digest or the facts.
    let mut stands: BTreeMap<String, Value> = BTreeMap::new();
    let mut broken: Option<Broken> = None;
    let state = |seq: i64, detail: String| Broken {
        chain: Chain::Jet,
        seq,
        fault: Fault::State,
        detail,
    };
    store::each_closed(tx, |number, bytes, kept, seq| {
        let hash = frozen::hash(&bytes);
        if broken.is_none() && hash.as_slice() != kept {
            broken = Some(state(seq, format!("{number}: the result is not as it was")));
        }
        stands.insert(format!("closed {number}"), json!(journal::hex(&hash)));
        Ok::<(), StoreError>(())
    })?;
    for one in store::corrections(tx, None)? {
        let facts = facts(one.seq, &one.stocktake, one.piece, one.action, one.place);
        stands.insert(format!("corrected {}", one.seq), facts);
    }
    journal::walk(tx, Chain::Jet, |record| {
        let detail = &record.payload["detail"];
        let (name, signed) = match detail["what"].as_str() {
            Some("stocktake-closed") => {
                let text = |name: &str| detail["stocktake"][name].as_str().unwrap_or_default();
                (
                    format!("closed {}", text("number")),
                    json!(text("result_sha256")),
                )
            }
            Some("stocktake-corrected") => {
                let facts = &detail["correction"];
                (format!("corrected {}", facts["seq"]), facts.clone())
            }
            _ => return Ok::<(), StoreError>(()),
        };
        if stands.remove(&name) != Some(signed) && broken.is_none() {
            broken = Some(state(
                record.header.seq,
                format!("{name}: not as it was signed"),
            ));
        }
        Ok(())
    })?;
    if broken.is_none()
        && let Some((name, _)) = stands.first_key_value()
    {
        broken = Some(state(0, format!("{name}: no record knows it")));
    }
    Ok(broken)
}
