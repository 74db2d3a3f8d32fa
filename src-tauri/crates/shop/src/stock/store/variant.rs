//! Variants of batch articles, and what became of an article's count.

use rusqlite::params;
use units::{Id, Money};
use uuid::Uuid;

use super::article::{ARTICLE, read};
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::search;
use crate::stock::article::{Article, ArticleEntry};
use crate::stock::variant::Values;

/// A model's variants, those that were merged back too.
pub fn variants_of(tx: &ReadTx<'_>, model: Id<Article>) -> Result<Vec<Article>, StoreError> {
    tx.all(
        &format!("{ARTICLE} WHERE article.model_id = ?1 ORDER BY article.number"),
        [model.uuid()],
        read,
    )
}

/// The number of another variant of the model that has these values and is not merged back.
pub fn variant_named(
    tx: &ReadTx<'_>,
    model: Id<Article>,
    values: &Values,
    own: Id<Article>,
) -> Result<Option<String>, StoreError> {
    tx.maybe(
        "SELECT number FROM article
         WHERE model_id = ?1 AND lower(variant) = lower(?2) AND id <> ?3 AND merged IS NULL",
        params![model.uuid(), text(values), own.uuid()],
        |row| row.get(0),
    )
}

fn text(values: &Values) -> String {
    serde_json::json!(values).to_string()
}

/// Adds a variant or changes it, and returns its row in the search index. Its count, its cost and
/// whether it is merged back are others' business.
pub fn save_variant(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    model: &Article,
    variant: &Article,
) -> Result<i64, StoreError> {
    tx.execute(
        "INSERT INTO article (id, number, barcode, family_id, title, cost_minor, price_minor,
            vat_regime, favourite, created_at, model_id, variant, own_price)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
         ON CONFLICT (id) DO UPDATE SET number = excluded.number, barcode = excluded.barcode,
            family_id = excluded.family_id, title = excluded.title,
            price_minor = excluded.price_minor, vat_regime = excluded.vat_regime,
            favourite = excluded.favourite, variant = excluded.variant,
            own_price = excluded.own_price, version = version + 1",
        params![
            variant.id.uuid(),
            variant.number,
            variant.barcode,
            model.family.uuid(),
            variant.title,
            variant.cost.map(Money::minor),
            variant.price.minor(),
            model.vat_regime.code(),
            variant.favourite,
            cx.now_ms(),
            model.id.uuid(),
            text(&variant.values),
            variant.own_price,
        ],
    )?;
    let seq: i64 = tx.one(
        "SELECT seq FROM article WHERE id = ?1",
        [variant.id.uuid()],
        |row| row.get(0),
    )?;
    Ok(search::ARTICLE_ROWS + seq)
}

/// Merged back with so many, or a variant of its own again.
pub fn set_merged(
    tx: &mut WriteTx<'_>,
    variant: Id<Article>,
    merged: Option<i64>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE article SET merged = ?2, active = ?2 IS NULL, version = version + 1 WHERE id = ?1",
        params![variant.uuid(), merged],
    )?;
    Ok(())
}

/// What became of an article's count, the newest first.
pub fn article_movements(
    tx: &ReadTx<'_>,
    article: Id<Article>,
) -> Result<Vec<ArticleEntry>, StoreError> {
    tx.all(
        "SELECT at, user_id, reason, document, quantity FROM article_movement
         WHERE article_id = ?1 ORDER BY at DESC, rowid DESC LIMIT 200",
        [article.uuid()],
        |row| {
            Ok(ArticleEntry {
                at: row::time(row, 0)?,
                user: row.get::<_, Option<Uuid>>(1)?.map(Id::<User>::from_uuid),
                reason: row.get(2)?,
                document: row.get(3)?,
                quantity: row.get(4)?,
            })
        },
    )
}
