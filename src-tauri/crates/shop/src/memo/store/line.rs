//! The pieces on memos.

use rusqlite::{Row, params};
use units::{Id, Money};

use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::memo::line::{Line, LineState};
use crate::memo::nouns::{Direction, Memo, Party as MemoParty};
use crate::memo::open::NewLine;
use crate::stock::{Party, Piece, Place};

fn read(found: &Row<'_>) -> rusqlite::Result<Line> {
    let owner: String = found.get(12)?;
    Ok(Line {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        piece: row::id(found, 2)?,
        number: found.get(3)?,
        title: found.get(4)?,
        thumbnail: found.get(5)?,
        agreed_minor: found.get(6)?,
        insured_minor: found.get(7)?,
        price_minor: found.get(8)?,
        state: row::word(found, 9)?,
        document: found.get(10)?,
        since: row::time(found, 11)?,
        before_owner: Party::from_parts(&owner, found.get(13)?)
            .ok_or(rusqlite::Error::InvalidQuery)?,
        before_cost_minor: found.get(14)?,
    })
}

/// A memo's lines in its order.
pub fn lines(tx: &ReadTx<'_>, memo: i64) -> Result<Vec<Line>, StoreError> {
    tx.all(
        "SELECT line.id, line.seq, line.piece_id, number, title, photo.thumbnail_id, agreed_minor,
            insured_minor, price_minor, line.state, document,
            (SELECT max(at) FROM memo_entry WHERE line = line.seq), before_owner_kind,
            before_owner_id, before_cost_minor
         FROM memo_line line JOIN piece ON piece.id = line.piece_id
         LEFT JOIN piece_photo photo ON photo.piece_id = piece.id AND photo.position = 0
         WHERE memo = ?1 ORDER BY line.position",
        [memo],
        read,
    )
}

/// The memos a piece is or was on, the newest first: id, number and what the line says.
pub fn of_piece(
    tx: &ReadTx<'_>,
    piece: Id<Piece>,
) -> Result<Vec<(Id<Memo>, String, LineState)>, StoreError> {
    tx.all(
        "SELECT memo.id, number, state FROM memo_line JOIN memo ON memo.seq = memo
         WHERE piece_id = ?1 ORDER BY memo_line.seq DESC",
        [piece.uuid()],
        |found| Ok((row::id(found, 0)?, found.get(1)?, row::word(found, 2)?)),
    )
}

pub fn line_seq(tx: &ReadTx<'_>, id: Id<Line>) -> Result<Option<i64>, StoreError> {
    tx.maybe(
        "SELECT seq FROM memo_line WHERE id = ?1",
        [id.uuid()],
        |found| found.get(0),
    )
}

pub fn line_state(tx: &ReadTx<'_>, seq: i64) -> Result<LineState, StoreError> {
    tx.one(
        "SELECT state FROM memo_line WHERE seq = ?1",
        [seq],
        |found| row::word(found, 0),
    )
}

/// What a line says of what is owed for it.
#[derive(Debug)]
pub struct LineDue {
    pub state: LineState,
    pub agreed_minor: i64,
    pub direction: Direction,
    pub party: MemoParty,
    /// The memo's number.
    pub memo: String,
}

pub fn line_due(tx: &ReadTx<'_>, seq: i64) -> Result<LineDue, StoreError> {
    tx.one(
        "SELECT line.state, agreed_minor, direction, number, party_kind, party_id
         FROM memo_line line JOIN memo ON memo.seq = memo WHERE line.seq = ?1",
        [seq],
        |found| {
            Ok(LineDue {
                state: row::word(found, 0)?,
                agreed_minor: found.get(1)?,
                direction: row::word(found, 2)?,
                memo: found.get(3)?,
                party: super::read_party(found, 4)?,
            })
        },
    )
}

/// The number of the memo that has a piece now.
pub fn held_on(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<Option<String>, StoreError> {
    tx.maybe(
        "SELECT number FROM memo_line JOIN memo ON memo.seq = memo
         WHERE piece_id = ?1 AND state = 'held'",
        [piece.uuid()],
        |found| found.get(0),
    )
}

/// The number of the memo a piece is out on, and whom it is with.
pub fn out_with(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<Option<(String, String)>, StoreError> {
    let (name, party) = (super::NAME, super::PARTY);
    tx.maybe(
        &format!(
            "SELECT memo.number, {name} FROM memo_line JOIN memo ON memo.seq = memo {party}
             WHERE piece_id = ?1 AND state = 'held' AND direction = 'out'"
        ),
        [piece.uuid()],
        |found| Ok((found.get(0)?, found.get(1)?)),
    )
}

/// The last line on which others left a piece here: its memo, its number there and its state.
pub fn last_line_in(
    tx: &ReadTx<'_>,
    piece: Id<Piece>,
) -> Result<Option<(i64, Id<Memo>, i64, LineState)>, StoreError> {
    tx.maybe(
        "SELECT memo.seq, memo.id, line.seq, line.state FROM memo_line line
         JOIN memo ON memo.seq = memo
         WHERE piece_id = ?1 AND direction = 'in' ORDER BY line.seq DESC LIMIT 1",
        [piece.uuid()],
        |found| {
            Ok((
                found.get(0)?,
                row::id(found, 1)?,
                found.get(2)?,
                row::word(found, 3)?,
            ))
        },
    )
}

/// Whether a piece was somebody else's when it was last in the shop.
pub fn was_others(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<bool, StoreError> {
    let owner = tx.maybe(
        "SELECT owner_kind FROM custody_movement
         WHERE piece_id = ?1 AND place_id IS NOT NULL ORDER BY seq DESC LIMIT 1",
        [piece.uuid()],
        |found| found.get::<_, String>(0),
    )?;
    Ok(owner.is_some_and(|kind| kind != "shop"))
}

/// Where a piece was when it was last in the shop.
pub fn last_place(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<Option<Id<Place>>, StoreError> {
    tx.maybe(
        "SELECT place_id FROM custody_movement
         WHERE piece_id = ?1 AND place_id IS NOT NULL ORDER BY seq DESC LIMIT 1",
        [piece.uuid()],
        |found| row::id(found, 0),
    )
}

pub fn insert_line(
    tx: &mut WriteTx<'_>,
    memo: i64,
    position: usize,
    line: &NewLine,
    piece: &Piece,
) -> Result<i64, StoreError> {
    let (owner_kind, owner_id) = piece.custody.owner.parts();
    tx.execute(
        "INSERT INTO memo_line (id, memo, position, piece_id, agreed_minor, insured_minor,
            before_owner_kind, before_owner_id, before_cost_minor, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'held')",
        params![
            line.id.uuid(),
            memo,
            i64::try_from(position).unwrap_or(i64::MAX),
            piece.id.uuid(),
            line.agreed_minor,
            line.insured_minor.unwrap_or(line.agreed_minor),
            owner_kind,
            owner_id,
            piece.sheet.cost.map(Money::minor),
        ],
    )?;
    tx.wrote("memo_line");
    Ok(tx.last_row())
}

pub fn set_line(
    tx: &mut WriteTx<'_>,
    line: i64,
    state: LineState,
    document: Option<&str>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE memo_line SET state = ?2, document = ?3 WHERE seq = ?1",
        params![line, state.code(), document],
    )?;
    Ok(())
}
