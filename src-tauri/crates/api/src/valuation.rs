//! What the stock is worth.

use axum::Json;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shop::Actor;
use shop::users::Right;
use shop::valuation::{self, By, Line, ValueError};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use crate::input::Query;
use crate::problem::{Problem, ProblemBody};
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(crate) fn feature() -> Routes {
    Routes::new().with(Right::SeeReports, routes!(show))
}

/// How, and when.
#[derive(Debug, Deserialize, IntoParams)]
struct ValuationQuery {
    /// `family`, `place`, `supplier`, `metal` or `age`.
    by: String,
    /// The day at whose end; today where it is not said.
    on: Option<NaiveDate>,
}

/// The stock's worth on a day.
#[derive(Serialize, ToSchema)]
struct Valuation {
    on: NaiveDate,
    lines: Vec<ValuationLine>,
    total: ValuationLine,
}

/// A group, or all of them.
#[derive(Serialize, ToSchema)]
struct ValuationLine {
    /// A family's code, a place's or supplier's name, a metal's code, the months an age begins with;
    /// null where the sheets say nothing.
    key: Option<String>,
    pieces: i64,
    without_cost: i64,
    without_price: i64,
    /// Absent for who may not see costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
    price_minor: i64,
    fine_mg: i64,
}

impl ValuationLine {
    fn new(line: Line, with_cost: bool) -> Self {
        Self {
            key: line.key,
            pieces: line.pieces,
            without_cost: line.without_cost,
            without_price: line.without_price,
            cost_minor: with_cost.then_some(line.cost_minor),
            price_minor: line.price_minor,
            fine_mg: line.fine_mg,
        }
    }
}

#[utoipa::path(get, path = "/valuation", tag = "valuation", operation_id = "valuation",
    params(ValuationQuery),
    responses((status = 200, body = Valuation),
        (status = 422, body = ProblemBody, description = "valuation.to_come")))]
async fn show(
    state: State,
    signed: Signed,
    Query(query): Query<ValuationQuery>,
) -> Result<Json<Valuation>, Problem> {
    let by: By = query
        .by
        .parse()
        .map_err(|_| Problem::malformed("request.query").because("by"))?;
    let cx = state.cx(Actor::System, None);
    let with_cost = signed.may(Right::SeeCost);
    let value = state
        .read(move |tx| valuation::value(tx, &cx, by, query.on))
        .await?;
    Ok(Json(Valuation {
        on: value.on,
        lines: value
            .lines
            .into_iter()
            .map(|line| ValuationLine::new(line, with_cost))
            .collect(),
        total: ValuationLine::new(value.total, with_cost),
    }))
}

impl From<ValueError> for Problem {
    fn from(error: ValueError) -> Self {
        match error {
            ValueError::ToCome => Self::refused("valuation.to_come"),
            ValueError::Day => Self::malformed("request.query").because("on"),
            ValueError::Store(error) => error.into(),
        }
    }
}
