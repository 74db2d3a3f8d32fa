//! Pieces as rows of a table and of a search.

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use units::{Id, Metal};

use crate::db::{ReadTx, StoreError, row};
use crate::stock::list::{Key, PieceQuery, PieceRow, Sort};

/// The columns [`read`] reads.
const ROW: &str = "SELECT piece.seq, piece.id, number, title, family.code, metal, fineness,
        piece.colour, gross_mg, size, centre.stone, centre.weight_milli_ct,
        centre.certificate_number, cost_minor, price_minor, state, reservation.piece_id IS NOT NULL,
        place_id, photo.thumbnail_id, created_at, piece.version,
        coalesce((SELECT currency FROM shop), 'EUR')
    FROM piece JOIN family ON family.id = family_id
    LEFT JOIN component centre ON centre.piece_id = piece.id AND centre.position = 0
    LEFT JOIN reservation ON reservation.piece_id = piece.id
    LEFT JOIN piece_photo photo ON photo.piece_id = piece.id AND photo.position = 0";

fn read(row: &Row<'_>) -> rusqlite::Result<PieceRow> {
    let currency = row::currency(row, 21)?;
    let metal = match row.get::<_, Option<String>>(5)? {
        None => None,
        Some(_) => Some(row::word::<Metal>(row, 5)?),
    };
    Ok(PieceRow {
        seq: row.get(0)?,
        id: row::id(row, 1)?,
        number: row.get(2)?,
        title: row.get(3)?,
        family_code: row.get(4)?,
        metal,
        fineness: row::fineness(row, 6)?,
        colour: row.get(7)?,
        gross: row::weight(row, 8)?,
        size: row.get(9)?,
        stone: row.get(10)?,
        stone_weight: row::carat(row, 11)?,
        certificate_number: row.get(12)?,
        cost: row::money(row, 13, currency)?,
        price: row::money(row, 14, currency)?,
        state: row::word(row, 15)?,
        reserved: row.get(16)?,
        place: row::maybe_id(row, 17)?,
        thumbnail: row.get(18)?,
        created_at: row::time(row, 19)?,
        version: row.get(20)?,
    })
}

/// The piece at a row number of the search index.
pub fn rows_at(tx: &ReadTx<'_>, seqs: &[i64]) -> Result<Vec<PieceRow>, StoreError> {
    let sql = format!("{ROW} WHERE piece.seq = ?1");
    let mut rows = Vec::with_capacity(seqs.len());
    for seq in seqs {
        rows.extend(tx.maybe(&sql, [seq], read)?);
    }
    Ok(rows)
}

/// Pieces whose number or certificate number begins like this, those in stock first.
pub fn rows_by_number(
    tx: &ReadTx<'_>,
    beginning: &str,
    limit: usize,
) -> Result<Vec<PieceRow>, StoreError> {
    // Everything from the beginning to the beginning followed by the last letter there is.
    let end = format!("{beginning}\u{10FFFF}");
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut rows = tx.all(
        &format!("{ROW} WHERE number >= ?1 AND number < ?2 ORDER BY number LIMIT ?3"),
        rusqlite::params![beginning, end, limit],
        read,
    )?;
    let certified = tx.all(
        &format!(
            "{ROW} JOIN component certified ON certified.piece_id = piece.id
             WHERE certified.certificate_number >= ?1 AND certified.certificate_number < ?2
             LIMIT ?3"
        ),
        rusqlite::params![beginning, end, limit],
        read,
    )?;
    for row in certified {
        if rows.iter().all(|other| other.id != row.id) {
            rows.push(row);
        }
    }
    Ok(rows)
}

/// The sort value as the store computes it; each has an index, except the weight.
fn sort_value(sort: Sort) -> &'static str {
    match sort {
        Sort::Entered => "piece.seq",
        Sort::Number => "number",
        Sort::Title => "title COLLATE NOCASE",
        Sort::Price => "coalesce(price_minor, 0)",
        Sort::Weight => "coalesce(gross_mg, 0)",
    }
}

/// The conditions of a query and what they compare with.
fn conditions(query: &PieceQuery, matching: Option<&str>) -> (Vec<String>, Vec<Value>) {
    let mut parts = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    let mut add = |condition: &str, value: Value| {
        values.push(value);
        parts.push(condition.replace('?', &format!("?{}", values.len())));
    };
    let ids = [
        ("family_id = ?", query.family.map(Id::uuid)),
        ("place_id = ?", query.place.map(Id::uuid)),
        ("supplier_id = ?", query.supplier.map(Id::uuid)),
        ("import_id = ?", query.import),
    ];
    for (condition, id) in ids {
        if let Some(id) = id {
            add(condition, Value::Blob(id.as_bytes().to_vec()));
        }
    }
    if let Some(state) = query.state {
        add("state = ?", Value::Text(state.code().to_owned()));
    }
    if let Some(metal) = query.metal {
        add("metal = ?", Value::Text(metal.code().to_owned()));
    }
    if let Some(price) = query.price_from {
        add("coalesce(price_minor, 0) >= ?", Value::Integer(price));
    }
    if let Some(price) = query.price_to {
        add("coalesce(price_minor, 0) <= ?", Value::Integer(price));
    }
    if let Some(expression) = matching {
        add(
            "piece.seq IN (SELECT rowid FROM stock_search WHERE stock_search MATCH ?)",
            Value::Text(expression.to_owned()),
        );
    }
    (parts, values)
}

fn where_clause(parts: &[String]) -> String {
    if parts.is_empty() {
        String::new()
    } else {
        format!(" WHERE {}", parts.join(" AND "))
    }
}

/// The rows of one page.
pub fn page(
    tx: &ReadTx<'_>,
    query: &PieceQuery,
    matching: Option<&str>,
    limit: usize,
) -> Result<Vec<PieceRow>, StoreError> {
    let (mut parts, mut values) = conditions(query, matching);
    let value = sort_value(query.sort);
    let (beyond, order) = if query.descending {
        ("<", "DESC")
    } else {
        (">", "ASC")
    };
    if let Some(cursor) = &query.after {
        values.push(match &cursor.key {
            Key::Number(number) => Value::Integer(*number),
            Key::Text(text) => Value::Text(text.clone()),
        });
        values.push(Value::Integer(cursor.seq));
        let (key, seq) = (values.len() - 1, values.len());
        parts.push(format!("({value}, piece.seq) {beyond} (?{key}, ?{seq})"));
    }
    let sql = format!(
        "{ROW}{} ORDER BY {value} {order}, piece.seq {order} LIMIT {limit}",
        where_clause(&parts)
    );
    tx.all(&sql, params_from_iter(values), read)
}

/// How many pieces a query finds in all.
pub fn count(
    tx: &ReadTx<'_>,
    query: &PieceQuery,
    matching: Option<&str>,
) -> Result<i64, StoreError> {
    let (parts, values) = conditions(query, matching);
    let sql = format!("SELECT count(*) FROM piece{}", where_clause(&parts));
    tx.one(&sql, params_from_iter(values), |row| row.get(0))
}
