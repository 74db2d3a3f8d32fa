//! What a scanned or typed code stands for.

use units::Money;

use super::article::Article;
use super::piece::{Piece, State};
use super::store;
use crate::db::{ReadTx, StoreError};

/// What a code stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Piece(Box<Piece>),
    Article(Box<Article>),
}

/// Why something that was found cannot be sold now. Whether a cart has it reserved is for `sales`
/// to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSaleable {
    #[error("the piece is sold")]
    Sold,
    #[error("the piece is out on memo")]
    OnMemo,
    #[error("the piece is withdrawn")]
    Withdrawn,
    /// A stone that is set in another piece goes with it.
    #[error("the stone is set in another piece")]
    Mounted,
    /// It has no price yet.
    #[error("the piece has no price")]
    NotPriced,
    /// The article is no longer offered.
    #[error("the article is no longer sold")]
    Inactive,
    /// It is a model: one of its variants is sold.
    #[error("the article has variants")]
    HasVariants,
}

impl Found {
    /// The price it can be sold at now.
    pub fn saleable(&self) -> Result<Money, NotSaleable> {
        match self {
            Self::Piece(piece) => piece.saleable(),
            Self::Article(article) => article.saleable(),
        }
    }
}

impl Piece {
    /// The price it can be sold at now.
    pub fn saleable(&self) -> Result<Money, NotSaleable> {
        match self.state {
            State::Available => self.sheet.price.ok_or(NotSaleable::NotPriced),
            State::Sold => Err(NotSaleable::Sold),
            State::OnMemo => Err(NotSaleable::OnMemo),
            State::Withdrawn => Err(NotSaleable::Withdrawn),
            State::Mounted => Err(NotSaleable::Mounted),
        }
    }
}

impl Article {
    /// The price it can be sold at now.
    pub fn saleable(&self) -> Result<Money, NotSaleable> {
        match (self.active, self.variants) {
            (false, _) => Err(NotSaleable::Inactive),
            (true, 0) => Ok(self.price),
            (true, _) => Err(NotSaleable::HasVariants),
        }
    }
}

/// The piece or article with this number, barcode or certificate number, whatever its state.
///
/// A number is read before a barcode, a barcode before a certificate number; a certificate that
/// two pieces carry (a stone re-set while its old piece is gone) means the one in stock.
pub fn find_by_code(tx: &ReadTx<'_>, code: &str) -> Result<Option<Found>, StoreError> {
    let code = code.trim();
    if code.is_empty() || code.len() > 100 {
        return Ok(None);
    }
    if let Some(piece) = store::piece_by_code(tx, code)? {
        return Ok(Some(Found::Piece(Box::new(piece))));
    }
    Ok(store::article_by_code(tx, code)?.map(|article| Found::Article(Box::new(article))))
}
