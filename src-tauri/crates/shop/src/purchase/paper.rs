//! An order and a return as the papers their supplier gets.

use documents::{
    Language, MetalContent, PurchaseOrder, PurchaseOrderLine, PurchaseReturn, PurchaseReturnLine,
};
use units::Fineness;

use super::goods::Return;
use super::invoice::Standing;
use super::order::{Order, Stage};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::till;

/// The paper in a language, else in the shop's. Without `with_cost` it has no prices.
pub fn paper(
    tx: &ReadTx<'_>,
    cx: &Cx,
    order: &Order,
    language: Option<Language>,
    with_cost: bool,
) -> Result<PurchaseOrder, StoreError> {
    let house = till::house(tx, cx.till, None)?;
    let sent = order
        .steps
        .iter()
        .rev()
        .find(|step| step.kind == super::StepKind::Sent);
    Ok(PurchaseOrder {
        language: language.unwrap_or(house.language),
        currency: house.currency,
        shop: house.shop_with_logo(tx)?,
        software: till::software(),
        number: order.number.clone(),
        supplier: order.supplier_name.clone(),
        at: house.local(sent.map_or(order.at, |step| step.at)),
        expected_on: order.expected_on,
        note: order.note.clone(),
        by: order.by.clone(),
        mark: match order.stage {
            Stage::Draft => Some("draft"),
            Stage::Cancelled => Some("cancelled"),
            _ => None,
        }
        .map(str::to_owned),
        lines: order
            .lines
            .iter()
            .map(|line| PurchaseOrderLine {
                number: line.article_number.clone(),
                title: line.title.clone(),
                reference: line.reference.clone(),
                metal: line.metal.map(|metal| MetalContent {
                    metal,
                    colour: None,
                    fineness: line.fineness.map(Fineness::per_ten_thousand),
                }),
                quantity: line.quantity,
                cost_minor: line.cost_minor.filter(|_| with_cost),
            })
            .collect(),
    })
}

/// A return's paper in a language, else in the shop's. Without `with_cost` it has no amounts.
pub fn return_paper(
    tx: &ReadTx<'_>,
    cx: &Cx,
    back: &Return,
    language: Option<Language>,
    with_cost: bool,
) -> Result<PurchaseReturn, StoreError> {
    let house = till::house(tx, cx.till, None)?;
    let last = back.steps.last();
    let credited = last.filter(|step| step.kind == super::StepKind::Credited);
    let seen = |minor: Option<i64>| minor.filter(|_| with_cost);
    Ok(PurchaseReturn {
        language: language.unwrap_or(house.language),
        currency: house.currency,
        shop: house.shop_with_logo(tx)?,
        software: till::software(),
        number: back.number.clone(),
        supplier: back.supplier_name.clone(),
        at: house.local(back.at),
        by: back.by.clone(),
        reason: back.reason.clone(),
        credit_minor: seen(back.credit_minor),
        credited: credited.map(|step| (step.reference.clone(), step.on, seen(step.amount_minor))),
        reversed: back.standing == Standing::Reversed,
        lines: back
            .lines
            .iter()
            .map(|line| PurchaseReturnLine {
                number: line.number.clone(),
                title: line.title.clone(),
                quantity: line.quantity,
                cost_minor: seen(line.cost_minor),
            })
            .collect(),
    })
}
