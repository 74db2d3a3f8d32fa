//! Estates on the wire.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use shop::Cx;
use shop::appraisal;
use shop::appraisal::estate::{self, About, Estate, Issuance, Member};
use shop::db::ReadTx;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::{AppraisalHead, AppraisalItem, converted};
use super::fee::AppraisalFee;
use super::today;
use crate::problem::Problem;

/// What an estate says of itself, and its drafts with it.
#[derive(Serialize, Deserialize, ToSchema)]
pub(super) struct EstateAbout {
    /// The name of the deceased, as the heirs write it.
    deceased: String,
    /// Who asks for it: an heir, a notary.
    customer_id: Option<Uuid>,
    /// The day that every value is of.
    valued_on: NaiveDate,
    /// Where the objects were seen.
    place: String,
    /// `shop`, `customer` or `other`: who has the objects.
    held_by: String,
    held_note: String,
    note: String,
}

impl EstateAbout {
    pub(super) fn input(self) -> Result<About, Problem> {
        Ok(About {
            held_by: self.held_by.parse().map_err(|_| {
                Problem::refused("appraisal.word_unknown")
                    .with("field", "held_by")
                    .with("word", self.held_by.chars().take(60).collect::<String>())
            })?,
            deceased: self.deceased,
            customer: self.customer_id,
            valued_on: self.valued_on,
            place: self.place,
            held_note: self.held_note,
            note: self.note,
        })
    }
}

/// An estate in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct EstateHead {
    id: Uuid,
    /// `open` or `closed`.
    state: &'static str,
    #[serde(flatten)]
    about: EstateAbout,
    customer_name: String,
    created_at: DateTime<Utc>,
    created_by: String,
    version: i64,
    /// What stands in it: drafts, and certificates that were neither superseded nor withdrawn.
    drafts: i64,
    issued: i64,
    total_minor: i64,
}

impl From<Estate> for EstateHead {
    fn from(of: Estate) -> Self {
        Self {
            id: of.id.uuid(),
            state: of.state.code(),
            about: EstateAbout {
                deceased: of.about.deceased,
                customer_id: of.about.customer,
                valued_on: of.about.valued_on,
                place: of.about.place,
                held_by: of.about.held_by.code().to_owned(),
                held_note: of.about.held_note,
                note: of.about.note,
            },
            customer_name: of.customer_name,
            created_at: of.created_at,
            created_by: of.created_by,
            version: of.version,
            drafts: of.sum.drafts,
            issued: of.sum.issued,
            total_minor: of.sum.total_minor,
        }
    }
}

/// An object of it.
#[derive(Serialize, ToSchema)]
pub(super) struct EstateObject {
    /// As it was entered, from one on; gaps where one was taken out.
    position: i64,
    #[serde(flatten)]
    head: AppraisalHead,
    fee: AppraisalFee,
    /// Why a draft cannot be issued yet; null: it can, or is no draft.
    lacks: Option<EstateRefusal>,
    /// What the next one like it begins with. Null: it is no draft of one object, or cannot be seen.
    item: Option<AppraisalItem>,
}

/// A refusal in the words of the server, for the screen to translate.
#[derive(Serialize, ToSchema)]
pub(super) struct EstateRefusal {
    code: String,
    /// Which object, which field: as in a problem's own parameters.
    params: BTreeMap<String, String>,
}

impl From<Problem> for EstateRefusal {
    fn from(of: Problem) -> Self {
        Self {
            code: of.code().to_owned(),
            params: of.told(),
        }
    }
}

/// A line of its history.
#[derive(Serialize, ToSchema)]
pub(super) struct EstateStep {
    at: DateTime<Utc>,
    by: String,
    /// `created`, `changed`, `added`, `taken_out`, `put_back`, `issued`, `fees`, `closed`, `reopened`.
    what: &'static str,
    /// A reason, or how many.
    note: String,
    /// Of the object it is about.
    title: Option<String>,
}

/// An estate with its objects.
#[derive(Serialize, ToSchema)]
pub(super) struct EstateSheet {
    #[serde(flatten)]
    head: EstateHead,
    objects: Vec<EstateObject>,
    /// The newest first.
    entries: Vec<EstateStep>,
}

impl EstateSheet {
    pub(super) fn load(tx: &ReadTx<'_>, cx: &Cx, of: Estate) -> Result<Self, Problem> {
        let today = today(tx, cx)?;
        let mut objects = Vec::new();
        for Member {
            position,
            appraisal: one,
        } in estate::members(tx, &of)?
        {
            let draft = appraisal::draft(tx, one.id)?;
            let item = draft.filter(|draft| draft.items.len() == 1);
            let item = item.and_then(|mut draft| draft.items.pop());
            objects.push(EstateObject {
                position,
                fee: AppraisalFee::load(tx, &one)?,
                lacks: estate::lacks(tx, &one)?.map(|error| Problem::from(error).into()),
                item: item.map(|item| converted(&item)).transpose()?,
                head: AppraisalHead::new(one, today),
            });
        }
        let entries = estate::entries(tx, &of)?.into_iter();
        Ok(Self {
            objects,
            entries: entries
                .map(|entry| EstateStep {
                    at: entry.at,
                    by: entry.by,
                    what: entry.what.code(),
                    note: entry.note,
                    title: entry.title,
                })
                .collect(),
            head: of.into(),
        })
    }
}

/// What became of one.
#[derive(Serialize, ToSchema)]
pub(super) struct EstateIssuance {
    id: Uuid,
    title: String,
    /// Of its certificate; null: it was not issued.
    number: Option<String>,
    refused: Option<EstateRefusal>,
}

impl From<Issuance> for EstateIssuance {
    fn from(of: Issuance) -> Self {
        let (number, refused) = match of.outcome {
            Ok(number) => (Some(number), None),
            Err(error) => (None, Some(Problem::from(error).into())),
        };
        Self {
            id: of.id.uuid(),
            title: of.title,
            number,
            refused,
        }
    }
}
