//! Compares tickets with what the journal froze, column by column.

use serde_json::Value;

use super::sale::Sale;
use super::store;
use crate::customers;
use crate::db::{ReadTx, StoreError};
use crate::journal::{self, Broken, Chain, Fault, Record};

/// The first ticket, line, payment or duplicate that is not as its record says, that is missing, or
/// that no record knows. None: all stand. Nothing is computed again: a rule that changes later
/// breaks nothing.
pub fn verify(tx: &ReadTx<'_>) -> Result<Option<Broken>, StoreError> {
    let mut broken = None;
    let mut lines = 0i64;
    let mut payments = 0i64;
    let mut tickets = 0i64;
    journal::walk::<StoreError>(tx, Chain::Ticket, |record| {
        if broken.is_some() {
            return Ok(());
        }
        if !matches!(record.header.kind.as_str(), "sale" | "void") {
            return Ok(());
        }
        match ticket_difference(tx, &record)? {
            Ok(sale) => {
                tickets += 1;
                lines += i64::try_from(sale.lines.len()).unwrap_or(i64::MAX);
                payments += i64::try_from(sale.payments.len()).unwrap_or(i64::MAX);
            }
            Err(detail) => broken = Some(at(Chain::Ticket, record.header.seq, detail)),
        }
        Ok(())
    })?;
    if broken.is_some() {
        return Ok(broken);
    }
    for (what, seen, there) in [
        ("sale", tickets, store::count(tx, store::Table::Sale)?),
        (
            "sale_line",
            lines,
            store::count(tx, store::Table::SaleLine)?,
        ),
        (
            "payment",
            payments,
            store::count(tx, store::Table::Payment)?,
        ),
    ] {
        if seen != there {
            let detail = format!("the records know {seen} rows of {what}, there are {there}");
            return Ok(Some(at(Chain::Ticket, 0, detail)));
        }
    }
    duplicates(tx)
}

fn at(chain: Chain, seq: i64, detail: String) -> Broken {
    Broken {
        chain,
        seq,
        fault: Fault::State,
        detail,
    }
}

/// The ticket of a record, or how its rows differ from it.
fn ticket_difference(tx: &ReadTx<'_>, record: &Record) -> Result<Result<Sale, String>, StoreError> {
    let sale = match store::sale_by_seq(tx, record.header.seq) {
        Ok(Some(sale)) => sale,
        Ok(None) => return Ok(Err("the row is missing".into())),
        // A value that the program cannot have written is a difference like any other.
        Err(StoreError::Unreadable(what)) => return Ok(Err(format!("{what} is not as written"))),
        Err(StoreError::Refused(what)) => return Ok(Err(what)),
        Err(error) => return Err(error),
    };
    let facts = &record.payload["facts"];
    let reference = match sale.customer {
        None => None,
        Some(id) => match customers::reference(tx, id)? {
            Some(reference) => Some(reference),
            None if customers::was_erased(tx, id)? => facts["customer"].as_str().map(str::to_owned),
            None => return Ok(Err("customer_id names nobody".into())),
        },
    };
    if let Some(detail) = journal::difference(facts, &sale.facts(reference.as_deref())) {
        return Ok(Err(detail));
    }
    // As it lies in the row: what reads it back forgives a field it does not know.
    let details = Value::Array(store::details(tx, sale.id)?);
    let frozen = &record.payload["print"]["lines"];
    if *frozen == details {
        return Ok(Ok(sale));
    }
    let detail = journal::difference(frozen, &details).unwrap_or_default();
    Ok(Err(format!("detail{detail}")))
}

fn duplicates(tx: &ReadTx<'_>) -> Result<Option<Broken>, StoreError> {
    let mut rows = store::duplicates(tx)?.into_iter();
    let mut broken = None;
    journal::walk::<StoreError>(tx, Chain::Duplicate, |record| {
        let header = &record.header;
        if broken.is_some() || header.kind != "receipt" {
            return Ok(());
        }
        let Some((seq, at_ms, facts)) = rows.next() else {
            broken = Some(at(
                Chain::Duplicate,
                header.seq,
                "the row is missing".into(),
            ));
            return Ok(());
        };
        let same = seq == header.seq && at_ms == header.at.timestamp_millis();
        let detail = if same {
            journal::difference(&record.payload["facts"], &facts)
        } else {
            Some("number or time".to_owned())
        };
        broken = detail.map(|detail| at(Chain::Duplicate, header.seq, detail));
        Ok(())
    })?;
    if broken.is_none() && rows.next().is_some() {
        broken = Some(at(Chain::Duplicate, 0, "no record knows the row".into()));
    }
    Ok(broken)
}
