//! Variants of batch articles, and what became of an article's count.

use std::collections::{BTreeMap, HashMap};

use axum::Json;
use serde::{Deserialize, Serialize};
use shop::db::StoreError;
use shop::stock::{self, Article, SaveVariant, SortOut};
use shop::users::{self, Right};
use units::Id;
use utoipa::ToSchema;
use uuid::Uuid;

use super::bodies::{ArticleBody, money};
use crate::answer::Answer;
use crate::command::Command;
use crate::input::PathId;
use crate::problem::{Problem, ProblemBody};
use crate::state::State;

/// A variant as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = SaveVariant)]
pub(super) struct SaveVariantBody {
    /// Of a new one; an edit has it in its path.
    id: Option<Uuid>,
    /// Of an edit: the version that was seen.
    version: Option<i64>,
    number: String,
    barcode: Option<String>,
    /// By the axes of the vocabulary: `{"size": "M", "colour": "rouge"}`.
    values: BTreeMap<String, String>,
    /// Null: what the model costs.
    price_minor: Option<i64>,
    #[serde(default)]
    favourite: bool,
    /// Of a new one: how many of the model's count are these.
    #[serde(default)]
    quantity: u32,
}

impl SaveVariantBody {
    fn wanted(
        self,
        tx: &shop::db::ReadTx<'_>,
        id: Id<Article>,
        model: Id<Article>,
    ) -> Result<SaveVariant, Problem> {
        let price = money(self.price_minor, stock::currency(tx)?, "price_minor")?;
        let values = self.values.into_iter();
        Ok(SaveVariant {
            id,
            version: self.version,
            model,
            number: self.number.trim().to_owned(),
            barcode: self
                .barcode
                .map(|barcode| barcode.trim().to_owned())
                .filter(|barcode| !barcode.is_empty()),
            values: values
                .map(|(axis, value)| (axis, value.trim().to_owned()))
                .collect(),
            price,
            favourite: self.favourite,
            quantity: self.quantity,
        })
    }
}

#[utoipa::path(post, path = "/stock/articles/{id}/variants", tag = "stock",
    operation_id = "create_variant", params(("id" = Uuid, Path)), request_body = SaveVariantBody,
    responses((status = 201, body = ArticleBody),
        (status = 409, body = ProblemBody, description = "stock.variant_twice {number}, stock.too_few {count}…"),
        (status = 422, body = ProblemBody, description = "stock.variant_unnamed, stock.model_is_variant…")))]
pub(super) async fn create(
    PathId(model): PathId<Article>,
    command: Command<SaveVariantBody>,
) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .create(move |tx, cx, mut request| {
            request.version = None;
            let id = request.id.map_or_else(|| cx.new_id(), Id::from_uuid);
            let input = request.wanted(tx, id, model)?;
            let variant = stock::save_variant(tx, cx, input)?;
            Ok::<_, Problem>(ArticleBody::new(variant, with_cost))
        })
        .await
}

#[utoipa::path(patch, path = "/stock/variants/{id}", tag = "stock", operation_id = "edit_variant",
    params(("id" = Uuid, Path)), request_body = SaveVariantBody,
    responses((status = 200, body = ArticleBody),
        (status = 409, body = ProblemBody, description = "stock.variant_merged, request.stale…"),
        (status = 422, body = ProblemBody)))]
pub(super) async fn edit(
    PathId(id): PathId<Article>,
    command: Command<SaveVariantBody>,
) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, mut request| {
            request.version = Some(request.version.unwrap_or(0));
            let input = request.wanted(tx, id, id)?;
            let variant = stock::save_variant(tx, cx, input)?;
            Ok::<_, Problem>(ArticleBody::new(variant, with_cost))
        })
        .await
}

/// The version that was seen.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct SeenVariant {
    version: i64,
}

/// Counts a variant with its model again; it is no longer sold by itself.
#[utoipa::path(post, path = "/stock/variants/{id}/merge", tag = "stock",
    operation_id = "merge_variant", params(("id" = Uuid, Path)), request_body = SeenVariant,
    responses((status = 200, body = ArticleBody),
        (status = 409, body = ProblemBody, description = "stock.variant_merged")))]
