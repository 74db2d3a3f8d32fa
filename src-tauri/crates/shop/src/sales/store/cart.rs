//! Carts, their lines and reservations.

use chrono::{DateTime, Utc};
use rusqlite::Row;
use units::Id;
use uuid::Uuid;

use crate::customers::Customer;
use crate::cx::{Till, User};
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::sales::cart::{Cart, CartLine, CartState, Discount};
use crate::sales::error::Holder;
use crate::stock::Piece;

const CART: &str = "SELECT id, till_id, user_id, state, customer_id, label, parked_until,
    discount_bp, discount_minor, discount_reason, discount_by, discount_vouched,
    discount_allowed_bp, changed_at, version FROM cart";

fn time(ms: i64) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp_millis(ms).ok_or(StoreError::Unreadable("cart time"))
}

pub(super) fn some_id<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Id<T>>> {
    Ok(row.get::<_, Option<Uuid>>(column)?.map(Id::from_uuid))
}

pub(super) fn discount(row: &Row<'_>, first: usize) -> rusqlite::Result<Discount> {
    Ok(Discount {
        bp: row.get(first)?,
        minor: row.get(first + 1)?,
        reason: row.get(first + 2)?,
        by: some_id(row, first + 3)?,
        vouched: row.get(first + 4)?,
        allowed_bp: row.get(first + 5)?,
    })
}

type Read = (Cart, String, Option<i64>, i64);

fn read(row: &Row<'_>) -> rusqlite::Result<Read> {
    let cart = Cart {
        id: Id::from_uuid(row.get(0)?),
        till: Id::from_uuid(row.get(1)?),
        user: Id::from_uuid(row.get(2)?),
        state: CartState::Open,
        customer: some_id(row, 4)?,
        label: row.get(5)?,
        parked_until: None,
        discount: discount(row, 7)?,
        changed_at: DateTime::UNIX_EPOCH,
        version: row.get(14)?,
        lines: Vec::new(),
        payments: Vec::new(),
    };
    Ok((cart, row.get(3)?, row.get(6)?, row.get(13)?))
}

fn whole(tx: &ReadTx<'_>, read: Option<Read>) -> Result<Option<Cart>, StoreError> {
    let Some((mut cart, state, parked_until, changed_at)) = read else {
        return Ok(None);
    };
    cart.state = state
        .parse()
        .map_err(|_| StoreError::Unreadable("cart.state"))?;
    cart.parked_until = parked_until.map(time).transpose()?;
    cart.changed_at = time(changed_at)?;
    cart.lines = super::line::lines(tx, cart.id)?;
    cart.payments = super::prepared::of_cart(tx, cart.id)?;
    Ok(Some(cart))
}

pub(in crate::sales) fn cart(tx: &ReadTx<'_>, id: Id<Cart>) -> Result<Option<Cart>, StoreError> {
    let row = tx.maybe(&format!("{CART} WHERE id = ?1"), [id.uuid()], read)?;
    whole(tx, row)
}

pub(in crate::sales) fn open_cart(
    tx: &ReadTx<'_>,
    till: Id<Till>,
) -> Result<Option<Cart>, StoreError> {
    let row = tx.maybe(
        &format!("{CART} WHERE till_id = ?1 AND state = 'open'"),
        [till.uuid()],
        read,
    )?;
    whole(tx, row)
}

pub(in crate::sales) fn insert_cart(
    tx: &mut WriteTx<'_>,
    id: Id<Cart>,
    till: Id<Till>,
    user: Id<User>,
    now_ms: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO cart (id, till_id, user_id, state, created_at, changed_at)
         VALUES (?1, ?2, ?3, 'open', ?4, ?4)",
        (id.uuid(), till.uuid(), user.uuid(), now_ms),
    )?;
    Ok(())
}

pub(in crate::sales) fn touch(
    tx: &mut WriteTx<'_>,
    id: Id<Cart>,
    now_ms: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE cart SET changed_at = ?2, version = version + 1 WHERE id = ?1",
        (id.uuid(), now_ms),
    )?;
    Ok(())
}

/// A cart's label is a person's name more often than not: it goes with the cart's use.
pub(in crate::sales) fn set_state(
    tx: &mut WriteTx<'_>,
    id: Id<Cart>,
    state: CartState,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE cart SET state = ?2, parked_until = NULL, label = '', version = version + 1
         WHERE id = ?1",
        (id.uuid(), state.name()),
    )?;
    Ok(())
}

