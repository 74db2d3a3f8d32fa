//! Slips on the wire.

use serde::{Deserialize, Serialize};
use shop::db::ReadTx;
use shop::entrusted::{self, Back, Entry, GiveBack, NewObject, Object, Photo, Slip, TakeIn};
use shop::signature;
use units::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::command::AuthorisedBy;
use crate::problem::Problem;
use crate::repair::SignatureBody;
use crate::wire::when;

fn wrong(what: &'static str) -> Problem {
    Problem::malformed("request.json").because(what)
}

/// A deposit slip, and where each of its objects is.
#[derive(Serialize, ToSchema)]
#[schema(as = EntrustedSlip)]
pub(super) struct SlipBody {
    id: Uuid,
    number: String,
    customer_id: Uuid,
    /// Empty for somebody who was erased.
    customer: String,
    /// `appraisal`, `estate` or `custom`.
    of: &'static str,
    of_id: Uuid,
    /// Its number and title, as people call it.
    about: String,
    note: String,
    on: String,
    /// RFC 3339.
    at: String,
    by: String,
    objects: Vec<ObjectBody>,
    /// The newest last; those that were withdrawn as well.
    signatures: Vec<SignatureBody>,
}

/// An object, or several alike.
#[derive(Serialize, ToSchema)]
#[schema(as = EntrustedObject)]
struct ObjectBody {
    id: Uuid,
    code: String,
    object: String,
    count: i64,
    /// Micrograms, of all of them.
    gross_ug: Option<i64>,
    /// Of stones.
    cut: String,
    size: String,
    /// By which it is known again.
    marks: String,
    condition: String,
    declared_minor: Option<i64>,
    /// `here`, `gone` or `cancelled`.
    standing: &'static str,
    /// How many of them are here.
    left: i64,
    /// Where; empty: nobody said.
    place: String,
    /// An order's delivery accounted for it: its last entry is taken back with that.
    of_delivery: bool,
    photos: Vec<PhotoBody>,
    /// The oldest first.
    entries: Vec<EntryBody>,
}

/// A picture of it.
#[derive(Serialize, ToSchema)]
#[schema(as = EntrustedPhoto)]
struct PhotoBody {
    file_id: Uuid,
    thumbnail_id: Uuid,
}

/// What happened to it.
#[derive(Serialize, ToSchema)]
#[schema(as = EntrustedEntry)]
struct EntryBody {
    /// `taken_in`, `given_back`, `set`, `missing` or `corrected`.
    what: &'static str,
    /// How many of them.
    count: i64,
    /// Another entry took it back.
    undone: bool,
    /// As it went home.
    gross_ug: Option<i64>,
    /// It weighed something else than when it came.
    differs: bool,
    /// The slip was, when it went home.
    shown: bool,
    reason: String,
    given_to: String,
    /// Who answered for a difference.
    allowed_by: String,
    at: String,
    by: String,
}

impl SlipBody {
    pub(super) fn load(tx: &ReadTx<'_>, of: Slip) -> Result<Self, Problem> {
        let mut objects = Vec::new();
        let photos = entrusted::photos(tx, of.seq)?;
        for object in entrusted::objects(tx, of.seq)? {
            let entries = entrusted::entries(tx, &object)?;
            objects.push(ObjectBody::new(object, entries, &photos));
        }
        let signatures = signature::signatures_of(tx, of.id.uuid())?;
        Ok(Self {
            id: of.id.uuid(),
            number: of.number,
            customer_id: of.customer.uuid(),
            customer: of.customer_name,
            of: of.of.code(),
            of_id: of.of_id,
            about: of.about,
            note: of.note,
            on: of.on_day.to_string(),
            at: when(of.at),
            by: of.by,
            objects,
            signatures: signatures.into_iter().map(SignatureBody::from).collect(),
        })
    }
}

impl ObjectBody {
    fn new(of: Object, entries: Vec<Entry>, photos: &[Photo]) -> Self {
        let photos = photos.iter().filter(|photo| photo.object == of.id);
        Self {
            id: of.id.uuid(),
            code: of.code,
            object: of.object,
            count: of.count,
            gross_ug: of.gross_ug,
            cut: of.cut,
            size: of.size,
            marks: of.marks,
            condition: of.condition,
            declared_minor: of.declared_minor,
            standing: of.standing.code(),
            left: of.left,
            place: of.place_name,
            of_delivery: of.of_delivery,
            photos: photos
                .map(|photo| PhotoBody {
                    file_id: photo.file,
                    thumbnail_id: photo.thumbnail,
                })
                .collect(),
            entries: entries.into_iter().map(EntryBody::from).collect(),
        }
    }
}

