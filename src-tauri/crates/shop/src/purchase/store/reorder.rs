//! Floors, ceilings and budgets.

use rusqlite::params;
use units::Id;

use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::purchase::limit::{Limit, Low};
use crate::purchase::order::OrderLine;
use crate::stock::Family;

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

/// The budgets that are set for a month, with their versions; the whole month's has no family.
pub fn set_budgets(
    tx: &ReadTx<'_>,
    month: &str,
) -> Result<Vec<(Option<Id<Family>>, i64, i64)>, StoreError> {
    tx.all(
        "SELECT family_id, amount_minor, purchase_budget.version FROM purchase_budget
         LEFT JOIN family ON family.id = family_id WHERE month = ?1 ORDER BY family.code",
        [month],
        |found| Ok((row::maybe_id(found, 0)?, found.get(1)?, found.get(2)?)),
    )
}

/// What was received of each family in a month, less what went back.
pub fn spent(tx: &ReadTx<'_>, month: &str) -> Result<Vec<(Id<Family>, i64)>, StoreError> {
    tx.all(
        "WITH moved (piece_id, article_id, minor) AS (
            SELECT piece_id, article_id, kept.quantity * coalesce(kept.cost_minor, 0)
            FROM purchase_kept kept
            JOIN purchase_reception reception ON reception.seq = kept.reception
            WHERE substr(on_day, 1, 7) = ?1
            UNION ALL
            SELECT piece_id, article_id, -line.quantity * coalesce(line.cost_minor, 0)
            FROM purchase_return_line line JOIN purchase_return back ON back.seq = line.return
            WHERE substr(on_day, 1, 7) = ?1 AND NOT EXISTS (SELECT 1 FROM purchase_step
                WHERE subject_id = back.id AND step = 'reversed'))
         SELECT family.id, sum(minor) FROM moved
         LEFT JOIN piece ON piece.id = moved.piece_id
         LEFT JOIN article ON article.id = moved.article_id
         JOIN family ON family.id = coalesce(piece.family_id, article.family_id)
         GROUP BY family.id ORDER BY family.code",
        [month],
        |found| Ok((row::id(found, 0)?, found.get(1)?)),
    )
}

/// What is still to come of each family, of the orders that are awaited in a month.
pub fn committed(tx: &ReadTx<'_>, month: &str) -> Result<Vec<(Id<Family>, i64)>, StoreError> {
    let of_month: Vec<(i64, Vec<Id<Family>>)> = tx
        .all(
            "SELECT seq FROM purchase_order
             WHERE substr(coalesce(expected_on, on_day), 1, 7) = ?1",
            [month],
            |found| found.get(0),
        )?
        .into_iter()
        .map(|seq: i64| {
            let families = tx.all(
                "SELECT coalesce(line.family_id, article.family_id) FROM purchase_line line
                 LEFT JOIN article ON article.id = line.article_id
                 WHERE order_seq = ?1 ORDER BY position",
                [seq],
                |found| row::id(found, 0),
            )?;
            Ok::<_, StoreError>((seq, families))
        })
        .collect::<Result<_, _>>()?;
    let mut sums: Vec<(Id<Family>, i64)> = Vec::new();
    for order in super::orders(tx, None, usize::MAX)? {
        let Some((_, families)) = of_month.iter().find(|(seq, _)| *seq == order.seq) else {
            continue;
        };
        if !order.stage.is_awaited() {
            continue;
        }
        for (line, family) in order.lines.iter().zip(families) {
            let minor = line.missing() * line.cost_minor.unwrap_or(0);
            match sums.iter_mut().find(|(of, _)| of == family) {
                Some((_, sum)) => *sum += minor,
                None => sums.push((*family, minor)),
            }
        }
    }
    sums.retain(|&(_, minor)| minor != 0);
    Ok(sums)
}

pub fn save_budget(
    tx: &mut WriteTx<'_>,
    month: &str,
    family: Option<Id<Family>>,
    amount_minor: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO purchase_budget (month, family_id, amount_minor) VALUES (?1, ?2, ?3)
         ON CONFLICT (month, ifnull(family_id, x'')) DO UPDATE
            SET amount_minor = excluded.amount_minor, version = version + 1",
        params![month, family.map(Id::uuid), amount_minor],
    )?;
    Ok(())
}
