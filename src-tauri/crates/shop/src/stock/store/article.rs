//! Batch articles.

use rusqlite::{Row, params};
use units::{Id, Money};
use uuid::Uuid;

use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::search;
use crate::stock::article::{Article, ArticleMovement};
use crate::stock::save_article::SaveArticle;

/// The columns [`read`] reads. A variant is offered and shown like its model, whose photo it has.
pub(super) const ARTICLE: &str =
    "SELECT article.id, article.number, article.barcode, article.family_id, family.code,
        family.durable, article.title, article.cost_minor, article.price_minor,
        article.vat_regime, article.quantity, article.favourite,
        article.active AND coalesce(model.active, 1) AND (article.import_id IS NULL
            OR article.import_id NOT IN (SELECT id FROM import WHERE import.state = 'undoing')),
        coalesce(article.photo_id, model.photo_id), article.version,
        coalesce((SELECT currency FROM shop), 'EUR'), article.model_id, article.variant,
        article.own_price, article.merged,
        (SELECT count(*) FROM article one WHERE one.model_id = article.id AND one.merged IS NULL)
    FROM article JOIN family ON family.id = article.family_id
    LEFT JOIN article model ON model.id = article.model_id";

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Article> {
    let currency = row::currency(row, 15)?;
    let values: String = row.get(17)?;
    Ok(Article {
        id: row::id(row, 0)?,
        number: row.get(1)?,
        barcode: row.get(2)?,
        family: row::id(row, 3)?,
        family_code: row.get(4)?,
        durable: row.get(5)?,
        title: row.get(6)?,
        cost: row::money(row, 7, currency)?,
        price: row::money(row, 8, currency)?.ok_or(rusqlite::Error::InvalidQuery)?,
        vat_regime: row::word(row, 9)?,
        quantity: row.get(10)?,
        favourite: row.get(11)?,
        active: row.get(12)?,
        photo: row.get(13)?,
        version: row.get(14)?,
        model: row::maybe_id(row, 16)?,
        values: serde_json::from_str(&values).map_err(|_| rusqlite::Error::InvalidQuery)?,
        own_price: row.get(18)?,
        merged: row.get(19)?,
        variants: row.get(20)?,
    })
}

/// The batch article with this id.
pub fn article_by_id(tx: &ReadTx<'_>, id: Id<Article>) -> Result<Option<Article>, StoreError> {
    tx.maybe(
        &format!("{ARTICLE} WHERE article.id = ?1"),
        [id.uuid()],
        read,
    )
}

/// The batch article with this number or barcode.
pub fn article_by_code(tx: &ReadTx<'_>, code: &str) -> Result<Option<Article>, StoreError> {
    tx.maybe(
        &format!(
            "{ARTICLE} WHERE article.number = ?1 OR article.barcode = ?1
             ORDER BY article.number = ?1 DESC LIMIT 1"
        ),
        [code],
        read,
    )
}

/// Every batch article, those of the till's buttons first.
pub fn articles(tx: &ReadTx<'_>) -> Result<Vec<Article>, StoreError> {
    tx.all(
        &format!(
            "{ARTICLE} WHERE article.gone = 0
             ORDER BY article.favourite DESC, article.title, article.number"
        ),
        [],
        read,
    )
}

/// Adds a movement and keeps the sum on the article.
pub fn insert_article_movement(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    article: Id<Article>,
    movement: &ArticleMovement,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO article_movement (id, article_id, at, user_id, reason, document, quantity)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            cx.new_id::<ArticleMovement>().uuid(),
            article.uuid(),
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
            movement.reason.code(),
            movement.document,
            movement.quantity,
        ],
    )?;
    tx.execute(
        "UPDATE article SET quantity = quantity + ?2 WHERE id = ?1",
        params![article.uuid(), movement.quantity],
    )?;
    Ok(())
}

/// Writes what an article cost last, and nothing else.
pub fn set_article_cost(
    tx: &mut WriteTx<'_>,
    article: Id<Article>,
    cost: Option<Money>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE article SET cost_minor = ?2, version = version + 1 WHERE id = ?1",
        params![article.uuid(), cost.map(Money::minor)],
    )?;
    Ok(())
}

/// Writes the photo alone.
pub fn set_article_photo(
    tx: &mut WriteTx<'_>,
    article: Id<Article>,
    photo: Option<Uuid>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE article SET photo_id = ?2, version = version + 1 WHERE id = ?1",
        params![article.uuid(), photo],
    )?;
    Ok(())
}

/// Adds an article or changes it, and returns its row in the search index.
pub fn save_article(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    input: &SaveArticle,
    import: Option<Uuid>,
) -> Result<i64, StoreError> {
    tx.execute(
        "INSERT INTO article (id, number, barcode, family_id, title, cost_minor, price_minor,
            vat_regime, favourite, active, photo_id, created_at, import_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
         ON CONFLICT (id) DO UPDATE SET number = excluded.number, barcode = excluded.barcode,
            family_id = excluded.family_id, title = excluded.title,
            cost_minor = excluded.cost_minor, price_minor = excluded.price_minor,
            vat_regime = excluded.vat_regime, favourite = excluded.favourite,
            active = excluded.active, photo_id = excluded.photo_id, version = version + 1",
        params![
            input.id.uuid(),
            input.number,
            input.barcode,
            input.family.uuid(),
            input.title,
            input.cost.map(Money::minor),
            input.price.minor(),
            input.vat_regime.code(),
            input.favourite,
            input.active,
            input.photo,
            cx.now_ms(),
            import,
        ],
    )?;
    let seq: i64 = tx.one(
        "SELECT seq FROM article WHERE id = ?1",
        [input.id.uuid()],
        |row| row.get(0),
    )?;
    Ok(search::ARTICLE_ROWS + seq)
}

/// The article at a row of the search index.
pub fn article_at(tx: &ReadTx<'_>, row: i64) -> Result<Option<Article>, StoreError> {
    tx.maybe(
        &format!("{ARTICLE} WHERE article.seq = ?1"),
        [row - search::ARTICLE_ROWS],
        read,
    )
}
