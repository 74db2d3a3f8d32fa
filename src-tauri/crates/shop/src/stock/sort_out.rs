//! Some of an article's count turn out to be another's of the same model.

use units::Id;

use super::article::{Article, ArticleMovement, ArticleReason, move_article};
use super::save_article::SaveArticleError;
use super::save_variant::VariantError;
use super::store;
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};

/// How many are counted elsewhere from now on. The way back is the same the other way round.
#[derive(Clone, Copy, Debug)]
pub struct SortOut {
    /// A model or one of its variants.
    pub from: Id<Article>,
    /// The model, or another of its variants.
    pub to: Id<Article>,
    pub quantity: u32,
}

/// Counts them there; both histories tell it.
pub fn sort_out(tx: &mut WriteTx<'_>, cx: &Cx, input: &SortOut) -> Result<(), VariantError> {
    let of = |id| store::article_by_id(tx, id)?.ok_or(SaveArticleError::ArticleUnknown);
    let (from, to) = (of(input.from)?, of(input.to)?);
    let model = |one: &Article| one.model.unwrap_or(one.id);
    if from.id == to.id || model(&from) != model(&to) {
        return Err(VariantError::OtherModel);
    }
    if from.merged.is_some() || to.merged.is_some() {
        return Err(VariantError::Merged);
    }
    if from.quantity < i64::from(input.quantity) {
        return Err(VariantError::TooFew(from.quantity));
    }
    Ok(count_over(tx, cx, &from, &to, input.quantity.into())?)
}

/// Moves a count, below zero too.
pub(super) fn count_over(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    from: &Article,
    to: &Article,
    quantity: i64,
) -> Result<(), StoreError> {
    let movement = |reason, quantity, other: &Article| ArticleMovement {
        reason,
        quantity,
        document: Some(other.number.clone()),
    };
    let out = movement(ArticleReason::SortedOut, -quantity, to);
    move_article(tx, cx, from.id, &out)?;
    let into = movement(ArticleReason::SortedIn, quantity, from);
    move_article(tx, cx, to.id, &into)
}
