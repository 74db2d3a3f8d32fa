//! What was seen when what was made went home.

use rusqlite::params;
use units::Id;
use uuid::Uuid;

use crate::custom::deliver::Delivery;
use crate::customers::Customer;
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx, row};

/// An order's deliveries, the newest first.
pub fn deliveries(tx: &ReadTx<'_>, order: i64) -> Result<Vec<Delivery>, StoreError> {
    tx.all(
        "SELECT seen.id, seen.entry, seen.at, user.name, coalesce(allowed.name, ''), gross_ug,
            expected_ug, tolerance_ug, stones_same, engraving_same, pictures_same, differs, reason,
            given_to, EXISTS (SELECT 1 FROM custom_entry back WHERE back.undoes = seen.entry)
         FROM custom_delivery seen JOIN user ON user.id = seen.user_id
         LEFT JOIN user allowed ON allowed.id = allowed_by
         WHERE seen.custom = ?1 ORDER BY seen.seq DESC",
        [order],
        |found| {
            Ok(Delivery {
                id: row::id(found, 0)?,
                entry: found.get(1)?,
                at: row::time(found, 2)?,
                by: found.get(3)?,
                allowed_by: found.get(4)?,
                gross_ug: found.get(5)?,
                expected_ug: found.get(6)?,
                tolerance_ug: found.get(7)?,
                stones_same: found.get(8)?,
                engraving_same: found.get(9)?,
                pictures_same: found.get(10)?,
                differs: found.get(11)?,
                reason: found.get(12)?,
                given_to: found.get(13)?,
                undone: found.get(14)?,
            })
        },
    )
}

pub fn has_delivery(tx: &ReadTx<'_>, id: Id<Delivery>) -> Result<bool, StoreError> {
    tx.one(
        "SELECT EXISTS (SELECT 1 FROM custom_delivery WHERE id = ?1)",
        [id.uuid()],
        |found| found.get(0),
    )
}

/// Of a customer's orders: what signatures know them by.
pub fn deliveries_of(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<Vec<Uuid>, StoreError> {
    tx.all(
        "SELECT seen.id FROM custom_delivery seen JOIN custom_order made ON made.seq = seen.custom
         WHERE made.customer_id = ?1",
        [customer.uuid()],
        |found| found.get(0),
    )
}

/// What was seen, to be written.
pub struct NewDelivery<'a> {
    pub id: Id<Delivery>,
    pub order: i64,
    pub entry: i64,
    pub by: Id<User>,
    pub allowed_by: Option<Id<User>>,
    pub gross_ug: Option<i64>,
    pub expected_ug: Option<i64>,
    pub tolerance_ug: i64,
    pub stones_same: bool,
    pub engraving_same: bool,
    pub pictures_same: bool,
    pub differs: bool,
    pub reason: &'a str,
    pub given_to: &'a str,
}

pub fn insert_delivery(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    new: &NewDelivery<'_>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO custom_delivery (id, custom, entry, at, user_id, allowed_by, gross_ug,
            expected_ug, tolerance_ug, stones_same, engraving_same, pictures_same, differs, reason,
            given_to)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        params![
            new.id.uuid(),
            new.order,
            new.entry,
            cx.now_ms(),
            new.by.uuid(),
            new.allowed_by.map(Id::uuid),
            new.gross_ug,
            new.expected_ug,
            new.tolerance_ug,
            new.stones_same,
            new.engraving_same,
            new.pictures_same,
            new.differs,
            new.reason,
            new.given_to,
        ],
    )?;
    tx.wrote("custom_delivery");
    Ok(())
}
