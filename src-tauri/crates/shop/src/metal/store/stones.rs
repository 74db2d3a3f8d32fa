//! Price lists of stones.

use rusqlite::params;
use units::Id;

use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::metal::import_stones::StoneList;
use crate::metal::stone_file::StonePrice;

/// The price of a carat of one size by a list.
pub struct ListedPrice {
    pub carat_minor: i64,
    pub factor_bp: i64,
    /// The list's name, and when it came in.
    pub list: String,
    pub at: chrono::DateTime<chrono::Utc>,
}

/// The price of a carat of one size, by the newest list that names it.
pub fn stone_price(
    tx: &ReadTx<'_>,
    shape: &str,
    colour: &str,
    clarity: &str,
    milli_ct: i64,
) -> Result<Option<ListedPrice>, StoreError> {
    tx.maybe(
        "SELECT price.carat_minor, list.factor_bp, list.name, list.at FROM stone_price price
         JOIN stone_list list ON list.number = price.list_number
         WHERE price.shape = ?1 AND price.colour = ?2 AND price.clarity = ?3
           AND price.from_milli_ct <= ?4 AND price.to_milli_ct >= ?4
           AND NOT EXISTS (SELECT 1 FROM stone_list_withdrawn gone
                           WHERE gone.list_number = price.list_number)
         ORDER BY price.list_number DESC, price.from_milli_ct DESC LIMIT 1",
        params![shape, colour, clarity, milli_ct],
        |row| {
            Ok(ListedPrice {
                carat_minor: row.get(0)?,
                factor_bp: row.get(1)?,
                list: row.get(2)?,
                at: row::time(row, 3)?,
            })
        },
    )
}

const LIST: &str = "SELECT id, number, name, factor_bp, list.at,
        (SELECT count(*) FROM stone_price price WHERE price.list_number = list.number), gone.at
     FROM stone_list list
     LEFT JOIN stone_list_withdrawn gone ON gone.list_number = list.number";

/// Every list, the newest first.
pub fn stone_lists(tx: &ReadTx<'_>) -> Result<Vec<StoneList>, StoreError> {
    tx.all(&format!("{LIST} ORDER BY number DESC"), [], list)
}

/// One list.
pub fn stone_list(tx: &ReadTx<'_>, id: Id<StoneList>) -> Result<Option<StoneList>, StoreError> {
    tx.maybe(&format!("{LIST} WHERE id = ?1"), [id.uuid()], list)
}

fn list(row: &rusqlite::Row<'_>) -> rusqlite::Result<StoneList> {
    Ok(StoneList {
        id: row::id(row, 0)?,
        number: row.get(1)?,
        name: row.get(2)?,
        factor_bp: row.get(3)?,
        at: row::time(row, 4)?,
        count: row.get(5)?,
        withdrawn_at: row
            .get::<_, Option<i64>>(6)?
            .map(|_| row::time(row, 6))
            .transpose()?,
    })
}

/// What the list says counts no more.
pub fn withdraw_stone_list(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    list_number: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO stone_list_withdrawn (list_number, at, user_id) VALUES (?1, ?2, ?3)",
        params![list_number, cx.now_ms(), cx.actor.user().map(Id::uuid)],
    )?;
    Ok(())
}

/// Writes a list with its rows.
pub fn insert_stone_list(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<StoneList>,
    name: &str,
    factor_bp: i64,
    rows: &[StonePrice],
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO stone_list (number, id, name, factor_bp, at, user_id)
         VALUES ((SELECT coalesce(max(number), 0) + 1 FROM stone_list), ?1, ?2, ?3, ?4, ?5)",
        params![
            id.uuid(),
            name,
            factor_bp,
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
        ],
    )?;
    for row in rows {
        tx.execute(
            "INSERT INTO stone_price (list_number, shape, colour, clarity, from_milli_ct, to_milli_ct,
                carat_minor)
             VALUES ((SELECT number FROM stone_list WHERE id = ?1), ?2, ?3, ?4, ?5, ?6, ?7)",
            params![
                id.uuid(),
                row.shape,
                row.colour,
                row.clarity,
                row.from_milli_ct,
                row.to_milli_ct,
                row.carat_minor,
            ],
        )?;
    }
    Ok(())
}
