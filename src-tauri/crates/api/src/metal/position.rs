//! The shop's metal by title.

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use shop::metal::{self, Holding, Position};
use shop::metal_account::{self, Held};
use utoipa::{IntoParams, ToSchema};

use super::rates::{RateBody, day};
use crate::input::Query;
use crate::metal_account::HeldBody;
use crate::problem::{Problem, ProblemBody};
use crate::signed::Signed;
use crate::state::State;

/// As of when.
#[derive(Debug, Deserialize, IntoParams)]
pub(super) struct PositionQuery {
    /// The end of this past day, `YYYY-MM-DD`; now where it is not said.
    on: Option<String>,
}

/// The pieces of one metal and title.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MetalHolding)]
pub(super) struct HoldingBody {
    metal: &'static str,
    /// Parts per ten thousand.
    fineness: i64,
    piece_count: i64,
    /// Of them, those without a net weight: they count for no metal.
    unweighed_count: i64,
    net_mg: i64,
    fine_mg: i64,
    /// At the rate of the day.
    value_minor: Option<i64>,
}

impl From<Holding> for HoldingBody {
    fn from(holding: Holding) -> Self {
        Self {
            metal: holding.metal.code(),
            fineness: holding.fineness.per_ten_thousand(),
            piece_count: holding.piece_count,
            unweighed_count: holding.unweighed_count,
            net_mg: holding.net.mg(),
            fine_mg: holding.fine.mg(),
            value_minor: holding.value_minor,
        }
    }
}

/// The shop's own metal in stock, on memo included.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MetalPosition)]
pub(super) struct PositionBody {
    on: String,
    /// Up to this moment; else the end of that day.
    is_now: bool,
    holdings: Vec<HoldingBody>,
    /// Metal that customers have left: theirs, and in no sum of the shop.
    customers: Vec<HeldBody>,
    rates: Vec<RateBody>,
}

async fn load(
    state: &State,
    signed: &Signed,
    query: PositionQuery,
) -> Result<(Position, Vec<Held>), Problem> {
    let on = query.on.filter(|text| !text.is_empty());
    let on = on.map(|text| day(&text)).transpose()?;
    let cx = signed.cx(state);
    let (position, customers) = state
        .read(move |tx| {
            let position = metal::position(tx, &cx, on)?;
            let customers = metal_account::held(tx, position.on)?;
            Ok::<_, Problem>((position, customers))
        })
        .await?;
    if on.is_some_and(|on| on > position.on) {
        return Err(Problem::refused("metal.position_future"));
    }
    Ok((position, customers))
}

#[utoipa::path(get, path = "/metal/position", tag = "metal", operation_id = "metal_position",
    params(PositionQuery),
    responses((status = 200, body = PositionBody),
        (status = 422, body = ProblemBody, description = "metal.day {day}, metal.position_future")))]
pub(super) async fn read(
    state: State,
    signed: Signed,
    Query(query): Query<PositionQuery>,
) -> Result<Json<PositionBody>, Problem> {
    let (position, customers) = load(&state, &signed, query).await?;
    Ok(Json(PositionBody {
        on: position.on.to_string(),
        is_now: position.is_now,
        holdings: position.holdings.into_iter().map(Into::into).collect(),
        customers: customers.into_iter().map(Into::into).collect(),
        rates: position.rates.into_iter().map(Into::into).collect(),
    }))
}

/// The same as a table for a spreadsheet: semicolons, a decimal point, grams and the currency.
#[utoipa::path(get, path = "/metal/position.csv", tag = "metal", operation_id = "metal_position_csv",
    params(PositionQuery),
    responses((status = 200, content_type = "text/csv"), (status = 422, body = ProblemBody)))]
pub(super) async fn csv(
    state: State,
    signed: Signed,
    Query(query): Query<PositionQuery>,
) -> Result<Response, Problem> {
    let (position, customers) = load(&state, &signed, query).await?;
    let mut text = String::from(
        "on;metal;fineness_per_mille;pieces;without_net_weight;net_g;fine_g;value;owner\r\n",
    );
    for holding in &position.holdings {
        let value = holding.value_minor.map(|minor| decimal(minor, 2));
        let row = [
            position.on.to_string(),
            holding.metal.code().to_owned(),
            decimal(holding.fineness.per_ten_thousand(), 1),
            holding.piece_count.to_string(),
            holding.unweighed_count.to_string(),
            decimal(holding.net.mg(), 3),
            decimal(holding.fine.mg(), 3),
            value.unwrap_or_default(),
            "shop".to_owned(),
        ];
        text.push_str(&row.join(";"));
        text.push_str("\r\n");
    }
    // What customers have left is theirs: by weight, and worth nothing to the shop.
    for held in &customers {
        let row = [
            position.on.to_string(),
            held.metal.code().to_owned(),
            decimal(held.fineness.per_ten_thousand(), 1),
            held.object_count.to_string(),
            "0".to_owned(),
            decimal(held.weight.mg(), 3),
            decimal(held.fine.mg(), 3),
            String::new(),
            "customer".to_owned(),
        ];
        text.push_str(&row.join(";"));
        text.push_str("\r\n");
    }
    let name = format!("attachment; filename=\"metal-{}.csv\"", position.on);
    Ok((
        [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (header::CONTENT_DISPOSITION, name),
        ],
        text,
    )
        .into_response())
}

/// Never negative: `342` with two digits is `3.42`.
fn decimal(value: i64, digits: usize) -> String {
    let text = format!("{value:0>width$}", width = digits + 1);
    let (whole, fraction) = text.split_at(text.len() - digits);
    format!("{whole}.{fraction}")
}
