//! Appraisals on the wire. A draft has the shape that the store keeps it in, so one becomes the other by
//! way of that shape.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use documents::Both;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use shop::Cx;
use shop::appraisal::{self, Appraisal, Checked, Proposed, Template};
use shop::db::ReadTx;
use units::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use super::fee::AppraisalFee;
use super::today;
use crate::problem::Problem;

/// The same in its other form.
pub(super) fn converted<A: Serialize, B: DeserializeOwned>(from: &A) -> Result<B, Problem> {
    serde_json::to_value(from)
        .and_then(serde_json::from_value)
        .map_err(Problem::fault)
}

/// A text in French and in English.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub(super) struct Bilingual {
    pub fr: String,
    pub en: String,
}

impl From<Both> for Bilingual {
    fn from(Both { fr, en }: Both) -> Self {
        Self { fr, en }
    }
}

impl From<Bilingual> for Both {
    fn from(Bilingual { fr, en }: Bilingual) -> Self {
        Self { fr, en }
    }
}

/// What a draft says.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(super) struct AppraisalDraft {
    customer_id: Option<Uuid>,
    purpose: Bilingual,
    /// `shop`, `customer` or `other`.
    held_by: String,
    held_note: String,
    valued_on: NaiveDate,
    valid_until: Option<NaiveDate>,
    method: Bilingual,
    conditions: Bilingual,
    note: String,
    items: Vec<AppraisalItem>,
}

/// An object.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(super) struct AppraisalItem {
    id: Uuid,
    /// The piece it was written from.
    piece_id: Option<Uuid>,
    number: String,
    title: Bilingual,
    description: Bilingual,
    weight_mg: Option<i64>,
    size: String,
    hallmark: String,
    maker: String,
    serial: String,
    /// The template's own fields.
    fields: BTreeMap<String, String>,
    photos: Vec<Uuid>,
    parts: Vec<AppraisalPart>,
}

/// A component with its value.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(super) struct AppraisalPart {
    id: Uuid,
    metal: Option<String>,
    fineness: Option<i64>,
    colour: Option<String>,
    weight_mg: Option<i64>,
    stone: Option<AppraisalStone>,
    text: Bilingual,
    value_minor: Option<i64>,
    /// `metal_rate`, `price_list`, `market`, `replacement`, `auction`, `invoice`, `estimate`; empty
    /// where there is no value.
    basis: String,
    source: String,
    on: Option<NaiveDate>,
    /// What the certificate that this one replaces had here.
    before_minor: Option<i64>,
}

/// A stone, or stones alike.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(super) struct AppraisalStone {
    kind: String,
    laboratory_grown: bool,
    count: i64,
    /// Of all of them together.
    weight_milli_ct: Option<i64>,
    shape: Option<String>,
    colour: Option<String>,
    clarity: Option<String>,
    cut: Option<String>,
    fluorescence: Option<String>,
    treatment: Option<String>,
    origin: Option<String>,
    laboratory: Option<String>,
    certificate_number: Option<String>,
    /// Length, width and depth; null where it was not measured.
    measurements_um: [Option<i64>; 3],
}

/// A draft in place of the version that was seen.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct AppraisalBody {
    pub version: i64,
    pub draft: AppraisalDraft,
}

/// An appraisal in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AppraisalHead {
    id: Uuid,
    kind: &'static str,
    /// `draft`, `cancelled`, `issued`, `expired`, `superseded` or `withdrawn`.
    standing: &'static str,
    number: Option<String>,
    title: String,
    items: i64,
    total_minor: i64,
    customer_id: Option<Uuid>,
    customer_name: String,
    created_at: DateTime<Utc>,
    created_by: String,
    issued_at: Option<DateTime<Utc>>,
    valid_until: Option<NaiveDate>,
    version: i64,
}

impl AppraisalHead {
    pub(super) fn new(of: Appraisal, today: NaiveDate) -> Self {
        Self {
            standing: of.standing(today).code(),
            id: of.id.uuid(),
            kind: of.kind.code(),
            number: of.number,
            title: of.title,
            items: of.items,
            total_minor: of.total_minor,
            customer_id: of.customer.map(Id::uuid),
            customer_name: of.customer_name,
            created_at: of.created_at,
            created_by: of.created_by,
            issued_at: of.issued_at,
            valid_until: of.valid_until,
            version: of.version,
        }
    }
}

/// Another certificate.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OtherAppraisal {
    id: Uuid,
    /// None: it is a draft.
    number: Option<String>,
}

/// A line of its history.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AppraisalEntry {
    at: DateTime<Utc>,
    by: String,
    what: &'static str,
    note: String,
    /// The successor's number.
    other: Option<String>,
}

