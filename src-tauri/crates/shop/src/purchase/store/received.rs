//! Receptions and what came with them.

use chrono::NaiveDate;
use rusqlite::{Row, params};
use units::Id;
use uuid::Uuid;

use super::limit_of;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::purchase::order::{Order, OrderLine};
use crate::purchase::received::{Received, Reception};
use crate::stock::{Article, Piece, Supplier};

const RECEPTION: &str = "SELECT reception.id, reception.seq, reception.number,
        reception.supplier_id, supplier.name, purchase_order.id, purchase_order.number, document,
        reception.note, reception.at, coalesce(user.name, '')
    FROM purchase_reception reception JOIN supplier ON supplier.id = reception.supplier_id
    LEFT JOIN purchase_order ON purchase_order.seq = order_seq
    LEFT JOIN user ON user.id = reception.user_id";

fn read(found: &Row<'_>) -> rusqlite::Result<Reception> {
    Ok(Reception {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        number: found.get(2)?,
        supplier: row::id(found, 3)?,
        supplier_name: found.get(4)?,
        order: row::maybe_id(found, 5)?,
        order_number: found.get(6)?,
        document: found.get(7)?,
        note: found.get(8)?,
        at: row::time(found, 9)?,
        by: found.get(10)?,
        lines: Vec::new(),
    })
}

fn filled(tx: &ReadTx<'_>, reception: Reception) -> Result<Reception, StoreError> {
    let lines = tx.all(
        &format!("{RECEIVED} WHERE received.reception = ?1 ORDER BY received.seq"),
        [reception.seq],
        |found| read_received(found, 0),
    )?;
    Ok(Reception { lines, ..reception })
}

/// One reception.
pub fn reception(tx: &ReadTx<'_>, id: Id<Reception>) -> Result<Option<Reception>, StoreError> {
    let sql = format!("{RECEPTION} WHERE reception.id = ?1");
    tx.maybe(&sql, [id.uuid()], read)?
        .map(|one| filled(tx, one))
        .transpose()
}

pub fn reception_by_seq(tx: &ReadTx<'_>, seq: i64) -> Result<Option<Reception>, StoreError> {
    let sql = format!("{RECEPTION} WHERE reception.seq = ?1");
    tx.maybe(&sql, [seq], read)?
        .map(|one| filled(tx, one))
        .transpose()
}

/// The newest receptions first, of one order where one is named.
pub fn receptions(
    tx: &ReadTx<'_>,
    order: Option<Id<Order>>,
    most: usize,
) -> Result<Vec<Reception>, StoreError> {
    let sql = format!(
        "{RECEPTION} WHERE ?1 IS NULL OR purchase_order.id = ?1 ORDER BY reception.seq DESC LIMIT ?2"
    );
    tx.all(&sql, params![order.map(Id::uuid), limit_of(most)], read)?
        .into_iter()
        .map(|one| filled(tx, one))
        .collect()
}

/// What is read of a line, for every query that has it.
pub(super) const RECEIVED: &str = "SELECT received.id, received.seq, received.reception,
        reception.number, reception.supplier_id, received.line_id, refused, received.piece_id,
        received.article_id, coalesce(piece.number, article.number, ''), received.title,
        received.quantity, received.cost_minor, received.reason, undone.reason,
        coalesce(undoer.name, ''),
        (SELECT invoice.reference FROM purchase_invoice_line billed
         JOIN purchase_invoice invoice ON invoice.seq = billed.invoice
         WHERE billed.received = received.seq AND NOT EXISTS (SELECT 1 FROM purchase_step
            WHERE subject_id = invoice.id AND step = 'reversed'))
    FROM purchase_received received
    JOIN purchase_reception reception ON reception.seq = received.reception
    LEFT JOIN piece ON piece.id = received.piece_id
    LEFT JOIN article ON article.id = received.article_id
    LEFT JOIN purchase_undone undone ON undone.received = received.seq
    LEFT JOIN user undoer ON undoer.id = undone.user_id";

/// Reads those columns, the first of them at `from`.
pub(super) fn read_received(found: &Row<'_>, from: usize) -> rusqlite::Result<Received> {
    let undone: Option<String> = found.get(from + 14)?;
    let by: String = found.get(from + 15)?;
    Ok(Received {
        id: row::id(found, from)?,
        seq: found.get(from + 1)?,
        reception: found.get(from + 2)?,
        reception_number: found.get(from + 3)?,
        supplier: row::id(found, from + 4)?,
        line: row::maybe_id(found, from + 5)?,
        refused: found.get(from + 6)?,
        piece: row::maybe_id(found, from + 7)?,
        article: row::maybe_id(found, from + 8)?,
        number: found.get(from + 9)?,
        title: found.get(from + 10)?,
        quantity: found.get(from + 11)?,
        cost_minor: found.get(from + 12)?,
        reason: found.get(from + 13)?,
        undone: undone.map(|reason| (reason, by)),
        billed: found.get(from + 16)?,
    })
}

