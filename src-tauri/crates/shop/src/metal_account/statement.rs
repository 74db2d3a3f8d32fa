//! An account as a paper: every entry up to a day, and what was left after each.

use documents::{
    Customer, Language, MetalContent, MetalStatement, MetalStatementLine, MetalStatementLot,
    MetalStatementPart,
};
use units::Metal;

use super::account::Account;
use crate::customers;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::till::{self, software};

/// The paper in a language, else in the customer's, else in the shop's.
pub fn statement(
    tx: &ReadTx<'_>,
    cx: &Cx,
    account: &Account,
    language: Option<Language>,
) -> Result<MetalStatement, StoreError> {
    let house = till::house(tx, cx.till, None)?;
    let customer = customers::customer(tx, account.customer)?;
    let own = customer.as_ref().and_then(|one| one.language.as_deref());
    let language = language.unwrap_or(match own {
        Some("en") => Language::En,
        Some("fr") => Language::Fr,
        _ => house.language,
    });
    let parts = account
        .balances
        .iter()
        .map(|balance| part(account, balance.metal, balance.fine.mg()));
    Ok(MetalStatement {
        language,
        shop: house.shop_with_logo(tx)?,
        software: software(),
        at: house.local(cx.now),
        on: account.on,
        customer: Customer {
            name: customer.map(|one| one.name()).unwrap_or_default(),
            lines: Vec::new(),
        },
        parts: parts.collect(),
    })
}

fn part(account: &Account, metal: Metal, fine_mg: i64) -> MetalStatementPart {
    let mut balance_mg = 0;
    let entries = account.entries.iter().rev();
    let lines = entries.filter(|entry| entry.metal == metal).map(|entry| {
        balance_mg += entry.fine_mg;
        let paper = entry.paper.as_ref().map(|(_, number)| number);
        let order = entry.order.as_ref().map(|(_, number)| number);
        MetalStatementLine {
            on: entry.on_day,
            kind: entry.kind.code().to_owned(),
            document: paper.or(order).cloned().unwrap_or_default(),
            objects: entry.objects.join(", "),
            note: entry.note.clone(),
            undone: entry.undone,
            loss_fine_mg: entry.loss_fine_mg,
            fine_mg: entry.fine_mg,
            balance_mg,
        }
    });
    let lines = lines.collect();
    let lots = account.lots.iter().rev();
    let lots = lots.filter(|lot| lot.metal == metal && lot.left.mg() > 0);
    MetalStatementPart {
        metal,
        lines,
        lots: lots
            .map(|lot| MetalStatementLot {
                description: lot.description.clone(),
                metal: MetalContent {
                    metal,
                    fineness: Some(lot.fineness.per_ten_thousand()),
                    colour: None,
                },
                weight_mg: lot.left.mg(),
                fine_mg: lot.left_fine.mg(),
            })
            .collect(),
        fine_mg,
    }
}
