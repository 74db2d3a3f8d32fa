//! A variant goes back into its model, and is told apart again.

use units::Id;

use super::article::Article;
use super::save_article::SaveArticleError;
use super::save_variant::VariantError;
use super::sort_out::count_over;
use super::store;
use crate::cx::Cx;
use crate::db::{Change, WriteTx};

fn with_model(
    tx: &WriteTx<'_>,
    id: Id<Article>,
    version: i64,
) -> Result<(Article, Article), VariantError> {
    let variant = store::article_by_id(tx, id)?.ok_or(SaveArticleError::ArticleUnknown)?;
    let model = variant.model.ok_or(VariantError::NotVariant)?;
    if variant.version != version {
        return Err(SaveArticleError::Stale(variant.version).into());
    }
    let model = store::article_by_id(tx, model)?.ok_or(SaveArticleError::ArticleUnknown)?;
    Ok((variant, model))
}

/// Counts a variant with its model from now on; it is no longer sold by itself, and keeps its number
/// and its history.
pub fn merge_variant(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Article>,
    version: i64,
) -> Result<Article, VariantError> {
    let (variant, model) = with_model(tx, id, version)?;
    if variant.merged.is_some() {
        return Err(VariantError::Merged);
    }
    count_over(tx, cx, &variant, &model, variant.quantity)?;
    store::set_merged(tx, id, Some(variant.quantity))?;
    told(tx, id)
}

/// The way back: it is sold by itself again, with as many as went to the model.
pub fn restore_variant(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Article>,
    version: i64,
) -> Result<Article, VariantError> {
    let (variant, model) = with_model(tx, id, version)?;
    let merged = variant.merged.ok_or(VariantError::NotMerged)?;
    if let Some(number) = store::variant_named(tx, model.id, &variant.values, id)? {
        return Err(VariantError::Twice(number));
    }
    count_over(tx, cx, &model, &variant, merged)?;
    store::set_merged(tx, id, None)?;
    told(tx, id)
}

fn told(tx: &mut WriteTx<'_>, id: Id<Article>) -> Result<Article, VariantError> {
    tx.changed(Change::of("stock"));
    tx.changed(Change::one("article", id));
    Ok(store::article_by_id(tx, id)?.ok_or(SaveArticleError::ArticleUnknown)?)
}
