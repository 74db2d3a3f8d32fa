//! What is sent about an order.

use chrono::NaiveDate;
use documents::Language;
use serde::{Deserialize, Serialize};
use shop::custom::{self, About, Create, Deliver, GiveAnswer, NewLine, SaveQuote};
use shop::entrusted::Accounted;
use units::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::command::AuthorisedBy;
use crate::problem::Problem;

pub(super) fn wrong(what: &'static str) -> Problem {
    Problem::malformed("request.json").because(what)
}

/// A field of the shop's own.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = CustomField)]
pub(super) struct FieldBody {
    pub label: String,
    pub value: String,
}

/// What an order says of itself.
#[derive(Deserialize, ToSchema)]
#[schema(as = CustomAbout)]
pub(super) struct AboutBody {
    title: String,
    #[serde(default)]
    brief: String,
    /// VAT included.
    budget_minor: Option<i64>,
    wished_on: Option<NaiveDate>,
    #[serde(default)]
    ring_size: String,
    #[serde(default)]
    fields: Vec<FieldBody>,
}

impl From<AboutBody> for About {
    fn from(body: AboutBody) -> Self {
        Self {
            title: body.title,
            brief: body.brief,
            budget_minor: body.budget_minor,
            wished_on: body.wished_on,
            ring_size: body.ring_size,
            fields: body
                .fields
                .into_iter()
                .map(|field| (field.label, field.value))
                .collect(),
        }
    }
}

/// What a customer wants.
#[derive(Deserialize, ToSchema)]
#[schema(as = CreateCustomOrder)]
pub(super) struct CreateBody {
    id: Uuid,
    customer_id: Uuid,
    /// `fr` or `en`; nothing: the customer's.
    language: Option<String>,
    about: AboutBody,
}

impl CreateBody {
    pub(super) fn input(self) -> Result<Create, Problem> {
        let language = match self.language.as_deref() {
            None | Some("") => None,
            Some("fr") => Some(Language::Fr),
            Some("en") => Some(Language::En),
            Some(_) => return Err(wrong("language")),
        };
        Ok(Create {
            id: Id::from_uuid(self.id),
            customer: Id::from_uuid(self.customer_id),
            language,
            about: self.about.into(),
        })
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = AmendCustomOrder)]
pub(super) struct AmendBody {
    pub version: i64,
    pub about: AboutBody,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = ActOnCustomOrder)]
pub(super) struct ActBody {
    /// `begin_design`, `revise`, `produce`, `finish`, `rework`, `hold`, `resume`, `cancel` or `correct`.
    pub act: String,
    #[serde(default)]
    pub note: String,
}

/// What is owed although nothing will be made.
#[derive(Deserialize, ToSchema)]
#[schema(as = CustomFee)]
pub(super) struct FeeBody {
    /// VAT included; null: nothing.
    pub fee_minor: Option<i64>,
    #[serde(default)]
    pub reason: String,
    pub authorised_by: Option<AuthorisedBy>,
}

/// A line of a quote as somebody writes it.
#[derive(Deserialize, ToSchema)]
#[schema(as = SaveCustomLine)]
pub(super) struct LineBody {
    /// The same from version to version.
    id: Uuid,
    /// `metal`, `stone`, `labour` or `other`.
    kind: String,
    title: String,
    metal: Option<String>,
    fineness: Option<i64>,
    weight_mg: Option<i64>,
    #[serde(default)]
    loss_bp: i64,
    /// What of it comes from the customer's account, at this title, with what is lost; not charged.
    own_mg: Option<i64>,
    /// Of stones: those that the customer has entrusted for the order; not charged.
    own_object_id: Option<Uuid>,
    count: Option<i64>,
    /// Of all the stones.
    weight_milli_ct: Option<i64>,
    minutes: Option<i64>,
    /// Without VAT; of metal it is worked out. Not looked at from who may not see costs.
    cost_minor: Option<i64>,
    markup_bp: Option<i64>,
    /// VAT included; nothing: worked out from the cost.
    typed_minor: Option<i64>,
    vat_bp: i64,
}

