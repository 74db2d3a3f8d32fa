//! The price list of work.

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::tariff::{self, Asked, Lacks, SaveTariff, TariffError};
use shop::users::Right;
use units::Id;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::answer::Answer;
use crate::command::Command;
use crate::commission::TermsBody;
use crate::input::{PathId, Query};
use crate::problem::{Problem, ProblemBody};
use crate::repair::named;
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeRepairs, routes!(list))
        .with(Right::EditStock, routes!(save))
        .with(Right::SeeRepairs, routes!(price))
}

/// Work with the price that holds now.
#[derive(Serialize, Deserialize, ToSchema)]
struct Tariff {
    id: Uuid,
    /// 0: it is new.
    version: i64,
    code: String,
    /// `sizing`, `setting`, `rhodium`, `polish`, `battery`, `engraving`, `solder`, `cleaning`,
    /// `stringing` or `other`.
    kind: String,
    active: bool,
    title_fr: String,
    title_en: String,
    /// `fixed` or `hourly`.
    charge: String,
    /// VAT included; of an hour where it is hourly.
    price_minor: i64,
    /// Absent for who may not see costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
    /// How long it takes as a rule.
    minutes: i64,
    vat_bp: i64,
    /// How long the shop answers for it, 0 to 120 months; null: as for all of its work.
    warranty_months: Option<i64>,
    /// Absent for who may not see costs; not sent, it stays as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    commission: Option<TermsBody>,
    /// By metal and width, 60 at most; none: the price is that of every one.
    #[serde(default)]
    prices: Vec<WidthPrice>,
}

/// What it costs of a metal and a width. Lengths are micrometres, up to 100,000.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = TariffPrice)]
struct WidthPrice {
    /// `gold`, `silver`, `platinum`, `palladium` or `base`; null: every metal without rows of its own.
    metal: Option<String>,
    from_um: i64,
    /// That width and more is another row's; null: however wide.
    below_um: Option<i64>,
    /// VAT included.
    price_minor: i64,
    /// Beside it, for each French size larger, and smaller.
    up_minor: i64,
    down_minor: i64,
}

impl WidthPrice {
    fn new(row: &tariff::WidthPrice) -> Self {
        Self {
            metal: row.metal.map(|metal| metal.code().to_owned()),
            from_um: row.from_um,
            below_um: row.below_um,
            price_minor: row.price_minor,
            up_minor: row.up_minor,
            down_minor: row.down_minor,
        }
    }

    fn input(self) -> Result<tariff::WidthPrice, Problem> {
        Ok(tariff::WidthPrice {
            metal: named(self.metal.as_deref())?,
            from_um: self.from_um,
            below_um: self.below_um,
            price_minor: self.price_minor,
            up_minor: self.up_minor,
            down_minor: self.down_minor,
        })
    }
}

impl Tariff {
    fn new(line: tariff::Tariff, with_cost: bool) -> Self {
        Self {
            id: line.id.uuid(),
            version: line.version,
            code: line.code,
            kind: line.kind.code().to_owned(),
            active: line.active,
            title_fr: line.title_fr,
            title_en: line.title_en,
            charge: line.charge.code().to_owned(),
            price_minor: line.price_minor,
            cost_minor: line.cost_minor.filter(|_| with_cost),
            minutes: line.minutes,
            vat_bp: line.vat_bp,
            warranty_months: line.warranty_months,
            commission: with_cost.then(|| line.commission.into()),
            prices: line.prices.iter().map(WidthPrice::new).collect(),
        }
    }

    fn input(self) -> Result<SaveTariff, Problem> {
        let wrong = |what: &'static str| Problem::malformed("request.json").because(what);
        Ok(SaveTariff {
            id: Id::from_uuid(self.id),
            version: self.version,
            code: self.code,
            kind: self.kind.parse().map_err(|_| wrong("kind"))?,
            active: self.active,
            title_fr: self.title_fr,
            title_en: self.title_en,
            charge: self.charge.parse().map_err(|_| wrong("charge"))?,
            price_minor: self.price_minor,
            cost_minor: self.cost_minor,
            minutes: self.minutes,
            vat_bp: self.vat_bp,
            warranty_months: self.warranty_months,
            commission: self.commission.map(TermsBody::input).transpose()?,
            prices: self
                .prices
                .into_iter()
                .map(WidthPrice::input)
                .collect::<Result<_, _>>()?,
        })
    }
}

