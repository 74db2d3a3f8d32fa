//! What goes to outside workshops.

use chrono::NaiveDate;
use rusqlite::{Row, params};
use units::Id;

use crate::bench::send_out::{SendOut, Sent};
use crate::bench::slip::{SlipLine, VendorSlip};
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::purchase::Invoice;
use crate::repair::Job;

pub fn next_slip(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    tx.one(
        "SELECT coalesce(max(seq), 0) + 1 FROM vendor_slip",
        [],
        |found| found.get(0),
    )
}

pub fn insert_slip(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: Id<User>,
    seq: i64,
    number: &str,
    note: &str,
    input: &SendOut,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO vendor_slip (seq, id, number, supplier_id, due_on, note, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            seq,
            input.id.uuid(),
            number,
            input.supplier.uuid(),
            input.due_on.to_string(),
            note,
            cx.now_ms(),
            by.uuid(),
        ],
    )?;
    Ok(())
}

pub fn insert_slip_line(
    tx: &mut WriteTx<'_>,
    slip: i64,
    line: &Sent,
    entry: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO vendor_line (id, slip, job_id, entry, agreed_minor) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            line.id.uuid(),
            slip,
            line.job.uuid(),
            entry,
            line.agreed_minor
        ],
    )?;
    Ok(())
}

pub fn insert_unworked(
    tx: &mut WriteTx<'_>,
    line: i64,
    entry: i64,
    why: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO vendor_unworked (line, entry, why) VALUES (?1, ?2, ?3)",
        params![line, entry, why],
    )?;
    Ok(())
}

pub fn insert_due(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: Id<User>,
    slip: i64,
    due_on: NaiveDate,
    note: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO vendor_due (slip, due_on, note, at, user_id) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![slip, due_on.to_string(), note, cx.now_ms(), by.uuid()],
    )?;
    Ok(())
}

pub fn insert_bill(
    tx: &mut WriteTx<'_>,
    line: i64,
    invoice: Id<Invoice>,
    net_minor: i64,
    reason: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO vendor_bill (line, invoice_id, net_minor, reason) VALUES (?1, ?2, ?3, ?4)",
        params![line, invoice.uuid(), net_minor, reason],
    )?;
    Ok(())
}

const SLIP: &str = "SELECT slip.id, slip.seq, slip.number, slip.supplier_id, supplier.name,
        coalesce((SELECT due_on FROM vendor_due WHERE vendor_due.slip = slip.seq
            ORDER BY vendor_due.seq DESC LIMIT 1), slip.due_on), slip.note, slip.at, user.name
    FROM vendor_slip slip JOIN supplier ON supplier.id = slip.supplier_id
    JOIN user ON user.id = slip.user_id";

fn read_slip(found: &Row<'_>) -> rusqlite::Result<VendorSlip> {
    Ok(VendorSlip {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        number: found.get(2)?,
        supplier: row::id(found, 3)?,
        vendor: found.get(4)?,
        due_on: row::word(found, 5)?,
        note: found.get(6)?,
        at: row::time(found, 7)?,
        by: found.get(8)?,
        lines: Vec::new(),
    })
}

/// How a line stands is what its job's moves say: those that were taken back do not count.
const LINE: &str = "SELECT line.id, line.seq, line.job_id, repair.id, job.code, job.object,
        line.agreed_minor,
        CASE WHEN EXISTS (SELECT 1 FROM repair_entry undo WHERE undo.undoes = line.entry)
                THEN 'cancelled'
            WHEN NOT EXISTS (SELECT 1 FROM repair_entry back WHERE back.job = job.seq
                AND back.what = 'receive' AND back.seq > line.entry
                AND NOT EXISTS (SELECT 1 FROM repair_entry undo WHERE undo.undoes = back.seq))
                THEN 'out'
            WHEN unworked.line IS NOT NULL THEN 'unworked' ELSE 'back' END,
        coalesce(unworked.why, ''), bill.net_minor, invoice.reference, slip.supplier_id, supplier.name
    FROM vendor_line line JOIN vendor_slip slip ON slip.seq = line.slip
    JOIN supplier ON supplier.id = slip.supplier_id JOIN repair_job job ON job.id = line.job_id
    JOIN repair ON repair.seq = job.repair
    LEFT JOIN vendor_unworked unworked ON unworked.line = line.seq
        AND NOT EXISTS (SELECT 1 FROM repair_entry undo WHERE undo.undoes = unworked.entry)
    LEFT JOIN vendor_bill bill ON bill.line = line.seq
        AND NOT EXISTS (SELECT 1 FROM purchase_step
            WHERE subject_id = bill.invoice_id AND step = 'reversed')
    LEFT JOIN purchase_invoice invoice ON invoice.id = bill.invoice_id";

fn read_line(found: &Row<'_>) -> rusqlite::Result<SlipLine> {
    let billed: (Option<i64>, Option<String>) = (found.get(9)?, found.get(10)?);
    Ok(SlipLine {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        supplier: row::id(found, 11)?,
        vendor: found.get(12)?,
        job: row::id(found, 2)?,
        repair: row::id(found, 3)?,
        code: found.get(4)?,
        object: found.get(5)?,
        agreed_minor: found.get(6)?,
        state: row::word(found, 7)?,
        why: found.get(8)?,
        billed: billed.0.zip(billed.1),
    })
}

fn with_lines(tx: &ReadTx<'_>, mut slip: VendorSlip) -> Result<VendorSlip, StoreError> {
    let sql = format!("{LINE} WHERE line.slip = ?1 ORDER BY line.seq");
    slip.lines = tx.all(&sql, [slip.seq], read_line)?;
    Ok(slip)
}

/// One slip.
pub fn slip(tx: &ReadTx<'_>, id: Id<VendorSlip>) -> Result<Option<VendorSlip>, StoreError> {
    tx.maybe(
        &format!("{SLIP} WHERE slip.id = ?1"),
        [id.uuid()],
        read_slip,
    )?
    .map(|slip| with_lines(tx, slip))
    .transpose()
}

/// The newest slips, with their objects.
pub fn slips(tx: &ReadTx<'_>, limit: i64) -> Result<Vec<VendorSlip>, StoreError> {
    tx.all(
        &format!("{SLIP} ORDER BY slip.seq DESC LIMIT ?1"),
        [limit],
        read_slip,
    )?
    .into_iter()
    .map(|slip| with_lines(tx, slip))
    .collect()
}

/// What workshops did to a job, or have.
pub fn sent(tx: &ReadTx<'_>, job: Id<Job>) -> Result<Vec<SlipLine>, StoreError> {
    tx.all(
        &format!("{LINE} WHERE line.job_id = ?1 ORDER BY line.seq"),
        [job.uuid()],
        read_line,
    )
}