pub(super) async fn merge(
    PathId(id): PathId<Article>,
    command: Command<SeenVariant>,
) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, request| {
            let variant = stock::merge_variant(tx, cx, id, request.version)?;
            Ok::<_, Problem>(ArticleBody::new(variant, with_cost))
        })
        .await
}

/// The way back from that: it is sold by itself again, with as many as went to the model.
#[utoipa::path(post, path = "/stock/variants/{id}/restore", tag = "stock",
    operation_id = "restore_variant", params(("id" = Uuid, Path)), request_body = SeenVariant,
    responses((status = 200, body = ArticleBody),
        (status = 409, body = ProblemBody, description = "stock.variant_not_merged, stock.variant_twice {number}")))]
pub(super) async fn restore(
    PathId(id): PathId<Article>,
    command: Command<SeenVariant>,
) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, request| {
            let variant = stock::restore_variant(tx, cx, id, request.version)?;
            Ok::<_, Problem>(ArticleBody::new(variant, with_cost))
        })
        .await
}

/// How many are another's of the same model.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = SortOut)]
pub(super) struct SortOutBody {
    /// The model, or another of its variants.
    to_id: Uuid,
    quantity: u32,
}

#[utoipa::path(post, path = "/stock/articles/{id}/sort-out", tag = "stock",
    operation_id = "sort_out", params(("id" = Uuid, Path)), request_body = SortOutBody,
    responses((status = 200, body = ArticleBody),
        (status = 409, body = ProblemBody, description = "stock.too_few {count}, stock.variant_merged"),
        (status = 422, body = ProblemBody, description = "stock.other_model")))]
pub(super) async fn sort_out(
    PathId(from): PathId<Article>,
    command: Command<SortOutBody>,
) -> Result<Answer, Problem> {
    let with_cost = command.signed.may(Right::SeeCost);
    command
        .run(move |tx, cx, request| {
            let input = SortOut {
                from,
                to: Id::from_uuid(request.to_id),
                quantity: request.quantity,
            };
            stock::sort_out(tx, cx, &input)?;
            let article = stock::article_by_id(tx, from)?
                .ok_or_else(|| Problem::unknown("stock.article_unknown"))?;
            Ok::<_, Problem>(ArticleBody::new(article, with_cost))
        })
        .await
}

/// An entry of what became of an article's count.
#[derive(Serialize, ToSchema)]
#[schema(as = ArticleMovement)]
pub(super) struct EntryBody {
    at: String,
    /// Null: the program itself.
    user_name: Option<String>,
    /// `received`, `imported`, `sold`, `returned`, `corrected`, `sent_back`, `came_back`,
    /// `reception_undone`, `import_undone`, `sorted_in`, `sorted_out`, `used`, `given_back`.
    reason: String,
    /// The ticket, delivery or other article's number.
    document: Option<String>,
    quantity: i64,
}

/// The newest first, 200 at most.
#[utoipa::path(get, path = "/stock/articles/{id}/movements", tag = "stock",
    operation_id = "article_movements", params(("id" = Uuid, Path)),
    responses((status = 200, body = Vec<EntryBody>)))]
pub(super) async fn movements(
    state: State,
    PathId(id): PathId<Article>,
) -> Result<Json<Vec<EntryBody>>, Problem> {
    let (entries, names) = state
        .read(move |tx| {
            let users = users::users(tx)?.into_iter();
            let names: HashMap<Uuid, String> =
                users.map(|user| (user.id.uuid(), user.name)).collect();
            Ok::<_, StoreError>((stock::article_movements(tx, id)?, names))
        })
        .await?;
    let entries = entries.into_iter().map(|entry| EntryBody {
        at: entry.at.to_rfc3339(),
        user_name: entry.user.and_then(|user| names.get(&user.uuid()).cloned()),
        reason: entry.reason,
        document: entry.document,
        quantity: entry.quantity,
    });
    Ok(Json(entries.collect()))
}
