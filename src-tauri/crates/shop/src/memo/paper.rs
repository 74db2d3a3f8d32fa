//! A memo and a party's account as papers.

use documents::{
    Customer, Language, Memo as Paper, MemoLine as PaperLine, MemoStatement, StatementLine,
    StatementPayment,
};
use units::Id;

use super::nouns::{Direction, Memo, Party};
use super::statement::Statement;
use super::store;
use crate::customers;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::stock;
use crate::till::{self, software};

/// The memo as both sign it. Without `with_cost` what was agreed for others' pieces stays off it.
pub fn paper(
    tx: &ReadTx<'_>,
    memo: &Memo,
    language: Option<Language>,
    with_cost: bool,
) -> Result<Paper, StoreError> {
    let house = till::house(tx, None, None)?;
    let with_agreed = with_cost || memo.direction == Direction::Out;
    let mut lines = Vec::new();
    for line in store::lines(tx, memo.seq)? {
        let piece = stock::piece_by_id(tx, line.piece)?
            .ok_or(StoreError::Unreadable("memo_line.piece_id"))?;
        lines.push(PaperLine {
            number: piece.sheet.number.clone(),
            title: piece.sheet.title.clone(),
            metals: piece.sheet.metals(),
            weight_mg: piece.sheet.gross.map(units::Weight::mg),
            size: piece.sheet.size.clone(),
            serial: piece.sheet.serial.clone(),
            stones: piece.sheet.stones(),
            agreed_minor: with_agreed.then_some(line.agreed_minor),
            insured_minor: line.insured_minor,
            state: line.state.code().to_owned(),
            document: line.document,
        });
    }
    Ok(Paper {
        language: language.unwrap_or(house.language),
        currency: house.currency,
        shop: house.shop_with_logo(tx)?,
        software: software(),
        number: memo.number.clone(),
        direction: memo.direction.code().to_owned(),
        kind: memo.kind.code().to_owned(),
        party: of_party(tx, memo.party, &memo.party_name, &memo.address)?,
        at: house.local(memo.created_at),
        by: memo.created_by.clone(),
        due_on: memo.due_on,
        note: memo.note.clone(),
        lines,
    })
}

/// A party's account as it stands now.
pub fn statement_paper(
    tx: &ReadTx<'_>,
    cx: &Cx,
    statement: &Statement,
    language: Option<Language>,
) -> Result<MemoStatement, StoreError> {
    let house = till::house(tx, None, None)?;
    let lines = statement.lines.iter().map(|line| StatementLine {
        on: house.day(line.at),
        memo: line.memo_number.clone(),
        number: line.number.clone(),
        title: line.title.clone(),
        state: line.state.code().to_owned(),
        document: line.document.clone(),
        agreed_minor: line.agreed_minor,
    });
    let payments = statement.settlements.iter().map(|paid| StatementPayment {
        on: paid.paid_on,
        means: paid.means.code().to_owned(),
        reference: paid.reference.clone(),
        amount_minor: paid.amount_minor,
    });
    Ok(MemoStatement {
        language: language.unwrap_or(house.language),
        currency: house.currency,
        shop: house.shop_with_logo(tx)?,
        software: software(),
        direction: statement.direction.code().to_owned(),
        party: of_party(tx, statement.party, &statement.name, &statement.address)?,
        at: house.local(cx.now),
        lines: lines.collect(),
        payments: payments.collect(),
        due_minor: statement.due_minor(),
        settled_minor: statement.settled_minor(),
        balance_minor: statement.balance_minor(),
    })
}

fn of_party(
    tx: &ReadTx<'_>,
    party: Party,
    name: &str,
    address: &str,
) -> Result<Customer, StoreError> {
    let mut lines: Vec<String> = Vec::new();
    match party {
        Party::Supplier(_) => lines.extend(address.lines().map(str::to_owned)),
        Party::Customer(id) => {
            if let Some(customer) = customers::customer(tx, Id::from_uuid(id))? {
                lines.extend(customer.address.lines().map(str::to_owned));
                lines.extend([customer.phone, customer.email]);
            }
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    Ok(Customer {
        name: name.to_owned(),
        lines,
    })
}
