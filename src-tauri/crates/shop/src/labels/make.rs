//! Labels from pieces.

use documents::label::{self, Facts};
use units::{Currency, Id};

use super::cost_code::{CostCode, cost_code};
use crate::db::{ReadTx, StoreError};
use crate::identity;
use crate::stock::{self, Piece};

/// The most labels of one batch or one file.
pub const MOST_PIECES: usize = 1_000;

/// The label of a piece.
#[derive(Clone, Debug)]
pub struct Made {
    pub piece: Id<Piece>,
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
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The labels of these pieces, in this order; a piece that is named twice gets two.
pub fn make(tx: &ReadTx<'_>, template: &str, pieces: &[Id<Piece>]) -> Result<Vec<Made>, MakeError> {
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
        let piece = stock::piece_by_id(tx, *id)?.ok_or(MakeError::PieceUnknown)?;
        made.push(Made {
            piece: *id,
            label: label::Label {
                template: template.clone(),
                facts: facts(&piece, code.as_ref(), stock::currency(tx)?),
                language: shop.language,
            },
        });
    }
    Ok(made)
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
