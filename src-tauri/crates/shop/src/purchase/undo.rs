//! Undoes one line of a reception, while what came is still as it came.

use serde_json::json;
use units::Id;

use super::received::{Received, Reception};
use super::refusal::{Refusal, reason};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::stock::custody;
use crate::stock::{self, ArticleMovement, ArticleReason, Party, Piece, State};

/// Takes the goods out of the stock again; the order waits for them as before.
pub fn undo(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Received>,
    why: &str,
) -> Result<Reception, Refusal> {
    let line = store::received(tx, id)?.ok_or(Refusal::Unknown)?;
    let why = reason(why)?;
    if line.undone.is_some() {
        return Err(Refusal::Undone);
    }
    if let Some(invoice) = line.billed {
        return Err(Refusal::Billed(invoice));
    }
    if let Some(piece) = line.piece {
        as_it_came(tx, cx, piece)?;
        stock::undo_reception(tx, cx, piece, line.supplier, &line.reception_number, &why)?;
    }
    if let Some(article) = line.article {
        enough(tx, article, line.quantity)?;
        let movement = ArticleMovement {
            reason: ArticleReason::ReceptionUndone,
            quantity: -line.quantity,
            document: Some(line.reception_number.clone()),
        };
        stock::move_article(tx, cx, article, &movement)?;
    }
    store::insert_undone(tx, cx, line.seq, &why)?;
    let detail = json!({
        "what": "purchase-reception-undone", "number": line.reception_number, "line": id.to_string(),
    });
    journal::log(tx, cx, Event::Other, &detail)?;
    tx.changed(Change::of("purchase"));
    store::reception_by_seq(tx, line.reception)?
        .ok_or(StoreError::Unreadable("purchase_reception"))
        .map_err(Into::into)
}

/// A piece that is here where it came to, the shop's, in no cart, and to which nothing has happened.
fn as_it_came(tx: &WriteTx<'_>, cx: &Cx, id: Id<Piece>) -> Result<(), Refusal> {
    let piece = stock::piece_by_id(tx, id)?.ok_or(Refusal::PieceUnknown)?;
    let number = piece.sheet.number;
    if piece.state != State::Available {
        return Err(Refusal::is(&number, piece.state));
    }
    if piece.custody.owner != Party::Shop {
        return Err(Refusal::NotOurs(number));
    }
    if stock::is_reserved(tx, cx, id)? {
        return Err(Refusal::Reserved(number));
    }
    let entries = custody::history(tx, id)?;
    let first = entries.first().and_then(|entry| entry.custody.place);
    // A piece that was moved and put back is where it came to.
    let strange = entries.iter().find_map(|entry| {
        let moved = entry.reason == "moved" || entry.reason == "count_moved";
        let quiet = entry.reason == "received" || (moved && piece.custody.place == first);
        (!quiet).then(|| entry.reason.clone())
    });
    match strange {
        None => Ok(()),
        Some(what) => Err(Refusal::NotAsItCame { number, what }),
    }
}

/// So many of an article are there to go.
pub(super) fn enough(
    tx: &WriteTx<'_>,
    article: Id<stock::Article>,
    quantity: i64,
) -> Result<stock::Article, Refusal> {
    let found = stock::article_by_id(tx, article)?.ok_or(Refusal::ArticleUnknown)?;
    if found.quantity < quantity {
        return Err(Refusal::TooFew {
            number: found.number,
            there: found.quantity.max(0),
        });
    }
    Ok(found)
}
