//! Rows of the carts, which only a test of the stock writes.

use units::Id;

use crate::db::{Store, StoreError};
use crate::stock::Piece;

/// A cart of some till has the piece.
pub(crate) fn reserve(store: &Store, piece: Id<Piece>) {
    let rows = [
        "INSERT OR IGNORE INTO till (id, code, name) VALUES (x'00000000000000000000000000000001', '9', 'Caisse')",
        "INSERT OR IGNORE INTO user (id, name, role, pin_hash, created_at)
         VALUES (x'00000000000000000000000000000001', 'Sam', 'seller', '-', 0)",
        "INSERT OR IGNORE INTO cart (id, till_id, user_id, state, created_at, changed_at)
         VALUES (x'00000000000000000000000000000001', x'00000000000000000000000000000001',
            x'00000000000000000000000000000001', 'open', 0, 0)",
    ];
    let reserved = store.write(move |tx| {
        for row in rows {
            tx.execute(row, [])?;
        }
        let cart =
            "INSERT INTO reservation VALUES (?1, x'00000000000000000000000000000001', NULL, 0)";
        tx.execute(cart, [piece.uuid()]).map(|_| ())
    });
    reserved.expect("a reservation");
}

/// And lets it go.
pub(crate) fn let_go(store: &Store) {
    let gone: Result<_, StoreError> =
        store.write(|tx| tx.execute("DELETE FROM reservation", []).map(|_| ()));
    gone.expect("no reservation");
}
