//! A stone's certificate as a PDF.

use units::Id;

use super::file::{File, keep};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::stock::{Component, Piece};

/// Why a certificate was not attached.
#[derive(Clone, Debug, thiserror::Error)]
pub enum CertificateError {
    /// The bytes are no PDF, whatever the name says.
    #[error("not a PDF")]
    NotAPdf,
    #[error("a certificate has at most 20 MB")]
    TooLarge,
    /// The piece has no such component.
    #[error("the stone is not known")]
    ComponentUnknown,
    #[error(transparent)]
    Store(#[from] StoreError),
}

const MOST_BYTES: usize = 20 * 1024 * 1024;

/// Whether bytes are a PDF: its header at the beginning, its trailer near the end.
pub fn check_pdf(bytes: &[u8]) -> Result<(), CertificateError> {
    if bytes.len() > MOST_BYTES {
        return Err(CertificateError::TooLarge);
    }
    let tail = &bytes[bytes.len().saturating_sub(2_048)..];
    let ends = tail.windows(5).any(|word| word == b"%%EOF");
    if !bytes.starts_with(b"%PDF-") || !ends {
        return Err(CertificateError::NotAPdf);
    }
    Ok(())
}

/// Puts the PDF beside a piece's stone, in place of the one before.
pub fn attach_certificate(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    piece: Id<Piece>,
    component: Id<Component>,
    name: &str,
    bytes: &[u8],
) -> Result<Id<File>, CertificateError> {
    check_pdf(bytes)?;
    let file = keep(tx, cx, "application/pdf", name, bytes)?;
    if !store::set_certificate(tx, piece, component, Some(file))? {
        return Err(CertificateError::ComponentUnknown);
    }
    tx.changed(Change::one("piece", piece));
    Ok(file)
}

/// Takes the PDF away from a stone; the store keeps the bytes.
pub fn detach_certificate(
    tx: &mut WriteTx<'_>,
    piece: Id<Piece>,
    component: Id<Component>,
) -> Result<(), CertificateError> {
    if !store::set_certificate(tx, piece, component, None)? {
        return Err(CertificateError::ComponentUnknown);
    }
    tx.changed(Change::one("piece", piece));
    Ok(())
}
