//! What is owed, what was settled, what was out on a day.

use rusqlite::{Row, params};
use units::Id;

use super::{NAME, PARTY, read_party};
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::memo::nouns::{Direction, Party};
use crate::memo::outstanding::OutstandingLine;
use crate::memo::settle::{Settle, Settlement};
use crate::memo::statement::{Balance, Due};
use crate::till::CashMovement;

/// Lines whose agreed amount is to be paid.
const IS_DUE: &str = "(line.state = 'sold' OR line.state = 'kept' OR line.state = 'invoiced')";

/// A supplier's as its last memo has it, a customer's as on their sheet.
pub fn address(tx: &ReadTx<'_>, party: Party) -> Result<String, StoreError> {
    let (_, id) = party.parts();
    let sql = match party {
        Party::Supplier(_) => {
            "SELECT address FROM memo WHERE party_kind = 'supplier' AND party_id = ?1
                AND address <> '' ORDER BY seq DESC LIMIT 1"
        }
        Party::Customer(_) => "SELECT address FROM customer WHERE id = ?1",
    };
    let found = tx.maybe(sql, [id], |found| found.get(0))?;
    Ok(found.unwrap_or_default())
}

/// A party's lines that are to be paid, the oldest first.
pub fn due_lines(
    tx: &ReadTx<'_>,
    direction: Direction,
    party: Party,
) -> Result<Vec<Due>, StoreError> {
    let (kind, id) = party.parts();
    tx.all(
        &format!(
            "SELECT memo.id, memo.number, piece.number, title, line.state, document,
                (SELECT max(at) FROM memo_entry WHERE line = line.seq) AS changed_at, agreed_minor
             FROM memo_line line JOIN memo ON memo.seq = memo JOIN piece ON piece.id = line.piece_id
             WHERE direction = ?1 AND party_kind = ?2 AND party_id = ?3 AND {IS_DUE}
             ORDER BY changed_at, line.seq"
        ),
        params![direction.code(), kind, id],
        |found| {
            Ok(Due {
                memo: row::id(found, 0)?,
                memo_number: found.get(1)?,
                number: found.get(2)?,
                title: found.get(3)?,
                state: row::word(found, 4)?,
                document: found.get(5)?,
                at: row::time(found, 6)?,
                agreed_minor: found.get(7)?,
            })
        },
    )
}

const SETTLEMENT: &str = "SELECT paid.id, paid.seq, paid.at, user.name, paid.paid_on, paid.means,
        paid.amount_minor, paid.reference, paid.note,
        (SELECT id FROM memo_settlement WHERE seq = paid.reverses),
        EXISTS (SELECT 1 FROM memo_settlement WHERE reverses = paid.seq), paid.direction,
        paid.party_kind, paid.party_id, paid.cash_movement
    FROM memo_settlement paid JOIN user ON user.id = paid.user_id";

fn read_settlement(found: &Row<'_>) -> rusqlite::Result<Settlement> {
    Ok(Settlement {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        at: row::time(found, 2)?,
        by: found.get(3)?,
        paid_on: row::word(found, 4)?,
        means: row::word(found, 5)?,
        amount_minor: found.get(6)?,
        reference: found.get(7)?,
        note: found.get(8)?,
        reverses: row::maybe_id(found, 9)?,
        reversed: found.get(10)?,
        cash: row::maybe_id(found, 14)?,
    })
}

/// A party's settlements, the oldest first.
pub fn settlements(
    tx: &ReadTx<'_>,
    direction: Direction,
    party: Party,
) -> Result<Vec<Settlement>, StoreError> {
    let (kind, id) = party.parts();
    tx.all(
        &format!(
            "{SETTLEMENT} WHERE paid.direction = ?1 AND paid.party_kind = ?2
                AND paid.party_id = ?3 ORDER BY paid.seq"
        ),
        params![direction.code(), kind, id],
        read_settlement,
    )
}

/// One settlement, with whose account it is of.
pub fn settlement(
    tx: &ReadTx<'_>,
    id: Id<Settlement>,
) -> Result<Option<(Direction, Party, Settlement)>, StoreError> {
    tx.maybe(
        &format!("{SETTLEMENT} WHERE paid.id = ?1"),
        [id.uuid()],
        |found| {
            Ok((
                row::word(found, 11)?,
                read_party(found, 12)?,
                read_settlement(found)?,
            ))
        },
    )
}

