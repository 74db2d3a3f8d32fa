//! What of a batch article the till may sell: not what custom orders keep of it.

use super::cart::{Cart, LineOf};
use super::error::CartError;
use crate::custom;
use crate::db::ReadTx;
use crate::stock::Article;

/// How many of an article stand in a cart to be sold.
pub(super) fn in_cart(cart: &Cart, article: &Article) -> i64 {
    let of = LineOf::Article(article.id);
    let lines = cart.lines.iter().filter(|line| line.of == of);
    lines.map(|line| line.quantity).sum()
}

/// Whether so many can be sold. A count that is wrong refuses no sale; what is kept for an order does, until
/// the order lets it go.
pub(super) fn check(tx: &ReadTx<'_>, article: &Article, wanted: i64) -> Result<(), CartError> {
    let keepers = custom::keepers_of_article(tx, article.id)?;
    let kept: i64 = keepers.iter().map(|keeper| keeper.quantity).sum();
    let left = (article.quantity - kept).max(0);
    match keepers.into_iter().next() {
        Some(first) if wanted > left => Err(CartError::ArticleKept {
            number: article.number.clone(),
            left,
            kept,
            order: first.number,
        }),
        _ => Ok(()),
    }
}
