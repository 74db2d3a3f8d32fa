//! Returns to suppliers and their lines.

use chrono::NaiveDate;
use rusqlite::{Row, params};
use units::Id;
use uuid::Uuid;

use super::{limit_of, steps};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::purchase::goods::{Going, Return, ReturnLine};
use crate::stock::Supplier;

const RETURN: &str = "SELECT back.id, back.seq, back.number, supplier_id, supplier.name,
        back.reason, credit_minor,
        CASE (SELECT step FROM purchase_step WHERE subject_id = back.id
                ORDER BY purchase_step.seq DESC LIMIT 1)
            WHEN 'credited' THEN 'settled' WHEN 'reversed' THEN 'reversed' ELSE 'open' END,
        back.at, coalesce(user.name, '')
    FROM purchase_return back JOIN supplier ON supplier.id = supplier_id
    LEFT JOIN user ON user.id = back.user_id";

fn read(found: &Row<'_>) -> rusqlite::Result<Return> {
    Ok(Return {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        number: found.get(2)?,
        supplier: row::id(found, 3)?,
        supplier_name: found.get(4)?,
        reason: found.get(5)?,
        credit_minor: found.get(6)?,
        standing: row::word(found, 7)?,
        at: row::time(found, 8)?,
        by: found.get(9)?,
        lines: Vec::new(),
        steps: Vec::new(),
    })
}

fn filled(tx: &ReadTx<'_>, back: Return) -> Result<Return, StoreError> {
    let lines = tx.all(
        "SELECT piece_id, article_id, coalesce(piece.number, article.number),
            coalesce(piece.title, article.title), line.quantity, line.cost_minor
         FROM purchase_return_line line LEFT JOIN piece ON piece.id = piece_id
         LEFT JOIN article ON article.id = article_id
         WHERE return = ?1 ORDER BY line.seq",
        [back.seq],
        |found| {
            let quantity = found.get(4)?;
            let going = match (row::maybe_id(found, 0)?, row::maybe_id(found, 1)?) {
                (Some(piece), _) => Going::Piece(piece),
                (None, Some(article)) => Going::Article(article, quantity),
                (None, None) => return Err(rusqlite::Error::InvalidQuery),
            };
            Ok(ReturnLine {
                going,
                number: found.get(2)?,
                title: found.get(3)?,
                quantity,
                cost_minor: found.get(5)?,
            })
        },
    )?;
    Ok(Return {
        lines,
        steps: steps(tx, back.id.uuid())?,
        ..back
    })
}

/// One return.
pub fn returned(tx: &ReadTx<'_>, id: Id<Return>) -> Result<Option<Return>, StoreError> {
    let sql = format!("{RETURN} WHERE back.id = ?1");
    tx.maybe(&sql, [id.uuid()], read)?
        .map(|one| filled(tx, one))
        .transpose()
}

/// The newest returns first.
pub fn returns(tx: &ReadTx<'_>, most: usize) -> Result<Vec<Return>, StoreError> {
    let sql = format!("{RETURN} ORDER BY back.seq DESC LIMIT ?1");
    tx.all(&sql, [limit_of(most)], read)?
        .into_iter()
        .map(|one| filled(tx, one))
        .collect()
}

/// A return's own fields.
#[derive(Debug)]
pub struct Back<'a> {
    pub seq: i64,
    pub id: Id<Return>,
    pub number: &'a str,
    pub supplier: Id<Supplier>,
    pub reason: &'a str,
    pub credit_minor: Option<i64>,
    pub on: NaiveDate,
}

pub fn insert_return(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    header: &Back<'_>,
    lines: &[(Going, Option<i64>)],
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO purchase_return (seq, id, number, supplier_id, reason, credit_minor, on_day,
            at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            header.seq,
            header.id.uuid(),
            header.number,
            header.supplier.uuid(),
            header.reason,
            header.credit_minor,
            header.on.to_string(),
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
        ],
    )?;
    tx.wrote("purchase_return");
    for (going, cost) in lines {
        let (piece, article, quantity): (Option<Uuid>, Option<Uuid>, i64) = match going {
            Going::Piece(piece) => (Some(piece.uuid()), None, 1),
            Going::Article(article, quantity) => (None, Some(article.uuid()), *quantity),
        };
        tx.execute(
            "INSERT INTO purchase_return_line (return, piece_id, article_id, quantity, cost_minor)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![header.seq, piece, article, quantity, cost],
        )?;
        tx.wrote("purchase_return_line");
    }
    Ok(())
}
