//! What is kept for orders: pieces by the key, articles by number.

use rusqlite::{Row, params};
use units::Id;

use crate::custom::nouns::{Keeper, Order};
use crate::cx::Cx;
use crate::db::{Change, ReadTx, StoreError, WriteTx, row};
use crate::stock::{Article, Piece};

/// Keeps a piece for an order: `part` is its line, None the finished piece.
pub fn keep(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    piece: Id<Piece>,
    order: i64,
    part: Option<i64>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO custom_kept (piece_id, custom, part, at) VALUES (?1, ?2, ?3, ?4)",
        params![piece.uuid(), order, part, cx.now_ms()],
    )?;
    tx.changed(Change::one("piece", piece));
    Ok(())
}

pub fn release(tx: &mut WriteTx<'_>, piece: Id<Piece>) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM custom_kept WHERE piece_id = ?1",
        [piece.uuid()],
    )?;
    tx.changed(Change::one("piece", piece));
    Ok(())
}

fn read_keeper(found: &Row<'_>) -> rusqlite::Result<Keeper> {
    Ok(Keeper {
        order: row::id::<Order>(found, 0)?,
        number: found.get(1)?,
        quantity: found.get(2)?,
    })
}

/// The order that a piece is kept for.
pub fn keeper_of_piece(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<Option<Keeper>, StoreError> {
    tx.maybe(
        "SELECT made.id, made.number, 1 FROM custom_kept
         JOIN custom_order made ON made.seq = custom_kept.custom WHERE piece_id = ?1",
        [piece.uuid()],
        read_keeper,
    )
}

/// The orders that keep some of an article, the oldest first: so many each, what was used left out.
pub fn keepers_of_article(
    tx: &ReadTx<'_>,
    article: Id<Article>,
) -> Result<Vec<Keeper>, StoreError> {
    tx.all(
        "SELECT made.id, made.number,
            sum(part.quantity - (SELECT coalesce(sum(used.quantity), 0)
                FROM custom_use used WHERE used.part = part.seq AND used.undoes IS NULL
                    AND NOT EXISTS (SELECT 1 FROM custom_use back WHERE back.undoes = used.seq)))
            AS kept
         FROM custom_part part JOIN custom_order made ON made.seq = part.custom
         WHERE part.article_id = ?1
           AND made.state NOT IN ('ready', 'delivered', 'refused', 'cancelled')
           AND coalesce((SELECT step FROM custom_part_step step WHERE step.part = part.seq
                ORDER BY step.seq DESC LIMIT 1), 'back') <> 'off'
         GROUP BY made.seq HAVING kept > 0 ORDER BY made.seq",
        [article.uuid()],
        read_keeper,
    )
}

/// How many of an article the orders in the making have kept and not used yet.
pub fn kept_of_article(tx: &ReadTx<'_>, article: Id<Article>) -> Result<i64, StoreError> {
    let keepers = keepers_of_article(tx, article)?;
    Ok(keepers.iter().map(|keeper| keeper.quantity).sum())
}

/// What stands in the place of a line that was awaited, and is on the list.
pub fn came_as(tx: &ReadTx<'_>, awaited: i64) -> Result<Option<String>, StoreError> {
    tx.maybe(
        "SELECT part.number FROM custom_part part WHERE part.replaces = ?1
            AND coalesce((SELECT step FROM custom_part_step step WHERE step.part = part.seq
                ORDER BY step.seq DESC LIMIT 1), 'back') = 'back' LIMIT 1",
        [awaited],
        |found| found.get(0),
    )
}
