//! A cart's lines.

use rusqlite::Row;
use units::Id;
use uuid::Uuid;

use super::cart::{discount, some_id};
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::deposit::{Kind, Outcome, Subject};
use crate::sales::cart::{Cart, CartLine, LineOf};

type LineRead = (CartLine, String, [Option<Uuid>; 3], Option<LineOf>);

pub(super) fn lines(tx: &ReadTx<'_>, cart: Id<Cart>) -> Result<Vec<CartLine>, StoreError> {
    let rows: Vec<LineRead> = tx.all(
        "SELECT id, position, kind, piece_id, article_id, returns_line_id, quantity,
                unit_price_minor, price_reason, price_by,
                discount_bp, discount_minor, discount_reason, discount_by, discount_vouched,
                discount_allowed_bp, price_vouched, floor_allowed_minor,
                subject_kind, subject_id, deposit_kind, outcome
         FROM cart_line WHERE cart_id = ?1 ORDER BY position",
        [cart.uuid()],
        |row| {
            let line = CartLine {
                id: Id::from_uuid(row.get(0)?),
                position: row.get(1)?,
                of: LineOf::Piece(Id::from_uuid(Uuid::nil())),
                quantity: row.get(6)?,
                unit_price_minor: row.get(7)?,
                price_reason: row.get(8)?,
                price_by: some_id(row, 9)?,
                price_vouched: row.get(16)?,
                discount: discount(row, 10)?,
                floor_allowed_minor: row.get(17)?,
            };
            let things = [row.get(3)?, row.get(4)?, row.get(5)?];
            Ok((line, row.get(2)?, things, work(row)?))
        },
    )?;
    rows.into_iter()
        .map(|(line, kind, [piece, article, returned], work)| {
            let of = match kind.as_str() {
                "piece" => piece.map(|id| LineOf::Piece(Id::from_uuid(id))),
                "article" => article.map(|id| LineOf::Article(Id::from_uuid(id))),
                "return" => returned.map(|id| LineOf::Return(Id::from_uuid(id))),
                "deposit" | "balance" => work,
                "give_back" => work.and_then(LineOf::subject).map(LineOf::GiveBack),
                _ => None,
            };
            let of = of.ok_or(StoreError::Unreadable("cart_line.kind"))?;
            Ok(CartLine { of, ..line })
        })
        .collect()
}

/// What a deposit or a balance is for, from the three last columns.
fn work(row: &Row<'_>) -> rusqlite::Result<Option<LineOf>> {
    let kind: Option<String> = row.get(18)?;
    let id: Option<Uuid> = row.get(19)?;
    let deposit: Option<String> = row.get(20)?;
    let outcome: Option<String> = row.get(21)?;
    let outcome = outcome.map_or(Ok(Outcome::Back), |word| word.parse());
    let subject = kind
        .zip(id)
        .and_then(|(kind, id)| Subject::from_parts(&kind, id));
    Ok(match (subject, deposit.map(|kind| kind.parse())) {
        (Some(subject), Some(Ok(kind))) => Some(LineOf::Deposit(subject, kind)),
        (Some(subject), None) => outcome.ok().map(|word| LineOf::Balance(subject, word)),
        _ => None,
    })
}

pub(in crate::sales) fn insert_line(
    tx: &mut WriteTx<'_>,
    cart: Id<Cart>,
    line: &CartLine,
) -> Result<(), StoreError> {
    let (kind, piece, article, returned) = match line.of {
        LineOf::Piece(id) => ("piece", Some(id.uuid()), None, None),
        LineOf::Article(id) => ("article", None, Some(id.uuid()), None),
        LineOf::Return(id) => ("return", None, None, Some(id.uuid())),
        LineOf::Deposit(..) => ("deposit", None, None, None),
        LineOf::Balance(..) => ("balance", None, None, None),
        LineOf::GiveBack(_) => ("give_back", None, None, None),
    };
    let subject = line.of.subject();
    let deposit = match line.of {
        LineOf::Deposit(_, kind) => Some(kind),
        _ => None,
    };
    let outcome = match line.of {
        LineOf::Balance(_, outcome) if outcome != Outcome::Back => Some(outcome.code()),
        _ => None,
    };
    tx.execute(
        "INSERT INTO cart_line (id, cart_id, position, kind, piece_id, article_id,
             returns_line_id, quantity, unit_price_minor, subject_kind, subject_id, deposit_kind,
             outcome)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        (
            line.id.uuid(),
            cart.uuid(),
            line.position,
            kind,
            piece,
            article,
            returned,
            line.quantity,
            line.unit_price_minor,
            subject.map(Subject::kind),
            subject.map(Subject::uuid),
            deposit.map(Kind::code),
            outcome,
        ),
    )?;
    Ok(())
}
