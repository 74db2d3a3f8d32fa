//! The list of orders.

use axum::Json;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use shop::custom::{self, Listed, Only, OrderQuery};
use shop::till;
use shop::users::Right;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::input::Query;
use crate::problem::Problem;
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;

pub(super) fn routes() -> Routes {
    Routes::new().with(Right::SeeRepairs, routes!(list))
}

/// An order as a line of the list.
#[derive(Serialize, ToSchema)]
#[schema(as = CustomListed)]
struct Line {
    id: Uuid,
    number: String,
    title: String,
    customer: String,
    state: &'static str,
    /// Whole days in this state.
    days: i64,
    wished_on: Option<NaiveDate>,
    /// Not ready although wished for on a day that is past.
    late: bool,
    budget_minor: Option<i64>,
    /// Of the newest quote that was sent.
    total_minor: Option<i64>,
    thumbnail_id: Option<Uuid>,
}

/// Whether somebody waits for it since a day that is past.
pub(super) fn is_late(
    state: custom::State,
    wished_on: Option<NaiveDate>,
    today: NaiveDate,
) -> bool {
    state.is_open() && state != custom::State::Ready && wished_on.is_some_and(|day| day < today)
}

#[derive(Debug, Deserialize, IntoParams)]
struct Which {
    /// A part of the number, of the title or of the customer's name.
    text: Option<String>,
    /// A state, or `all`; nothing: what is neither delivered nor refused nor cancelled.
    only: Option<String>,
    skip: Option<usize>,
    /// 1 to 200; 50 where it is not said.
    limit: Option<usize>,
}

/// Orders: what is wished for soonest first.
#[utoipa::path(get, path = "/custom-orders", tag = "custom", operation_id = "custom_orders",
    params(Which), responses((status = 200, body = Vec<Line>)))]
async fn list(
    state: State,
    signed: Signed,
    Query(which): Query<Which>,
) -> Result<Json<Vec<Line>>, Problem> {
    let cx = signed.cx(&state);
    let only = match which.only.as_deref() {
        None | Some("") => Only::Open,
        Some("all") => Only::All,
        Some(word) => {
            let wrong = |_| Problem::malformed("request.query").because("only");
            Only::State(word.parse().map_err(wrong)?)
        }
    };
    let query = OrderQuery {
        text: which.text.unwrap_or_default(),
        only,
        skip: which.skip.unwrap_or(0).min(1_000_000),
        limit: which.limit.unwrap_or(50).clamp(1, 200),
    };
    let found = state
        .read(move |tx| {
            let today = till::house(tx, None, None)?.day(cx.now);
            let line = |order: Listed| Line {
                id: order.id.uuid(),
                number: order.number,
                title: order.title,
                customer: order.customer,
                days: (cx.now - order.since).num_days(),
                late: is_late(order.state, order.wished_on, today),
                state: order.state.code(),
                wished_on: order.wished_on,
                budget_minor: order.budget_minor,
                total_minor: order.total_minor,
                thumbnail_id: order.thumbnail,
            };
            let orders = custom::orders(tx, &query)?;
            Ok::<_, Problem>(orders.into_iter().map(line).collect())
        })
        .await?;
    Ok(Json(found))
}
