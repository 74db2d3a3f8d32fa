//! A certificate on its way to the paper: as it was frozen, or a draft as it would be.

use documents::{Both, CertificatePaper, CertificatePhoto, Photo, words};
use units::Id;
use uuid::Uuid;

use super::appraiser::appraiser;
use super::frozen::{self, Around, Person};
use super::nouns::{Appraisal, AppraisalError, Standing};
use super::store;
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError};
use crate::files;
use crate::journal::hex;
use crate::till;

/// Enough for 300 dots an inch at the size it is printed.
const PHOTO_PX: u32 = 780;

/// What prints now; a draft as `by` would sign it. An issued one is its frozen value, with the mark of what has become of it.
pub fn paper(
    tx: &ReadTx<'_>,
    cx: &Cx,
    by: Id<User>,
    id: Id<Appraisal>,
) -> Result<CertificatePaper, AppraisalError> {
    let standing = store::found(tx, id)?;
    let house = till::house(tx, None, None)?;
    let today = house.day(cx.now);
    let mark = mark(standing.standing(today));
    if let Some((document, sha256, person)) = store::document(tx, id)? {
        let certificate = frozen::read(&document)?;
        return Ok(CertificatePaper {
            photos: photos(tx, &certificate)?,
            certificate,
            customer: person.as_ref().map(Person::printed),
            sha256: Some(hex(&sha256)),
            mark,
        });
    }
    let draft = store::draft(tx, id)?.ok_or(AppraisalError::Unknown)?;
    let person = Person::of(tx, cx, draft.customer_id)?;
    let certificate = frozen::certificate(
        tx,
        &draft,
        &Around {
            kind: standing.kind,
            house: &house,
            number: "",
            issued_on: today,
            replaces: standing.replaces.map(|(_, number)| number),
            person: person.as_ref(),
            appraiser: &appraiser(tx, by)?,
        },
    )?;
    Ok(CertificatePaper {
        photos: photos(tx, &certificate)?,
        certificate,
        customer: person.as_ref().map(Person::printed),
        sha256: None,
        mark,
    })
}

fn mark(standing: Standing) -> Option<Both> {
    let mark = words::both(words::CERTIFICATE_MARKS, standing.code());
    (!mark.is_empty()).then_some(mark)
}

/// The photos it names, and the signature. One that no longer reads is left out: its digest says so to
/// whoever checks.
pub(super) fn photos(
    tx: &ReadTx<'_>,
    certificate: &documents::Certificate,
) -> Result<Vec<CertificatePhoto>, StoreError> {
    let kept = certificate.items.iter().flat_map(|item| &item.photos);
    let mut photos: Vec<CertificatePhoto> = Vec::new();
    for kept in kept.chain(&certificate.appraiser.signature) {
        let known = photos.iter().any(|photo| photo.file == kept.file);
        let Some(id) = Uuid::parse_str(&kept.file).ok().filter(|_| !known) else {
            continue;
        };
        if let Some(file) = files::file_by_id(tx, Id::from_uuid(id))? {
            let read = Photo::read(&file.bytes, PHOTO_PX).ok();
            photos.extend(read.map(|photo| CertificatePhoto {
                file: kept.file.clone(),
                photo,
            }));
        }
    }
    Ok(photos)
}