pub(in crate::sales) fn park(
    tx: &mut WriteTx<'_>,
    id: Id<Cart>,
    label: &str,
    until_ms: Option<i64>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE cart SET state = 'parked', label = ?2, parked_until = ?3 WHERE id = ?1",
        (id.uuid(), label, until_ms),
    )?;
    tx.execute(
        "UPDATE reservation SET until = ?2 WHERE cart_id = ?1",
        (id.uuid(), until_ms),
    )?;
    Ok(())
}

pub(in crate::sales) fn take_back(
    tx: &mut WriteTx<'_>,
    id: Id<Cart>,
    till: Id<Till>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE cart SET state = 'open', till_id = ?2, parked_until = NULL WHERE id = ?1",
        (id.uuid(), till.uuid()),
    )?;
    tx.execute(
        "UPDATE reservation SET until = NULL WHERE cart_id = ?1",
        [id.uuid()],
    )?;
    Ok(())
}

/// The parked carts whose time is over.
pub(in crate::sales) fn parked_until(
    tx: &ReadTx<'_>,
    now_ms: i64,
) -> Result<Vec<Id<Cart>>, StoreError> {
    tx.all(
        "SELECT id FROM cart WHERE state = 'parked' AND parked_until <= ?1",
        [now_ms],
        |row| Ok(Id::from_uuid(row.get(0)?)),
    )
}

/// When the first parked cart's time is over.
pub(in crate::sales) fn next_expiry(tx: &ReadTx<'_>) -> Result<Option<DateTime<Utc>>, StoreError> {
    let next: Option<i64> = tx.one(
        "SELECT min(parked_until) FROM cart WHERE state = 'parked'",
        [],
        |row| row.get(0),
    )?;
    next.map(time).transpose()
}

/// The parked carts whose time is not over, or that have none.
pub(in crate::sales) fn parked_after(
    tx: &ReadTx<'_>,
    now_ms: i64,
) -> Result<Vec<Id<Cart>>, StoreError> {
    tx.all(
        "SELECT id FROM cart WHERE state = 'parked' AND coalesce(parked_until > ?1, 1)
         ORDER BY parked_until",
        [now_ms],
        |row| Ok(Id::from_uuid(row.get(0)?)),
    )
}

/// Frees everything the cart has reserved.
pub(in crate::sales) fn release(tx: &mut WriteTx<'_>, id: Id<Cart>) -> Result<(), StoreError> {
    tx.execute("DELETE FROM reservation WHERE cart_id = ?1", [id.uuid()])?;
    Ok(())
}

pub(in crate::sales) fn set_customer(
    tx: &mut WriteTx<'_>,
    id: Id<Cart>,
    customer: Option<Id<Customer>>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE cart SET customer_id = ?2 WHERE id = ?1",
        (id.uuid(), customer.map(Id::uuid)),
    )?;
    Ok(())
}

pub(in crate::sales) fn forget_customer(
    tx: &mut WriteTx<'_>,
    customer: Id<Customer>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE cart SET label = '', version = version + 1,
             customer_id = CASE WHEN state IN ('open', 'parked') THEN NULL ELSE customer_id END
         WHERE customer_id = ?1",
        [customer.uuid()],
    )?;
    Ok(())
}

pub(in crate::sales) fn set_cart_discount(
    tx: &mut WriteTx<'_>,
    id: Id<Cart>,
    discount: &Discount,
) -> Result<(), StoreError> {
    set_discount(tx, "cart", id.uuid(), discount)
}

/// Of a cart or of a line: both have the same columns for it.
fn set_discount(
    tx: &mut WriteTx<'_>,
    table: &str,
    id: Uuid,
    discount: &Discount,
) -> Result<(), StoreError> {
    tx.execute(
        &format!(
            "UPDATE {table} SET discount_bp = ?2, discount_minor = ?3, discount_reason = ?4,
                 discount_by = ?5, discount_vouched = ?6 WHERE id = ?1"
        ),
        (
            id,
            discount.bp,
            discount.minor,
            &discount.reason,
            discount.by.map(Id::uuid),
            discount.vouched,
        ),
    )?;
    Ok(())
}

