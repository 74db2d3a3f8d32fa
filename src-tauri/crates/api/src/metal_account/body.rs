//! What is sent about an account.

use documents::Language;
use serde::Deserialize;
use shop::custom::Order;
use shop::customers::Customer;
use shop::metal_account::{Back, GiveBack, Melt, Object, TakeIn, UseIn};
use units::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::problem::Problem;

fn wrong(what: &'static str) -> Problem {
    Problem::malformed("request.json").because(what)
}

/// `fr`, `en`, or nothing.
pub(super) fn language(word: Option<&str>) -> Result<Option<Language>, ()> {
    match word {
        None | Some("") => Ok(None),
        Some("fr") => Ok(Some(Language::Fr)),
        Some("en") => Ok(Some(Language::En)),
        Some(_) => Err(()),
    }
}

/// What a customer leaves.
#[derive(Deserialize, ToSchema)]
#[schema(as = TakeInMetal)]
pub(super) struct TakeInBody {
    /// Of the receipt.
    id: Uuid,
    /// The custom order that it is meant for; nothing: it is kept.
    order_id: Option<Uuid>,
    /// `fr` or `en`; nothing: the customer's.
    language: Option<String>,
    #[serde(default)]
    note: String,
    objects: Vec<ObjectBody>,
}

/// An object on the counter.
#[derive(Deserialize, ToSchema)]
#[schema(as = MetalObject)]
struct ObjectBody {
    id: Uuid,
    /// In neutral words.
    description: String,
    /// `gold`, `silver`, `platinum` or `palladium`.
    metal: String,
    /// Parts per ten thousand.
    fineness: i64,
    /// `declared`, `hallmark`, `touchstone`, `xrf` or `assay`.
    tested: String,
    gross_mg: i64,
    /// `none`, `removed` or `left_in`.
    stones: String,
    /// Of stones left in, which is taken off.
    #[serde(default)]
    stones_mg: i64,
}

impl TakeInBody {
    pub(super) fn input(self, customer: Id<Customer>) -> Result<TakeIn, Problem> {
        let objects = self.objects.into_iter().map(|object| {
            Ok(Object {
                id: Id::from_uuid(object.id),
                description: object.description,
                metal: object.metal.parse().map_err(|_| wrong("metal"))?,
                fineness: object.fineness,
                tested: object.tested.parse().map_err(|_| wrong("tested"))?,
                gross_mg: object.gross_mg,
                stones: object.stones.parse().map_err(|_| wrong("stones"))?,
                stones_mg: object.stones_mg,
            })
        });
        Ok(TakeIn {
            id: self.id,
            customer,
            order: self.order_id.map(Id::from_uuid),
            language: language(self.language.as_deref()).map_err(|()| wrong("language"))?,
            note: self.note,
            objects: objects.collect::<Result<_, Problem>>()?,
        })
    }
}

/// What went into the fire and what came out.
#[derive(Deserialize, ToSchema)]
#[schema(as = MeltMetal)]
pub(super) struct MeltBody {
    id: Uuid,
    /// Of the account.
    version: i64,
    /// What is left of each goes in whole.
    lot_ids: Vec<Uuid>,
    /// Of the ingot.
    lot_id: Uuid,
    description: String,
    weight_mg: i64,
    /// Parts per ten thousand.
    fineness: i64,
    tested: String,
    #[serde(default)]
    note: String,
}

impl MeltBody {
    pub(super) fn input(self, customer: Id<Customer>) -> Result<Melt, Problem> {
        Ok(Melt {
            id: Id::from_uuid(self.id),
            customer,
            version: self.version,
            lots: self.lot_ids.into_iter().map(Id::from_uuid).collect(),
            lot: Id::from_uuid(self.lot_id),
            description: self.description,
            weight_mg: self.weight_mg,
            fineness: self.fineness,
            tested: self.tested.parse().map_err(|_| wrong("tested"))?,
            note: self.note,
        })
    }
}

/// What goes home.
#[derive(Deserialize, ToSchema)]
#[schema(as = GiveBackMetal)]
pub(super) struct GiveBackBody {
    /// Of the paper.
    id: Uuid,
    /// Of the account.
    version: i64,
    language: Option<String>,
    /// Where it is not the customer.
    #[serde(default)]
    given_to: String,
    #[serde(default)]
    note: String,
    lines: Vec<BackBody>,
}

/// So much of an object, which may be all of it.
#[derive(Deserialize, ToSchema)]
#[schema(as = GiveBackMetalLine)]
struct BackBody {
    lot_id: Uuid,
    /// Of metal.
    weight_mg: i64,
}

impl GiveBackBody {
    pub(super) fn input(self, customer: Id<Customer>) -> Result<GiveBack, Problem> {
        let lines = self.lines.into_iter().map(|line| Back {
            lot: Id::from_uuid(line.lot_id),
            weight_mg: line.weight_mg,
        });
        Ok(GiveBack {
            id: self.id,
            customer,
            version: self.version,
            language: language(self.language.as_deref()).map_err(|()| wrong("language"))?,
            given_to: self.given_to,
            note: self.note,
            lines: lines.collect(),
        })
    }
}

/// Why an entry is taken back.
#[derive(Deserialize, ToSchema)]
#[schema(as = CorrectMetal)]
pub(super) struct CorrectBody {
    pub id: Uuid,
    /// Of the account.
    pub version: i64,
    pub note: String,
}

/// What goes into a piece.
#[derive(Deserialize, ToSchema)]
#[schema(as = UseMetal)]
pub(super) struct UseBody {
    id: Uuid,
    /// Of the account.
    version: i64,
    lot_id: Uuid,
    /// Of the object's own title, in the piece.
    weight_mg: i64,
    /// Lost over it.
    #[serde(default)]
    loss_mg: i64,
    #[serde(default)]
    note: String,
}

impl UseBody {
    pub(super) fn input(self, order: Id<Order>) -> UseIn {
        UseIn {
            id: Id::from_uuid(self.id),
            order,
            version: self.version,
            lot: Id::from_uuid(self.lot_id),
            weight_mg: self.weight_mg,
            loss_mg: self.loss_mg,
            note: self.note,
        }
    }
}
