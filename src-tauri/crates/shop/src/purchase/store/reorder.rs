//! Floors, ceilings and budgets.

use rusqlite::params;
use units::Id;

use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::purchase::budget::Budget;
use crate::purchase::limit::{Limit, Low};
use crate::purchase::order::OrderLine;

/// Every limit with what is there and what is ordered.
pub fn limits(tx: &ReadTx<'_>) -> Result<Vec<Low>, StoreError> {
    let mut limits = tx.all(
        "SELECT bounds.article_id, bounds.family_id, bounds.supplier_id, floor, ceiling,
            bounds.version, coalesce(article.number, ''), coalesce(article.title, family.name_fr),
            coalesce(article.title, family.name_en),
            coalesce(article.quantity, (SELECT count(*) FROM piece
                WHERE piece.family_id = bounds.family_id AND state = 'available'
                  AND owner_kind = 'shop')),
            supplier.id, coalesce(supplier.name, ''), article.cost_minor
         FROM purchase_limit bounds LEFT JOIN article ON article.id = bounds.article_id
         LEFT JOIN family ON family.id = bounds.family_id
         LEFT JOIN supplier ON supplier.id = coalesce(bounds.supplier_id,
            (SELECT reception.supplier_id FROM purchase_kept kept
             JOIN purchase_reception reception ON reception.seq = kept.reception
             LEFT JOIN piece ON piece.id = kept.piece_id
             WHERE kept.article_id = bounds.article_id OR piece.family_id = bounds.family_id
             ORDER BY kept.seq DESC LIMIT 1))
         ORDER BY article.title IS NULL, coalesce(article.title, family.name_fr)",
        [],
        |found| {
            Ok(Low {
                limit: Limit {
                    article: row::maybe_id(found, 0)?,
                    family: row::maybe_id(found, 1)?,
                    supplier: row::maybe_id(found, 2)?,
                    floor: found.get(3)?,
                    ceiling: found.get(4)?,
                    version: found.get(5)?,
                },
                number: found.get(6)?,
                title_fr: found.get(7)?,
                title_en: found.get(8)?,
                there: found.get(9)?,
                ordered: 0,
                supplier: row::maybe_id(found, 10)?,
                supplier_name: found.get(11)?,
                cost_minor: found.get(12)?,
            })
        },
    )?;
    let orders = super::orders(tx, None, usize::MAX)?;
    let coming = orders.iter().filter(|order| {
        order.stage.is_awaited() || order.stage == crate::purchase::order::Stage::Draft
    });
    let lines: Vec<&OrderLine> = coming.flat_map(|order| &order.lines).collect();
    for low in &mut limits {
        let of = |line: &&&OrderLine| match low.limit.article {
            Some(article) => line.article == Some(article),
            None => line.family.is_some() && line.family == low.limit.family,
        };
        low.ordered = lines.iter().filter(of).map(|line| line.missing()).sum();
    }
    Ok(limits)
}

/// The version of a limit; 0 where there is none.
pub fn limit_version(tx: &ReadTx<'_>, limit: &Limit) -> Result<i64, StoreError> {
    tx.one(
        "SELECT coalesce((SELECT version FROM purchase_limit
            WHERE article_id = ?1 OR family_id = ?2), 0)",
        params![limit.article.map(Id::uuid), limit.family.map(Id::uuid)],
        |found| found.get(0),
    )
}

/// Adds, changes or, where both ends are 0, takes away.
pub fn save_limit(tx: &mut WriteTx<'_>, limit: &Limit) -> Result<(), StoreError> {
    let (article, family) = (limit.article.map(Id::uuid), limit.family.map(Id::uuid));
    tx.execute(
        "DELETE FROM purchase_limit WHERE article_id = ?1 OR family_id = ?2",
        params![article, family],
    )?;
    if limit.ceiling > 0 {
        tx.execute(
            "INSERT INTO purchase_limit (article_id, family_id, supplier_id, floor, ceiling, version)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                article,
                family,
                limit.supplier.map(Id::uuid),
                limit.floor,
                limit.ceiling,
                limit.version + 1,
            ],
        )?;
    }
    Ok(())
}

/// How a month stands.
pub fn budget(tx: &ReadTx<'_>, month: &str) -> Result<Budget, StoreError> {
    let set: Option<(i64, i64)> = tx.maybe(
        "SELECT amount_minor, version FROM purchase_budget WHERE month = ?1",
        [month],
        |found| Ok((found.get(0)?, found.get(1)?)),
    )?;
    let came: i64 = tx.one(
        "SELECT coalesce(sum(kept.quantity * coalesce(kept.cost_minor, 0)), 0)
         FROM purchase_kept kept JOIN purchase_reception reception ON reception.seq = kept.reception
         WHERE substr(on_day, 1, 7) = ?1",
        [month],
        |found| found.get(0),
    )?;
    let went: i64 = tx.one(
        "SELECT coalesce(sum(line.quantity * coalesce(line.cost_minor, 0)), 0)
         FROM purchase_return_line line JOIN purchase_return back ON back.seq = line.return
         WHERE substr(on_day, 1, 7) = ?1 AND NOT EXISTS (SELECT 1 FROM purchase_step
            WHERE subject_id = back.id AND step = 'reversed')",
        [month],
        |found| found.get(0),
    )?;
    let days: Vec<(i64, String)> = tx.all(
        "SELECT seq, substr(coalesce(expected_on, on_day), 1, 7) FROM purchase_order",
        [],
        |found| Ok((found.get(0)?, found.get(1)?)),
    )?;
    let orders = super::orders(tx, None, usize::MAX)?;
    let committed = orders
        .iter()
        .filter(|order| order.stage.is_awaited())
        .filter(|order| days.contains(&(order.seq, month.to_owned())))
        .flat_map(|order| &order.lines)
        .map(|line| line.missing() * line.cost_minor.unwrap_or(0))
        .sum();
    Ok(Budget {
        month: month.to_owned(),
        amount_minor: set.map(|(amount, _)| amount),
        spent_minor: came - went,
        committed_minor: committed,
        version: set.map_or(0, |(_, version)| version),
    })
}

pub fn save_budget(tx: &mut WriteTx<'_>, month: &str, amount_minor: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO purchase_budget (month, amount_minor) VALUES (?1, ?2)
         ON CONFLICT (month) DO UPDATE SET amount_minor = excluded.amount_minor,
            version = version + 1",
        params![month, amount_minor],
    )?;
    Ok(())
}