impl From<Entry> for EntryBody {
    fn from(of: Entry) -> Self {
        Self {
            what: of.what.code(),
            count: of.count,
            undone: of.undone,
            gross_ug: of.gross_ug,
            differs: of.differs,
            shown: of.shown,
            reason: of.reason,
            given_to: of.given_to,
            allowed_by: of.allowed_by,
            at: when(of.at),
            by: of.by,
        }
    }
}

/// What a customer leaves.
#[derive(Deserialize, ToSchema)]
#[schema(as = TakeInEntrusted)]
pub(super) struct TakeInBody {
    /// Of the slip.
    id: Uuid,
    /// `appraisal`, `estate` or `custom`.
    of: String,
    of_id: Uuid,
    #[serde(default)]
    note: String,
    /// Where the envelopes go.
    place_id: Option<Uuid>,
    objects: Vec<NewObjectBody>,
}

/// An object on the counter.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewEntrustedObject)]
struct NewObjectBody {
    id: Uuid,
    /// In neutral words.
    object: String,
    /// 1 where it is not said.
    count: Option<i64>,
    /// Micrograms, of all of them.
    gross_ug: Option<i64>,
    /// Of stones.
    #[serde(default)]
    cut: String,
    #[serde(default)]
    size: String,
    /// By which it is known again.
    #[serde(default)]
    marks: String,
    #[serde(default)]
    condition: String,
    declared_minor: Option<i64>,
}

impl TakeInBody {
    pub(super) fn input(self) -> Result<TakeIn, Problem> {
        let objects = self.objects.into_iter().map(|object| NewObject {
            id: Id::from_uuid(object.id),
            object: object.object,
            count: object.count.unwrap_or(1),
            gross_ug: object.gross_ug,
            cut: object.cut,
            size: object.size,
            marks: object.marks,
            condition: object.condition,
            declared_minor: object.declared_minor,
        });
        Ok(TakeIn {
            id: Id::from_uuid(self.id),
            of: self.of.parse().map_err(|_| wrong("of"))?,
            of_id: self.of_id,
            language: None,
            note: self.note,
            place: self.place_id.map(Id::from_uuid),
            objects: objects.collect(),
        })
    }
}

/// What goes home.
#[derive(Deserialize, ToSchema)]
#[schema(as = GiveBackEntrusted)]
pub(super) struct GiveBackBody {
    objects: Vec<BackBody>,
    /// The number on the slip that the customer shows; empty: they have none.
    #[serde(default)]
    shown: String,
    /// Of a difference, and of a missing slip.
    #[serde(default)]
    reason: String,
    /// Where it is not the customer.
    #[serde(default)]
    given_to: String,
    /// Who answers for a difference.
    pub authorised_by: Option<AuthorisedBy>,
}

/// One object, as it is on the scale.
#[derive(Deserialize, ToSchema)]
#[schema(as = EntrustedBack)]
struct BackBody {
    id: Uuid,
    /// How many of them; all that are here where it is not said.
    count: Option<i64>,
    /// Of what was weighed when it came.
    gross_ug: Option<i64>,
}

impl GiveBackBody {
    pub(super) fn input(self, slip: Id<Slip>) -> GiveBack {
        let objects = self.objects.into_iter().map(|back| Back {
            object: Id::from_uuid(back.id),
            count: back.count,
            gross_ug: back.gross_ug,
        });
        GiveBack {
            slip,
            shown: self.shown,
            objects: objects.collect(),
            reason: self.reason,
            given_to: self.given_to,
        }
    }
}

/// Why the last entry was a mistake.
#[derive(Deserialize, ToSchema)]
#[schema(as = CorrectEntrusted)]
pub(super) struct CorrectBody {
    pub reason: String,
    /// Who answers for something that was said to have gone home.
    pub authorised_by: Option<AuthorisedBy>,
}
