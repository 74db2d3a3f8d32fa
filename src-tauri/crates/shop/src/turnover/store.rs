//! The sums.

use chrono::NaiveDate;

use super::{By, Line};
use crate::db::{ReadTx, StoreError};

/// The lines that were sold, in groups; what brought the most first.
pub fn lines(
    tx: &ReadTx<'_>,
    by: By,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<Line>, StoreError> {
    // A group, and how many pieces of it are in stock; articles have no supplier.
    let (key, join, in_stock) = match by {
        By::Family => (
            "family.code",
            "JOIN family ON family.id = coalesce(piece.family_id, article.family_id)",
            "(SELECT count(*) FROM piece there JOIN family own ON own.id = there.family_id
                WHERE own.code = grouped.name AND there.state = 'available')",
        ),
        By::Supplier => (
            "supplier.name",
            "LEFT JOIN supplier ON supplier.id = piece.supplier_id",
            "(SELECT count(*) FROM piece there LEFT JOIN supplier own ON own.id = there.supplier_id
                WHERE own.name IS grouped.name AND there.state = 'available')",
        ),
        By::Seller => ("user.name", "JOIN user ON user.id = sale.user_id", "NULL"),
        By::Title => ("sale_line.label", "", "NULL"),
    };
    tx.all(
        &format!(
            "SELECT grouped.*, {in_stock} FROM (
                SELECT {key} AS name, sum(sale_line.quantity),
                    sum(sale_line.total_minor) AS total, sum(vat_minor),
                    coalesce(sum(sale_line.cost_minor), 0),
                    coalesce(sum(sale_line.total_minor - vat_minor - sale_line.cost_minor), 0),
                    sum(sale_line.cost_minor IS NULL)
                FROM sale JOIN sale_line ON sale_id = sale.id
                LEFT JOIN piece ON piece.id = piece_id
                LEFT JOIN article ON article.id = article_id
                {join}
                WHERE business_on BETWEEN ?1 AND ?2
                GROUP BY 1 ORDER BY total DESC) AS grouped"
        ),
        (from.to_string(), until.to_string()),
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
