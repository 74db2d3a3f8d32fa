//! Each family's formula.

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::metal::{self, Formula};
use shop::stock::Family;
use units::Percent;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::answer::Answer;
use crate::command::Command;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::state::State;

/// What a family's prices are made by.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PriceFormula)]
pub(super) struct FormulaBody {
    family_id: Uuid,
    #[serde(flatten)]
    formula: SaveFormula,
}

/// A formula as it is to be.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(super) struct SaveFormula {
    /// Whether it prices every piece of the family that says nothing else.
    by_default: bool,
    /// Basis points, at most 10000.
    loss_bp: i64,
    labour_minor: i64,
    /// Thousandths: 2500 is twice and a half.
    coefficient_milli: i64,
    /// Whether what it gives has VAT still to come.
    before_vat: bool,
    /// `exact`, `whole`, `ninety`, `ninety_nine`, `fives` or `tens`.
    ending: String,
    /// To the nearest; else up.
    nearest: bool,
    /// Thousandths of the cost; null: no floor price.
    floor_milli: Option<i64>,
    /// The version that was seen; 0 where the family had none.
    version: i64,
}

impl From<Formula> for FormulaBody {
    fn from(formula: Formula) -> Self {
        Self {
            family_id: formula.family.uuid(),
            formula: SaveFormula {
                by_default: formula.by_default,
                loss_bp: formula.loss.basis_points(),
                labour_minor: formula.labour_minor,
                coefficient_milli: formula.coefficient_milli,
                before_vat: formula.before_vat,
                ending: formula.ending.code().to_owned(),
                nearest: formula.nearest,
                floor_milli: formula.floor_milli,
                version: formula.version,
            },
        }
    }
}

#[utoipa::path(get, path = "/pricing/formulas", tag = "metal", operation_id = "price_formulas",
    responses((status = 200, body = Vec<FormulaBody>)))]
pub(super) async fn list(state: State) -> Result<Json<Vec<FormulaBody>>, Problem> {
    let formulas = state.read(metal::formulas).await?;
    Ok(Json(formulas.into_iter().map(Into::into).collect()))
}

/// Writes a family's formula.
#[utoipa::path(put, path = "/pricing/formulas/{id}", tag = "metal", operation_id = "save_formula",
    params(("id" = Uuid, Path)), request_body = SaveFormula,
    responses((status = 200, body = FormulaBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody, description = "request.stale {version}"),
        (status = 422, body = ProblemBody, description = "pricing.value {field}, pricing.coefficient")))]
pub(super) async fn save(
    PathId(family): PathId<Family>,
    command: Command<SaveFormula>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, body| {
            let wrong =
                |field: &'static str| Problem::refused("pricing.value").with("field", field);
            let formula = Formula {
                family,
                by_default: body.by_default,
                loss: Percent::from_basis_points(body.loss_bp).map_err(|_| wrong("loss_bp"))?,
                labour_minor: body.labour_minor,
                coefficient_milli: body.coefficient_milli,
                before_vat: body.before_vat,
                ending: body.ending.parse().map_err(|_| wrong("ending"))?,
                nearest: body.nearest,
                floor_milli: body.floor_milli,
                version: body.version,
            };
            let saved = metal::save_formula(tx, cx, &formula)?;
            Ok::<_, Problem>(FormulaBody::from(saved))
        })
        .await
}
