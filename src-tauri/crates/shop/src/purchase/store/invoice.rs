//! Suppliers' invoices and their lines.

use rusqlite::{Row, params};
use units::Id;

use super::received::{RECEIVED, read_received};
use super::{day, limit_of, steps, that_day};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::purchase::enter_invoice::EnterInvoice;
use crate::purchase::invoice::{Invoice, InvoiceLine, Outcome};
use crate::stock::Supplier;

const INVOICE: &str = "SELECT invoice.id, invoice.seq, invoice.reference, supplier_id,
        supplier.name, number, invoiced_on, due_on, net_minor, vat_minor, gross_minor, invoice.note,
        CASE (SELECT step FROM purchase_step WHERE subject_id = invoice.id
                ORDER BY purchase_step.seq DESC LIMIT 1)
            WHEN 'paid' THEN 'settled' WHEN 'reversed' THEN 'reversed' ELSE 'open' END,
        invoice.at, coalesce(user.name, '')
    FROM purchase_invoice invoice JOIN supplier ON supplier.id = supplier_id
    LEFT JOIN user ON user.id = invoice.user_id";

fn read(found: &Row<'_>) -> rusqlite::Result<Invoice> {
    Ok(Invoice {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        reference: found.get(2)?,
        supplier: row::id(found, 3)?,
        supplier_name: found.get(4)?,
        number: found.get(5)?,
        invoiced_on: that_day(found, 6)?,
        due_on: day(found, 7)?,
        net_minor: found.get(8)?,
        vat_minor: found.get(9)?,
        gross_minor: found.get(10)?,
        note: found.get(11)?,
        standing: row::word(found, 12)?,
        at: row::time(found, 13)?,
        by: found.get(14)?,
        lines: Vec::new(),
        steps: Vec::new(),
    })
}

fn filled(tx: &ReadTx<'_>, invoice: Invoice) -> Result<Invoice, StoreError> {
    // The columns of a received line, then those of its billing.
    let sql = RECEIVED.replacen(
        "\n    FROM purchase_received received",
        ",\n        line.cost_minor, line.old_minor, line.outcome
    FROM purchase_invoice_line line JOIN purchase_received received ON received.seq = line.received",
        1,
    );
    let lines = tx.all(
        &format!("{sql} WHERE line.invoice = ?1 ORDER BY line.seq"),
        [invoice.seq],
        |found| {
            Ok(InvoiceLine {
                received: read_received(found, 0)?,
                cost_minor: found.get(17)?,
                old_minor: found.get(18)?,
                outcome: row::word(found, 19)?,
            })
        },
    )?;
    Ok(Invoice {
        lines,
        steps: steps(tx, invoice.id.uuid())?,
        ..invoice
    })
}

/// One invoice.
pub fn invoice(tx: &ReadTx<'_>, id: Id<Invoice>) -> Result<Option<Invoice>, StoreError> {
    let sql = format!("{INVOICE} WHERE invoice.id = ?1");
    tx.maybe(&sql, [id.uuid()], read)?
        .map(|one| filled(tx, one))
        .transpose()
}

/// The newest invoices first.
pub fn invoices(tx: &ReadTx<'_>, most: usize) -> Result<Vec<Invoice>, StoreError> {
    let sql = format!("{INVOICE} ORDER BY invoice.seq DESC LIMIT ?1");
    tx.all(&sql, [limit_of(most)], read)?
        .into_iter()
        .map(|one| filled(tx, one))
        .collect()
}

/// Our reference of the supplier's invoice with this number, unless it was reversed.
pub fn invoice_numbered(
    tx: &ReadTx<'_>,
    supplier: Id<Supplier>,
    number: &str,
) -> Result<Option<String>, StoreError> {
    tx.maybe(
        "SELECT reference FROM purchase_invoice invoice
         WHERE supplier_id = ?1 AND number = ?2 COLLATE NOCASE
           AND NOT EXISTS (SELECT 1 FROM purchase_step
               WHERE subject_id = invoice.id AND step = 'reversed')",
        params![supplier.uuid(), number],
        |found| found.get(0),
    )
}

/// What of an invoice is not as its writer sent it.
#[derive(Debug)]
pub struct InvoiceHeader<'a> {
    pub seq: i64,
    pub reference: &'a str,
    pub number: &'a str,
    pub note: &'a str,
}

pub fn insert_invoice(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    header: &InvoiceHeader<'_>,
    input: &EnterInvoice,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO purchase_invoice (seq, id, reference, supplier_id, number, invoiced_on, due_on,
            net_minor, vat_minor, gross_minor, note, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            header.seq,
            input.id.uuid(),
            header.reference,
            input.supplier.uuid(),
            header.number,
            input.invoiced_on.to_string(),
            input.due_on.map(|day| day.to_string()),
            input.net_minor,
            input.vat_minor,
            input.gross_minor,
            header.note,
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
        ],
    )?;
    tx.wrote("purchase_invoice");
    Ok(())
}

pub fn insert_invoice_line(
    tx: &mut WriteTx<'_>,
    invoice: i64,
    received: i64,
    cost_minor: i64,
    old_minor: Option<i64>,
    outcome: Outcome,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO purchase_invoice_line (invoice, received, cost_minor, old_minor, outcome)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        params![invoice, received, cost_minor, old_minor, outcome.code()],
    )?;
    tx.wrote("purchase_invoice_line");
    Ok(())
}
