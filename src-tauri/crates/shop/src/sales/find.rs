//! Finds tickets.

use units::Id;

use super::sale::Sale;
use super::store;
use crate::db::{ReadTx, StoreError};

/// One ticket.
pub fn sale(tx: &ReadTx<'_>, id: Id<Sale>) -> Result<Option<Sale>, StoreError> {
    store::sale(tx, id)
}

/// The ticket that annuls this one.
pub fn voided_by(tx: &ReadTx<'_>, id: Id<Sale>) -> Result<Option<Sale>, StoreError> {
    store::voided_by(tx, id)
}

/// The ticket with this number, as printed or out of the QR code of its receipt.
pub fn by_code(tx: &ReadTx<'_>, code: &str) -> Result<Option<Sale>, StoreError> {
    let code = code.trim();
    let number = match code.strip_prefix("ECRIN1;") {
        Some(rest) => rest.split(';').next().unwrap_or_default(),
        None => code,
    };
    if number.is_empty() || number.len() > 60 {
        return Ok(None);
    }
    store::sale_by_number(tx, number)
}

/// The last tickets, the newest first.
pub fn recent(tx: &ReadTx<'_>, limit: i64) -> Result<Vec<Sale>, StoreError> {
    store::recent(tx, limit)
}
