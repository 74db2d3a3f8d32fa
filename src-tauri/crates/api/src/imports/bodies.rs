//! Imports on the wire.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use shop::imports::{Field, Figures, Import, KeptMapping, Kind, Mapping, Table};
use utoipa::ToSchema;
use uuid::Uuid;

use super::work;
use crate::problem::Problem;

const SAMPLES: usize = 3;

/// A stock file on its way in.
#[derive(Serialize, ToSchema)]
#[schema(as = Import)]
pub(super) struct ImportBody {
    id: Uuid,
    file_name: String,
    /// `draft`, `running`, `committed`, `cancelled`, `undoing` or `undone`.
    state: &'static str,
    row_count: i64,
    /// Rows behind it, entered or refused.
    done_count: i64,
    piece_count: i64,
    article_count: i64,
    /// Of both, those that an undoing has taken back.
    back_count: i64,
    /// Whether it is being entered or taken back now. One that is `running` or `undoing` and not at
    /// work was cut off, and waits for a person to let it go on or take it back.
    at_work: bool,
    /// Why it stopped by itself: a problem's code.
    stopped_by: Option<&'static str>,
    problem_count: i64,
    created_at: String,
    version: i64,
    mapping: MappingBody,
    /// With one import only: what the file looks like.
    columns: Vec<ColumnBody>,
    /// Every field that a column may fill.
    fields: Vec<String>,
    /// `csv` or `xlsx`; how a CSV was read.
    format: Option<&'static str>,
    encoding: Option<&'static str>,
    /// What a CSV's cells are separated by.
    separator: Option<String>,
    /// Whose export it is, where its headers tell: `Shopify`.
    program: Option<&'static str>,
    /// Rows of such an export which are no goods: pictures, groups, what is gone.
    left_out: usize,
}

/// A column of the file.
#[derive(Serialize, ToSchema)]
#[schema(as = ImportColumn)]
pub(super) struct ColumnBody {
    index: usize,
    header: String,
    samples: Vec<String>,
    /// The field it fills; null: left out.
    field: Option<String>,
}

/// How the file is read into pieces.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportMapping)]
pub(super) struct MappingBody {
    /// One for each column; null: left out.
    columns: Vec<Option<String>>,
    separator: Option<String>,
    /// For rows without a number: this and the line's number.
    number_prefix: Option<String>,
    /// What a row becomes that does not say, `piece` or `article`; null: its quantity decides.
    kind: Option<String>,
    /// Codes for what rows do not say.
    family: Option<String>,
    place: String,
    stone: Option<String>,
    shape: Option<String>,
    vat_regime: String,
    /// Prices and costs times this: "1" takes them as they are.
    price_factor: String,
    /// The name it is kept under, where it was.
    #[serde(default)]
    name: Option<String>,
}

/// A mapping kept under a name.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = KeptMapping)]
pub(super) struct KeptBody {
    id: Uuid,
    name: String,
    headers: Vec<String>,
}

impl From<KeptMapping> for KeptBody {
    fn from(kept: KeptMapping) -> Self {
        Self {
            id: kept.id.uuid(),
            name: kept.name,
            headers: kept.headers,
        }
    }
}

/// A count with its values.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportFigures)]
pub(super) struct FiguresBody {
    pieces: i64,
    /// Of batch articles, each counted.
    units: i64,
    /// At cost, without VAT; absent for who may not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
    price_minor: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    without_cost: Option<i64>,
    without_price: i64,
}

impl FiguresBody {
    pub(super) fn new(figures: Figures, with_cost: bool) -> Self {
        Self {
            pieces: figures.pieces,
            units: figures.units,
            cost_minor: with_cost.then_some(figures.cost_minor),
            price_minor: figures.price_minor,
            without_cost: with_cost.then_some(figures.without_cost),
            without_price: figures.without_price,
        }
    }
}

pub(super) fn field_name(field: Field) -> String {
    match serde_json::to_value(field) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

fn kind_name(kind: Kind) -> String {
    match serde_json::to_value(kind) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

fn known_kind(name: String) -> Result<Kind, Problem> {
    serde_json::from_value(Value::String(name))
        .map_err(|_| Problem::malformed("import.kind_unknown"))
}

impl From<&Mapping> for MappingBody {
    fn from(mapping: &Mapping) -> Self {
        let columns = mapping.columns.iter();
        Self {
            columns: columns.map(|field| field.map(field_name)).collect(),
            separator: mapping.separator.map(String::from),
            number_prefix: mapping.number_prefix.clone(),
            kind: mapping.kind.map(kind_name),
            family: mapping.family.clone(),
            place: mapping.place.clone(),
            stone: mapping.stone.clone(),
            shape: mapping.shape.clone(),
            vat_regime: mapping.vat_regime.clone(),
            price_factor: mapping.price_factor.clone(),
            name: mapping.name.clone(),
        }
    }
}

impl TryFrom<MappingBody> for Mapping {
    type Error = Problem;

    fn try_from(body: MappingBody) -> Result<Self, Problem> {
        let known = |name: String| {
            serde_json::from_value::<Field>(Value::String(name.clone()))
                .map_err(|_| Problem::refused("import.field_unknown").with("field", name))
        };
        let said = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        Ok(Self {
            columns: body
                .columns
                .into_iter()
                .map(|name| name.map(known).transpose())
                .collect::<Result<_, _>>()?,
            separator: body.separator.and_then(|text| text.chars().next()),
            number_prefix: said(body.number_prefix),
            kind: said(body.kind).map(known_kind).transpose()?,
            family: said(body.family),
            place: body.place,
            stone: said(body.stone),
            shape: said(body.shape),
            vat_regime: body.vat_regime,
            price_factor: body.price_factor,
            name: said(body.name),
        })
    }
}

impl ImportBody {
    pub(super) fn new(import: Import, table: Option<&Table>, at_work: bool) -> Self {
        let columns = table.map_or_else(Vec::new, |table| {
            let headers = table.headers.iter().enumerate();
            headers
                .map(|(index, header)| ColumnBody {
                    index,
                    header: header.clone(),
                    samples: table
                        .rows
                        .iter()
                        .filter_map(|row| row.cell(index))
                        .filter(|cell| !cell.is_empty())
                        .take(SAMPLES)
                        .map(|cell| cell.chars().take(80).collect())
                        .collect(),
                    field: import
                        .mapping
                        .columns
                        .get(index)
                        .copied()
                        .flatten()
                        .map(field_name),
                })
                .collect()
        });
        Self {
            id: import.id.uuid(),
            state: import.state.code(),
            row_count: import.row_count,
            done_count: import.done_count,
            piece_count: import.piece_count,
            article_count: import.article_count,
            back_count: import.back_count,
            at_work,
            stopped_by: work::stopped_by(import.id),
            problem_count: import.problem_count,
            created_at: import.created_at.to_rfc3339(),
            version: import.version,
            mapping: (&import.mapping).into(),
            file_name: import.file_name,
            columns,
            fields: table.map_or_else(Vec::new, |_| Field::all().map(field_name).collect()),
            format: table.map(|table| table.format),
            encoding: table.and_then(|table| table.encoding),
            separator: table.and_then(|table| table.separator).map(String::from),
            program: table
                .and_then(|table| table.program)
                .map(|program| program.name.as_str()),
            left_out: table.map_or(0, |table| table.left_out),
        }
    }
}
