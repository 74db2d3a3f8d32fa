//! What was payable and receivable for memos at the end of a day: as the ledger has it.

use uuid::Uuid;

use super::nouns::{Direction, Party};
use super::store;
use crate::db::{ReadTx, StoreError};
use crate::ledger::{self, account};
use crate::stock;

/// A party's account that was not even.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub direction: Direction,
    pub party: Party,
    /// Empty for a customer who was erased.
    pub name: String,
    /// Owed to them (in) or by them (out); below zero where too much was settled.
    pub owed_minor: i64,
}

/// Every account of a direction, or of both, that was not even; what is owed the most first.
pub(super) fn accounts(
    tx: &ReadTx<'_>,
    until_ms: i64,
    direction: Option<Direction>,
) -> Result<Vec<Account>, StoreError> {
    let currency = stock::currency(tx)?.code();
    let mut found = Vec::new();
    for (of, prefix, sign) in [
        (Direction::In, account::MEMO_PAYABLE, -1),
        (Direction::Out, account::MEMO_RECEIVABLE, 1),
    ] {
        if direction.is_some_and(|wanted| wanted != of) {
            continue;
        }
        for (name, amount) in ledger::balances_at(tx, prefix, currency, until_ms)? {
            let party = party_of(&name[prefix.len()..])?;
            found.push(Account {
                direction: of,
                party,
                name: store::party(tx, party)?.unwrap_or_default(),
                owed_minor: amount * sign,
            });
        }
    }
    found.sort_by_key(|one| -one.owed_minor);
    Ok(found)
}

fn party_of(text: &str) -> Result<Party, StoreError> {
    let parts = text.split_once(':');
    parts
        .and_then(|(kind, id)| Party::from_parts(kind, id.parse::<Uuid>().ok()?))
        .ok_or(StoreError::Unreadable("posting.account"))
}
