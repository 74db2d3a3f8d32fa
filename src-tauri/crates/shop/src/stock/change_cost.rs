//! Changes what a piece or a batch article cost, when a supplier's invoice says otherwise.

use units::{Id, Money};

use super::article::Article;
use super::piece::Piece;
use super::store;
use crate::db::{Change, StoreError, WriteTx};

/// Writes a piece's cost and nothing else of its sheet. Who calls keeps what it was before.
pub fn change_cost(
    tx: &mut WriteTx<'_>,
    piece: Id<Piece>,
    cost: Option<Money>,
) -> Result<(), StoreError> {
    store::set_cost(tx, piece, cost)?;
    tx.changed(Change::of("stock"));
    tx.changed(Change::one("piece", piece));
    Ok(())
}

/// The same of a batch article: what it cost last.
pub fn change_article_cost(
    tx: &mut WriteTx<'_>,
    article: Id<Article>,
    cost: Option<Money>,
) -> Result<(), StoreError> {
    store::set_article_cost(tx, article, cost)?;
    tx.changed(Change::of("stock"));
    tx.changed(Change::one("article", article));
    Ok(())
}
