//! The stock on the wire.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shop::files::Attached;
use shop::stock::{
    Alloy, Article, Component, HallmarkState, Piece, PieceRow, Sheet, Stone, hallmark_state,
};
use units::{Carat, Currency, Fineness, Id, Money, Quantity, Weight};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::problem::Problem;

/// What a person writes on a piece's sheet.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = PieceSheet)]
pub(crate) struct SheetBody {
    pub number: String,
    pub barcode: Option<String>,
    pub family_id: Uuid,
    pub title: String,
    /// `gold`, `silver`, `platinum`, `palladium` or `base`.
    pub metal: Option<String>,
    /// Parts per ten thousand: 18 carat gold is 7500.
    pub fineness: Option<i64>,
    /// A word of the vocabulary `metal_colours`.
    pub colour: Option<String>,
    pub gross_mg: Option<i64>,
    pub net_mg: Option<i64>,
    pub size: Option<String>,
    /// A word of the vocabulary `hallmarks`; null: none was seen.
    pub hallmark: Option<String>,
    pub maker: Option<String>,
    pub model: Option<String>,
    pub serial: Option<String>,
    pub supplier_id: Option<Uuid>,
    pub purchase_ref: Option<String>,
    /// Absent for who may not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_minor: Option<i64>,
    /// VAT included; null: not priced yet, so not saleable.
    pub price_minor: Option<i64>,
    /// `standard`, `margin` or `exempt_gold`.
    pub vat_regime: String,
    #[serde(default)]
    pub notes: String,
    /// The family's own fields by their codes, and whatever else the shop notes, by its name: a choice by
    /// its code, a number with a point.
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
    /// The centre first.
    #[serde(default)]
    pub components: Vec<ComponentBody>,
}

/// A stone, melee, a setting, a chain.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Component)]
pub(crate) struct ComponentBody {
    pub id: Uuid,
    /// `stone`, `melee`, `setting`, `chain` or `other`.
    pub kind: String,
    /// A word of the vocabulary `stones`.
    pub stone: Option<String>,
    #[serde(default)]
    pub laboratory_grown: bool,
    #[serde(default = "one")]
    pub count: i64,
    /// Of all of them together.
    pub weight_milli_ct: Option<i64>,
    pub shape: Option<String>,
    pub colour: Option<String>,
    pub clarity: Option<String>,
    pub cut: Option<String>,
    pub fluorescence: Option<String>,
    pub treatment: Option<String>,
    pub origin: Option<String>,
    /// Micrometres.
    pub length_um: Option<i64>,
    pub width_um: Option<i64>,
    pub depth_um: Option<i64>,
    pub laboratory: Option<String>,
    pub certificate_number: Option<String>,
    pub certificate_file_id: Option<Uuid>,
}

fn one() -> i64 {
    1
}

/// Text that says nothing is no text.
fn said(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
}

/// A value of the wire that no piece can have: which field, and nothing else.
pub(super) fn wrong(field: &'static str) -> Problem {
    Problem::refused("stock.value_wrong").with("field", field)
}

pub(super) fn money(
    minor: Option<i64>,
    currency: Currency,
    field: &'static str,
) -> Result<Option<Money>, Problem> {
    minor
        .map(|minor| Money::new(minor, currency).map_err(|_| wrong(field)))
        .transpose()
}

impl SheetBody {
    /// The sheet in the shop's terms.
    pub(crate) fn sheet(self, currency: Currency) -> Result<Sheet, Problem> {
        let weight = |mg: Option<i64>, field| {
            mg.map(|mg| Weight::from_mg(mg).map_err(|_| wrong(field)))
                .transpose()
        };
        let alloy = match self.metal {
            None => None,
            Some(metal) => Some(Alloy {
                metal: metal.parse().map_err(|_| wrong("metal"))?,
                fineness: self
                    .fineness
                    .map(|parts| {
                        Fineness::from_per_ten_thousand(parts).map_err(|_| wrong("fineness"))
                    })
                    .transpose()?,
                colour: said(self.colour),
            }),
        };
        Ok(Sheet {
            number: self.number.trim().to_owned(),
            barcode: said(self.barcode),
            family: Id::from_uuid(self.family_id),
            title: self.title.trim().to_owned(),
            alloy,
            gross: weight(self.gross_mg, "gross_mg")?,
            net: weight(self.net_mg, "net_mg")?,
            size: said(self.size),
            hallmark: said(self.hallmark),
            maker: said(self.maker),
            model: said(self.model),
            serial: said(self.serial),
            supplier: self.supplier_id.map(Id::from_uuid),
            purchase_ref: said(self.purchase_ref),
            cost: money(self.cost_minor, currency, "cost_minor")?,
            price: money(self.price_minor, currency, "price_minor")?,
            vat_regime: self.vat_regime.parse().map_err(|_| wrong("vat_regime"))?,
            notes: self.notes,
            attributes: self.attributes,
            components: self
                .components
                .into_iter()
                .map(ComponentBody::component)
                .collect::<Result<_, _>>()?,
        })
    }

