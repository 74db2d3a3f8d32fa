//! Puts a batch article that comes with a stock file into the stock.

use uuid::Uuid;

use super::article::{ArticleMovement, ArticleReason, move_article};
use super::family::Family;
use super::save_article::SaveArticle;
use super::{store, words};
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::search::Words;

/// Writes an article whose fields have been checked, counts its quantity in, and says what it is to
/// be found by. The caller hands those words to the search index, with many others.
pub fn enter_article(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    article: &SaveArticle,
    family: &Family,
    quantity: i64,
    import: (Uuid, &str),
) -> Result<Words, StoreError> {
    let (import, document) = import;
    let row = store::save_article(tx, cx, article, Some(import))?;
    let movement = ArticleMovement {
        reason: ArticleReason::Imported,
        quantity,
        document: Some(document.to_owned()),
    };
    move_article(tx, cx, article.id, &movement)?;
    let words = words::of_article(
        &article.number,
        &article.title,
        article.barcode.as_deref(),
        family,
    );
    Ok(Words { row, words })
}
