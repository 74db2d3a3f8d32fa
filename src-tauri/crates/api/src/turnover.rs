//! What sells.

use axum::Json;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shop::turnover::{self, By, Line, TurnoverError};
use shop::users::Right;
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

/// How, and of which days of business, both included.
#[derive(Debug, Deserialize, IntoParams)]
struct TurnoverQuery {
    /// `family`, `supplier`, `seller` or `title`.
    by: String,
    from: NaiveDate,
    until: NaiveDate,
}

/// The sales of a span of days.
#[derive(Serialize, ToSchema)]
struct Turnover {
    from: NaiveDate,
    until: NaiveDate,
    /// What brought the most first; 500 at most.
    lines: Vec<TurnoverLine>,
    /// Of all of them.
    total: TurnoverLine,
}

/// A group, or all of them.
#[derive(Serialize, ToSchema)]
struct TurnoverLine {
    /// A family's code, a supplier's, seller's or piece's name; null where nobody said.
    key: Option<String>,
    /// Sold, less what came back.
    quantity: i64,
    /// VAT included.
    total_minor: i64,
    vat_minor: i64,
    /// Absent for who may not see costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_minor: Option<i64>,
    /// Revenue without VAT less cost, where the cost is known. Absent like the cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    margin_minor: Option<i64>,
    without_cost: i64,
    /// Pieces of the group that were in stock when the span ended; null where that says nothing.
    in_stock: Option<i64>,
}

impl TurnoverLine {
    fn new(line: Line, with_cost: bool) -> Self {
        Self {
            key: line.key,
            quantity: line.quantity,
            total_minor: line.total_minor,
            vat_minor: line.vat_minor,
            cost_minor: with_cost.then_some(line.cost_minor),
            margin_minor: with_cost.then_some(line.margin_minor),
            without_cost: line.without_cost,
            in_stock: line.in_stock,
        }
    }
}

#[utoipa::path(get, path = "/turnover", tag = "turnover", operation_id = "turnover",
    params(TurnoverQuery),
    responses((status = 200, body = Turnover),
        (status = 422, body = ProblemBody, description = "turnover.backwards")))]
async fn show(
    state: State,
    signed: Signed,
    Query(query): Query<TurnoverQuery>,
) -> Result<Json<Turnover>, Problem> {
    let by: By = query
        .by
        .parse()
        .map_err(|_| Problem::malformed("request.query").because("by"))?;
    let with_cost = signed.may(Right::SeeCost);
    let sold = state
        .read(move |tx| turnover::turnover(tx, by, query.from, query.until))
        .await?;
    Ok(Json(Turnover {
        from: sold.from,
        until: sold.until,
        lines: sold
            .lines
            .into_iter()
            .map(|line| TurnoverLine::new(line, with_cost))
            .collect(),
        total: TurnoverLine::new(sold.total, with_cost),
    }))
}

impl From<TurnoverError> for Problem {
    fn from(error: TurnoverError) -> Self {
        match error {
            TurnoverError::Backwards => Self::refused("turnover.backwards"),
            TurnoverError::Store(error) => error.into(),
        }
    }
}
