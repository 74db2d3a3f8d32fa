//! What a customer has with the shop, now or at the end of a past day.

use chrono::NaiveDate;
use units::{Id, Metal, Weight};

use super::nouns::{Entry, Lot, Photo};
use super::store::{self, Paper};
use crate::customers::Customer;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};

/// So much fine metal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    pub metal: Metal,
    pub fine: Weight,
}

/// An account with everything that was ever in it.
#[derive(Clone, Debug)]
pub struct Account {
    pub customer: Id<Customer>,
    /// The number of its last entry: who writes the next one has seen it.
    pub version: i64,
    pub on: NaiveDate,
    /// Of every metal there was ever any of.
    pub balances: Vec<Balance>,
    /// Objects, the newest first, those of which nothing is left as well.
    pub lots: Vec<Lot>,
    pub photos: Vec<Photo>,
    /// The newest first; of a past day those up to its end.
    pub entries: Vec<Entry>,
    pub papers: Vec<Paper>,
}

/// The account now, or as its entries stood at the end of a past day.
pub fn account(
    tx: &ReadTx<'_>,
    cx: &Cx,
    customer: Id<Customer>,
    on: Option<NaiveDate>,
) -> Result<Account, StoreError> {
    let today = super::rule::today(tx, cx)?;
    let on = on.filter(|on| *on < today).unwrap_or(today);
    let entries = store::entries(tx, customer, on)?;
    let lots = store::lots(tx, customer, on)?;
    let mut balances: Vec<Balance> = Vec::new();
    for lot in &lots {
        let (metal, fine) = (lot.metal, lot.left_fine);
        match balances.iter_mut().find(|one| one.metal == metal) {
            Some(one) => one.fine = one.fine.plus(fine).unwrap_or(one.fine),
            None => balances.push(Balance { metal, fine }),
        }
    }
    balances.sort_by_key(|one| one.metal);
    Ok(Account {
        customer,
        version: store::version(tx, customer)?,
        on,
        balances,
        photos: store::photos(tx, customer)?,
        lots,
        entries,
        papers: store::papers(tx, customer)?,
    })
}

/// The number of an account's last entry; 0 where there is none.
pub fn version(tx: &ReadTx<'_>, customer: Id<Customer>) -> Result<i64, StoreError> {
    store::version(tx, customer)
}
