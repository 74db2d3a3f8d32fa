//! Rows that a technical event vouches for. Their digest stands in the record of the command that wrote
//! them, so that whoever changes a row of the tables below, takes one away or slips one in is found.
//!
//! A table of this kind is only ever added to, and its `seq` counts from one without a gap.

use std::collections::BTreeMap;

use ring::digest::{SHA256, digest};
use serde::Serialize;
use serde_json::Value;

use super::chain::Chain;
use super::verify::{Broken, Fault};
use super::{store, walk};
use crate::db::{ReadTx, StoreError, WriteTx};

/// A table that the journal vouches for.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    /// The columns that never change, or SQL expressions of them. What changes repeats an entry, and is
    /// compared with it by its own feature's `verify`; what erasing a person empties is left out, or every
    /// record of before the erasing would prove nothing any more.
    pub columns: &'static [&'static str],
    /// Lines that belong to a row and have no number of their own: an SQL expression of a JSON text.
    pub(super) lines: Option<&'static str>,
}

const fn table(name: &'static str, columns: &'static [&'static str]) -> Table {
    Table {
        name,
        columns,
        lines: None,
    }
}

/// Every table that is proven by digests. A column that is added to one of them goes into a table of its
/// own, or the records before it prove nothing any more.
pub const fn vouched_for() -> &'static [Table] {
    &TABLES
}

/// Of an entry: what the words were before they were amended is emptied with its customer.
const DETAIL: &str = "iif(what = 'amended', '{}', detail)";