/// One appraisal, whole.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AppraisalSheet {
    #[serde(flatten)]
    head: AppraisalHead,
    sha256: Option<String>,
    replaces: Option<OtherAppraisal>,
    successor: Option<OtherAppraisal>,
    fee: AppraisalFee,
    draft: AppraisalDraft,
    /// The newest first.
    entries: Vec<AppraisalEntry>,
}

impl AppraisalSheet {
    pub(super) fn load(tx: &ReadTx<'_>, cx: &Cx, of: Appraisal) -> Result<Self, Problem> {
        let draft =
            appraisal::draft(tx, of.id)?.ok_or_else(|| Problem::unknown("appraisal.unknown"))?;
        let entries = appraisal::entries(tx, &of)?.into_iter();
        let other = |(id, number): (Id<Appraisal>, Option<String>)| OtherAppraisal {
            id: id.uuid(),
            number,
        };
        Ok(Self {
            sha256: of.sha256.clone(),
            replaces: of
                .replaces
                .clone()
                .map(|(id, number)| other((id, Some(number)))),
            successor: appraisal::successor(tx, of.id)?.map(other),
            fee: AppraisalFee::load(tx, &of)?,
            draft: converted(&draft)?,
            entries: entries
                .map(|entry| AppraisalEntry {
                    at: entry.at,
                    by: entry.by,
                    what: entry.what.code(),
                    note: entry.note,
                    other: entry.other,
                })
                .collect(),
            head: AppraisalHead::new(of, today(tx, cx)?),
        })
    }
}

/// The method and the conditions.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = AppraisalOwnTexts)]
pub(super) struct Texts {
    method: Bilingual,
    conditions: Bilingual,
}

impl From<appraisal::Texts> for Texts {
    fn from(texts: appraisal::Texts) -> Self {
        Self {
            method: texts.method.into(),
            conditions: texts.conditions.into(),
        }
    }
}

impl From<Texts> for appraisal::Texts {
    fn from(texts: Texts) -> Self {
        Self {
            method: texts.method.into(),
            conditions: texts.conditions.into(),
        }
    }
}

/// A kind of appraisal.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AppraisalTemplate {
    kind: String,
    name: Bilingual,
    /// Which value it states.
    value: Bilingual,
    texts: Texts,
    fields: Vec<AppraisalField>,
}

/// A field that a kind asks for.
#[derive(Debug, Serialize, ToSchema)]
struct AppraisalField {
    code: String,
    label: Bilingual,
    /// `text`, `choice` or `number`.
    kind: &'static str,
    choices: Vec<AppraisalChoice>,
}

#[derive(Debug, Serialize, ToSchema)]
struct AppraisalChoice {
    code: String,
    label: Bilingual,
}

impl AppraisalTemplate {
    pub(super) fn new(of: &Template, texts: appraisal::Texts) -> Self {
        let fields = of.fields.iter().map(|field| AppraisalField {
            code: field.code.clone(),
            label: field.label.clone().into(),
            kind: field.kind.code(),
            choices: field
                .choices
                .iter()
                .map(|choice| AppraisalChoice {
                    code: choice.code.clone(),
                    label: Bilingual {
                        fr: choice.fr.clone(),
                        en: choice.en.clone(),
                    },
                })
                .collect(),
        });
        Self {
            kind: of.kind.clone(),
            name: of.name.clone().into(),
            value: of.value.clone().into(),
            texts: texts.into(),
            fields: fields.collect(),
        }
    }
}

/// What the shop's rates or lists say of a part.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AppraisalProposal {
    value_minor: i64,
    basis: &'static str,
    source: String,
    on: NaiveDate,
}

impl From<Proposed> for AppraisalProposal {
    fn from(of: Proposed) -> Self {
        Self {
            value_minor: of.value_minor,
            basis: of.basis.code(),
            source: of.source,
            on: of.on,
        }
    }
}

/// What a code says of a certificate, and what the books say.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AppraisalChecked {
    number: String,
    /// None: it is no appraisal of this shop.
    appraisal: Option<AppraisalHead>,
    /// The ticket that an evaluation goes with.
    sale_id: Option<Uuid>,
    /// The code's fingerprint is the one in the books; null where only a number was typed.
    matches: Option<bool>,
    /// What is kept here is as it was frozen, photos included.
    intact: bool,
    /// The one that stands in its place.
    successor: Option<OtherAppraisal>,
}

impl AppraisalChecked {
    pub(super) fn new(of: Checked, today: NaiveDate) -> Self {
        Self {
            number: of.number,
            appraisal: of.appraisal.map(|one| AppraisalHead::new(one, today)),
            sale_id: of.ticket.map(Id::uuid),
            matches: of.matches,
            intact: of.intact,
            successor: of.successor.map(|(id, number)| OtherAppraisal {
                id: id.uuid(),
                number: Some(number),
            }),
        }
    }
}
