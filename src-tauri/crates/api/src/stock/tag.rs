//! The RFID tag of a piece: what it is, and what it is to be.

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::stock::{self, Piece};
use utoipa::ToSchema;

use crate::answer::Answer;
use crate::command::Command;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::state::State;

/// The tag that is tied to a piece.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Tag {
    /// The tag's code in hexadecimal; null: there is none.
    epc: Option<String>,
}

/// What the tag of a piece is to be.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct BindTag {
    /// The tag's code in hexadecimal; null takes the tag off.
    epc: Option<String>,
    /// Why, where the piece has a tag already.
    #[serde(default)]
    reason: String,
}

#[utoipa::path(put, path = "/stock/pieces/{id}/tag", tag = "stock", operation_id = "bind_tag",
    params(("id" = Uuid, Path)), request_body = BindTag,
    responses((status = 200, body = Tag),
        (status = 409, body = ProblemBody, description = "stock.tag_taken {number}"),
        (status = 422, body = ProblemBody, description = "stock.tag_form, stock.tag_reason")))]
pub(super) async fn tag(
    PathId(id): PathId<Piece>,
    command: Command<BindTag>,
) -> Result<Answer, Problem> {
    command
        .run(move |tx, cx, request| {
            let tied = stock::BindTag {
                tag: request.epc.as_deref().unwrap_or_default(),
                how: stock::TagHow::Typed,
                reason: &request.reason,
            };
            stock::bind_tag(tx, cx, id, &tied)?;
            let epc = stock::tag_of(tx, id)?;
            Ok::<_, Problem>(Tag { epc })
        })
        .await
}

/// The RFID tag of a piece; null where it has none.
#[utoipa::path(get, path = "/stock/pieces/{id}/tag", tag = "stock", operation_id = "piece_tag",
    params(("id" = Uuid, Path)), responses((status = 200, body = Tag)))]
pub(super) async fn tag_of(state: State, PathId(id): PathId<Piece>) -> Result<Json<Tag>, Problem> {
    let epc = state.read(move |tx| stock::tag_of(tx, id)).await?;
    Ok(Json(Tag { epc }))
}