pub fn insert_settlement(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: Id<User>,
    settle: &Settle,
    cash: Option<Id<CashMovement>>,
    reverses: Option<i64>,
) -> Result<(), StoreError> {
    let (kind, id) = settle.party.parts();
    tx.execute(
        "INSERT INTO memo_settlement (id, direction, party_kind, party_id, at, user_id, paid_on,
            means, amount_minor, reference, note, reverses, cash_movement)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            settle.id.uuid(),
            settle.direction.code(),
            kind,
            id,
            cx.now_ms(),
            by.uuid(),
            settle.paid_on.to_string(),
            settle.means.code(),
            settle.amount_minor,
            settle.reference,
            settle.note,
            reverses,
            cash.map(Id::uuid),
        ],
    )?;
    tx.wrote("memo_settlement");
    Ok(())
}

/// Every party that has or had a memo, in each direction.
pub fn balances(tx: &ReadTx<'_>) -> Result<Vec<Balance>, StoreError> {
    tx.all(
        &format!(
            "WITH account (direction, party_kind, party_id, due, settled, held, held_minor) AS (
                SELECT direction, party_kind, party_id,
                    iif({IS_DUE}, agreed_minor, 0), 0,
                    line.state = 'held', iif(line.state = 'held', agreed_minor, 0)
                FROM memo_line line JOIN memo ON memo.seq = memo
                UNION ALL
                SELECT direction, party_kind, party_id, 0, amount_minor, 0, 0 FROM memo_settlement)
             SELECT direction, party_kind, party_id, {NAME}, sum(due), sum(settled), sum(held),
                sum(held_minor)
             FROM account {PARTY} GROUP BY direction, party_kind, party_id
             ORDER BY sum(due) - sum(settled) DESC, 4"
        ),
        [],
        |found| {
            Ok(Balance {
                direction: row::word(found, 0)?,
                party: read_party(found, 1)?,
                name: found.get(3)?,
                due_minor: found.get(4)?,
                settled_minor: found.get(5)?,
                held: found.get(6)?,
                held_minor: found.get(7)?,
            })
        },
    )
}

/// The number of the last memo with a party that something is held on, or whose account is not even.
pub fn stands_with(tx: &ReadTx<'_>, party: Party) -> Result<Option<String>, StoreError> {
    let (kind, id) = party.parts();
    tx.maybe(
        &format!(
            "SELECT number FROM memo WHERE party_kind = ?1 AND party_id = ?2 AND (
                EXISTS (SELECT 1 FROM memo_line WHERE memo = memo.seq AND state = 'held')
                OR (SELECT coalesce(sum(agreed_minor), 0) FROM memo_line line
                        JOIN memo one ON one.seq = memo
                        WHERE one.direction = memo.direction AND one.party_kind = ?1
                            AND one.party_id = ?2 AND {IS_DUE})
                    <> (SELECT coalesce(sum(amount_minor), 0) FROM memo_settlement paid
                        WHERE paid.direction = memo.direction AND paid.party_kind = ?1
                            AND paid.party_id = ?2))
             ORDER BY seq DESC LIMIT 1"
        ),
        params![kind, id],
        |found| found.get(0),
    )
}

/// The lines whose last entry up to a moment says that they are held.
pub fn outstanding(
    tx: &ReadTx<'_>,
    until_ms: i64,
    direction: Option<Direction>,
) -> Result<Vec<OutstandingLine>, StoreError> {
    tx.all(
        &format!(
            "SELECT memo.id, memo.number, direction, {NAME}, memo.created_at,
                (SELECT due_on FROM memo_entry WHERE memo = memo.seq AND due_on IS NOT NULL
                    AND at <= ?1 ORDER BY seq DESC LIMIT 1) AS due_then,
                piece.id, piece.number, piece.title, agreed_minor, insured_minor, cost_minor,
                price_minor
             FROM memo_line line JOIN memo ON memo.seq = memo JOIN piece ON piece.id = line.piece_id
             {PARTY}
             WHERE (?2 IS NULL OR direction = ?2)
               AND (SELECT state FROM memo_entry WHERE line = line.seq AND at <= ?1
                    ORDER BY seq DESC LIMIT 1) = 'held'
             ORDER BY due_then, memo.seq, line.position"
        ),
        params![until_ms, direction.map(Direction::code)],
        |found| {
            Ok(OutstandingLine {
                memo: row::id(found, 0)?,
                memo_number: found.get(1)?,
                direction: row::word(found, 2)?,
                party_name: found.get(3)?,
                opened_at: row::time(found, 4)?,
                due_on: row::word(found, 5)?,
                piece: row::id(found, 6)?,
                number: found.get(7)?,
                title: found.get(8)?,
                agreed_minor: found.get(9)?,
                insured_minor: found.get(10)?,
                cost_minor: found.get(11)?,
                price_minor: found.get(12)?,
            })
        },
    )
}