    fn of(sheet: Sheet, with_cost: bool) -> Self {
        let alloy = sheet.alloy.as_ref();
        Self {
            metal: alloy.map(|alloy| alloy.metal.code().to_owned()),
            fineness: alloy
                .and_then(|alloy| alloy.fineness)
                .map(Fineness::per_ten_thousand),
            colour: alloy.and_then(|alloy| alloy.colour.clone()),
            number: sheet.number,
            barcode: sheet.barcode,
            family_id: sheet.family.uuid(),
            title: sheet.title,
            gross_mg: sheet.gross.map(Weight::mg),
            net_mg: sheet.net.map(Weight::mg),
            size: sheet.size,
            hallmark: sheet.hallmark,
            maker: sheet.maker,
            model: sheet.model,
            serial: sheet.serial,
            supplier_id: sheet.supplier.map(Id::uuid),
            purchase_ref: sheet.purchase_ref,
            cost_minor: sheet.cost.filter(|_| with_cost).map(Money::minor),
            price_minor: sheet.price.map(Money::minor),
            vat_regime: sheet.vat_regime.code().to_owned(),
            notes: sheet.notes,
            attributes: sheet.attributes,
            components: sheet.components.into_iter().map(Into::into).collect(),
        }
    }
}

impl ComponentBody {
    fn component(self) -> Result<Component, Problem> {
        let measure = |um: Option<i64>, field| match um {
            Some(um) if um <= 0 => Err(wrong(field)),
            other => Ok(other),
        };
        let stone = said(self.stone).map(|kind| Stone {
            kind,
            laboratory_grown: self.laboratory_grown,
            shape: said(self.shape),
            colour: said(self.colour),
            clarity: said(self.clarity),
            cut: said(self.cut),
            fluorescence: said(self.fluorescence),
            treatment: said(self.treatment),
            origin: said(self.origin),
        });
        Ok(Component {
            id: Id::from_uuid(self.id),
            kind: self.kind.parse().map_err(|_| wrong("kind"))?,
            stone,
            count: Quantity::new(self.count).map_err(|_| wrong("count"))?,
            weight: self
                .weight_milli_ct
                .map(|milli| Carat::from_milli(milli).map_err(|_| wrong("weight_milli_ct")))
                .transpose()?,
            laboratory: said(self.laboratory),
            certificate_number: said(self.certificate_number),
            certificate_file: self.certificate_file_id,
            measurements_um: [
                measure(self.length_um, "length_um")?,
                measure(self.width_um, "width_um")?,
                measure(self.depth_um, "depth_um")?,
            ],
        })
    }
}

impl From<Component> for ComponentBody {
    fn from(component: Component) -> Self {
        let [length_um, width_um, depth_um] = component.measurements_um;
        let stone = component.stone;
        let of = |word: fn(&Stone) -> &Option<String>| stone.as_ref().and_then(|s| word(s).clone());
        Self {
            id: component.id.uuid(),
            kind: component.kind.code().to_owned(),
            stone: stone.as_ref().map(|stone| stone.kind.clone()),
            laboratory_grown: stone.as_ref().is_some_and(|stone| stone.laboratory_grown),
            count: component.count.count(),
            weight_milli_ct: component.weight.map(Carat::milli),
            shape: of(|stone| &stone.shape),
            colour: of(|stone| &stone.colour),
            clarity: of(|stone| &stone.clarity),
            cut: of(|stone| &stone.cut),
            fluorescence: of(|stone| &stone.fluorescence),
            treatment: of(|stone| &stone.treatment),
            origin: of(|stone| &stone.origin),
            length_um,
            width_um,
            depth_um,
            laboratory: component.laboratory,
            certificate_number: component.certificate_number,
            certificate_file_id: component.certificate_file,
        }
    }
}

/// A piece with everything about it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Piece)]
pub(crate) struct PieceBody {
    pub id: Uuid,
    #[serde(flatten)]
    pub sheet: SheetBody,
    pub family_code: String,
    /// `available`, `sold`, `on_memo`, `withdrawn` or `mounted`.
    pub state: &'static str,
    /// Null: it is not in the shop.
    pub place_id: Option<Uuid>,
    /// Its components that were pieces by themselves, and would be again.
    pub stones: Vec<SetStoneOf>,
    /// The piece that this stone is set in.
    pub set_in: Option<HolderBody>,
    pub photos: Vec<PhotoBody>,
    /// `not_asked`, `marked`, `waived` (it weighs too little), or `due`: second-hand, and none was seen.
    pub hallmark_state: &'static str,
    /// Of `due`: the last day on which it is taken to be marked.
    pub hallmark_by: Option<String>,
    /// RFC 3339.
    pub created_at: String,
    pub version: i64,
}

/// A stone of the stock that is set in the piece.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct SetStoneOf {
    pub component_id: Uuid,
    pub number: String,
}

/// The piece that a stone is set in.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = StoneHolder)]
pub(crate) struct HolderBody {
    pub id: Uuid,
    pub number: String,
}

/// A photo: read both from `/files/{id}`.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Photo)]
pub(crate) struct PhotoBody {
    pub file_id: Uuid,
    pub thumbnail_id: Uuid,
}

