//! The sums.

use chrono::NaiveDate;

use super::{By, Line};
use crate::db::{ReadTx, StoreError};
use crate::stock::GONE;

/// What was in stock at a moment, in the shop or out on memo, whoever's it was: what is now and has not
/// moved since, and of what has, whatever was then.
fn held() -> String {
    format!(
        "moved AS MATERIALIZED (SELECT DISTINCT piece_id FROM custody_movement
            WHERE at > ?3 AND piece_id IS NOT NULL),
        held (piece_id) AS (
            SELECT id FROM piece WHERE (state = 'available' OR state = 'on_memo')
                AND id NOT IN (SELECT piece_id FROM moved)
            UNION ALL
            SELECT moved.piece_id FROM moved JOIN custody_movement entry ON entry.seq =
                (SELECT max(seq) FROM custody_movement
                    WHERE piece_id = moved.piece_id AND at <= ?3)
                WHERE entry.reason NOT IN {GONE})"
    )
}

/// The lines that were sold, in groups, and what was there of each group at a moment; what brought the
/// most first.
pub fn lines(
    tx: &ReadTx<'_>,
    by: By,
    from: NaiveDate,
    until: NaiveDate,
    ended_ms: i64,
) -> Result<Vec<Line>, StoreError> {
    // A group, and of what stock it is; articles have no supplier.
    let (key, join, stock) = match by {
        By::Family => (
            "family.code",
            "JOIN family ON family.id = coalesce(piece.family_id, article.family_id)",
            Some(("family.code", "JOIN family ON family.id = piece.family_id")),
        ),
        By::Supplier => (
            "supplier.name",
            "LEFT JOIN supplier ON supplier.id = piece.supplier_id",
            Some((
                "supplier.name",
                "LEFT JOIN supplier ON supplier.id = piece.supplier_id",
            )),
        ),
        By::Seller => ("user.name", "JOIN user ON user.id = sale.user_id", None),
        By::Title => ("sale_line.label", "", None),
    };
    let (there, in_stock) = match stock {
        None => (
            // The moment is bound whether it is asked for or not.
            "there (name, pieces) AS (SELECT NULL, NULL WHERE ?3 IS NULL)".to_owned(),
            "NULL",
        ),
        Some((name, of)) => (
            format!(
                "{}, there (name, pieces) AS (SELECT {name}, count(*)
                    FROM held JOIN piece ON piece.id = held.piece_id {of} GROUP BY 1)",
                held()
            ),
            "coalesce((SELECT pieces FROM there WHERE there.name IS grouped.name), 0)",
        ),
    };
    tx.all(
        &format!(
            "WITH {there} SELECT grouped.*, {in_stock} FROM (
                SELECT {key} AS name, sum(sale_line.quantity),
                    sum(sale_line.total_minor) AS total, sum(vat_minor),
                    coalesce(sum(sale_line.cost_minor), 0),
                    coalesce(sum(sale_line.total_minor - vat_minor - sale_line.cost_minor), 0),
                    sum(sale_line.cost_minor IS NULL)
                FROM sale JOIN sale_line ON sale_id = sale.id
                LEFT JOIN piece ON piece.id = piece_id
                LEFT JOIN article ON article.id = article_id
                {join}
                WHERE business_on BETWEEN ?1 AND ?2 AND (sale_line.role = 'goods' OR sale_line.role = 'work')
                GROUP BY 1 ORDER BY total DESC) AS grouped"
        ),
        (from.to_string(), until.to_string(), ended_ms),
        |row| {
            Ok(Line {
                key: row.get(0)?,
                quantity: row.get(1)?,
                total_minor: row.get(2)?,
                vat_minor: row.get(3)?,
                cost_minor: row.get(4)?,
                margin_minor: row.get(5)?,
                without_cost: row.get(6)?,
                in_stock: row.get(7)?,
            })
        },
    )
}
