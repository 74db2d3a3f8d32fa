//! Makes a variant of a batch article, and changes it.

use units::{Id, Money};

use super::article::Article;
use super::check::SheetError;
use super::save_article::{SaveArticle, SaveArticleError, check};
use super::sort_out::{SortOut, sort_out};
use super::store;
use super::variant::{self, Values};
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};

/// A variant as it is to be: new without a version, changed over the version that was seen.
#[derive(Clone, Debug)]
pub struct SaveVariant {
    pub id: Id<Article>,
    pub version: Option<i64>,
    /// Of a new one; a variant keeps its model.
    pub model: Id<Article>,
    pub number: String,
    pub barcode: Option<String>,
    pub values: Values,
    /// None: it costs what its model costs.
    pub price: Option<Money>,
    pub favourite: bool,
    /// Of a new one: how many of the model's count are these.
    pub quantity: u32,
}

/// Why a variant is not made, changed, counted, merged or told apart again.
#[derive(Clone, Debug, thiserror::Error)]
pub enum VariantError {
    /// Nothing tells it from its model.
    #[error("the variant says nothing of its own")]
    Unnamed,
    /// A variant of the model is told by the same values: its number.
    #[error("the variant {0} is the same")]
    Twice(String),
    /// A variant has no variants.
    #[error("the model is a variant itself")]
    ModelIsVariant,
    /// The article is no variant.
    #[error("the article is no variant")]
    NotVariant,
    /// It was merged back, and is no article of its own until it is told apart again.
    #[error("the variant is merged back")]
    Merged,
    #[error("the variant is not merged back")]
    NotMerged,
    /// The two are not variants of one model, or one of them and its model.
    #[error("the articles have nothing to do with each other")]
    OtherModel,
    /// So many are not there.
    #[error("there are only {0}")]
    TooFew(i64),
    #[error(transparent)]
    Article(#[from] SaveArticleError),
}

impl From<SheetError> for VariantError {
    fn from(error: SheetError) -> Self {
        Self::Article(error.into())
    }
}

impl From<StoreError> for VariantError {
    fn from(error: StoreError) -> Self {
        Self::Article(error.into())
    }
}

/// Makes a variant, with its part of the model's count, or changes the one with this id.
pub fn save_variant(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    input: SaveVariant,
) -> Result<Article, VariantError> {
    let before = store::article_by_id(tx, input.id)?;
    let model = match (&before, input.version) {
        (None, None) => input.model,
        (None, Some(_)) => return Err(SaveArticleError::ArticleUnknown.into()),
        (Some(_), None) => return Err(SaveArticleError::IdTaken.into()),
        (Some(variant), Some(version)) if variant.version != version => {
            return Err(SaveArticleError::Stale(variant.version).into());
        }
        (Some(variant), Some(_)) => variant.model.ok_or(VariantError::NotVariant)?,
    };
    let model = store::article_by_id(tx, model)?.ok_or(SaveArticleError::ArticleUnknown)?;
    if model.model.is_some() {
        return Err(VariantError::ModelIsVariant);
    }
    if before
        .as_ref()
        .is_some_and(|variant| variant.merged.is_some())
    {
        return Err(VariantError::Merged);
    }
    if input.values.is_empty() {
        return Err(VariantError::Unnamed);
    }
    variant::check(&input.values)?;
    if let Some(number) = store::variant_named(tx, model.id, &input.values, input.id)? {
        return Err(VariantError::Twice(number));
    }
    let variant = Article {
        id: input.id,
        title: variant::title(&model.title, &input.values),
        number: input.number,
        barcode: input.barcode,
        price: input.price.unwrap_or(model.price),
        own_price: input.price.is_some(),
        favourite: input.favourite,
        values: input.values,
        model: Some(model.id),
        ..model.clone()
    };
    check(tx, cx, &as_article(&variant))?;
    let family = store::family_by_id(tx, model.family)?.ok_or(SheetError::FamilyUnknown)?;
    variant::write(tx, cx, &model, &variant, &family)?;
    if before.is_none() && input.quantity > 0 {
        let sort = SortOut {
            from: model.id,
            to: input.id,
            quantity: input.quantity,
        };
        sort_out(tx, cx, &sort)?;
    }
    Ok(store::article_by_id(tx, input.id)?.ok_or(SaveArticleError::ArticleUnknown)?)
}

/// What any article must be, a variant is.
fn as_article(variant: &Article) -> SaveArticle {
    SaveArticle {
        id: variant.id,
        version: None,
        number: variant.number.clone(),
        barcode: variant.barcode.clone(),
        family: variant.family,
        title: variant.title.clone(),
        cost: variant.cost,
        price: variant.price,
        vat_regime: variant.vat_regime,
        favourite: variant.favourite,
        active: true,
        photo: None,
    }
}
