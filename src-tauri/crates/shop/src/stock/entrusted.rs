//! The custody ledger's other subjects: objects that customers leave with the shop, for work or to be looked at.
//!
//! It is no [`Piece`](super::Piece): it has no number of the stock, no cost and no price, and nothing
//! that counts, values, sells or searches the stock may find it. Where it is and who holds it stands in
//! the same ledger all the same, in one order with everything else, so that a register of what came into
//! the shop and left it is read from one table.

use uuid::Uuid;

use super::custody::Entry;
use super::piece::{Custody, words};
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};

words! {
    /// What happens to a customer's object that is repaired.
    Movement {
        /// Its owner leaves it here.
        TakenIn = "job_taken_in",
        /// It leaves for an outside vendor.
        SentOut = "job_sent_out",
        /// The vendor has given it back.
        CameBack = "job_came_back",
        /// Its owner has it again.
        HandedOver = "job_handed_over",
        /// The entry before was a mistake.
        Corrected = "job_corrected",
    }
}

words! {
    /// What happens to a customer's object that nobody repairs.
    ObjectMovement {
        TakenIn = "object_taken_in",
        /// It went into a piece that was made for them.
        Set = "object_set",
        /// It was looked for and is not there.
        Missing = "object_missing",
        HandedOver = "object_handed_over",
        Corrected = "object_corrected",
    }
}

/// Writes the entry of an object by its job's id. `document` is the number on its envelope.
pub fn record(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    job: Uuid,
    movement: Movement,
    document: &str,
    note: &str,
    custody: Custody,
) -> Result<(), StoreError> {
    let subject = store::Entrusted::Job(job);
    store::insert_entrusted(tx, cx, subject, movement.code(), document, note, custody)
}

/// Writes the entry of an object that nobody repairs, by its own id. `document` is the number on its envelope.
pub fn record_object(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    object: Uuid,
    movement: ObjectMovement,
    document: &str,
    custody: Custody,
) -> Result<(), StoreError> {
    let subject = store::Entrusted::Object(object);
    store::insert_entrusted(tx, cx, subject, movement.code(), document, "", custody)
}

/// A customer's object's entries, the oldest first.
pub fn history(tx: &ReadTx<'_>, job: Uuid) -> Result<Vec<Entry>, StoreError> {
    store::entrusted_movements(tx, store::Entrusted::Job(job))
}

/// The entries of an object that nobody repairs, the oldest first.
pub fn object_history(tx: &ReadTx<'_>, object: Uuid) -> Result<Vec<Entry>, StoreError> {
    store::entrusted_movements(tx, store::Entrusted::Object(object))
}
