//! Finding stock by what a person types.

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::search::{self, Hit, Scope};
use shop::users::Right;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use crate::input::Query;
use crate::problem::Problem;
use crate::route::Routes;
use crate::signed::Signed;
use crate::state::State;
use crate::stock::{ArticleBody, RowBody};

pub(crate) fn feature() -> Routes {
    Routes::new().with(Right::SeeStock, routes!(find))
}

/// What was typed, and where to look.
#[derive(Debug, Deserialize, IntoParams)]
struct FindQuery {
    q: String,
    /// Also what is sold or withdrawn.
    all: Option<bool>,
    /// 1 to 200; 20 where it is not said.
    limit: Option<usize>,
}

/// Something found: one of the two.
#[derive(Serialize, ToSchema)]
#[schema(as = Hit)]
struct HitBody {
    #[serde(skip_serializing_if = "Option::is_none")]
    piece: Option<RowBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<ArticleBody>,
}

#[utoipa::path(get, path = "/search", tag = "search", operation_id = "search",
    params(FindQuery), responses((status = 200, body = Vec<HitBody>)))]
async fn find(
    state: State,
    signed: Signed,
    Query(query): Query<FindQuery>,
) -> Result<Json<Vec<HitBody>>, Problem> {
    let scope = if query.all.unwrap_or(false) {
        Scope::All
    } else {
        Scope::Available
    };
    let limit = query.limit.unwrap_or(20);
    let hits = state
        .read(move |tx| search::find(tx, &query.q, scope, limit))
        .await?;
    let with_cost = signed.may(Right::SeeCost);
    let hits = hits.into_iter().map(|hit| match hit {
        Hit::Piece(piece) => HitBody {
            piece: Some(RowBody::new(*piece, with_cost)),
            article: None,
        },
        Hit::Article(article) => HitBody {
            piece: None,
            article: Some(ArticleBody::new(*article, with_cost)),
        },
    });
    Ok(Json(hits.collect()))
}
