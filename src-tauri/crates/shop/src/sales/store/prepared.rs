//! The payments of a cart.

use units::Id;
use uuid::Uuid;

use crate::db::{ReadTx, StoreError, WriteTx};
use crate::sales::cart::{Cart, Prepared};
use crate::sales::sale::{Payment, Tender};

pub(super) fn of_cart(tx: &ReadTx<'_>, cart: Id<Cart>) -> Result<Vec<Prepared>, StoreError> {
    let rows = tx.all(
        "SELECT id, tender, amount_minor, given_minor, reference FROM cart_payment
         WHERE cart_id = ?1 ORDER BY position",
        [cart.uuid()],
        |row| {
            Ok((
                row.get::<_, Uuid>(0)?,
                row.get::<_, String>(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        },
    )?;
    rows.into_iter()
        .map(|(id, tender, amount_minor, given_minor, reference)| {
            Ok(Prepared {
                id: Id::from_uuid(id),
                tender: tender
                    .parse::<Tender>()
                    .map_err(|_| StoreError::Unreadable("cart_payment.tender"))?,
                amount_minor,
                given_minor,
                reference,
            })
        })
        .collect()
}

pub(in crate::sales) fn insert_prepared(
    tx: &mut WriteTx<'_>,
    cart: Id<Cart>,
    payment: &Prepared,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO cart_payment (id, cart_id, position, tender, amount_minor, given_minor, reference)
         VALUES (?1, ?2, (SELECT coalesce(max(position), 0) + 1 FROM cart_payment
                          WHERE cart_id = ?2), ?3, ?4, ?5, ?6)",
        (
            payment.id.uuid(),
            cart.uuid(),
            payment.tender.name(),
            payment.amount_minor,
            payment.given_minor,
            &payment.reference,
        ),
    )?;
    Ok(())
}

pub(in crate::sales) fn delete_prepared(
    tx: &mut WriteTx<'_>,
    cart: Id<Cart>,
    payment: Id<Payment>,
) -> Result<usize, StoreError> {
    tx.execute(
        "DELETE FROM cart_payment WHERE id = ?1 AND cart_id = ?2",
        (payment.uuid(), cart.uuid()),
    )
}
