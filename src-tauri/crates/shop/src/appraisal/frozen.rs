//! A draft as the certificate it becomes: every word and figure frozen, its photos by their digests, the
//! customer by a salted one.

use chrono::NaiveDate;
use documents::{
    Both, Certificate, CertificateItem, CertificatePart, Customer, Fact, Kept, MetalContent,
    StoneOrigin, words,
};
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use units::Id;
use uuid::Uuid;

use super::appraiser::Appraiser;
use super::draft::{Draft, Item, Part, PartStone};
use super::nouns::{AppraisalError, Kind};
use super::template::{Template, template};
use crate::customers;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::files;
use crate::journal::hex;
use crate::rules::{Vocabulary, trade};
use crate::till::{self, House};

/// The version of the frozen shape; a reader refuses one it does not know.
const SHAPE: u8 = 1;

/// Who a certificate is made out to, apart from what is hashed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Person {
    salt: String,
    pub(super) name: String,
    pub(super) lines: Vec<String>,
}

impl Person {
    /// The customer as the document names them.
    pub(super) fn of(
        tx: &ReadTx<'_>,
        cx: &Cx,
        customer: Option<Uuid>,
    ) -> Result<Option<Self>, AppraisalError> {
        let Some(id) = customer else {
            return Ok(None);
        };
        let customer = customers::customer(tx, Id::from_uuid(id))?
            .filter(|customer| !customer.erased)
            .ok_or(AppraisalError::CustomerUnknown)?;
        Ok(Some(Self {
            salt: hex(&cx.random::<16>()),
            name: customer.name(),
            lines: customer.address.lines().map(str::to_owned).collect(),
        }))
    }

    /// What the frozen bytes hold of them: nothing that leads back once the salt is gone.
    pub(super) fn digest(&self) -> String {
        let mut text = format!("{}\n{}", self.salt, self.name);
        for line in &self.lines {
            text.push('\n');
            text.push_str(line);
        }
        hash(text.as_bytes())
    }

    pub(super) fn printed(&self) -> Customer {
        Customer {
            name: self.name.clone(),
            lines: self.lines.clone(),
        }
    }
}

/// What surrounds a draft on its certificate.
pub(super) struct Around<'a> {
    pub kind: Kind,
    pub house: &'a House,
    /// Empty on a draft.
    pub number: &'a str,
    pub issued_on: NaiveDate,
    pub replaces: Option<String>,
    pub person: Option<&'a Person>,
    pub appraiser: &'a Appraiser,
}

/// The certificate of a draft.
pub(super) fn certificate(
    tx: &ReadTx<'_>,
    draft: &Draft,
    around: &Around<'_>,
) -> Result<Certificate, AppraisalError> {
    let template = template(around.kind);
    let mut items = Vec::with_capacity(draft.items.len());
    for item in &draft.items {
        items.push(certified(tx, template, item, draft.valued_on)?);
    }
    let signature = around.appraiser.signature;
    Ok(Certificate {
        v: SHAPE,
        kind: around.kind.code().to_owned(),
        title: template.title.clone(),
        value: template.value.clone(),
        currency: around.house.currency,
        shop: around.house.shop_with_logo(tx)?,
        software: till::software(),
        number: around.number.to_owned(),
        issued_on: around.issued_on,
        valued_on: draft.valued_on,
        valid_until: draft.valid_until,
        replaces: around.replaces.clone(),
        customer: around.person.map(Person::digest),
        purpose: draft.purpose.clone(),
        held: held(draft),
        method: draft.method.clone(),
        conditions: draft.conditions.clone(),
        note: draft.note.clone(),
        appraiser: documents::Appraiser {
            name: around.appraiser.name.clone(),
            credentials: around.appraiser.credentials.clone(),
            signature: signature.map(|file| kept(tx, file)).transpose()?,
        },
        items,
        total_minor: draft.total_minor().ok_or(AppraisalError::Amount {
            title: draft.title(),
        })?,
    })
}

fn held(draft: &Draft) -> Both {
    let mut held = words::both(words::HOLDERS, &draft.held_by);
    let note = draft.held_note.trim();
    if !note.is_empty() {
        held.fr = format!("{} ({note})", held.fr);
        held.en = format!("{} ({note})", held.en);
    }
    held
}

/// A picture by its file and its digest.
fn kept(tx: &ReadTx<'_>, file: Uuid) -> Result<Kept, AppraisalError> {
    let found = files::file_by_id(tx, Id::from_uuid(file))?;
    let bytes = found.ok_or(AppraisalError::PhotoUnknown)?.bytes;
    Ok(Kept {
        file: file.to_string(),
        sha256: hash(&bytes),
    })
}

/// A mark of the closed list in both languages, whichever it was proposed or written in; another one as
/// it was written.
fn hallmark(said: &str) -> Both {
    let said = said.trim();
    let mut marks = trade().hallmarks.all().iter();
    let term = marks.find(|mark| mark.term.fr == said || mark.term.en == said);
    term.map_or_else(
        || Both::new(said, said),
        |mark| Both::new(mark.term.fr.as_str(), mark.term.en.as_str()),
    )
}

