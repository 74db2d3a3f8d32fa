//! What came back of a sold line.

use units::Id;
use uuid::Uuid;

use super::sale::{LINE, line, time};
use crate::db::{ReadTx, StoreError};
use crate::sales::goods::{Already, Returned};
use crate::sales::sale::{Sale, SaleLine};

/// A line as somebody brings it back.
pub(in crate::sales) fn returned(
    tx: &ReadTx<'_>,
    id: Id<SaleLine>,
) -> Result<Option<Returned>, StoreError> {
    let Some(line) = tx.maybe(&format!("{LINE} WHERE id = ?1"), [id.uuid()], line)? else {
        return Ok(None);
    };
    let (ticket, number, at, void): (Uuid, String, i64, bool) = tx.one(
        "SELECT sale.id, number, at, kind = 'void' OR EXISTS (
             SELECT 1 FROM sale AS void WHERE void.voids_id = sale.id)
         FROM sale_line JOIN sale ON sale.id = sale_id WHERE sale_line.id = ?1",
        [id.uuid()],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )?;
    Ok(Some(Returned {
        line: line?,
        ticket: Id::from_uuid(ticket),
        number,
        issued_at: time(at, "sale.at")?,
        already: already(tx, id)?,
        void,
        photo: None,
    }))
}

fn already(tx: &ReadTx<'_>, id: Id<SaleLine>) -> Result<Already, StoreError> {
    tx.one(
        "SELECT coalesce(-sum(quantity), 0), coalesce(-sum(total_minor), 0),
                coalesce(-sum(discount_minor), 0), coalesce(-sum(vat_minor), 0),
                coalesce(-sum(cost_minor), 0)
         FROM sale_line WHERE returns_line_id = ?1",
        [id.uuid()],
        |row| {
            Ok(Already {
                quantity: row.get(0)?,
                total_minor: row.get(1)?,
                discount_minor: row.get(2)?,
                vat_minor: row.get(3)?,
                cost_minor: row.get(4)?,
            })
        },
    )
}

/// How many of a line have come back so far.
pub(in crate::sales) fn returned_quantity(
    tx: &ReadTx<'_>,
    id: Id<SaleLine>,
) -> Result<i64, StoreError> {
    tx.one(
        "SELECT coalesce(-sum(quantity), 0) FROM sale_line WHERE returns_line_id = ?1",
        [id.uuid()],
        |row| row.get(0),
    )
}

/// How many of each line of a ticket have come back so far, in the order of its lines.
pub fn returned_quantities(tx: &ReadTx<'_>, sale: &Sale) -> Result<Vec<i64>, StoreError> {
    sale.lines
        .iter()
        .map(|line| returned_quantity(tx, line.id))
        .collect()
}
