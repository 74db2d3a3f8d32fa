//! Labels from pieces.

use documents::label::{self, Facts};
use units::{Currency, Id};
use uuid::Uuid;

use super::cost_code::{CostCode, cost_code};
use crate::db::{ReadTx, StoreError};
use crate::identity;
use crate::stock::{self, Article, Piece};

/// The most labels of one batch or one file.
pub const MOST_PIECES: usize = 1_000;

/// The label of a piece or of a batch article.
#[derive(Clone, Debug)]
pub struct Made {
    /// The piece's id or the article's.
    pub id: Uuid,
    /// None: a batch article, whose labels are all alike.
    pub piece: Option<Id<Piece>>,
    pub label: label::Label,
}

/// Why there are no labels.
#[derive(Clone, Debug, thiserror::Error)]
pub enum MakeError {
    #[error("there is no such template")]
    TemplateUnknown,
    #[error("no piece was chosen")]
    NoPiece,
    #[error("at most {MOST_PIECES} labels at once")]
    TooMany,
    #[error("a piece is not known")]
    PieceUnknown,
    /// A chip tells one piece from another: what is only counted has none.
    #[error("a batch article has no chip")]
    ChipOfArticle,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The labels of these pieces and batch articles, in this order; what is named twice gets two.
pub fn make(tx: &ReadTx<'_>, template: &str, pieces: &[Uuid]) -> Result<Vec<Made>, MakeError> {
    let template = label::template(template).ok_or(MakeError::TemplateUnknown)?;
    if pieces.is_empty() {
        return Err(MakeError::NoPiece);
    }
    if pieces.len() > MOST_PIECES {
        return Err(MakeError::TooMany);
    }
    let shop = identity::shop(tx)?.ok_or(StoreError::Unreadable("shop"))?;
    let code = cost_code(tx)?;
    let mut made = Vec::with_capacity(pieces.len());
    for id in pieces {
        let (piece, facts) = match stock::piece_by_id(tx, Id::from_uuid(*id))? {
            Some(piece) => {
                let facts = facts(&piece, code.as_ref(), stock::currency(tx)?);
                (Some(piece.id), facts)
            }
            None if template.chip => return Err(MakeError::ChipOfArticle),
            None => {
                let article = stock::article_by_id(tx, Id::from_uuid(*id))?;
                let article = article.ok_or(MakeError::PieceUnknown)?;
                (None, article_facts(article, code.as_ref()))
            }
        };
        made.push(Made {
            id: *id,
            piece,
            label: label::Label {
                template: template.clone(),
                facts,
                language: shop.language,
            },
        });
    }
    Ok(made)
}

/// What a label says of a batch article.
fn article_facts(article: Article, code: Option<&CostCode>) -> Facts {
    Facts {
        currency: article.price.currency(),
        number: article.number,
        title: article.title,
        metals: Vec::new(),
        stones: Vec::new(),
        size: None,
        weight_mg: None,
        price_minor: Some(article.price.minor()),
        epc: None,
        cost_code: code.zip(article.cost).map(|(code, cost)| code.write(cost)),
    }
}

/// What a label says of a piece.
fn facts(piece: &Piece, code: Option<&CostCode>, currency: Currency) -> Facts {
    let sheet = &piece.sheet;
    // A tag has no room for certificates.
    let stones = sheet.stones().into_iter().map(|stone| documents::Stone {
        laboratory: None,
        certificate_number: None,
        ..stone
    });
    Facts {
        number: sheet.number.clone(),
        title: sheet.title.clone(),
        metals: sheet.metals(),
        stones: stones.collect(),
        size: sheet.size.clone(),
        weight_mg: sheet.gross.map(units::Weight::mg),
        price_minor: sheet.price.map(units::Money::minor),
        currency: sheet.price.map_or(currency, units::Money::currency),
        epc: None,
        cost_code: code.zip(sheet.cost).map(|(code, cost)| code.write(cost)),
    }
}
