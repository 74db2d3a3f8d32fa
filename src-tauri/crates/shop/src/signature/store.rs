//! The SQL of signatures.

use rusqlite::{Row, params};
use units::Id;
use uuid::Uuid;

use super::nouns::{NewSignature, Signature, Withdrawn};
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::files::File;

const SIGNATURE: &str = "SELECT signature.id, signature.seq, signature.of, signature.of_id,
        signature.signer, signature.medium, signature.document_id, signature.sha256,
        signature.drawing_id, signature.at, user.name, off.at, off_user.name, off.reason,
        signature.side, signature.reason
    FROM signature JOIN user ON user.id = signature.user_id
    LEFT JOIN signature_withdrawn off ON off.signature = signature.seq
    LEFT JOIN user off_user ON off_user.id = off.user_id";

fn read(found: &Row<'_>) -> rusqlite::Result<Signature> {
    let drawing: Option<Uuid> = found.get(8)?;
    let withdrawn = match found.get::<_, Option<String>>(13)? {
        None => None,
        Some(reason) => Some(Withdrawn {
            at: row::time(found, 11)?,
            by: found.get(12)?,
            reason,
        }),
    };
    Ok(Signature {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        of: row::word(found, 2)?,
        of_id: found.get(3)?,
        signer: found.get(4)?,
        side: row::word(found, 14)?,
        medium: row::word(found, 5)?,
        reason: found.get(15)?,
        document: row::id(found, 6)?,
        sha256: found.get(7)?,
        drawing: drawing.map(Id::from_uuid),
        at: row::time(found, 9)?,
        by: found.get(10)?,
        withdrawn,
    })
}

/// The signature with this id.
pub fn signature_by_id(
    tx: &ReadTx<'_>,
    id: Id<Signature>,
) -> Result<Option<Signature>, StoreError> {
    tx.maybe(
        &format!("{SIGNATURE} WHERE signature.id = ?1"),
        [id.uuid()],
        read,
    )
}

/// What was signed of a repair, or of a hand-over, in the order it was.
pub fn signatures_of(tx: &ReadTx<'_>, of: Uuid) -> Result<Vec<Signature>, StoreError> {
    tx.all(
        &format!("{SIGNATURE} WHERE signature.of_id = ?1 ORDER BY signature.seq"),
        [of],
        read,
    )
}

/// What stands beside the signature as it came in.
pub(super) struct Kept<'a> {
    pub signer: &'a str,
    pub reason: String,
    pub document: Id<File>,
    pub sha256: String,
    pub drawing: Option<Id<File>>,
    pub user: Id<User>,
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    new: &NewSignature,
    kept: &Kept<'_>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO signature (id, of, of_id, signer, medium, document_id, sha256, drawing_id, at,
            user_id, till_id, side, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            new.id.uuid(),
            new.of.code(),
            new.of_id,
            kept.signer,
            new.medium.code(),
            kept.document.uuid(),
            kept.sha256,
            kept.drawing.map(Id::uuid),
            cx.now_ms(),
            kept.user.uuid(),
            cx.till.map(Id::uuid),
            new.side.code(),
            kept.reason,
        ],
    )?;
    Ok(())
}

pub(super) fn insert_withdrawn(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    signature: i64,
    user: Id<User>,
    reason: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO signature_withdrawn (signature, at, user_id, reason) VALUES (?1, ?2, ?3, ?4)",
        params![signature, cx.now_ms(), user.uuid(), reason],
    )?;
    Ok(())
}

/// Takes the names off, and the reasons of withdrawals, which speak of people.
pub(super) fn blank(tx: &mut WriteTx<'_>, of: Uuid) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE signature SET signer = '', reason = CASE WHEN reason = '' THEN '' ELSE '—' END
         WHERE of_id = ?1",
        [of],
    )?;
    tx.execute(
        "UPDATE signature_withdrawn SET reason = '—' WHERE signature IN
            (SELECT seq FROM signature WHERE of_id = ?1)",
        [of],
    )?;
    Ok(())
}
