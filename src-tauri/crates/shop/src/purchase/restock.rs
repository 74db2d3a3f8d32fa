//! Makes a draft order of what a supplier's goods lack.

use documents::Language;
use units::Id;

use super::limit::Low;
use super::order::Order;
use super::refusal::Refusal;
use super::save_order::{DraftLine, MOST_PIECES, SaveOrder, save_order};
use crate::cx::Cx;
use crate::db::WriteTx;
use crate::stock::Supplier;
use crate::till;

/// A draft of everything the reorder list proposes from this supplier.
pub fn restock(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    id: Id<Order>,
    supplier: Id<Supplier>,
) -> Result<Order, Refusal> {
    let language = till::house(tx, cx.till, None)?.language;
    let low = super::reorder(tx)?;
    let lines: Vec<DraftLine> = low
        .into_iter()
        .filter(|one| one.supplier == Some(supplier))
        .map(|one| line(cx, language, one))
        .collect();
    if lines.is_empty() {
        return Err(Refusal::Empty);
    }
    let input = SaveOrder {
        id,
        version: None,
        supplier,
        expected_on: None,
        note: String::new(),
        lines,
    };
    save_order(tx, cx, input)
}

fn line(cx: &Cx, language: Language, one: Low) -> DraftLine {
    let proposed = one.proposed();
    DraftLine {
        id: cx.new_id(),
        article: one.limit.article,
        family: one.limit.family,
        title: match language {
            Language::Fr => one.title_fr,
            Language::En => one.title_en,
        },
        metal: None,
        fineness: None,
        reference: String::new(),
        cost_minor: one.cost_minor,
        quantity: if one.limit.family.is_some() {
            proposed.min(MOST_PIECES)
        } else {
            proposed
        },
    }
}
