//! What was awaited has come: a piece or articles of the stock stand in its place, kept for the order.

use units::Id;

use super::add_part::{self, AddPart};
use super::nouns::{CustomError, Order};
use super::part::{self, Part, PartKind};
use super::part_refusal::PartRefusal;
use super::store;
use super::take_off::put_off;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::users::{Authority, Right, authorise};

/// Keeps what stands in the stock under `code` instead of the awaited line.
pub fn arrive(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    awaited: Id<Part>,
    id: Id<Part>,
    code: &str,
) -> Result<Order, CustomError> {
    authorise(by, None, Right::WorkRepairs)?;
    let was = store::part(tx, awaited)?.ok_or(PartRefusal::Unknown)?;
    let order = store::work_on(tx, was.order)?;
    if !part::lists(order.state) {
        return Err(CustomError::WrongState { state: order.state });
    }
    if was.kind != PartKind::Awaited {
        return Err(PartRefusal::Unknown.into());
    }
    if was.off {
        return Err(PartRefusal::Off.into());
    }
    let standing = store::uses(tx, order.seq)?;
    if standing
        .iter()
        .any(|one| one.part == was.seq && !one.undone)
    {
        return Err(PartRefusal::Used.into());
    }
    put_off(tx, cx, by, &order, &was, None, "")?;
    let input = AddPart {
        id,
        order: order.id,
        kind: PartKind::Piece,
        title: String::new(),
        quote_line: was.quote_line,
        code: code.to_owned(),
        quantity: was.quantity,
        supplier: None,
        purchase_line: None,
        metal: None,
        fineness: None,
        weight_mg: None,
        loss_bp: 0,
        person: None,
        minutes: None,
        cost_minor: None,
    };
    add_part::write(tx, cx, by, &order, &input, Some(was.seq))?;
    add_part::told(tx, cx, &order, "custom-part")?;
    store::order(tx, order.id)?.ok_or(CustomError::Unknown)
}
