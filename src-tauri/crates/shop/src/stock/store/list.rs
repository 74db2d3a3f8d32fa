//! Pieces as rows of a table and of a search.

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use units::{Id, Metal};

use crate::db::{ReadTx, StoreError, row};
use crate::stock::list::{Key, PieceQuery, PieceRow, Sort};
use crate::stock::piece::Piece;

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

/// These pieces, in this order; what is no piece is left out.
pub fn rows_of(tx: &ReadTx<'_>, ids: &[Id<Piece>]) -> Result<Vec<PieceRow>, StoreError> {
    let sql = format!("{ROW} WHERE piece.id = ?1");
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        rows.extend(tx.maybe(&sql, [id.uuid()], read)?);
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

/// The sort value as the store computes it; each has an index that ends with the order of entry.
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

/// The rows of one page: first those that share the sort value of the row before, behind it in the
/// order of entry, then those beyond. Each half is a range of the sort value's index; the pair
/// compared as one would be read from the index's beginning, further with every page.
pub fn page(
    tx: &ReadTx<'_>,
    query: &PieceQuery,
    matching: Option<&str>,
    limit: usize,
) -> Result<Vec<PieceRow>, StoreError> {
    let value = sort_value(query.sort);
    let beyond = if query.descending { "<" } else { ">" };
    let (parts, values) = conditions(query, matching);
    let narrow = Narrow::of(tx, query, matching, &parts, &values)?;
    let Some(cursor) = &query.after else {
        let seqs = narrow.seqs(tx, query, &[], limit)?;
        return rows_at(tx, &seqs);
    };
    let seq = (format!("piece.seq {beyond} ?"), Value::Integer(cursor.seq));
    if query.sort == Sort::Entered {
        return rows_at(tx, &narrow.seqs(tx, query, &[seq], limit)?);
    }
    let key = match &cursor.key {
        Key::Number(number) => Value::Integer(*number),
        Key::Text(text) => Value::Text(text.clone()),
    };
    let same = [(format!("{value} = ?"), key.clone()), seq];
    let mut seqs = narrow.seqs(tx, query, &same, limit)?;
    if seqs.len() < limit {
        let behind = [(format!("{value} {beyond} ?"), key)];
        seqs.extend(narrow.seqs(tx, query, &behind, limit - seqs.len())?);
    }
    rows_at(tx, &seqs)
}

/// What a query is narrowed by, and how the store had better look for it.
struct Narrow<'a> {
    parts: &'a [String],
    values: &'a [Value],
    /// Many rows have it: reading along the sort order meets them soon, and sorting all of them
    /// would not end. Where few have it, they are found first and then sorted.
    common: bool,
}

/// Sorting so many keys takes as long as reading the sort order on and on.
const COMMON: i64 = 5_000;

impl<'a> Narrow<'a> {
    fn of(
        tx: &ReadTx<'_>,
        query: &PieceQuery,
        matching: Option<&str>,
        parts: &'a [String],
        values: &'a [Value],
    ) -> Result<Self, StoreError> {
        let by_index = matching.is_some()
            || query.family.is_some()
            || query.place.is_some()
            || query.import.is_some();
        let mut common = !by_index;
        if by_index {
            let sql = format!(
                "SELECT count(*) FROM (SELECT 1 FROM piece{} LIMIT {COMMON})",
                where_clause(parts)
            );
            let found: i64 = tx.one(&sql, params_from_iter(values), |row| row.get(0))?;
            common = found == COMMON;
        }
        Ok(Self {
            parts,
            values,
            common,
        })
    }

    /// The row numbers of a page, without the rows: what has to be sorted stays small.
    fn seqs(
        &self,
        tx: &ReadTx<'_>,
        query: &PieceQuery,
        from: &[(String, Value)],
        limit: usize,
    ) -> Result<Vec<i64>, StoreError> {
        let mut parts: Vec<String> = self.parts.to_vec();
        if self.common {
            // A sign in front of a column keeps its index out of the plan. A price is a range of
            // the sort order itself, where that is the price's.
            let by_price = |part: &str| query.sort == Sort::Price && part.starts_with("coalesce");
            for part in parts.iter_mut().filter(|part| !by_price(part)) {
                part.insert(0, '+');
            }
        }
        let mut values = self.values.to_vec();
        for (condition, value) in from {
            values.push(value.clone());
            parts.push(condition.replace('?', &format!("?{}", values.len())));
        }
        let (value, order) = (
            sort_value(query.sort),
            if query.descending { "DESC" } else { "ASC" },
        );
        // Those that share one sort value: said, or the store would sort them by it again.
        let same = from
            .first()
            .is_some_and(|(condition, _)| condition.ends_with(" = ?"));
        let by = if same {
            String::new()
        } else {
            format!("{value} {order}, ")
        };
        let sql = format!(
            "SELECT piece.seq FROM piece{} ORDER BY {by}piece.seq {order} LIMIT {limit}",
            where_clause(&parts)
        );
        tx.all(&sql, params_from_iter(values), |row| row.get(0))
    }
}

/// The ids of everything a query finds, in its order, up to so many.
pub fn ids(
    tx: &ReadTx<'_>,
    query: &PieceQuery,
    matching: Option<&str>,
    most: usize,
) -> Result<Vec<Id<Piece>>, StoreError> {
    let (parts, values) = conditions(query, matching);
    let (value, order) = (
        sort_value(query.sort),
        if query.descending { "DESC" } else { "ASC" },
    );
    let sql = format!(
        "SELECT piece.id FROM piece{} ORDER BY {value} {order}, piece.seq {order} LIMIT {most}",
        where_clause(&parts)
    );
    tx.all(&sql, params_from_iter(values), |row| row::id(row, 0))
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
