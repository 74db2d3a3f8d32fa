//! What is chosen and what is wanted, on the wire.

use serde::{Deserialize, Serialize};
use shop::stock::{PieceQuery, Sort};
use shop::tables::{Bulk, BulkLine, How, Progress, Selection, Wanted};
use units::{Id, PriceEnding};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::problem::Problem;
use crate::wire::when;

/// What the table shows, as its page is asked for.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[schema(as = PieceFilter)]
pub(super) struct FilterBody {
    /// As typed: what the search finds.
    #[serde(default)]
    q: Option<String>,
    #[serde(default)]
    family: Option<Uuid>,
    #[serde(default)]
    place: Option<Uuid>,
    #[serde(default)]
    supplier: Option<Uuid>,
    #[serde(default)]
    metal: Option<String>,
    #[serde(default)]
    state: Option<String>,
    /// `entered`, `number`, `title`, `price` or `weight`.
    #[serde(default)]
    sort: Option<String>,
    #[serde(default)]
    descending: bool,
}

pub(super) fn word<T: std::str::FromStr>(
    text: Option<String>,
    field: &'static str,
) -> Result<Option<T>, Problem> {
    text.filter(|text| !text.is_empty())
        .map(|text| {
            text.parse()
                .map_err(|_| Problem::malformed("request.json").because(field))
        })
        .transpose()
}

impl TryFrom<FilterBody> for PieceQuery {
    type Error = Problem;

    fn try_from(body: FilterBody) -> Result<Self, Problem> {
        Ok(Self {
            text: body.q,
            family: body.family.map(Id::from_uuid),
            place: body.place.map(Id::from_uuid),
            supplier: body.supplier.map(Id::from_uuid),
            state: word(body.state, "state")?,
            metal: word(body.metal, "metal")?,
            sort: word::<Sort>(body.sort, "sort")?.unwrap_or_default(),
            descending: body.descending,
            ..Self::default()
        })
    }
}

/// Pieces one by one, or all that a filter finds but for some.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[schema(as = PieceSelection)]
pub(super) struct SelectionBody {
    #[serde(default)]
    piece_ids: Vec<Uuid>,
    /// Instead of the ids.
    #[serde(default)]
    filter: Option<FilterBody>,
    /// Of what the filter finds, these are not meant.
    #[serde(default)]
    except: Vec<Uuid>,
}

impl TryFrom<SelectionBody> for Selection {
    type Error = Problem;

    fn try_from(body: SelectionBody) -> Result<Self, Problem> {
        Ok(Self {
            pieces: body.piece_ids.into_iter().map(Id::from_uuid).collect(),
            filter: body.filter.map(TryInto::try_into).transpose()?,
            except: body.except.into_iter().collect(),
        })
    }
}

/// The ids of what was chosen.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChosenPieces)]
pub(super) struct Chosen {
    pub piece_ids: Vec<Uuid>,
}

/// A change to many pieces, to be drawn up.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = DrawUpBulk)]
pub(super) struct DrawUpBody {
    pub id: Uuid,
    pub selection: SelectionBody,
    #[serde(flatten)]
    pub wanted: WantedBody,
}

/// What is to become of every piece.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[schema(as = BulkWanted)]
pub(super) struct WantedBody {
    /// `place`, `family`, `supplier`, `vat_regime`, `price`, `floor` or `attribute`.
    pub field: String,
    /// Of a place, a family or a supplier; null names no supplier.
    #[serde(default)]
    pub value_id: Option<Uuid>,
    /// Of an attribute: a family's field by its code, or the shop's own by its name.
    #[serde(default)]
    pub name: Option<String>,
    /// Of a VAT regime; of an attribute, null takes it off the sheets.
    #[serde(default)]
    pub value_word: Option<String>,
    /// Of a floor price, in cents; null leaves it to the family. Of a price: by how much, or exactly.
    #[serde(default)]
    pub value_minor: Option<i64>,
    /// Of a price: so many parts per ten thousand more or less.
    #[serde(default)]
    pub value_bp: Option<i64>,
    /// Of a price: `percent`, `amount` or `exactly`.
    #[serde(default)]
    pub how: Option<String>,
    /// What a new price ends with: `exact`, `whole`, `ninety`, `ninety_nine`, `fives`, `tens`.
    #[serde(default)]
    pub ending: Option<String>,
}

impl TryFrom<WantedBody> for Wanted {
    type Error = Problem;

