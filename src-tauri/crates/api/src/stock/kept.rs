//! Which custom orders keep something of the stock.

use axum::Json;
use serde::Serialize;
use shop::custom;
use shop::stock::{Article, Piece};
use units::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::input::PathId;
use crate::problem::Problem;
use crate::signed::Signed;
use crate::state::State;

/// An order that keeps a piece, or so many of an article.
#[derive(Serialize, ToSchema)]
#[schema(as = KeptFor)]
pub(super) struct KeptForBody {
    order_id: Uuid,
    number: String,
    /// Of a piece 1.
    quantity: i64,
}

#[utoipa::path(get, path = "/stock/kept/{id}", tag = "stock", operation_id = "kept_for",
    description = "The orders that keep this piece or some of this article, the oldest first.",
    params(("id" = Uuid, Path)), responses((status = 200, body = Vec<KeptForBody>)))]
pub(super) async fn kept_for(
    state: State,
    _: Signed,
    PathId(id): PathId<Piece>,
) -> Result<Json<Vec<KeptForBody>>, Problem> {
    let article: Id<Article> = Id::from_uuid(id.uuid());
    let keepers = state
        .read(move |tx| {
            let mut keepers = custom::keepers_of_article(tx, article)?;
            keepers.extend(custom::keeper_of_piece(tx, id)?);
            Ok::<_, shop::db::StoreError>(keepers)
        })
        .await?;
    let told = keepers.into_iter().map(|keeper| KeptForBody {
        order_id: keeper.order.uuid(),
        number: keeper.number,
        quantity: keeper.quantity,
    });
    Ok(Json(told.collect()))
}
