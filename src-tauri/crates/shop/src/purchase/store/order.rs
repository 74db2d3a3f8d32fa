//! Orders and their lines.

use chrono::NaiveDate;
use rusqlite::{Row, params};
use units::{Fineness, Id};

use super::{day, limit_of, steps};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::purchase::order::{Order, OrderLine};
use crate::purchase::save_order::DraftLine;
use crate::stock::Supplier;

/// The stage of the order `purchase_order.seq`: its last step's, and from sent on what was received.
const STAGE: &str = "CASE coalesce((SELECT step FROM purchase_step
            WHERE subject_id = purchase_order.id ORDER BY purchase_step.seq DESC LIMIT 1), 'reopened')
        WHEN 'reopened' THEN 'draft'
        WHEN 'cancelled' THEN 'cancelled'
        WHEN 'closed' THEN 'closed'
        ELSE CASE
            WHEN NOT EXISTS (SELECT 1 FROM purchase_line line WHERE line.order_seq = purchase_order.seq
                AND line.quantity > (SELECT coalesce(sum(kept.quantity), 0) FROM purchase_kept kept
                    WHERE kept.line_id = line.id)) THEN 'received'
            WHEN EXISTS (SELECT 1 FROM purchase_line line
                JOIN purchase_kept kept ON kept.line_id = line.id
                WHERE line.order_seq = purchase_order.seq) THEN 'part'
            ELSE 'sent' END
        END";

fn select() -> String {
    format!(
        "SELECT purchase_order.id, seq, number, supplier_id, supplier.name, expected_on, note,
            {STAGE}, at, coalesce(user.name, ''), purchase_order.version
         FROM purchase_order JOIN supplier ON supplier.id = supplier_id
         LEFT JOIN user ON user.id = user_id"
    )
}

fn read(found: &Row<'_>) -> rusqlite::Result<Order> {
    Ok(Order {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        number: found.get(2)?,
        supplier: row::id(found, 3)?,
        supplier_name: found.get(4)?,
        expected_on: day(found, 5)?,
        note: found.get(6)?,
        stage: row::word(found, 7)?,
        at: row::time(found, 8)?,
        by: found.get(9)?,
        version: found.get(10)?,
        lines: Vec::new(),
        steps: Vec::new(),
    })
}

fn filled(tx: &ReadTx<'_>, order: Order) -> Result<Order, StoreError> {
    Ok(Order {
        lines: lines(tx, order.seq)?,
        steps: steps(tx, order.id.uuid())?,
        ..order
    })
}

/// One order.
pub fn order(tx: &ReadTx<'_>, id: Id<Order>) -> Result<Option<Order>, StoreError> {
    let sql = format!("{} WHERE purchase_order.id = ?1", select());
    tx.maybe(&sql, [id.uuid()], read)?
        .map(|order| filled(tx, order))
        .transpose()
}

/// The newest orders first, of one supplier where one is named.
pub fn orders(
    tx: &ReadTx<'_>,
    supplier: Option<Id<Supplier>>,
    most: usize,
) -> Result<Vec<Order>, StoreError> {
    let sql = format!(
        "{} WHERE ?1 IS NULL OR supplier_id = ?1 ORDER BY seq DESC LIMIT ?2",
        select()
    );
    tx.all(&sql, params![supplier.map(Id::uuid), limit_of(most)], read)?
        .into_iter()
        .map(|order| filled(tx, order))
        .collect()
}

fn lines(tx: &ReadTx<'_>, order: i64) -> Result<Vec<OrderLine>, StoreError> {
    tx.all(
        "SELECT line.id, line.article_id, article.number, line.family_id, line.title, line.metal,
            line.fineness, line.reference, line.cost_minor, line.quantity,
            (SELECT coalesce(sum(quantity), 0) FROM purchase_kept WHERE line_id = line.id),
            (SELECT coalesce(sum(quantity), 0) FROM purchase_received
             WHERE line_id = line.id AND refused = 1
               AND seq NOT IN (SELECT received FROM purchase_undone))
         FROM purchase_line line LEFT JOIN article ON article.id = line.article_id
         WHERE order_seq = ?1 ORDER BY position",
        [order],
        |found| {
            let metal: Option<String> = found.get(5)?;
            Ok(OrderLine {
                id: row::id(found, 0)?,
                article: row::maybe_id(found, 1)?,
                article_number: found.get(2)?,
                family: row::maybe_id(found, 3)?,
                title: found.get(4)?,
                metal: metal
                    .map(|word| word.parse().map_err(|_| rusqlite::Error::InvalidQuery))
                    .transpose()?,
                fineness: row::fineness(found, 6)?,
                reference: found.get(7)?,
                cost_minor: found.get(8)?,
                quantity: found.get(9)?,
                received: found.get(10)?,
                refused: found.get(11)?,
            })
        },
    )
}

/// An order's own fields.
#[derive(Debug)]
pub struct Header<'a> {
    pub seq: i64,
    pub number: &'a str,
    pub supplier: Id<Supplier>,
    pub expected_on: Option<NaiveDate>,
    pub note: &'a str,
    pub on: NaiveDate,
}

/// Adds an order, or replaces a draft and its lines.
pub fn save_order(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Order>,
    header: &Header<'_>,
    lines: &[DraftLine],
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO purchase_order (seq, id, number, supplier_id, expected_on, note, on_day, at,
            user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET supplier_id = excluded.supplier_id,
            expected_on = excluded.expected_on, note = excluded.note, version = version + 1",
        params![
            header.seq,
            id.uuid(),
            header.number,
            header.supplier.uuid(),
            header.expected_on.map(|day| day.to_string()),
            header.note,
            header.on.to_string(),
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
        ],
    )?;
    tx.execute(
        "DELETE FROM purchase_line WHERE order_seq = ?1",
        [header.seq],
    )?;
    for (position, line) in lines.iter().enumerate() {
        tx.execute(
            "INSERT INTO purchase_line (id, order_seq, position, article_id, family_id, title,
                metal, fineness, reference, cost_minor, quantity)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                line.id.uuid(),
                header.seq,
                limit_of(position),
                line.article.map(Id::uuid),
                line.family.map(Id::uuid),
                line.title,
                line.metal.map(units::Metal::code),
                line.fineness.map(Fineness::per_ten_thousand),
                line.reference,
                line.cost_minor,
                line.quantity,
            ],
        )?;
    }
    Ok(())
}
