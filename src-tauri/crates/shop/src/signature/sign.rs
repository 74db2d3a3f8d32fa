//! Keeps a signature with the paper that it stands under.

use ring::digest::{SHA256, digest};

use super::nouns::{Medium, NewSignature, Of, Side, Signature, SignatureError};
use super::store::{self, Kept};
use crate::cx::Cx;
use crate::db::{Change, ReadTx, WriteTx};
use crate::files;
use crate::journal::hex;
use crate::users::{self, Authority, Right, authorise};

const LONGEST_NAME: usize = 100;
const LONGEST_REASON: usize = 400;

/// Enters that somebody signed, before whom, and what.
pub fn sign(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    new: &NewSignature,
) -> Result<Signature, SignatureError> {
    authorise(by, None, Right::TakeRepairs)?;
    check_side(tx, new)?;
    let own = match new.side {
        Side::Customer => None,
        Side::Shop => users::user(tx, by.user())?.map(|person| person.name),
    };
    let signer = own.as_deref().unwrap_or(&new.signer).trim();
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
        reason: new.reason.trim().chars().take(LONGEST_REASON).collect(),
        document,
        sha256: hex(digest(&SHA256, &new.document).as_ref()),
        drawing,
        user: by.user(),
    };
    store::insert(tx, cx, new, &kept)?;
    tx.changed(Change::of("signature"));
    store::signature_by_id(tx, new.id)?.ok_or(SignatureError::Unknown)
}

/// A hand-over is signed by both sides, or by the shop alone with the reason; every other paper by its
/// customer only.
fn check_side(tx: &ReadTx<'_>, new: &NewSignature) -> Result<(), SignatureError> {
    let has_two_sides = matches!(new.of, Of::HandOver | Of::Delivery);
    let fits = match (new.side, new.medium) {
        (Side::Customer, Medium::Screen | Medium::Paper) => true,
        (Side::Customer, Medium::Refused) | (Side::Shop, Medium::Session) => has_two_sides,
        (Side::Customer, Medium::Session) | (Side::Shop, _) => false,
    };
    if !fits {
        return Err(SignatureError::NotLikeThat);
    }
    if new.medium == Medium::Refused && new.reason.trim().is_empty() {
        return Err(SignatureError::ReasonMissing);
    }
    let has_signed = store::signatures_of(tx, new.of_id)?
        .iter()
        .any(|one| one.side == new.side && one.withdrawn.is_none());
    if has_two_sides && has_signed {
        return Err(SignatureError::SideSigned);
    }
    Ok(())
}
