//! The SQL of labels.

use rusqlite::Row;
use units::Id;
use uuid::Uuid;

use super::batch::{Batch, Label};
use super::print::PrintLabels;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};

/// How many batches a list shows beside those that want something.
const RECENT: u32 = 10;

pub(super) fn exists(tx: &ReadTx<'_>, id: Id<Batch>) -> Result<bool, StoreError> {
    tx.one(
        "SELECT EXISTS (SELECT 1 FROM label_batch WHERE id = ?1)",
        [id.uuid()],
        |row| row.get(0),
    )
}

pub(super) fn insert(tx: &mut WriteTx<'_>, cx: &Cx, input: &PrintLabels) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO label_batch (id, device_id, template, user_id, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        (
            input.id.uuid(),
            input.printer.uuid(),
            &input.template,
            cx.actor.user().map(Id::uuid),
            cx.now_ms(),
        ),
    )?;
    Ok(())
}

pub(super) fn batches(tx: &ReadTx<'_>, only: Option<Id<Batch>>) -> Result<Vec<Batch>, StoreError> {
    let sql = format!(
        "SELECT batch.id, batch.device_id, device.name, batch.template, batch.created_at
         FROM label_batch batch JOIN device ON device.id = batch.device_id
         WHERE CASE WHEN ?1 IS NOT NULL THEN batch.id = ?1
             ELSE EXISTS (SELECT 1 FROM print_job WHERE batch_id = batch.id
                     AND state IN ('waiting', 'sending', 'failed', 'unsure'))
                 OR batch.id IN (SELECT id FROM label_batch ORDER BY created_at DESC, rowid DESC
                     LIMIT {RECENT}) END
         ORDER BY batch.created_at DESC, batch.rowid DESC"
    );
    let mut found = tx.all(&sql, [only.map(Id::uuid)], read)?;
    for batch in &mut found {
        batch.labels = tx.all(
            "SELECT id, subject, state, problem FROM print_job WHERE batch_id = ?1 ORDER BY rowid",
            [batch.id.uuid()],
            label,
        )?;
    }
    Ok(found)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Batch> {
    Ok(Batch {
        id: row::id(row, 0)?,
        printer: row::id(row, 1)?,
        printer_name: row.get(2)?,
        template: row.get(3)?,
        created_at: row::time(row, 4)?,
        labels: Vec::new(),
    })
}

fn label(row: &Row<'_>) -> rusqlite::Result<Label> {
    Ok(Label {
        job: Id::from_uuid(row.get::<_, Uuid>(0)?),
        number: row.get(1)?,
        state: row::word(row, 2)?,
        problem: row.get(3)?,
    })
}
