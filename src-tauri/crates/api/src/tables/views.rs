//! Views of the stock's table.

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::stock::{Sort, State as PieceState};
use shop::tables::{self, View, ViewOf};
use units::{Id, Metal};
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::word;
use crate::answer::Answer;
use crate::command::Command;
use crate::devices::Nothing;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::signed::Signed;
use crate::state::State;

/// Columns, order and filter under a name.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[schema(as = StockViewOf)]
pub(super) struct ViewOfBody {
    name: String,
    /// For everybody.
    #[serde(default)]
    shared: bool,
    columns: Vec<String>,
    /// `entered`, `number`, `title`, `price` or `weight`.
    #[serde(default)]
    sort: Option<String>,
    #[serde(default)]
    descending: bool,
    /// As typed.
    #[serde(default)]
    q: String,
    #[serde(default)]
    family: Option<Uuid>,
    #[serde(default)]
    place: Option<Uuid>,
    #[serde(default)]
    supplier: Option<Uuid>,
    #[serde(default)]
    metal: Option<String>,
    /// Null: every state.
    #[serde(default)]
    state: Option<String>,
}

impl TryFrom<ViewOfBody> for ViewOf {
    type Error = Problem;

    fn try_from(body: ViewOfBody) -> Result<Self, Problem> {
        Ok(Self {
            name: body.name,
            is_shared: body.shared,
            columns: body.columns,
            sort: word::<Sort>(body.sort, "sort")?.unwrap_or_default(),
            is_descending: body.descending,
            text: body.q,
            family: body.family.map(Id::from_uuid),
            place: body.place.map(Id::from_uuid),
            supplier: body.supplier.map(Id::from_uuid),
            metal: word(body.metal, "metal")?,
            state: word(body.state, "state")?,
        })
    }
}

/// A view.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = StockView)]
pub(super) struct ViewBody {
    id: Uuid,
    #[serde(flatten)]
    of: ViewOfBody,
    /// Whose it is.
    user_id: Uuid,
    user_name: String,
    /// Whether the table of whoever asked opens with it.
    first: bool,
    version: i64,
}

impl From<View> for ViewBody {
    fn from(view: View) -> Self {
        let of = view.of;
        Self {
            id: view.id.uuid(),
            of: ViewOfBody {
                name: of.name,
                shared: of.is_shared,
                columns: of.columns,
                sort: Some(of.sort.code().to_owned()),
                descending: of.is_descending,
                q: of.text,
                family: of.family.map(Id::uuid),
                place: of.place.map(Id::uuid),
                supplier: of.supplier.map(Id::uuid),
                metal: of.metal.map(|metal: Metal| metal.code().to_owned()),
                state: of.state.map(|state: PieceState| state.code().to_owned()),
            },
            user_id: view.user.uuid(),
            user_name: view.user_name,
            first: view.is_first,
            version: view.version,
        }
    }
}

/// One's own views and those for everybody, by name.
#[utoipa::path(get, path = "/stock/views", tag = "tables", operation_id = "stock_views",
    responses((status = 200, body = Vec<ViewBody>)))]
pub(super) async fn list(state: State, signed: Signed) -> Result<Json<Vec<ViewBody>>, Problem> {
    let user = signed.authority.user();
    let found = state.read(move |tx| tables::views(tx, user)).await?;
    Ok(Json(found.into_iter().map(Into::into).collect()))
}

/// A view as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = SaveStockView)]
pub(super) struct SaveViewBody {
    /// The version that was seen; 0 of a new one.
    #[serde(default)]
    version: i64,
    #[serde(flatten)]
    of: ViewOfBody,
}

/// Keeps a view. One for everybody needs the right to change the stock.
#[utoipa::path(put, path = "/stock/views/{id}", tag = "tables", operation_id = "save_stock_view",
    params(("id" = Uuid, Path)), request_body = SaveViewBody,
    responses((status = 200, body = ViewBody),
        (status = 403, body = ProblemBody, description = "right.missing {right}"),
        (status = 409, body = ProblemBody, description = "view.name_taken {name}, request.stale {version}"),
        (status = 422, body = ProblemBody, description = "stock.name_missing, view.name_too_long, view.no_column, stock.value_wrong {field}")))]
pub(super) async fn save(
    PathId(id): PathId<View>,
    command: Command<SaveViewBody>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, _, body| {
            let view = tables::save_view(tx, &by, id, body.version, body.of.try_into()?)?;
            Ok::<_, Problem>(ViewBody::from(view))
        })
        .await
}

#[utoipa::path(delete, path = "/stock/views/{id}", tag = "tables", operation_id = "delete_stock_view",
    params(("id" = Uuid, Path)),
    responses((status = 204), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
pub(super) async fn delete(
    PathId(id): PathId<View>,
    command: Command<Nothing>,
) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, _, Nothing {}| tables::delete_view(tx, &by, id).map_err(Problem::from))
        .await
}

/// Which view one's table opens with.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct OpenWith {
    /// Null: all that is in stock.
    view_id: Option<Uuid>,
}

#[utoipa::path(put, path = "/stock/first-view", tag = "tables", operation_id = "open_with_view",
    request_body = OpenWith,
    responses((status = 204), (status = 404, body = ProblemBody, description = "view.unknown")))]
pub(super) async fn open_with(command: Command<OpenWith>) -> Result<Answer, Problem> {
    let by = command.signed.authority;
    command
        .run(move |tx, _, body| {
            let view = body.view_id.map(Id::from_uuid);
            tables::open_with(tx, &by, view).map_err(Problem::from)
        })
        .await
}