fn certified(
    tx: &ReadTx<'_>,
    template: &Template,
    item: &Item,
    on: NaiveDate,
) -> Result<CertificateItem, AppraisalError> {
    let mut facts = Vec::new();
    if let Some(mg) = item.weight_mg {
        facts.push(fact("weight", words::grams(mg)));
    }
    for (code, said) in [
        ("size", &item.size),
        ("maker", &item.maker),
        ("serial", &item.serial),
    ] {
        if !said.trim().is_empty() {
            facts.push(fact(code, Both::new(said.as_str(), said.as_str())));
        }
    }
    if !item.hallmark.trim().is_empty() {
        facts.push(fact("hallmark", hallmark(&item.hallmark)));
    }
    for field in &template.fields {
        let said = item.fields.get(&field.code).filter(|said| !said.is_empty());
        if let Some(value) = said.and_then(|said| field.said(said)) {
            facts.push(Fact {
                label: field.label.clone(),
                value,
            });
        }
    }
    let mut photos = Vec::with_capacity(item.photos.len());
    for photo in &item.photos {
        photos.push(kept(tx, *photo)?);
    }
    let total = item.total_minor().ok_or(AppraisalError::Amount {
        title: item.title.first().to_owned(),
    })?;
    Ok(CertificateItem {
        number: item.number.clone(),
        title: item.title.clone(),
        description: item.description.clone(),
        facts,
        photos,
        parts: item.parts.iter().map(|one| part(one, on)).collect(),
        total_minor: total,
    })
}

pub(super) fn fact(code: &str, value: Both) -> Fact {
    Fact {
        label: words::both(words::FACTS, code),
        value,
    }
}

fn part(part: &Part, on: NaiveDate) -> CertificatePart {
    let metal = part.metal.as_deref().and_then(|metal| metal.parse().ok());
    CertificatePart {
        metal: metal.map(|metal| MetalContent {
            metal,
            colour: part.colour.clone(),
            fineness: part.fineness,
        }),
        weight_mg: part.weight_mg,
        stone: part.stone.as_ref().map(stone),
        details: part.stone.as_ref().map(details).unwrap_or_default(),
        text: part.text.clone(),
        value_minor: part.value_minor,
        basis: words::both(words::BASES, &part.basis),
        source: part.source.clone(),
        on: part.on.unwrap_or(on),
    }
}

fn stone(stone: &PartStone) -> documents::Stone {
    documents::Stone {
        species: stone.kind.clone(),
        origin: if stone.laboratory_grown {
            StoneOrigin::Synthetic
        } else {
            StoneOrigin::Natural
        },
        count: stone.count,
        weight_milli_ct: stone.weight_milli_ct,
        colour: stone.colour.clone(),
        clarity: stone.clarity.clone(),
        laboratory: stone.laboratory.clone(),
        certificate_number: stone.certificate_number.clone(),
        // "Untreated" is a finding, and stands among the details.
        treatments: stone
            .treatment
            .iter()
            .filter(|treatment| *treatment != "none")
            .cloned()
            .collect(),
    }
}

/// What a stone is besides its species, weight, colour and clarity, in the trade's own words.
fn details(stone: &PartStone) -> Vec<Both> {
    let rules = trade();
    let mut details = Vec::new();
    let mut add = |code: &Option<String>, words: &Vocabulary| {
        if let Some(term) = code.as_deref().and_then(|code| words.term(code)) {
            details.push(Both::new(term.fr.as_str(), term.en.as_str()));
        }
    };
    add(&stone.shape, &rules.shapes);
    let grade = |code: &Option<String>, words: &Vocabulary| {
        let term = code.as_deref().and_then(|code| words.term(code))?;
        Some((term.fr.clone(), term.en.clone()))
    };
    if let Some((fr, en)) = grade(&stone.cut, &rules.cuts) {
        details.push(words::labelled("cut", &fr, &en));
    }
    if let Some((fr, en)) = grade(&stone.fluorescence, &rules.fluorescences) {
        details.push(words::labelled("fluorescence", &fr, &en));
    }
    let untreated = stone.treatment.as_deref() == Some("none");
    if untreated && let Some(term) = rules.treatments.term("none") {
        details.push(Both::new(term.fr.as_str(), term.en.as_str()));
    }
    let sides = words::measurements(stone.measurements_um);
    if !sides.is_empty() {
        details.push(sides);
    }
    if let Some(origin) = stone.origin.as_deref().filter(|it| !it.trim().is_empty()) {
        details.push(words::labelled("origin", origin, origin));
    }
    details
}

/// The bytes that are kept, and their SHA-256.
pub(super) fn bytes(certificate: &Certificate) -> Result<(Vec<u8>, [u8; 32]), StoreError> {
    let bytes = serde_json::to_vec(certificate).map_err(|_| StoreError::Unreadable("appraisal"))?;
    let mut sha256 = [0; 32];
    sha256.copy_from_slice(digest(&SHA256, &bytes).as_ref());
    Ok((bytes, sha256))
}

/// The certificate that was kept.
pub(super) fn read(bytes: &[u8]) -> Result<Certificate, StoreError> {
    let certificate: Certificate =
        serde_json::from_slice(bytes).map_err(|_| StoreError::Unreadable("appraisal.document"))?;
    if certificate.v == SHAPE {
        Ok(certificate)
    } else {
        Err(StoreError::Unreadable("appraisal.document"))
    }
}

/// SHA-256 in hexadecimal, small letters.
pub(super) fn hash(bytes: &[u8]) -> String {
    hex(digest(&SHA256, bytes).as_ref())
}
