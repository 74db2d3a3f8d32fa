//! What of an order goes with its customer.

use units::Id;
use uuid::Uuid;

use crate::customers::Customer;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::files::File;

/// Their orders and quotes.
pub fn known_by(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<Vec<Uuid>, StoreError> {
    tx.all(
        "SELECT id FROM custom_order WHERE customer_id = ?1
         UNION ALL SELECT custom_quote.id FROM custom_quote
             JOIN custom_order ON custom_order.seq = custom WHERE customer_id = ?1",
        [customer.uuid()],
        |found| found.get(0),
    )
}

/// The files of their orders: which, how many of their rows name it, and whether it is a written paper.
pub fn files_of(
    tx: &ReadTx<'_>,
    customer: Id<Customer>,
) -> Result<Vec<(Id<File>, i64, bool)>, StoreError> {
    tx.all(
        "SELECT file.id, count(*), file.media_type = 'application/pdf' FROM custom_file
         JOIN custom_order ON custom_order.seq = custom
         JOIN file ON file.id = file_id OR file.id = thumbnail_id
         WHERE customer_id = ?1 GROUP BY file.id",
        [customer.uuid()],
        |found| Ok((row::id(found, 0)?, found.get(1)?, found.get(2)?)),
    )
}

/// Each table's own words about people. What was quoted line by line stays: it was agreed to, and is what the
/// ticket was made from.
const BLANKED: [&str; 10] = [
    "UPDATE custom_order SET title = '—', brief = '', fields = '[]', version = version + 1
     WHERE seq IN (ORDERS)",
    "UPDATE custom_entry SET note = '' WHERE custom IN (ORDERS)",
    // What the words were before somebody changed them.
    "UPDATE custom_entry SET detail = '{}' WHERE what = 'amended' AND custom IN (ORDERS)",
    "UPDATE custom_delivery SET given_to = '',
        reason = CASE WHEN reason = '' THEN '' ELSE '—' END WHERE custom IN (ORDERS)",
    "UPDATE custom_file SET name = '—' WHERE custom IN (ORDERS)",
    "UPDATE custom_quote SET note = '', title = '' WHERE custom IN (ORDERS)",
    "UPDATE custom_answer SET said_by = '', note = '' WHERE quote IN
        (SELECT seq FROM custom_quote WHERE custom IN (ORDERS))",
    "UPDATE custom_part SET title = '—' WHERE custom IN (ORDERS)",
    "UPDATE custom_part_step SET note = '' WHERE part IN
        (SELECT seq FROM custom_part WHERE custom IN (ORDERS))",
    "UPDATE custom_use SET note = '' WHERE part IN
        (SELECT seq FROM custom_part WHERE custom IN (ORDERS))",
];

/// Empties what was said of a customer and by them.
pub fn forget_customer(tx: &mut WriteTx<'_>, customer: Id<Customer>) -> Result<(), StoreError> {
    const ORDERS: &str = "SELECT seq FROM custom_order WHERE customer_id = ?1";
    for blank in BLANKED {
        tx.execute(&blank.replace("ORDERS", ORDERS), [customer.uuid()])?;
    }
    Ok(())
}