/// One line of a reception.
pub fn received(tx: &ReadTx<'_>, id: Id<Received>) -> Result<Option<Received>, StoreError> {
    tx.maybe(
        &format!("{RECEIVED} WHERE received.id = ?1"),
        [id.uuid()],
        |found| read_received(found, 0),
    )
}

/// What came from a supplier, stayed, and is on no invoice yet; oldest first.
pub fn unbilled(tx: &ReadTx<'_>, supplier: Id<Supplier>) -> Result<Vec<Received>, StoreError> {
    let mut lines = tx.all(
        &format!(
            "{RECEIVED} WHERE reception.supplier_id = ?1 AND refused = 0 AND undone.received IS NULL
             ORDER BY received.seq"
        ),
        [supplier.uuid()],
        |found| read_received(found, 0),
    )?;
    lines.retain(|line| line.billed.is_none());
    Ok(lines)
}

/// The documents a piece came and went with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    pub reception: Option<(Uuid, String)>,
    pub order: Option<(Uuid, String)>,
    pub invoice: Option<(Uuid, String)>,
    pub returned: Option<(Uuid, String)>,
}

/// Where a piece came from and where it went back to.
pub fn trail(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<Trail, StoreError> {
    let pair = |sql: &str| {
        tx.maybe(sql, [piece.uuid()], |found| {
            Ok((found.get::<_, Uuid>(0)?, found.get::<_, String>(1)?))
        })
    };
    Ok(Trail {
        reception: pair(
            "SELECT reception.id, number FROM purchase_received received
             JOIN purchase_reception reception ON reception.seq = reception
             WHERE piece_id = ?1 ORDER BY received.seq DESC LIMIT 1",
        )?,
        order: pair(
            "SELECT purchase_order.id, purchase_order.number FROM purchase_received received
             JOIN purchase_reception reception ON reception.seq = reception
             JOIN purchase_order ON purchase_order.seq = order_seq
             WHERE piece_id = ?1 ORDER BY received.seq DESC LIMIT 1",
        )?,
        invoice: pair(
            "SELECT invoice.id, invoice.reference FROM purchase_received received
             JOIN purchase_invoice_line line ON line.received = received.seq
             JOIN purchase_invoice invoice ON invoice.seq = line.invoice
             WHERE piece_id = ?1 AND NOT EXISTS (SELECT 1 FROM purchase_step
                WHERE subject_id = invoice.id AND step = 'reversed')
             ORDER BY invoice.seq DESC LIMIT 1",
        )?,
        returned: pair(
            "SELECT purchase_return.id, number FROM purchase_return_line line
             JOIN purchase_return ON purchase_return.seq = return
             WHERE piece_id = ?1 AND NOT EXISTS (SELECT 1 FROM purchase_step
                WHERE subject_id = purchase_return.id AND step = 'reversed')
             ORDER BY line.seq DESC LIMIT 1",
        )?,
    })
}

/// A delivery's own fields.
#[derive(Debug)]
pub struct Delivery<'a> {
    pub seq: i64,
    pub id: Id<Reception>,
    pub number: &'a str,
    pub supplier: Id<Supplier>,
    pub order: Option<i64>,
    pub document: &'a str,
    pub note: &'a str,
    pub on: NaiveDate,
}

pub fn insert_reception(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    header: &Delivery<'_>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO purchase_reception (seq, id, number, supplier_id, order_seq, document, note,
            on_day, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            header.seq,
            header.id.uuid(),
            header.number,
            header.supplier.uuid(),
            header.order,
            header.document,
            header.note,
            header.on.to_string(),
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
        ],
    )?;
    tx.wrote("purchase_reception");
    Ok(())
}

/// What came, as it is kept.
#[derive(Debug)]
pub struct Came {
    pub id: Id<Received>,
    pub line: Option<Id<OrderLine>>,
    pub refused: bool,
    pub piece: Option<Id<Piece>>,
    pub article: Option<Id<Article>>,
    pub title: String,
    pub quantity: i64,
    pub cost_minor: Option<i64>,
    pub reason: String,
}

pub fn insert_received(
    tx: &mut WriteTx<'_>,
    reception: i64,
    came: &Came,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO purchase_received (id, reception, line_id, refused, piece_id, article_id,
            title, quantity, cost_minor, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            came.id.uuid(),
            reception,
            came.line.map(Id::uuid),
            came.refused,
            came.piece.map(Id::uuid),
            came.article.map(Id::uuid),
            came.title,
            came.quantity,
            came.cost_minor,
            came.reason,
        ],
    )?;
    tx.wrote("purchase_received");
    Ok(())
}

pub fn insert_undone(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    received: i64,
    reason: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO purchase_undone (received, at, user_id, reason) VALUES (?1, ?2, ?3, ?4)",
        params![received, cx.now_ms(), cx.actor.user().map(Id::uuid), reason,],
    )?;
    tx.wrote("purchase_undone");
    Ok(())
}
