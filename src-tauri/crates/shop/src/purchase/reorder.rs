//! What is below its floor.

use super::limit::Low;
use super::store;
use crate::db::{ReadTx, StoreError};

/// What is to be ordered again, by supplier.
pub fn reorder(tx: &ReadTx<'_>) -> Result<Vec<Low>, StoreError> {
    let mut low = store::limits(tx)?;
    low.retain(|one| one.proposed() > 0);
    low.sort_by(|a, b| (&a.supplier_name, &a.title_fr).cmp(&(&b.supplier_name, &b.title_fr)));
    Ok(low)
}