impl PieceBody {
    pub(crate) fn new(piece: Piece, documents: &[Attached], with_cost: bool) -> Self {
        let (hallmark_state, hallmark_by) = match hallmark_state(&piece) {
            HallmarkState::NotAsked => ("not_asked", None),
            HallmarkState::Marked => ("marked", None),
            HallmarkState::Waived => ("waived", None),
            HallmarkState::Due(by) => ("due", Some(by.to_string())),
        };
        Self {
            id: piece.id.uuid(),
            hallmark_state,
            hallmark_by,
            family_code: piece.family_code,
            state: piece.state.code(),
            place_id: piece.custody.place.map(Id::uuid),
            stones: Vec::new(),
            set_in: None,
            photos: documents
                .iter()
                .filter_map(|document| {
                    Some(PhotoBody {
                        file_id: document.file.uuid(),
                        thumbnail_id: document.thumbnail?.uuid(),
                    })
                })
                .collect(),
            created_at: piece.created_at.to_rfc3339(),
            version: piece.version,
            sheet: SheetBody::of(piece.sheet, with_cost),
        }
    }

    /// With the stones of the stock that are set in it, and what it is set in itself.
    pub(crate) fn with_setting(
        mut self,
        stones: Vec<(Id<Component>, String)>,
        holder: Option<(Id<Piece>, String)>,
    ) -> Self {
        let stones = stones.into_iter().map(|(component, number)| SetStoneOf {
            component_id: component.uuid(),
            number,
        });
        self.stones = stones.collect();
        self.set_in = holder.map(|(id, number)| HolderBody {
            id: id.uuid(),
            number,
        });
        self
    }
}

/// One row of the stock's table.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PieceRow)]
pub(crate) struct RowBody {
    pub id: Uuid,
    pub number: String,
    pub title: String,
    pub family_code: String,
    pub metal: Option<&'static str>,
    pub fineness: Option<i64>,
    pub colour: Option<String>,
    pub gross_mg: Option<i64>,
    pub size: Option<String>,
    /// The centre stone: its word, weight and certificate.
    pub stone: Option<String>,
    pub stone_weight_milli_ct: Option<i64>,
    pub certificate_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_minor: Option<i64>,
    pub price_minor: Option<i64>,
    pub state: &'static str,
    /// In a cart now.
    pub reserved: bool,
    pub place_id: Option<Uuid>,
    pub thumbnail_id: Option<Uuid>,
    pub created_at: String,
    pub version: i64,
}

impl RowBody {
    pub(crate) fn new(row: PieceRow, with_cost: bool) -> Self {
        Self {
            id: row.id.uuid(),
            number: row.number,
            title: row.title,
            family_code: row.family_code,
            metal: row.metal.map(units::Metal::code),
            fineness: row.fineness.map(Fineness::per_ten_thousand),
            colour: row.colour,
            gross_mg: row.gross.map(Weight::mg),
            size: row.size,
            stone: row.stone,
            stone_weight_milli_ct: row.stone_weight.map(Carat::milli),
            certificate_number: row.certificate_number,
            cost_minor: row.cost.filter(|_| with_cost).map(Money::minor),
            price_minor: row.price.map(Money::minor),
            state: row.state.code(),
            reserved: row.reserved,
            place_id: row.place.map(Id::uuid),
            thumbnail_id: row.thumbnail,
            created_at: row.created_at.to_rfc3339(),
            version: row.version,
        }
    }
}

/// A batch article.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Article)]
pub(crate) struct ArticleBody {
    pub id: Uuid,
    pub number: String,
    pub barcode: Option<String>,
    pub family_id: Uuid,
    pub family_code: String,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_minor: Option<i64>,
    pub price_minor: i64,
    pub vat_regime: &'static str,
    /// Below zero when more was sold than had been entered.
    pub quantity: i64,
    pub favourite: bool,
    pub active: bool,
    pub photo_id: Option<Uuid>,
    /// What it is a variant of.
    pub model_id: Option<Uuid>,
    /// What tells a variant from its model's others: a value by the axis of the vocabulary
    /// `variant_axes`.
    pub variant: BTreeMap<String, String>,
    /// False: a variant costs what its model costs.
    pub own_price: bool,
    /// Variants that are not merged back; only they are sold.
    pub variants: i64,
    /// Merged back into its model.
    pub merged: bool,
    pub version: i64,
}

impl ArticleBody {
    pub(crate) fn new(article: Article, with_cost: bool) -> Self {
        Self {
            id: article.id.uuid(),
            number: article.number,
            barcode: article.barcode,
            family_id: article.family.uuid(),
            family_code: article.family_code,
            title: article.title,
            cost_minor: article.cost.filter(|_| with_cost).map(Money::minor),
            price_minor: article.price.minor(),
            vat_regime: article.vat_regime.code(),
            quantity: article.quantity,
            favourite: article.favourite,
            active: article.active,
            photo_id: article.photo,
            model_id: article.model.map(Id::uuid),
            variant: article.values,
            own_price: article.own_price,
            variants: article.variants,
            merged: article.merged.is_some(),
            version: article.version,
        }
    }
}
