//! Customers' own metal: left, melted, given back. What goes into an order is the order's step.

use std::collections::BTreeMap;

use shop::db::WriteTx;
use shop::metal_account::{self, Back, GiveBack, Lot, Melt, Object, Stones, TakeIn};
use units::{Id, Weight};

use super::{At, Refused, of_day, word};
use crate::demo::script::{self, Account, Step};

#[derive(Clone)]
pub(super) struct Accounts {
    accounts: Vec<Account>,
    lots: BTreeMap<String, Id<Lot>>,
}

impl Accounts {
    pub(super) fn new(accounts: Vec<Account>) -> Self {
        Self {
            accounts,
            lots: BTreeMap::new(),
        }
    }

    /// What was left or melted, by its name in the script.
    pub(super) fn lots(&self) -> &BTreeMap<String, Id<Lot>> {
        &self.lots
    }

    pub(super) fn morning(
        &mut self,
        tx: &mut WriteTx<'_>,
        at: &At<'_>,
        nth: i64,
    ) -> Result<(), Refused> {
        for account in &self.accounts {
            for step in of_day(&account.steps, nth) {
                match step.what.as_str() {
                    "in" => take_in(tx, at, account, &step, &mut self.lots)?,
                    "melt" => melt(tx, at, account, &step, &mut self.lots)?,
                    "return" => give_back(tx, at, account, &step, &self.lots)?,
                    _ => return Err(Refused::Missing("step")),
                }
            }
        }
        Ok(())
    }
}

fn take_in(
    tx: &mut WriteTx<'_>,
    at: &At<'_>,
    account: &Account,
    step: &Step,
    lots: &mut BTreeMap<String, Id<Lot>>,
) -> Result<(), Refused> {
    let mut objects = Vec::new();
    for lot in &account.objects {
        objects.push(object(at, lot)?);
    }
    let input = TakeIn {
        id: at.cx.new_id::<Lot>().uuid(),
        customer: at.customer(account.customer)?,
        order: None,
        language: None,
        note: step.note.clone(),
        objects,
    };
    metal_account::take_in(tx, at.cx, at.by, &input)?;
    for (lot, object) in account.objects.iter().zip(&input.objects) {
        if !lot.picture.is_empty() {
            let picture = at.picture(&lot.picture)?;
            metal_account::attach_photo(tx, at.cx, at.by, object.id, &lot.picture, picture)?;
        }
        lots.insert(lot.name.clone(), object.id);
    }
    Ok(())
}

fn object(at: &At<'_>, lot: &script::Lot) -> Result<Object, Refused> {
    Ok(Object {
        id: at.cx.new_id(),
        description: lot.description.clone(),
        metal: word(&lot.metal, "metal")?,
        fineness: lot.fineness,
        tested: word(&lot.tested, "test")?,
        gross_mg: lot.gross_mg,
        stones: if lot.stones_mg > 0 {
            Stones::LeftIn
        } else {
            Stones::None
        },
        stones_mg: lot.stones_mg,
    })
}

/// All that was left goes into the fire.
fn melt(
    tx: &mut WriteTx<'_>,
    at: &At<'_>,
    account: &Account,
    step: &Step,
    lots: &mut BTreeMap<String, Id<Lot>>,
) -> Result<(), Refused> {
    let ingot = account.ingot.as_ref().ok_or(Refused::Missing("ingot"))?;
    let customer = at.customer(account.customer)?;
    let melted = account.objects.iter().filter_map(|lot| lots.get(&lot.name));
    let input = Melt {
        id: at.cx.new_id(),
        customer,
        version: metal_account::version(tx, customer)?,
        lots: melted.copied().collect(),
        lot: at.cx.new_id(),
        description: ingot.description.clone(),
        weight_mg: ingot.gross_mg,
        fineness: ingot.fineness,
        tested: word(&ingot.tested, "test")?,
        note: step.note.clone(),
    };
    metal_account::melt(tx, at.cx, at.by, &input)?;
    lots.insert(ingot.name.clone(), input.lot);
    Ok(())
}

/// What is left of one goes home.
fn give_back(
    tx: &mut WriteTx<'_>,
    at: &At<'_>,
    account: &Account,
    step: &Step,
    lots: &BTreeMap<String, Id<Lot>>,
) -> Result<(), Refused> {
    let customer = at.customer(account.customer)?;
    let id = *lots.get(&step.of).ok_or(Refused::Missing("metal"))?;
    let lot = metal_account::lot(tx, id)?.ok_or(Refused::Missing("metal"))?;
    let back = Back {
        lot: id,
        weight_mg: Weight::mg(lot.left),
    };
    let input = GiveBack {
        id: at.cx.new_id::<Lot>().uuid(),
        customer,
        version: metal_account::version(tx, customer)?,
        language: None,
        given_to: String::new(),
        note: step.note.clone(),
        lines: vec![back],
    };
    metal_account::give_back(tx, at.cx, at.by, &input)?;
    Ok(())
}
