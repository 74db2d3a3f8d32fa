//! Compares the till's tables with what the journal froze.

use std::collections::BTreeMap;

use serde_json::Value;

use super::store;
use crate::db::{ReadTx, StoreError};
use crate::journal::{self, Broken, Chain, Fault};

/// The first opening, cash movement, drawer opening, recount or closing that is not as its record
/// says, or that is missing, or that no record knows. None: all stand.
pub fn verify(tx: &ReadTx<'_>) -> Result<Option<Broken>, StoreError> {
    let mut closings: BTreeMap<String, Value> = BTreeMap::new();
    let rows = match store::closings_by_number(tx) {
        Ok(rows) => rows,
        Err(error) => return unreadable(Chain::GrandTotal, error),
    };
    for closing in rows {
        closings.insert(closing.number.to_string(), closing.facts());
    }
    let found = compare(tx, Chain::GrandTotal, &mut closings, |record| {
        Some((
            record.header.seq.to_string(),
            record.payload["facts"].clone(),
        ))
    })?;
    if found.is_some() {
        return Ok(found);
    }
    let mut copies: BTreeMap<String, Value> = match store::closing_duplicates(tx) {
        Ok(rows) => rows
            .into_iter()
            .map(|(seq, facts)| (seq.to_string(), facts))
            .collect(),
        Err(error) => return unreadable(Chain::Duplicate, error),
    };
    let found = compare(tx, Chain::Duplicate, &mut copies, |record| {
        let facts = record.payload["facts"].clone();
        (record.header.kind == "closing").then(|| (record.header.seq.to_string(), facts))
    })?;
    if found.is_some() {
        return Ok(found);
    }
    let mut moved: BTreeMap<String, Value> = BTreeMap::new();
    let rows = store::openings(tx).and_then(|openings| {
        let movements = store::all_cash_movements(tx)?;
        let by_hand = store::drawer_openings(tx)?;
        Ok((openings, movements, by_hand, store::recounts(tx)?))
    });
    let (openings, movements, by_hand, recounts) = match rows {
        Ok(rows) => rows,
        Err(error) => return unreadable(Chain::Jet, error),
    };
    for opening in openings {
        moved.insert(opening.id.to_string(), opening.facts());
    }
    for movement in movements {
        moved.insert(movement.id.to_string(), movement.facts());
    }
    for opening in by_hand {
        moved.insert(opening.id.to_string(), opening.facts());
    }
    for recount in recounts {
        moved.insert(recount.id.to_string(), recount.facts());
    }
    compare(tx, Chain::Jet, &mut moved, |record| {
        let detail = &record.payload["detail"];
        let facts = match detail["what"].as_str() {
            Some("day-opened") => &detail["opening"],
            Some("cash-moved") => &detail["movement"],
            Some("drawer-opened") => &detail["drawer"],
            Some("count-differed") => &detail["recount"],
            _ => return None,
        };
        Some((facts["id"].as_str()?.to_owned(), facts.clone()))
    })
}

/// A value that the program could not have written is a difference like any other.
fn unreadable(chain: Chain, error: StoreError) -> Result<Option<Broken>, StoreError> {
    match error {
        StoreError::Unreadable(what) => Ok(Some(Broken {
            chain,
            seq: 0,
            fault: Fault::State,
            detail: format!("{what} is not as written"),
        })),
        // A value of another type than the column's reaches here as a refusal.
        StoreError::Refused(what) => Ok(Some(Broken {
            chain,
            seq: 0,
            fault: Fault::State,
            detail: what,
        })),
        other => Err(other),
    }
}

/// Takes each record's row out of `rows` and compares; what is left over nobody wrote.
fn compare(
    tx: &ReadTx<'_>,
    chain: Chain,
    rows: &mut BTreeMap<String, Value>,
    facts: impl Fn(&journal::Record) -> Option<(String, Value)>,
) -> Result<Option<Broken>, StoreError> {
    let mut broken = None;
    journal::walk::<StoreError>(tx, chain, |record| {
        if broken.is_some() {
            return Ok(());
        }
        let Some((name, frozen)) = facts(&record) else {
            return Ok(());
        };
        let detail = match rows.remove(&name) {
            None => Some("the row is missing".to_owned()),
            Some(row) => journal::difference(&frozen, &row),
        };
        broken = detail.map(|detail| Broken {
            chain,
            seq: record.header.seq,
            fault: Fault::State,
            detail,
        });
        Ok(())
    })?;
    if broken.is_none()
        && let Some(name) = rows.keys().next()
    {
        broken = Some(Broken {
            chain,
            seq: 0,
            fault: Fault::State,
            detail: format!("no record knows the row {name}"),
        });
    }
    Ok(broken)
}