impl LineBody {
    fn input(self) -> Result<NewLine, Problem> {
        let metal = self.metal.filter(|word| !word.is_empty());
        Ok(NewLine {
            id: Id::from_uuid(self.id),
            kind: self.kind.parse().map_err(|_| wrong("kind"))?,
            title: self.title,
            metal: metal
                .map(|word| word.parse())
                .transpose()
                .map_err(|_| wrong("metal"))?,
            fineness: self.fineness,
            weight_mg: self.weight_mg,
            loss_bp: self.loss_bp,
            own_mg: self.own_mg,
            own_object: self.own_object_id.map(Id::from_uuid),
            count: self.count,
            weight_milli_ct: self.weight_milli_ct,
            minutes: self.minutes,
            cost_minor: self.cost_minor,
            markup_bp: self.markup_bp,
            typed_minor: self.typed_minor,
            vat_bp: self.vat_bp,
        })
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = SaveCustomQuote)]
pub(super) struct QuoteBody {
    /// Of a version that begins.
    id: Uuid,
    /// Of the order.
    version: i64,
    valid_until: NaiveDate,
    /// Printed on it.
    #[serde(default)]
    note: String,
    lines: Vec<LineBody>,
}

impl QuoteBody {
    pub(super) fn input(self) -> Result<SaveQuote, Problem> {
        let lines = self.lines.into_iter().map(LineBody::input);
        Ok(SaveQuote {
            id: Id::from_uuid(self.id),
            version: self.version,
            valid_until: self.valid_until,
            note: self.note,
            lines: lines.collect::<Result<_, _>>()?,
        })
    }
}

#[derive(Deserialize, ToSchema)]
#[schema(as = SendCustomQuote)]
pub(super) struct SendBody {
    /// Of the order.
    pub version: i64,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = AnswerCustomQuote)]
pub(super) struct AnswerBody {
    /// `approved`, `refused`, `withdrawn` or `expired`.
    answer: String,
    /// `signature`, `counter`, `phone`, `email`, `sms` or `letter`: how the customer said so.
    channel: Option<String>,
    /// Where it was not the customer: who.
    #[serde(default)]
    said_by: String,
    #[serde(default)]
    note: String,
}

impl AnswerBody {
    pub(super) fn input(self) -> Result<GiveAnswer, Problem> {
        let channel = self.channel.filter(|word| !word.is_empty());
        Ok(GiveAnswer {
            answer: self
                .answer
                .parse::<custom::Answer>()
                .map_err(|_| wrong("answer"))?,
            channel: channel
                .map(|word| word.parse())
                .transpose()
                .map_err(|_| wrong("channel"))?,
            said_by: self.said_by,
            note: self.note,
        })
    }
}

/// Where a customer's own stones are: all of those that are here, by envelope.
#[derive(Deserialize, ToSchema)]
#[schema(as = AccountedStones)]
struct AccountedBody {
    object_id: Uuid,
    /// In the piece.
    #[serde(default)]
    set: i64,
    #[serde(default)]
    given_back: i64,
    #[serde(default)]
    missing: i64,
}

/// What was seen at the counter.
#[derive(Deserialize, ToSchema)]
#[schema(as = DeliverCustomOrder)]
pub(super) struct DeliverBody {
    id: Uuid,
    /// Micrograms; where the piece was weighed at the bench it has to be.
    gross_ug: Option<i64>,
    /// Of everything that the customer has entrusted for it.
    #[serde(default)]
    own_stones: Vec<AccountedBody>,
    /// As agreed: the stones, what is engraved and the other details, how it looks.
    stones_same: bool,
    engraving_same: bool,
    pictures_same: bool,
    /// Of a difference.
    #[serde(default)]
    reason: String,
    /// Where it is not the customer.
    #[serde(default)]
    given_to: String,
    /// Who answers for a difference.
    pub authorised_by: Option<AuthorisedBy>,
}

impl DeliverBody {
    pub(super) fn input(self, order: Id<custom::Order>) -> Deliver {
        let own_stones = self.own_stones.into_iter().map(|one| Accounted {
            object: Id::from_uuid(one.object_id),
            set: one.set,
            given_back: one.given_back,
            missing: one.missing,
        });
        Deliver {
            id: Id::from_uuid(self.id),
            order,
            gross_ug: self.gross_ug,
            own_stones: own_stones.collect(),
            stones_same: self.stones_same,
            engraving_same: self.engraving_same,
            pictures_same: self.pictures_same,
            reason: self.reason,
            given_to: self.given_to,
        }
    }
}
