//! Forgets who signed (RGPD art. 17): the name, what they drew and the paper that names them. That something
//! was signed, when, before whom and the digest of its bytes stay: who has the paper can still prove it.

use uuid::Uuid;

use super::store;
use crate::db::{Change, StoreError, WriteTx};
use crate::files;

/// Forgets every signature under these papers.
pub fn forget(tx: &mut WriteTx<'_>, of: &[Uuid]) -> Result<(), StoreError> {
    for paper in of {
        let signatures = store::signatures_of(tx, *paper)?;
        for signature in &signatures {
            // The same bytes signed twice are one file.
            let also = |file| {
                let same = signatures.iter().filter(|one| one.document == file);
                i64::try_from(same.count()).unwrap_or(1)
            };
            files::forget(tx, signature.document, also(signature.document))?;
            if let Some(drawing) = signature.drawing {
                files::forget(tx, drawing, 1)?;
            }
        }
        store::blank(tx, *paper)?;
    }
    tx.changed(Change::of("signature"));
    Ok(())
}