/// The whole price list, by code; what is not offered any more with it.
#[utoipa::path(get, path = "/tariffs", tag = "repair", operation_id = "tariffs",
    responses((status = 200, body = Vec<Tariff>)))]
async fn list(state: State, signed: Signed) -> Result<Json<Vec<Tariff>>, Problem> {
    let with_cost = signed.may(Right::SeeCost);
    let found = state.read(tariff::tariffs).await?.into_iter();
    Ok(Json(
        found.map(|line| Tariff::new(line, with_cost)).collect(),
    ))
}

/// Adds a line, or gives one another version. What was agreed before keeps the version it had.
#[utoipa::path(put, path = "/tariffs", tag = "repair", operation_id = "save_tariff",
    request_body = Tariff,
    responses((status = 200, body = Tariff),
        (status = 409, body = ProblemBody, description = "tariff.code_taken, request.stale {version}"),
        (status = 422, body = ProblemBody, description = "tariff.field {field}, tariff.overlap {first, second}, tariff.vat_not_in_force {allowed_bp}")))]
async fn save(command: Command<Tariff>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let saved = tariff::save(tx, cx, &by, body.input()?)?;
            Ok::<_, Problem>(Tariff::new(saved, by.may(Right::SeeCost)))
        })
        .await
}

/// What is known of an object.
#[derive(Debug, Deserialize, IntoParams)]
struct Known {
    /// As in a row of prices.
    metal: Option<String>,
    /// Micrometres.
    width_um: Option<i64>,
    size_from: Option<String>,
    size_to: Option<String>,
    /// As long as it takes as a rule, where it is not said.
    minutes: Option<i64>,
}

/// What the list says of one of it.
#[derive(Serialize, ToSchema)]
#[schema(as = TariffAnswer)]
struct Answered {
    /// VAT included; null: the list has no price, and a person names one.
    each_minor: Option<i64>,
    /// Why it has none: `metal`, `width` or `sizes` are missing, or it has no `row` for them.
    lacks: Option<&'static str>,
}

/// What a line of the list comes to for an object.
#[utoipa::path(get, path = "/tariffs/{id}/price", tag = "repair", operation_id = "tariff_price",
    params(("id" = Uuid, Path), Known),
    responses((status = 200, body = Answered), (status = 404, body = ProblemBody)))]
async fn price(
    state: State,
    PathId(id): PathId<tariff::Tariff>,
    Query(known): Query<Known>,
) -> Result<Json<Answered>, Problem> {
    let malformed = |_| Problem::malformed("request.query").because("metal");
    let metal = named(known.metal.as_deref()).map_err(malformed)?;
    let line = state
        .read(move |tx| tariff::tariff(tx, id))
        .await?
        .ok_or_else(|| Problem::unknown("tariff.unknown"))?;
    let asked = Asked {
        metal,
        width_um: known.width_um,
        size_from: known.size_from.as_deref().unwrap_or_default(),
        size_to: known.size_to.as_deref().unwrap_or_default(),
        minutes: known.minutes.map(|minutes| minutes.clamp(0, 10_000)),
    };
    let each = tariff::each_minor(&line, asked);
    Ok(Json(Answered {
        each_minor: each.ok(),
        lacks: each.err().map(Lacks::code),
    }))
}

impl From<TariffError> for Problem {
    fn from(error: TariffError) -> Self {
        match error {
            TariffError::Unknown => Self::unknown("tariff.unknown"),
            TariffError::CodeTaken => Self::conflict("tariff.code_taken"),
            TariffError::Field(field) => Self::refused("tariff.field").with("field", field),
            TariffError::Overlap { first, second } => Self::refused("tariff.overlap")
                .with("first", first)
                .with("second", second),
            TariffError::VatNotInForce { allowed_bp } => {
                Self::refused("tariff.vat_not_in_force").with("allowed_bp", allowed_bp)
            }
            TariffError::Changed { current } => {
                Self::conflict("request.stale").with("version", current)
            }
            TariffError::MissingRight(error) => error.into(),
            TariffError::Store(error) => error.into(),
        }
    }
}
