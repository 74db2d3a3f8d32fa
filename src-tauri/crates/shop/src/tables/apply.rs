//! Carries a bulk edit out, in small writes: no till waits for thousands of pieces.

use units::{Id, Money};

use super::bulk::{Bulk, BulkLine, Progress};
use super::plan::{Why, not_in_stock, plan_one};
use super::store;
use super::value::{Value, value_of};
use super::wanted::Wanted;
use crate::cx::Cx;
use crate::db::{Change, Store, StoreError, WriteTx};
use crate::metal::{self, SavePartsError};
use crate::stock::{
    self, EditPieceError, MovePieceError, Piece, Reassign, RecordError, SheetError,
};

/// Pieces in one write.
const STEP: usize = 100;

/// Why it is not carried out.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ApplyError {
    #[error("the bulk edit is not known")]
    Unknown,
    /// No piece of it would change.
    #[error("nothing is left to change")]
    Nothing,
    #[error(transparent)]
    Edit(#[from] EditPieceError),
    #[error(transparent)]
    Move(#[from] MovePieceError),
    #[error(transparent)]
    Parts(#[from] SavePartsError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Gives a draft its number. One that has begun is found begun.
pub fn begin(tx: &mut WriteTx<'_>, cx: &Cx, id: Id<Bulk>) -> Result<Bulk, ApplyError> {
    let bulk = store::bulk_by_id(tx, id)?.ok_or(ApplyError::Unknown)?;
    if bulk.progress != Progress::Draft {
        return Ok(bulk);
    }
    if bulk.counts.left == 0 {
        return Err(ApplyError::Nothing);
    }
    store::begin(tx, cx, id)?;
    told(tx, id);
    store::bulk_by_id(tx, id)?.ok_or(ApplyError::Unknown)
}

fn told(tx: &mut WriteTx<'_>, id: Id<Bulk>) {
    tx.changed(Change::of("bulk"));
    tx.changed(Change::one("bulk", id));
}

/// Changes what is left of one that has begun; goes on behind a crash, and ends where `go_on` says
/// no. Blocks the thread, not the store.
pub fn carry_out(
    store: &Store,
    cx: &dyn Fn() -> Cx,
    id: Id<Bulk>,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<(), ApplyError> {
    let bulk = store
        .read(|tx| store::bulk_by_id(tx, id))?
        .ok_or(ApplyError::Unknown)?;
    if bulk.progress != Progress::Running {
        return Ok(());
    }
    while go_on() {
        let (now, bulk) = (cx(), bulk.clone());
        let step = store.write(move |tx| step(tx, &now, &bulk))?;
        if step.value {
            break;
        }
    }
    Ok(())
}

/// The next pieces; says whether they were the last.
fn step(tx: &mut WriteTx<'_>, cx: &Cx, bulk: &Bulk) -> Result<bool, ApplyError> {
    // Somebody may have stopped it since.
    let now = store::bulk_by_id(tx, bulk.id)?.ok_or(ApplyError::Unknown)?;
    if now.progress != Progress::Running {
        return Ok(true);
    }
    let lines = store::lines_left(tx, bulk.id, STEP)?;
    let is_last = lines.len() < STEP;
    for line in lines {
        let why = one(tx, cx, bulk, &line)?;
        store::settle_line(tx, bulk.id, line.position, why)?;
    }
    if is_last {
        store::end(tx, bulk.id)?;
    }
    told(tx, bulk.id);
    Ok(is_last)
}

/// Changes one piece, unless it is no longer what was seen.
fn one(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    bulk: &Bulk,
    line: &BulkLine,
) -> Result<Option<Why>, ApplyError> {
    let Some(piece) = stock::piece_by_id(tx, line.piece)? else {
        return Ok(Some(Why::Changed));
    };
    let why = if bulk.undoes.is_some() {
        let now = value_of(tx, &bulk.wanted, &piece)?;
        not_in_stock(tx, cx, &piece)?.or((now != line.old).then_some(Why::Changed))
    } else {
        let planned = plan_one(tx, cx, &bulk.wanted, &piece)?;
        let is_seen = planned.old == line.old && planned.new == line.new;
        planned.why.or((!is_seen).then_some(Why::Changed))
    };
    if why.is_some() {
        return Ok(why);
    }
    give(tx, cx, &piece, &bulk.wanted, &line.new)
}

fn give(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    piece: &Piece,
    wanted: &Wanted,
    value: &Value,
) -> Result<Option<Why>, ApplyError> {
    let edited = match *value {
        Value::Attribute(ref value) => {
            let Wanted::Attribute { name, .. } = wanted else {
                return Ok(Some(Why::Changed));
            };
            let to = Reassign::Attribute {
                name,
                value: value.as_deref(),
            };
            stock::reassign(tx, cx, piece.id, to)
        }
        Value::Place(None) => return Ok(Some(Why::Changed)),
        Value::Place(Some(place)) => {
            return match stock::move_pieces(tx, cx, &[piece.id], place) {
                Ok(()) => Ok(None),
                Err(MovePieceError::Record(RecordError::WrongState(_))) => Ok(Some(Why::Changed)),
                Err(error) => Err(error.into()),
            };
        }
        Value::Floor(floor) => {
            metal::set_floor(tx, cx, piece.id, floor)?;
            return Ok(None);
        }
        Value::Family(family) => stock::reassign(tx, cx, piece.id, Reassign::Family(family)),
        Value::Supplier(supplier) => {
            stock::reassign(tx, cx, piece.id, Reassign::Supplier(supplier))
        }
        Value::VatRegime(regime) => stock::reassign(tx, cx, piece.id, Reassign::VatRegime(regime)),
        Value::Price(minor) => {
            let currency = stock::currency(tx)?;
            let price = minor.and_then(|minor| Money::new(minor, currency).ok());
            stock::change_price(tx, cx, piece.id, piece.version, price).map(drop)
        }
    };
    match edited {
        Ok(()) => Ok(None),
        // A taking back may meet what was allowed then and no longer is.
        Err(EditPieceError::Sheet(SheetError::NotInvestmentGold)) => {
            Ok(Some(Why::NotInvestmentGold))
        }
        Err(EditPieceError::Sheet(SheetError::TooManyAttributes)) => {
            Ok(Some(Why::TooManyAttributes))
        }
        Err(error) => Err(error.into()),
    }
}
