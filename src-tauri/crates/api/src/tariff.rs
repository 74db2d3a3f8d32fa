//! The price list of work.

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::tariff::{self, SaveTariff, TariffError};
use shop::users::Right;
use units::Id;
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::answer::Answer;
use crate::command::Command;
use crate::commission::TermsBody;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new()
        .with(Right::SeeRepairs, routes!(list))
        .with(Right::EditStock, routes!(save))
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
        (status = 422, body = ProblemBody, description = "tariff.field {field}")))]
async fn save(command: Command<Tariff>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, cx, body| {
            let saved = tariff::save(tx, cx, &by, body.input()?)?;
            Ok::<_, Problem>(Tariff::new(saved, by.may(Right::SeeCost)))
        })
        .await
}

impl From<TariffError> for Problem {
    fn from(error: TariffError) -> Self {
        match error {
            TariffError::Unknown => Self::unknown("tariff.unknown"),
            TariffError::CodeTaken => Self::conflict("tariff.code_taken"),
            TariffError::Field(field) => Self::refused("tariff.field").with("field", field),
            TariffError::Changed { current } => {
                Self::conflict("request.stale").with("version", current)
            }
            TariffError::MissingRight(error) => error.into(),
            TariffError::Store(error) => error.into(),
        }
    }
}
