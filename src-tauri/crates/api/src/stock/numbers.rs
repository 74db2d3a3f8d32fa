//! Numbers that are free for new pieces.

use axum::Json;
use serde::Deserialize;
use shop::stock;
use utoipa::IntoParams;

use crate::input::Query;
use crate::problem::Problem;
use crate::state::State;

/// How many.
#[derive(Debug, Deserialize, IntoParams)]
pub(super) struct NumberQuery {
    /// 1 to 500; 1 where it is not said.
    count: Option<usize>,
}

/// Numbers for new pieces, counted on from the newest; fewer where it has no digits at its end.
#[utoipa::path(get, path = "/stock/numbers", tag = "stock", operation_id = "piece_numbers",
    params(NumberQuery), responses((status = 200, body = Vec<String>)))]
pub(super) async fn free(
    state: State,
    Query(query): Query<NumberQuery>,
) -> Result<Json<Vec<String>>, Problem> {
    let count = query.count.unwrap_or(1).clamp(1, 500);
    let found = state.read(move |tx| stock::next_number(tx, count)).await?;
    Ok(Json(found))
}