pub(in crate::sales) fn delete_line(
    tx: &mut WriteTx<'_>,
    line: Id<CartLine>,
) -> Result<(), StoreError> {
    tx.execute("DELETE FROM cart_line WHERE id = ?1", [line.uuid()])?;
    Ok(())
}

pub(in crate::sales) fn set_quantity(
    tx: &mut WriteTx<'_>,
    line: Id<CartLine>,
    quantity: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE cart_line SET quantity = ?2 WHERE id = ?1",
        (line.uuid(), quantity),
    )?;
    Ok(())
}

pub(in crate::sales) fn set_price(
    tx: &mut WriteTx<'_>,
    line: Id<CartLine>,
    unit_price_minor: i64,
    reason: &str,
    by: Option<Id<User>>,
    vouched: bool,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE cart_line SET unit_price_minor = ?2, price_reason = ?3, price_by = ?4,
             price_vouched = ?5 WHERE id = ?1",
        (
            line.uuid(),
            unit_price_minor,
            reason,
            by.map(Id::uuid),
            vouched,
        ),
    )?;
    Ok(())
}

pub(in crate::sales) fn set_line_discount(
    tx: &mut WriteTx<'_>,
    line: Id<CartLine>,
    discount: &Discount,
) -> Result<(), StoreError> {
    set_discount(tx, "cart_line", line.uuid(), discount)
}

/// Keeps what share of the price was allowed: of all that is sold, and of one line.
pub(in crate::sales) fn set_allowed(
    tx: &mut WriteTx<'_>,
    cart: Id<Cart>,
    whole_bp: i64,
    line: Option<(Id<CartLine>, i64)>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE cart SET discount_allowed_bp = ?2 WHERE id = ?1",
        (cart.uuid(), whole_bp),
    )?;
    if let Some((line, bp)) = line {
        tx.execute(
            "UPDATE cart_line SET discount_allowed_bp = ?2 WHERE id = ?1",
            (line.uuid(), bp),
        )?;
    }
    Ok(())
}

/// Keeps the least that a line was let come to below its floor price; None: it is not below.
pub(in crate::sales) fn set_floor_allowed(
    tx: &mut WriteTx<'_>,
    line: Id<CartLine>,
    minor: Option<i64>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE cart_line SET floor_allowed_minor = ?2 WHERE id = ?1",
        (line.uuid(), minor),
    )?;
    Ok(())
}

/// The cart that has a piece, and what to tell whoever else wants it.
pub(in crate::sales) fn holder(
    tx: &ReadTx<'_>,
    piece: Id<Piece>,
) -> Result<Option<(Id<Cart>, Holder)>, StoreError> {
    let row = tx.maybe(
        "SELECT cart.id, till.name, user.name, cart.state, cart.label, reservation.until
         FROM reservation JOIN cart ON cart.id = cart_id
         JOIN till ON till.id = cart.till_id JOIN user ON user.id = cart.user_id
         WHERE piece_id = ?1",
        [piece.uuid()],
        |row| {
            let state: String = row.get(3)?;
            let label: String = row.get(4)?;
            let holder = Holder {
                till: row.get(1)?,
                user: row.get(2)?,
                parked_as: (state == "parked").then_some(label),
                until: None,
            };
            Ok((
                Id::from_uuid(row.get(0)?),
                holder,
                row.get::<_, Option<i64>>(5)?,
            ))
        },
    )?;
    row.map(|(cart, holder, until)| {
        let until = until.map(time).transpose()?;
        Ok((cart, Holder { until, ..holder }))
    })
    .transpose()
}

pub(in crate::sales) fn insert_reservation(
    tx: &mut WriteTx<'_>,
    piece: Id<Piece>,
    cart: Id<Cart>,
    now_ms: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO reservation (piece_id, cart_id, at) VALUES (?1, ?2, ?3)",
        (piece.uuid(), cart.uuid(), now_ms),
    )?;
    Ok(())
}

pub(in crate::sales) fn delete_reservation(
    tx: &mut WriteTx<'_>,
    piece: Id<Piece>,
    cart: Id<Cart>,
) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM reservation WHERE piece_id = ?1 AND cart_id = ?2",
        (piece.uuid(), cart.uuid()),
    )?;
    Ok(())
}
