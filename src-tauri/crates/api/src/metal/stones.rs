//! Price lists of stones.

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::metal::{self, StoneFile, StoneList, StonesFound};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::rates::RateRowProblem;
use crate::answer::Answer;
use crate::command::{Command, File, Upload};
use crate::devices::Nothing;
use crate::input::{PathId, Query};
use crate::problem::{Problem, ProblemBody};
use crate::state::State;
use crate::wire::when;

/// A list as it is kept.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StoneList)]
pub(super) struct ListBody {
    id: Uuid,
    number: i64,
    name: String,
    factor_bp: i64,
    at: String,
    count: i64,
    /// Since when it counts no more.
    withdrawn_at: Option<String>,
}

impl From<StoneList> for ListBody {
    fn from(list: StoneList) -> Self {
        Self {
            id: list.id.uuid(),
            number: list.number,
            name: list.name,
            factor_bp: list.factor_bp,
            at: when(list.at),
            count: list.count,
            withdrawn_at: list.withdrawn_at.map(when),
        }
    }
}

/// Every list, the newest first: it stands before the older ones.
#[utoipa::path(get, path = "/pricing/stones", tag = "metal", operation_id = "stone_lists",
    responses((status = 200, body = Vec<ListBody>)))]
pub(super) async fn list(state: State) -> Result<Json<Vec<ListBody>>, Problem> {
    let lists = state.read(metal::stone_lists).await?;
    Ok(Json(lists.into_iter().map(Into::into).collect()))
}

/// What a list cannot say of itself.
#[derive(Clone, Debug, Deserialize, IntoParams)]
pub(super) struct FactorQuery {
    /// Basis points: 9200 takes 0.92 of each price, for another currency or a discount.
    factor_bp: i64,
}

impl FactorQuery {
    fn file(&self, command: &Command<File>) -> StoneFile {
        StoneFile {
            id: command.cx().new_id(),
            name: command.body.name.clone(),
            factor_bp: self.factor_bp,
            bytes: command.body.bytes.to_vec(),
        }
    }
}

/// What a list brings.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StonesFound)]
pub(super) struct FoundBody {
    count: usize,
    problems: Vec<RateRowProblem>,
}

impl From<StonesFound> for FoundBody {
    fn from(found: StonesFound) -> Self {
        Self {
            count: found.rows.len(),
            problems: found.problems.into_iter().map(Into::into).collect(),
        }
    }
}

/// What a list would bring. Nothing is written.
#[utoipa::path(post, path = "/pricing/stones/preview", tag = "metal",
    operation_id = "preview_stone_list", params(FactorQuery),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 200, body = FoundBody),
        (status = 422, body = ProblemBody, description = "metal.file, metal.file_too_long, pricing.not_a_list, pricing.factor")))]
pub(super) async fn preview(
    Query(query): Query<FactorQuery>,
    Upload(command): Upload,
) -> Result<Json<FoundBody>, Problem> {
    let file = query.file(&command);
    let state = command.state.clone();
    let found = state.work(move || metal::preview_stones(&file)).await??;
    Ok(Json(found.into()))
}

/// Keeps a list, before the older ones.
#[utoipa::path(post, path = "/pricing/stones/import", tag = "metal",
    operation_id = "import_stone_list", params(FactorQuery),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 201, body = FoundBody),
        (status = 409, body = ProblemBody, description = "metal.file_nothing_new"),
        (status = 422, body = ProblemBody, description = "metal.file, metal.file_too_long, pricing.not_a_list, pricing.factor")))]
pub(super) async fn import(
    Query(query): Query<FactorQuery>,
    Upload(command): Upload,
) -> Result<Answer, Problem> {
    let file = query.file(&command);
    command
        .create(move |tx, cx, _| {
            let found = metal::import_stones(tx, cx, &file)?;
            Ok::<_, Problem>(FoundBody::from(found))
        })
        .await
}

/// Takes a list back: the older ones stand again. Prices already made with it stay.
#[utoipa::path(post, path = "/pricing/stones/{id}/withdrawal", tag = "metal",
    operation_id = "withdraw_stone_list", params(("id" = Uuid, Path)),
    responses((status = 201, body = ListBody),
        (status = 404, body = ProblemBody, description = "pricing.list_unknown"),
        (status = 409, body = ProblemBody, description = "pricing.list_withdrawn")))]
pub(super) async fn withdraw(
    PathId(id): PathId<StoneList>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    command
        .create(move |tx, cx, Nothing {}| metal::withdraw_stones(tx, cx, id).map(ListBody::from))
        .await
}
