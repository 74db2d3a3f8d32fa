//! Begins a stocktake: the moment of which is frozen what should be there.

use units::Id;

use super::count::{Scope, Stocktake};
use super::prepare::prepare;
use super::store;
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};
use crate::users::{Authority, MissingRight, Right, authorise};
use crate::{stock, till};

/// A new count, named by its client.
#[derive(Clone, Debug)]
pub struct StartStocktake {
    pub id: Id<Stocktake>,
    pub scope: Scope,
    /// What it is for, in a person's words.
    pub note: String,
    /// How many pieces are written down at once: [`super::STEP`].
    pub step: i64,
}

/// Why no count begins.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StartError {
    #[error("the place or family is not known")]
    ScopeUnknown,
    /// The same is being counted: go on there.
    #[error("{number} counts this already")]
    AlreadyCounting { number: String },
    /// The client's id names another one.
    #[error("the id is already used")]
    IdTaken,
    #[error(transparent)]
    MissingRight(#[from] MissingRight),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Freezes what the ledger has in the scope now: what is reserved, on memo or at the bench apart. A
/// small stock is written down at once; of a large one `prepare` writes down the rest.
pub fn start(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    input: StartStocktake,
) -> Result<Stocktake, StartError> {
    authorise(by, None, Right::CountStock)?;
    let known = match input.scope {
        Scope::Place(place) => stock::place_by_id(tx, place)?.is_some(),
        Scope::Family(family) => stock::family_by_id(tx, family)?.is_some(),
        Scope::All => true,
    };
    if !known {
        return Err(StartError::ScopeUnknown);
    }
    if store::stocktake(tx, input.id)?.is_some() {
        return Err(StartError::IdTaken);
    }
    if let Some(number) = store::counting(tx, input.scope)? {
        return Err(StartError::AlreadyCounting { number });
    }
    let house = till::house(tx, cx.till, Some(by.user()))?;
    let seq = store::next_seq(tx)?;
    let number = format!("{}-INV{seq}", house.code);
    let note = super::settle::said(&input.note);
    store::insert(
        tx,
        cx,
        seq,
        &number,
        by.user(),
        input.scope,
        input.id,
        &note,
    )?;
    prepare(tx, input.id, input.step)?;
    for change in Stocktake::changes(input.id) {
        tx.changed(change);
    }
    store::stocktake(tx, input.id)?
        .ok_or(StoreError::Unreadable("stocktake"))
        .map_err(Into::into)
}