static TABLES: [Table; 35] = [
    table(
        "memo",
        &[
            "seq", "id", "direction", "series", "number", "kind", "party_kind", "party_id",
            "address", "note", "created_at", "created_by",
        ],
    ),
    table(
        "memo_line",
        &[
            "seq", "id", "memo", "position", "piece_id", "agreed_minor", "insured_minor",
            "before_owner_kind", "before_owner_id", "before_cost_minor",
        ],
    ),
    table(
        "memo_entry",
        &[
            "seq", "memo", "line", "at", "user_id", "what", "state", "due_on", "document", "note",
        ],
    ),
    table(
        "memo_settlement",
        &[
            "seq", "id", "direction", "party_kind", "party_id", "at", "user_id", "paid_on",
            "means", "cash_movement", "amount_minor", "reference", "note", "reverses",
        ],
    ),
    table(
        "purchase_step",
        &[
            "seq", "subject_id", "step", "at", "user_id", "on_day", "amount_minor", "vat_minor",
            "means", "cash_movement", "reference", "note",
        ],
    ),
    table(
        "purchase_reception",
        &[
            "seq", "id", "number", "supplier_id", "order_seq", "document", "note", "on_day", "at",
            "user_id",
        ],
    ),
    table(
        "purchase_received",
        &[
            "seq", "id", "reception", "line_id", "refused", "piece_id", "article_id", "title",
            "quantity", "cost_minor", "reason",
        ],
    ),
    table(
        "purchase_undone",
        &["seq", "received", "at", "user_id", "reason"],
    ),
    table(
        "purchase_invoice",
        &[
            "seq", "id", "reference", "supplier_id", "number", "invoiced_on", "due_on",
            "net_minor", "vat_minor", "gross_minor", "note", "at", "user_id",
        ],
    ),
    table(
        "purchase_invoice_line",
        &["seq", "invoice", "received", "cost_minor", "old_minor", "outcome"],
    ),
    table(
        "purchase_return",
        &[
            "seq", "id", "number", "supplier_id", "reason", "credit_minor", "on_day", "at",
            "user_id",
        ],
    ),
    table(
        "purchase_return_line",
        &["seq", "return", "piece_id", "article_id", "quantity", "cost_minor"],
    ),
    Table {
        name: "tray_count",
        columns: &[
            "seq", "id", "tray_id", "at", "user_id", "counted_on", "occasion", "method",
            "place_id", "expected", "counted", "missing", "unexpected", "note", "corrects",
        ],
        lines: Some(
            "(SELECT json_group_array(json_array(position, hex(piece_id), code, status, price_minor))
              FROM (SELECT * FROM tray_count_line WHERE count = tray_count.seq ORDER BY position))",
        ),
    },
    table(
        "tray_count_cancel",
        &["seq", "count", "at", "user_id", "reason"],
    ),
    table(
        "appraisal_entry",
        &["seq", "appraisal", "at", "user_id", "what", "note", "other"],
    ),
    table(
        "stocktake_correction",
        &[
            "seq", "stocktake", "at", "user_id", "approved_by", "piece_id", "action", "place_id",
            "reason",
        ],
    ),
    // Without who fetched it: that is emptied when a customer is forgotten.
    table(
        "metal_paper",
        &[
            "seq", "id", "year", "series", "number", "kind", "customer_id", "order_id", "language",
            "note", "on_day", "at", "user_id",
        ],
    ),
    table(
        "metal_entry",
        &[
            "seq", "id", "customer_id", "metal", "kind", "paper", "order_id", "undoes", "loss_mg",
            "loss_fine_mg", "note", "on_day", "at", "user_id",
        ],
    ),
    table(
        "metal_lot",
        &[
            "seq", "id", "entry", "description", "fineness", "tested", "gross_mg", "stones",
            "stones_mg",
        ],
    ),
    table(
        "metal_move",
        &["seq", "entry", "lot", "weight_mg", "fine_mg"],
    ),
    // Without what is emptied when a customer is forgotten: what was said, marks, who fetched it.
    table(
        "entrusted_slip",
        &[
            "seq", "id", "year", "series", "number", "customer_id", "of", "of_id", "language", "on_day",
            "at", "user_id",
        ],
    ),
    table(
        "entrusted_object",
        &[
            "seq", "id", "slip", "position", "code", "object", "count", "gross_ug", "cut", "size",
            "declared_minor",
        ],
    ),
    table(
        "entrusted_entry",
        &[
            "seq", "object", "what", "count", "undoes", "delivery", "gross_ug", "tolerance_ug",
            "differs", "shown", "allowed_by", "at", "user_id",
        ],
    ),
    table(
        "repair_entry",
        &[
            "seq", "job", "at", "user_id", "till_id", "place_id", "what", "from_state", "to_state",
            "undoes", DETAIL,
        ],
    ),
    table(
        "repair_estimate",
        &[
            "seq", "id", "job", "version", "total_minor", "fee_minor", "lines", "valid_until", "at",
            "user_id",
        ],
    ),
    table(
        "repair_answer",
        &["seq", "estimate", "answer", "channel", "at", "user_id"],
    ),
    table(
        "repair_settlement",
        &["seq", "job", "document", "paid_minor", "charged_minor", "at", "user_id"],
    ),
    table(
        "custom_entry",
        &[
            "seq", "custom", "at", "user_id", "what", "from_state", "to_state", "undoes", DETAIL,
        ],
    ),
    table(
        "custom_answer",
        &["seq", "quote", "answer", "channel", "at", "user_id"],
    ),
    table(
        "custom_part",
        &[
            "seq", "id", "custom", "kind", "quote_line", "piece_id", "article_id", "number", "quantity",
            "supplier_id", "purchase_line", "metal", "fineness", "weight_mg", "loss_bp",
            "rate", "person_id", "minutes", "cost_minor", "replaces", "at", "user_id",
        ],
    ),
    table(
        "custom_part_step",
        &["seq", "part", "step", "entry", "at", "user_id"],
    ),
    table(
        "custom_use",
        &[
            "seq", "id", "part", "quantity", "weight_mg", "rate", "person_id", "on_day", "minutes",
            "cost_minor", "undoes", "entry", "at", "user_id",
        ],
    ),
    table(
        "custom_delivery",
        &[
            "seq", "id", "custom", "entry", "at", "user_id", "allowed_by", "gross_ug", "expected_ug",
            "tolerance_ug", "stones_same", "engraving_same", "pictures_same", "differs",
        ],
    ),
    table(
        "custom_made",
        &[
            "seq", "custom", "piece_id", "step", "metal_minor", "stones_minor", "labour_minor",
            "other_minor", "entry", "at", "user_id",
        ],
    ),
    table(
        "commission",
        &[
            "seq", "id", "what", "person_id", "job_id", "task_id", "entry", "takes_back", "rate_bp",
            "net_minor", "amount_minor", "reason", "on_day", "at", "user_id",
        ],
    ),
];

