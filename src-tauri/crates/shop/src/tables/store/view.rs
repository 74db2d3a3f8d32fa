//! Views of the table.

use rusqlite::{Row, params};
use units::{Id, Metal};

use crate::cx::User;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::stock::State;
use crate::tables::view::{View, ViewOf};

const VIEW: &str = "SELECT one.id, one.user_id, user.name, one.name, one.shared, one.columns,
        one.sort, one.descending, one.text, one.family_id, one.place_id, one.supplier_id, one.metal,
        one.state, first.view_id IS NOT NULL, one.version
    FROM stock_view one JOIN user ON user.id = one.user_id
    LEFT JOIN stock_view_first first ON first.view_id = one.id AND first.user_id = ?1
    WHERE (one.user_id = ?1 OR one.shared = 1)";

fn read(row: &Row<'_>) -> rusqlite::Result<View> {
    let columns: String = row.get(5)?;
    let metal = match row.get::<_, Option<String>>(12)? {
        None => None,
        Some(_) => Some(row::word::<Metal>(row, 12)?),
    };
    let state = match row.get::<_, Option<String>>(13)? {
        None => None,
        Some(_) => Some(row::word::<State>(row, 13)?),
    };
    Ok(View {
        id: row::id(row, 0)?,
        user: row::id(row, 1)?,
        user_name: row.get(2)?,
        of: ViewOf {
            name: row.get(3)?,
            is_shared: row.get(4)?,
            columns: columns.split(',').map(str::to_owned).collect(),
            sort: row::word(row, 6)?,
            is_descending: row.get(7)?,
            text: row.get(8)?,
            family: row::maybe_id(row, 9)?,
            place: row::maybe_id(row, 10)?,
            supplier: row::maybe_id(row, 11)?,
            metal,
            state,
        },
        is_first: row.get(14)?,
        version: row.get(15)?,
    })
}

/// A person's own views and those for everybody, by name.
pub fn views(tx: &ReadTx<'_>, user: Id<User>) -> Result<Vec<View>, StoreError> {
    tx.all(
        &format!("{VIEW} ORDER BY one.name, one.id"),
        [user.uuid()],
        read,
    )
}

/// One of these.
pub fn view(tx: &ReadTx<'_>, id: Id<View>, user: Id<User>) -> Result<Option<View>, StoreError> {
    tx.maybe(
        &format!("{VIEW} AND one.id = ?2"),
        params![user.uuid(), id.uuid()],
        read,
    )
}

/// The view of this person that has this name.
pub fn view_named(
    tx: &ReadTx<'_>,
    user: Id<User>,
    name: &str,
) -> Result<Option<Id<View>>, StoreError> {
    tx.maybe(
        "SELECT id FROM stock_view WHERE user_id = ?1 AND name = ?2",
        params![user.uuid(), name],
        |row| row::id(row, 0),
    )
}

/// Writes a view; one of somebody else's with this id stays as it is.
pub fn save_view(
    tx: &mut WriteTx<'_>,
    id: Id<View>,
    user: Id<User>,
    of: &ViewOf,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO stock_view (id, user_id, name, shared, columns, sort, descending, text,
            family_id, place_id, supplier_id, metal, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
         ON CONFLICT (id) DO UPDATE SET name = ?3, shared = ?4, columns = ?5, sort = ?6,
            descending = ?7, text = ?8, family_id = ?9, place_id = ?10, supplier_id = ?11,
            metal = ?12, state = ?13, version = version + 1
            WHERE user_id = ?2",
        params![
            id.uuid(),
            user.uuid(),
            of.name,
            of.is_shared,
            of.columns.join(","),
            of.sort.code(),
            of.is_descending,
            of.text,
            of.family.map(Id::uuid),
            of.place.map(Id::uuid),
            of.supplier.map(Id::uuid),
            of.metal.map(Metal::code),
            of.state.map(State::code),
        ],
    )?;
    Ok(())
}

/// Drops a view, whoever opens with it.
pub fn delete_view(tx: &mut WriteTx<'_>, id: Id<View>) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM stock_view_first WHERE view_id = ?1",
        [id.uuid()],
    )?;
    tx.execute("DELETE FROM stock_view WHERE id = ?1", [id.uuid()])?;
    Ok(())
}

/// Says which view a person's table opens with.
pub fn set_first(
    tx: &mut WriteTx<'_>,
    user: Id<User>,
    view: Option<Id<View>>,
) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM stock_view_first WHERE user_id = ?1",
        [user.uuid()],
    )?;
    if let Some(view) = view {
        tx.execute(
            "INSERT INTO stock_view_first (user_id, view_id) VALUES (?1, ?2)",
            params![user.uuid(), view.uuid()],
        )?;
    }
    Ok(())
}
