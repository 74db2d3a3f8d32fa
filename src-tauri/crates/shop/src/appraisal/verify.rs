//! Checks certificates: one by its code, for who brings it back, and all of them against the journal.

use std::collections::BTreeMap;

use documents::certificate_in_qr;
use units::Id;
use uuid::Uuid;

use super::evaluation::evaluation;
use super::frozen;
use super::nouns::Appraisal;
use super::store;
use crate::db::{ReadTx, StoreError};
use crate::files;
use crate::journal::{self, Broken, Chain, Fault};
use crate::sales;

/// What a code says of a certificate, and what the books say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The number that was asked for.
    pub number: String,
    /// The appraisal of this number; None: it is no appraisal of this shop.
    pub appraisal: Option<Appraisal>,
    /// The ticket that an evaluation goes with.
    pub ticket: Option<Id<sales::Sale>>,
    /// The code's fingerprint is the one in the books; None where only a number was typed.
    pub matches: Option<bool>,
    /// What is kept here is as it was frozen, photos included.
    pub intact: bool,
    /// The one that stands in its place.
    pub successor: Option<(Id<Appraisal>, String)>,
}

/// Looks up a scanned QR code, or a number that was typed.
pub fn check_code(tx: &ReadTx<'_>, text: &str) -> Result<Checked, StoreError> {
    let text = text.trim();
    let code = certificate_in_qr(text);
    let number = code.as_ref().map_or(text, |code| code.number.as_str());
    let mut checked = Checked {
        number: number.chars().take(60).collect(),
        appraisal: None,
        ticket: None,
        matches: None,
        intact: false,
        successor: None,
    };
    if let Some(code) = code.as_ref().filter(|code| code.is_evaluation) {
        if let Some(sale) = sales::by_code(tx, number)? {
            checked.ticket = Some(sale.id);
            let again = evaluation(tx, sale.id).ok();
            let same = again.and_then(|paper| paper.sha256) == Some(code.sha256.clone());
            checked.matches = Some(same);
            // It is made from the signed ticket: there is nothing else that could have changed.
            checked.intact = true;
        }
        return Ok(checked);
    }
    let Some(appraisal) = store::by_number(tx, number)? else {
        return Ok(checked);
    };
    if let Some((document, sha256, person)) = store::document(tx, appraisal.id)? {
        checked.intact = is_intact(tx, &document, &sha256, person.as_ref())?;
        let kept = journal::hex(&sha256);
        checked.matches = code.map(|code| code.sha256 == kept);
    }
    checked.successor = match store::successor(tx, appraisal.id)? {
        Some((id, Some(number))) => Some((id, number)),
        _ => None,
    };
    checked.appraisal = Some(appraisal);
    Ok(checked)
}

/// Whether the bytes have their digest still, and the photos and the person theirs.
fn is_intact(
    tx: &ReadTx<'_>,
    document: &[u8],
    sha256: &[u8],
    person: Option<&frozen::Person>,
) -> Result<bool, StoreError> {
    if frozen::hash(document) != journal::hex(sha256) {
        return Ok(false);
    }
    let certificate = frozen::read(document)?;
    if let Some(person) = person
        && certificate.customer.as_deref() != Some(person.digest().as_str())
    {
        return Ok(false);
    }
    let photos = certificate.items.iter().flat_map(|item| &item.photos);
    for kept in photos.chain(&certificate.appraiser.signature) {
        let file = match Uuid::parse_str(&kept.file) {
            Ok(id) => files::file_by_id(tx, Id::from_uuid(id))?,
            Err(_) => None,
        };
        if file.is_none_or(|file| frozen::hash(&file.bytes) != kept.sha256) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The first certificate that is not as the journal signed it, or that is missing, or that no record
/// knows; then the first number that is missing in its year. None: all stand.
pub fn verify(tx: &ReadTx<'_>) -> Result<Option<Broken>, StoreError> {
    let state = |seq: i64, detail: String| {
        Ok(Some(Broken {
            chain: Chain::Jet,
            seq,
            fault: Fault::State,
            detail,
        }))
    };
    let mut stands: BTreeMap<String, String> = BTreeMap::new();
    let mut broken: Option<String> = None;
    store::each_issued(tx, |number, document, sha256| {
        if broken.is_none() && frozen::hash(&document) != journal::hex(&sha256) {
            broken = Some(format!("{number}: the certificate is not as it was"));
        }
        stands.insert(number, journal::hex(&sha256));
        Ok::<(), StoreError>(())
    })?;
    if let Some(detail) = broken {
        return state(0, detail);
    }
    let mut wrong: Option<(i64, String)> = None;
    journal::walk(tx, Chain::Jet, |record| {
        let detail = &record.payload["detail"];
        if detail["what"].as_str() != Some("appraisal-issued") {
            return Ok::<(), StoreError>(());
        }
        let text = |name: &str| detail["appraisal"][name].as_str().unwrap_or_default();
        if stands.remove(text("number")).as_deref() != Some(text("sha256")) && wrong.is_none() {
            let said = format!("{}: not as it was signed", text("number"));
            wrong = Some((record.header.seq, said));
        }
        Ok(())
    })?;
    if let Some((seq, detail)) = wrong {
        return state(seq, detail);
    }
    if let Some((number, _)) = stands.first_key_value() {
        return state(0, format!("{number}: no record knows it"));
    }
    if let Some(year) = store::year_with_gap(tx)? {
        return state(0, format!("appraisals of {year}: a number is missing"));
    }
    Ok(None)
}