fn known(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}

/// Rows of one table that follow each other, as a record names them.
#[derive(Debug, Serialize)]
pub(super) struct Rows {
    table: &'static str,
    first: i64,
    last: i64,
    /// Of the rows as JSON arrays, each with a line break behind it; hexadecimal.
    sha256: String,
}

/// The rows of this command that no record vouches for yet, by table.
pub(super) fn written(tx: &mut WriteTx<'_>) -> Result<Vec<Rows>, StoreError> {
    let mut spans: BTreeMap<&'static str, (i64, i64)> = BTreeMap::new();
    for (name, row) in tx.vouch() {
        let span = spans.entry(name).or_insert((row, row));
        *span = (span.0.min(row), span.1.max(row));
    }
    spans
        .into_iter()
        .map(|(name, (first, last))| {
            let sha256 = match known(name) {
                Some(table) => sha256(tx, table, first, last)?,
                None => None,
            };
            Ok(Rows {
                table: name,
                first,
                last,
                sha256: sha256.ok_or(StoreError::Unreadable("rows to vouch for"))?,
            })
        })
        .collect()
}

fn sha256(
    tx: &ReadTx<'_>,
    table: &Table,
    first: i64,
    last: i64,
) -> Result<Option<String>, StoreError> {
    let text = store::rows_as_text(tx, table, first, last)?;
    Ok(text.map(|text| super::record::hex(digest(&SHA256, text.as_bytes()).as_ref())))
}

/// The first row that is not as its record says, or that is missing, or that no record knows. None: all
/// stand.
pub fn verify_rows(tx: &ReadTx<'_>) -> Result<Option<Broken>, StoreError> {
    let broken = |seq: i64, detail: String| Broken {
        chain: Chain::Jet,
        seq,
        fault: Fault::State,
        detail,
    };
    // Up to which number each table is vouched for.
    let mut ends: BTreeMap<&'static str, i64> = BTreeMap::new();
    let mut wrong: Option<Broken> = None;
    walk(tx, Chain::Jet, |record| {
        let rows = record.payload["rows"].as_array().into_iter().flatten();
        for said in rows {
            if wrong.is_some() {
                break;
            }
            let (first, last) = (whole(&said["first"]), whole(&said["last"]));
            let name = said["table"].as_str().unwrap_or_default();
            let stands = match known(name) {
                Some(table) => {
                    let end = ends.entry(table.name).or_insert(0);
                    let follows = first == *end + 1;
                    *end = last;
                    let now = sha256(tx, table, first, last)?;
                    follows && now.as_deref() == said["sha256"].as_str()
                }
                None => false,
            };
            if !stands {
                let detail = format!("{name} {first} to {last}: not as they were written");
                wrong = Some(broken(record.header.seq, detail));
            }
        }
        Ok::<(), StoreError>(())
    })?;
    if wrong.is_some() {
        return Ok(wrong);
    }
    for table in &TABLES {
        let end = ends.get(table.name).copied().unwrap_or(0);
        if store::row_count(tx, table)? != (end, end) {
            let detail = format!("{}: a row that no record knows", table.name);
            return Ok(Some(broken(0, detail)));
        }
    }
    Ok(None)
}

fn whole(value: &Value) -> i64 {
    value.as_i64().unwrap_or(0)
}
