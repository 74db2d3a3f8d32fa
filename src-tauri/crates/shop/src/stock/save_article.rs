//! Enters and changes batch articles, receives and counts them.

use units::{Id, Money};
use uuid::Uuid;

use super::article::{Article, ArticleMovement, ArticleReason, move_article};
use super::check::{SheetError, check_number};
use super::family::Family;
use super::piece::VatRegime;
use super::{store, variant, words};
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::rules;
use crate::search::{self, Words};

/// An article as it is to be: new without a version, changed over the version that was seen.
#[derive(Clone, Debug)]
pub struct SaveArticle {
    pub id: Id<Article>,
    pub version: Option<i64>,
    pub number: String,
    pub barcode: Option<String>,
    pub family: Id<Family>,
    pub title: String,
    pub cost: Option<Money>,
    pub price: Money,
    pub vat_regime: VatRegime,
    pub favourite: bool,
    pub active: bool,
    pub photo: Option<Uuid>,
}

/// Why nothing was saved.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SaveArticleError {
    #[error("the article is not known")]
    ArticleUnknown,
    /// The client's id names another article already.
    #[error("the id is already used")]
    IdTaken,
    #[error("the article has version {0} by now")]
    Stale(i64),
    /// What a variant shares with its model is changed there.
    #[error("the article is a variant")]
    IsVariant,
    #[error(transparent)]
    Sheet(#[from] SheetError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Enters an article, or changes the one with this id.
pub fn save_article(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    input: SaveArticle,
) -> Result<Article, SaveArticleError> {
    let before = store::article_by_id(tx, input.id)?;
    match (&before, input.version) {
        (None, None) => {}
        (None, Some(_)) => return Err(SaveArticleError::ArticleUnknown),
        (Some(_), None) => return Err(SaveArticleError::IdTaken),
        (Some(article), Some(version)) if article.version != version => {
            return Err(SaveArticleError::Stale(article.version));
        }
        (Some(article), Some(_)) if article.model.is_some() => {
            return Err(SaveArticleError::IsVariant);
        }
        (Some(_), Some(_)) => {}
    }
    check(tx, cx, &input)?;
    let family = store::family_by_id(tx, input.family)?.ok_or(SheetError::FamilyUnknown)?;
    let row = store::save_article(tx, cx, &input, None)?;
    let article = store::article_by_id(tx, input.id)?.ok_or(SaveArticleError::ArticleUnknown)?;
    let words = Words {
        row,
        words: words::of_article(
            &article.number,
            &article.title,
            article.barcode.as_deref(),
            &family,
        ),
    };
    if before.is_some() {
        search::index_again(tx, &words)?;
        variant::follow(tx, cx, &article, &family)?;
    } else {
        search::index(tx, &[words])?;
    }
    tx.changed(Change::of("stock"));
    tx.changed(Change::one("article", input.id));
    Ok(article)
}

pub(super) fn check(tx: &WriteTx<'_>, cx: &Cx, input: &SaveArticle) -> Result<(), SheetError> {
    let most = rules::trade().most_price_minor(cx.now.date_naive());
    check_number(&input.number)?;
    if input.title.trim().is_empty() {
        return Err(SheetError::TitleMissing);
    }
    if input.title.chars().count() > 200 {
        return Err(SheetError::TooLong("title"));
    }
    if input.price.minor() <= 0 {
        return Err(SheetError::PriceNotPositive);
    }
    if input.price.minor() > most {
        return Err(SheetError::PriceAbsurd);
    }
    // An article has no alloy: nothing shows that it is gold.
    if input.vat_regime == VatRegime::ExemptGold {
        return Err(SheetError::NotInvestmentGold);
    }
    if input.cost.is_some_and(Money::is_negative) {
        return Err(SheetError::CostNegative);
    }
    if store::code_is_taken(tx, &input.number, input.id.uuid())? {
        return Err(SheetError::NumberTaken(input.number.clone()));
    }
    if let Some(barcode) = &input.barcode
        && store::code_is_taken(tx, barcode, input.id.uuid())?
    {
        return Err(SheetError::BarcodeTaken(barcode.clone()));
    }
    Ok(())
}

/// Counts a delivery in.
pub fn receive_article(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    article: Id<Article>,
    quantity: units::Quantity,
    document: Option<String>,
) -> Result<Article, SaveArticleError> {
    let movement = ArticleMovement {
        reason: ArticleReason::Received,
        quantity: quantity.count(),
        document,
    };
    moved(tx, cx, article, |_| movement)
}

/// Sets the quantity to what was counted; the difference is the movement.
pub fn correct_article(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    article: Id<Article>,
    counted: u32,
) -> Result<Article, SaveArticleError> {
    moved(tx, cx, article, |before| ArticleMovement {
        reason: ArticleReason::Corrected,
        quantity: i64::from(counted) - before.quantity,
        document: None,
    })
}

fn moved(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Article>,
    movement: impl FnOnce(&Article) -> ArticleMovement,
) -> Result<Article, SaveArticleError> {
    let before = store::article_by_id(tx, id)?.ok_or(SaveArticleError::ArticleUnknown)?;
    move_article(tx, cx, id, &movement(&before))?;
    store::article_by_id(tx, id)?.ok_or(SaveArticleError::ArticleUnknown)
}
