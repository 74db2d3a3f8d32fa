//! Shows a batch article by another photo.

use units::Id;
use uuid::Uuid;

use super::article::Article;
use super::store;
use crate::db::{Change, StoreError, WriteTx};

/// Writes an article's photo, a kept file, and nothing else of it.
pub fn change_article_photo(
    tx: &mut WriteTx<'_>,
    article: Id<Article>,
    photo: Option<Uuid>,
) -> Result<(), StoreError> {
    store::set_article_photo(tx, article, photo)?;
    tx.changed(Change::of("stock"));
    tx.changed(Change::one("article", article));
    Ok(())
}
