//! What stands of the money for some work: read from the tickets' own lines.

use units::Id;
use uuid::Uuid;

use super::nouns::{Role, Subject};
use super::owed::Standing;
use crate::db::{ReadTx, StoreError};
use crate::sales::Sale;

/// A line that began something, and that nothing has taken back since.
const STANDS: &str = "line.subject_id = ?1 AND line.subject_kind = ?2 AND line.role <> 'used'
    AND line.role <> 'kept'
    AND line.returns_line_id IS NULL
    AND (SELECT coalesce(sum(quantity), 0) FROM sale_line back
         WHERE back.returns_line_id = line.id) = 0";

/// The lines that stand, in the order of their tickets.
pub(super) fn standing(tx: &ReadTx<'_>, subject: Subject) -> Result<Vec<Standing>, StoreError> {
    let rows = tx.all(
        &format!(
            "SELECT line.id, line.role, sale.number, line.label, line.total_minor, line.vat_bp,
                line.vat_minor, line.cost_minor
             FROM sale_line line JOIN sale ON sale.id = line.sale_id
             WHERE {STANDS} ORDER BY sale.seq, line.position"
        ),
        (subject.uuid(), subject.kind()),
        |row| {
            let line = Standing {
                line: Id::from_uuid(row.get(0)?),
                role: Role::Work,
                ticket: row.get(2)?,
                label: row.get(3)?,
                total_minor: row.get(4)?,
                vat_bp: row.get(5)?,
                vat_minor: row.get(6)?,
                cost_minor: row.get(7)?,
            };
            Ok((line, row.get::<_, String>(1)?))
        },
    )?;
    rows.into_iter()
        .map(|(line, role)| {
            let role = role
                .parse()
                .map_err(|_| StoreError::Unreadable("sale_line.role"))?;
            Ok(Standing { role, ..line })
        })
        .collect()
}

/// The tickets with something that stands.
pub(crate) fn tickets(tx: &ReadTx<'_>, subject: Subject) -> Result<Vec<Id<Sale>>, StoreError> {
    tx.all(
        &format!(
            "SELECT DISTINCT sale.id, sale.seq FROM sale_line line
             JOIN sale ON sale.id = line.sale_id WHERE {STANDS} ORDER BY sale.seq"
        ),
        (subject.uuid(), subject.kind()),
        |row| Ok(Id::from_uuid(row.get::<_, Uuid>(0)?)),
    )
}

/// Of each such ticket: what it took for the subject, and what of all of it was paid in cash.
pub(super) fn cash_of_tickets(
    tx: &ReadTx<'_>,
    subject: Subject,
) -> Result<Vec<(i64, i64)>, StoreError> {
    tx.all(
        &format!(
            "SELECT sum(line.total_minor), (SELECT coalesce(sum(amount_minor), 0) FROM payment
                 WHERE payment.sale_id = line.sale_id AND tender = 'cash')
             FROM sale_line line WHERE {STANDS} GROUP BY line.sale_id"
        ),
        (subject.uuid(), subject.kind()),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
