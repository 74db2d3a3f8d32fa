//! An appraisal, or an evaluation at sale, as a customer frames it: French and English on one page.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use units::Currency;

use crate::{Customer, MetalContent, Photo, Shop, Software, Stone};

/// A text in both languages; where only one was written, it stands for both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Both {
    pub fr: String,
    pub en: String,
}

impl Both {
    pub fn new(fr: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            fr: fr.into(),
            en: en.into(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.fr.trim().is_empty() && self.en.trim().is_empty()
    }

    /// The text that leads: French, or the English where there is no other.
    pub fn first(&self) -> &str {
        if self.fr.trim().is_empty() {
            &self.en
        } else {
            &self.fr
        }
    }

    /// The English under it, where it says something else.
    pub fn second(&self) -> Option<&str> {
        (!self.fr.trim().is_empty() && !self.en.trim().is_empty() && self.en != self.fr)
            .then_some(self.en.as_str())
    }
}

/// What is said and hashed, without the customer's name: that one is kept apart, so that a person can be
/// forgotten and the document stands. Frozen as JSON, so fields are only ever added, with a default.
/// Amounts are integer minor units of [`Certificate::currency`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The version of this shape.
    pub v: u8,
    /// `insurance`, `estate`, `sale`, `comparison`, or `evaluation` at a sale.
    pub kind: String,
    pub title: Both,
    /// Which value this is, in a few words.
    pub value: Both,
    #[serde(with = "crate::codes::currency")]
    pub currency: Currency,
    pub shop: Shop,
    pub software: Software,
    /// Empty on a draft.
    pub number: String,
    pub issued_on: NaiveDate,
    pub valued_on: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    /// The number of the one before it.
    pub replaces: Option<String>,
    /// SHA-256 of a salt and the customer's printed lines, in hexadecimal.
    pub customer: Option<String>,
    pub purpose: Both,
    pub held: Both,
    pub method: Both,
    pub conditions: Both,
    pub note: String,
    pub appraiser: Appraiser,
    pub items: Vec<CertificateItem>,
    pub total_minor: i64,
}

/// Who answers for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appraiser {
    pub name: String,
    pub credentials: Both,
    pub signature: Option<Kept>,
}

/// A picture by its file and its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub file: String,
    /// SHA-256, in hexadecimal.
    pub sha256: String,
}

/// An object with what it is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateItem {
    /// The piece's own number; empty for an object that has none.
    pub number: String,
    pub title: Both,
    pub description: Both,
    pub facts: Vec<Fact>,
    pub photos: Vec<Kept>,
    pub parts: Vec<CertificatePart>,
    pub total_minor: i64,
}

/// A label with what stands beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    pub label: Both,
    pub value: Both,
}

/// A component with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificatePart {
    pub metal: Option<MetalContent>,
    pub weight_mg: Option<i64>,
    pub stone: Option<Stone>,
    /// Shape, cut, fluorescence, measurements, origin.
    pub details: Vec<Both>,
    pub text: Both,
    /// None where the whole alone has a price: at a sale.
    pub value_minor: Option<i64>,
    pub basis: Both,
    pub source: String,
    pub on: NaiveDate,
}

/// A photo by its file.
#[derive(Clone, Debug)]
pub struct CertificatePhoto {
    pub file: String,
    pub photo: Photo,
}

/// A certificate on its way to the paper.
#[derive(Clone, Debug)]
pub struct CertificatePaper {
    pub certificate: Certificate,
    /// None for nobody, and for somebody who was forgotten.
    pub customer: Option<Customer>,
    /// Those that the certificate names, by their file.
    pub photos: Vec<CertificatePhoto>,
    /// None on a draft.
    pub sha256: Option<String>,
    /// What must be seen before anything else: a draft, one that is superseded or withdrawn.
    pub mark: Option<Both>,
}

impl CertificatePaper {
    pub(crate) fn photo(&self, file: &str) -> Option<&CertificatePhoto> {
        self.photos.iter().find(|photo| photo.file == file)
    }

    /// What its QR code says; nothing on a draft.
    pub fn qr(&self) -> Option<String> {
        let sha256 = self.sha256.as_deref()?;
        let of = &self.certificate;
        let prefix = if of.kind == "evaluation" {
            EVALUATION
        } else {
            APPRAISAL
        };
        Some(format!("{prefix};{};{};{sha256}", of.number, of.issued_on))
    }
}

const APPRAISAL: &str = "ECRIN-EX1";
const EVALUATION: &str = "ECRIN-EV1";

/// What the QR code of a certificate says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateCode {
    /// Of a sale, not of an appraisal.
    pub is_evaluation: bool,
    pub number: String,
    pub issued_on: NaiveDate,
    pub sha256: String,
}

/// Reads a scanned text, if it is the QR code of a certificate.
pub fn certificate_in_qr(scanned: &str) -> Option<CertificateCode> {
    let mut parts = scanned.trim().split(';');
    let is_evaluation = match parts.next()? {
        APPRAISAL => false,
        EVALUATION => true,
        _ => return None,
    };
    let number = parts.next().filter(|number| !number.is_empty())?.to_owned();
    let issued_on = parts.next()?.parse().ok()?;
    let sha256 = parts.next()?.to_lowercase();
    let whole = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
    (whole && parts.next().is_none()).then_some(CertificateCode {
        is_evaluation,
        number,
        issued_on,
        sha256,
    })
}