    fn try_from(body: WantedBody) -> Result<Self, Problem> {
        let missing = |field| Problem::refused("bulk.value_missing").with("field", field);
        let id = |field| body.value_id.ok_or_else(|| missing(field));
        Ok(match body.field.as_str() {
            "place" => Self::Place(Id::from_uuid(id("place")?)),
            "family" => Self::Family(Id::from_uuid(id("family")?)),
            "supplier" => Self::Supplier(body.value_id.map(Id::from_uuid)),
            "vat_regime" => Self::VatRegime(
                word(body.value_word, "value_word")?.ok_or_else(|| missing("vat_regime"))?,
            ),
            "floor" => Self::Floor(body.value_minor),
            "attribute" => Self::Attribute {
                name: body
                    .name
                    .map(|name| name.trim().to_owned())
                    .filter(|name| !name.is_empty())
                    .ok_or_else(|| missing("name"))?,
                value: body
                    .value_word
                    .map(|value| value.trim().to_owned())
                    .filter(|value| !value.is_empty()),
            },
            "price" => {
                let minor = || body.value_minor.ok_or_else(|| missing("price"));
                let how = match body.how.as_deref() {
                    Some("percent") => How::Percent(body.value_bp.ok_or_else(|| missing("price"))?),
                    Some("amount") => How::Amount(minor()?),
                    Some("exactly") => How::Exactly(minor()?),
                    _ => return Err(missing("price")),
                };
                let ending: Option<PriceEnding> = word(body.ending, "ending")?;
                Self::Price(how, ending.unwrap_or(PriceEnding::Exact))
            }
            _ => return Err(Problem::malformed("request.json").because("field")),
        })
    }
}

impl From<Wanted> for WantedBody {
    fn from(wanted: Wanted) -> Self {
        let mut body = Self {
            field: wanted.field().code().to_owned(),
            value_id: None,
            name: None,
            value_word: None,
            value_minor: None,
            value_bp: None,
            how: None,
            ending: None,
        };
        match wanted {
            Wanted::Place(place) => body.value_id = Some(place.uuid()),
            Wanted::Family(family) => body.value_id = Some(family.uuid()),
            Wanted::Supplier(supplier) => body.value_id = supplier.map(Id::uuid),
            Wanted::VatRegime(regime) => body.value_word = Some(regime.code().to_owned()),
            Wanted::Floor(floor) => body.value_minor = floor,
            Wanted::Attribute { name, value } => (body.name, body.value_word) = (Some(name), value),
            Wanted::Price(how, ending) => {
                body.ending = Some(ending.code().to_owned());
                let (word, minor, bp) = match how {
                    How::Percent(bp) => ("percent", None, Some(bp)),
                    How::Amount(minor) => ("amount", Some(minor), None),
                    How::Exactly(minor) => ("exactly", Some(minor), None),
                };
                body.how = Some(word.to_owned());
                (body.value_minor, body.value_bp) = (minor, bp);
            }
        }
        body
    }
}

/// A bulk edit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BulkEdit)]
pub(super) struct BulkBody {
    id: Uuid,
    /// Null while it is a draft.
    number: Option<i64>,
    /// `draft`, `running` or `done`.
    progress: &'static str,
    /// Of one under way: whether this program is at it. One that was cut off is carried on by
    /// applying it again.
    at_work: bool,
    #[serde(flatten)]
    wanted: WantedBody,
    undoes_id: Option<Uuid>,
    /// The number of the one it takes back, or that took it back.
    undoes: Option<i64>,
    undone_by: Option<i64>,
    user_name: String,
    at: String,
    piece_count: i64,
    done_count: i64,
    left_count: i64,
    kept_count: i64,
}

impl BulkBody {
    pub(super) fn new(bulk: Bulk, at_work: bool) -> Self {
        Self {
            id: bulk.id.uuid(),
            number: bulk.number,
            progress: bulk.progress.code(),
            at_work: at_work && bulk.progress == Progress::Running,
            wanted: bulk.wanted.into(),
            undoes_id: bulk.undoes.map(Id::uuid),
            undoes: bulk.undoes_number,
            undone_by: bulk.undone_by,
            user_name: bulk.user_name,
            at: when(bulk.at),
            piece_count: bulk.counts.pieces,
            done_count: bulk.counts.done,
            left_count: bulk.counts.left,
            kept_count: bulk.counts.kept,
        }
    }
}

/// One piece of a bulk edit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = BulkLine)]
pub(super) struct LineBody {
    position: i64,
    piece_id: Uuid,
    number: String,
    title: String,
    /// An id, a word or cents, by the field; null: none.
    old: Option<String>,
    new: Option<String>,
    /// Why it stays as it is: `sold`, `reserved`, `on_memo`, `withdrawn`, `mounted`, `same`,
    /// `not_priced`, `nothing_left`, `too_high`, `below_floor`, `floor_above_price`,
    /// `not_investment_gold`, `other_family`, `too_many_attributes`, `changed` or `stopped`.
    why: Option<&'static str>,
    done: bool,
}

impl From<BulkLine> for LineBody {
    fn from(line: BulkLine) -> Self {
        Self {
            position: line.position,
            piece_id: line.piece.uuid(),
            number: line.number,
            title: line.title,
            old: line.old.text(),
            new: line.new.text(),
            why: line.why.map(shop::tables::Why::code),
            done: line.done,
        }
    }
}
