//! What a party is owed for what was sold or bought of theirs, or owes for what they bought.

use chrono::{DateTime, Utc};
use units::Id;

use super::line::LineState;
use super::nouns::{Direction, Memo, Party};
use super::settle::{Means, Settlement};
use super::store;
use crate::db::{ReadTx, StoreError};

/// A line whose amount is to be paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub memo: Id<Memo>,
    pub memo_number: String,
    pub number: String,
    pub title: String,
    /// `sold`, `kept` or `invoiced`.
    pub state: LineState,
    pub document: Option<String>,
    pub at: DateTime<Utc>,
    pub agreed_minor: i64,
}

/// A party's account in one direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    pub direction: Direction,
    pub party: Party,
    pub name: String,
    /// As the last memo or the customer's sheet has it.
    pub address: String,
    /// The oldest first.
    pub lines: Vec<Due>,
    pub settlements: Vec<Settlement>,
}

impl Statement {
    pub fn due_minor(&self) -> i64 {
        self.lines.iter().map(|line| line.agreed_minor).sum()
    }

    pub fn settled_minor(&self) -> i64 {
        self.settlements.iter().map(|one| one.amount_minor).sum()
    }

    /// What of the debt that stands was paid in cash: of the payments since the account was even.
    pub fn cash_minor(&self) -> i64 {
        let due = self
            .lines
            .iter()
            .map(|line| (line.at, line.agreed_minor, 0));
        let standing = self.settlements.iter();
        let standing = standing.filter(|one| !one.reversed && one.reverses.is_none());
        let paid = standing.map(|one| {
            let is_cash = one.means == Means::Cash;
            let cash = if is_cash { one.amount_minor } else { 0 };
            (one.at, -one.amount_minor, cash)
        });
        let mut moves: Vec<_> = due.chain(paid).collect();
        moves.sort_by_key(|&(at, ..)| at);
        let (mut owed, mut cash) = (0, 0);
        for (_, amount, more) in moves {
            owed += amount;
            cash += more;
            if owed <= 0 {
                cash = 0;
            }
        }
        cash
    }

    /// What is left to be paid; below zero where a sale was annulled after it had been settled.
    pub fn balance_minor(&self) -> i64 {
        self.due_minor() - self.settled_minor()
    }
}

/// The account of a party; None if there is no such party.
pub fn statement(
    tx: &ReadTx<'_>,
    direction: Direction,
    party: Party,
) -> Result<Option<Statement>, StoreError> {
    let Some(name) = store::party(tx, party)? else {
        return Ok(None);
    };
    Ok(Some(Statement {
        direction,
        party,
        name,
        address: store::address(tx, party)?,
        lines: store::due_lines(tx, direction, party)?,
        settlements: store::settlements(tx, direction, party)?,
    }))
}

/// A party with its sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    pub direction: Direction,
    pub party: Party,
    pub name: String,
    pub due_minor: i64,
    pub settled_minor: i64,
    pub held: i64,
    pub held_minor: i64,
}

impl Balance {
    pub fn balance_minor(&self) -> i64 {
        self.due_minor - self.settled_minor
    }
}

/// Every party that has or had a memo, what is due the most first.
pub fn balances(tx: &ReadTx<'_>) -> Result<Vec<Balance>, StoreError> {
    store::balances(tx)
}
