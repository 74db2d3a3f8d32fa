//! Takes the lines of the quote over to the list of what the piece is made of.

use units::Id;

use super::add_part::{AddPart, told, write};
use super::line::{LineKind, QuoteLine};
use super::nouns::{CustomError, Order};
use super::own_metal;
use super::part::{self, PartKind};
use super::part_refusal::PartRefusal;
use super::store;
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::users::{Authority, Right, authorise};

/// Adds a line for each of the newest quote that has none yet: metal by title and grams, labour by its
/// minutes, stones as awaited, anything else as done outside.
pub fn take_over(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    id: Id<Order>,
) -> Result<Order, CustomError> {
    authorise(by, None, Right::WorkRepairs)?;
    let order = store::order(tx, id)?.ok_or(CustomError::Unknown)?;
    if !part::lists(order.state) {
        return Err(CustomError::WrongState { state: order.state });
    }
    let Some(quote) = store::quotes(tx, &order)?.into_iter().next() else {
        return Err(PartRefusal::NothingLeft.into());
    };
    let parts = store::parts(tx, order.seq)?;
    let lines = store::lines(tx, quote.seq)?;
    let missing: Vec<QuoteLine> = lines
        .into_iter()
        .filter(|line| {
            let has = |part: &part::Part| !part.off && part.quote_line == Some(line.id);
            // What is all the customer's own comes from them, not from this list.
            let is_theirs = line.own_object.is_some()
                || (line.own_mg.is_some() && own_metal::supplied_mg(line) == 0);
            !is_theirs && !parts.iter().any(has)
        })
        .collect();
    if missing.is_empty() {
        return Err(PartRefusal::NothingLeft.into());
    }
    for line in &missing {
        write(tx, cx, by, &order, &part_of(cx, &order, line), None)?;
    }
    told(tx, cx, &order, "custom-part")?;
    store::order(tx, id)?.ok_or(CustomError::Unknown)
}

fn part_of(cx: &Cx, order: &Order, line: &QuoteLine) -> AddPart {
    let kind = match line.kind {
        LineKind::Metal => PartKind::Metal,
        LineKind::Stone => PartKind::Awaited,
        LineKind::Labour if line.minutes.is_some() => PartKind::Labour,
        LineKind::Labour | LineKind::Other => PartKind::Outside,
    };
    AddPart {
        id: cx.new_id(),
        order: order.id,
        kind,
        title: line.title.clone(),
        quote_line: Some(line.id),
        code: String::new(),
        quantity: line.count.unwrap_or(1),
        supplier: None,
        purchase_line: None,
        metal: line.metal,
        fineness: line.fineness,
        // Beside what comes from the customer's account, what is lost in the work included.
        weight_mg: match line.own_mg {
            Some(_) => Some(own_metal::supplied_mg(line)),
            None => line.weight_mg,
        },
        loss_bp: line.own_mg.map_or(line.loss_bp, |_| 0),
        person: None,
        minutes: line.minutes,
        cost_minor: line.cost_minor,
    }
}
