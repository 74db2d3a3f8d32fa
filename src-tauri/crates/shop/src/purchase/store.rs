//! The SQL of purchasing, a file a document.

mod goods;
mod invoice;
mod order;
mod received;
mod reorder;
mod step;

pub(super) use goods::{Back, insert_return};
pub use goods::{returned, returns};
pub(super) use invoice::{InvoiceHeader, insert_invoice, insert_invoice_line, invoice_numbered};
pub use invoice::{invoice, invoices};
pub(super) use order::{Header, save_order};
pub use order::{order, orders};
pub(super) use received::{
    Came, Delivery, insert_received, insert_reception, insert_undone, received, reception_by_seq,
};
pub use received::{Trail, reception, receptions, trail, unbilled};
pub use reorder::limits;
pub(super) use reorder::{committed, limit_version, save_budget, save_limit, set_budgets, spent};
pub(super) use step::{NewStep, add_step, insert_step, steps};

use chrono::NaiveDate;
use rusqlite::Row;
use units::Id;

use crate::db::{ReadTx, StoreError};
use crate::stock::Supplier;

/// The number behind the last one of a table whose rows are numbered without gaps.
pub(super) fn next_seq(tx: &ReadTx<'_>, table: &'static str) -> Result<i64, StoreError> {
    tx.one(
        &format!("SELECT coalesce(max(seq), 0) + 1 FROM {table}"),
        [],
        |row| row.get(0),
    )
}

/// A supplier's name, if there is such a supplier.
pub(super) fn supplier_name(
    tx: &ReadTx<'_>,
    id: Id<Supplier>,
) -> Result<Option<String>, StoreError> {
    tx.maybe(
        "SELECT name FROM supplier WHERE id = ?1",
        [id.uuid()],
        |row| row.get(0),
    )
}

fn day(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<NaiveDate>> {
    let text: Option<String> = row.get(index)?;
    text.map(|text| text.parse().map_err(|_| rusqlite::Error::InvalidQuery))
        .transpose()
}

fn that_day(row: &Row<'_>, index: usize) -> rusqlite::Result<NaiveDate> {
    day(row, index)?.ok_or(rusqlite::Error::InvalidQuery)
}

fn limit_of(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}
