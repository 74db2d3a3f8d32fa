//! Keeps a signature with the paper that it stands under.

use ring::digest::{SHA256, digest};

use super::nouns::{Medium, NewSignature, Signature, SignatureError};
use super::store::{self, Kept};
use crate::cx::Cx;
use crate::db::{Change, WriteTx};
use crate::files;
use crate::journal::hex;
use crate::users::{Authority, Right, authorise};

const LONGEST_NAME: usize = 100;

/// Enters that somebody signed, before whom, and what.
pub fn sign(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    new: &NewSignature,
) -> Result<Signature, SignatureError> {
    authorise(by, None, Right::TakeRepairs)?;
    let signer = new.signer.trim();
    if signer.is_empty() {
        return Err(SignatureError::SignerMissing);
    }
    if signer.chars().count() > LONGEST_NAME {
        return Err(SignatureError::SignerTooLong { most: LONGEST_NAME });
    }
    if (new.medium == Medium::Screen) != new.drawing.is_some() {
        return Err(SignatureError::DrawingUnfit);
    }
    if store::signature_by_id(tx, new.id)?.is_some() {
        return Err(SignatureError::IdTaken);
    }
    let document = files::keep(tx, cx, "application/pdf", &new.name, &new.document)?;
    let drawing = match &new.drawing {
        Some(drawn) => Some(files::keep(
            tx,
            cx,
            "image/png",
            "signature.png",
            drawn.png(),
        )?),
        None => None,
    };
    let kept = Kept {
        signer,
        document,
        sha256: hex(digest(&SHA256, &new.document).as_ref()),
        drawing,
        user: by.user(),
    };
    store::insert(tx, cx, new, &kept)?;
    tx.changed(Change::of("signature"));
    store::signature_by_id(tx, new.id)?.ok_or(SignatureError::Unknown)
}
