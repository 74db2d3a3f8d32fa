//! Takes back what was written as used.

use units::Id;

use super::add_part::told;
use super::nouns::{CustomError, Order, reason};
use super::part::{self, Part, Use};
use super::part_refusal::PartRefusal;
use super::store::{self, NewUse};
use super::use_part::remember_use;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::stock::{self, ArticleMovement, ArticleReason, Place, custody};
use crate::users::{Authority, Right, authorise};

/// Takes it back: a piece is in the stock again, where it was or at `place`, and still kept for the order.
pub fn take_back_use(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Use>,
    place: Option<Id<Place>>,
    note: &str,
) -> Result<Order, CustomError> {
    authorise(by, None, Right::WorkRepairs)?;
    let used = store::use_by_id(tx, id)?.ok_or(PartRefusal::UseUnknown)?;
    let part = store::part_by_seq(tx, used.part)?.ok_or(PartRefusal::Unknown)?;
    let order = store::work_on(tx, part.order)?;
    if !part::takes_back(order.state) {
        return Err(CustomError::WrongState { state: order.state });
    }
    if used.undone {
        return Err(PartRefusal::TakenBack.into());
    }
    if let Some(place) = place {
        stock::place_by_id(tx, place)?.ok_or(PartRefusal::PlaceUnknown)?;
    }
    let note = reason(note)?;
    undo(tx, cx, by, &order, &part, &used, place, None, &note)?;
    told(tx, cx, &order, "custom-use-back")?;
    store::order(tx, order.id)?.ok_or(CustomError::Unknown)
}

/// Writes the way back; `entry` is the move that did it, where a move did.
#[expect(
    clippy::too_many_arguments,
    reason = "what, where to, why and by which move"
)]
pub(super) fn undo(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    order: &Order,
    part: &Part,
    used: &Use,
    place: Option<Id<Place>>,
    entry: Option<i64>,
    note: &str,
) -> Result<(), CustomError> {
    if let Some(piece) = part.piece {
        let movement = custody::Movement::WorkedOut {
            order: order.number.clone(),
            place,
            note: note.to_owned(),
        };
        custody::record(tx, cx, piece, &movement).map_err(PartRefusal::from)?;
    }
    if let Some(article) = part.article {
        let movement = ArticleMovement {
            reason: ArticleReason::GivenBack,
            quantity: used.quantity,
            document: Some(order.number.clone()),
        };
        stock::move_article(tx, cx, article, &movement)?;
    }
    let new = NewUse {
        undoes: Some(used.seq),
        entry,
        quantity: used.quantity,
        weight_mg: used.weight_mg,
        person: used.person.as_ref().map(|(id, _)| *id),
        on_day: used.on_day,
        minutes: used.minutes,
        cost_minor: used.cost_minor,
        note: note.to_owned(),
        ..NewUse::of(cx.new_id(), part.seq)
    };
    store::insert_use(tx, cx, by.user(), &new)?;
    remember_use(tx, cx, by, order, part, &new)
}
