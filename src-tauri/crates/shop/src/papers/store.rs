//! The SQL of papers.

use rusqlite::{Row, params};
use units::Id;
use uuid::Uuid;

use super::attach::NewPaper;
use super::paper::{Kind, Paper, TakenOff};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx, row};
use crate::files::File;
use crate::stock::Piece;

const PAPER: &str = "SELECT paper.id, paper.piece_id, paper.at, paper.user_id, paper.kind,
        paper.file_id, file.media_type, length(file.bytes), paper.name, paper.note,
        off.at, off.user_id, off.reason,
        EXISTS (SELECT 1 FROM paper later WHERE later.follows = paper.id)
    FROM paper JOIN file ON file.id = paper.file_id
    LEFT JOIN paper_taken_off off ON off.paper_id = paper.id";

fn read(row: &Row<'_>) -> rusqlite::Result<Paper> {
    let user = |index| -> rusqlite::Result<_> {
        let id: Option<Uuid> = row.get(index)?;
        Ok(id.map(Id::from_uuid))
    };
    let taken_off = match row.get::<_, Option<String>>(12)? {
        None => None,
        Some(reason) => Some(TakenOff {
            at: row::time(row, 10)?,
            user: user(11)?,
            reason,
        }),
    };
    Ok(Paper {
        id: row::id(row, 0)?,
        piece: row::id(row, 1)?,
        at: row::time(row, 2)?,
        user: user(3)?,
        kind: row::word(row, 4)?,
        file: row::id(row, 5)?,
        media_type: row.get(6)?,
        size_bytes: row.get(7)?,
        name: row.get(8)?,
        note: row.get(9)?,
        taken_off,
        put_back: row.get(13)?,
    })
}

/// The paper with this id.
pub fn paper_by_id(tx: &ReadTx<'_>, id: Id<Paper>) -> Result<Option<Paper>, StoreError> {
    tx.maybe(&format!("{PAPER} WHERE paper.id = ?1"), [id.uuid()], read)
}

/// Whether bytes are there for nothing but a paper that says what a piece cost. What stands on a piece
/// as a photo, a certificate or another paper too is shown to whoever may see these.
pub fn says_cost(tx: &ReadTx<'_>, file: Id<File>) -> Result<bool, StoreError> {
    let costs: Vec<String> = Kind::ALL
        .iter()
        .filter(|kind| kind.shows_cost())
        .map(|kind| format!("'{}'", kind.code()))
        .collect();
    let costs = costs.join(", ");
    tx.one(
        &format!(
            "SELECT EXISTS (SELECT 1 FROM paper WHERE file_id = ?1 AND kind IN ({costs}))
                AND NOT EXISTS (SELECT 1 FROM paper WHERE file_id = ?1 AND kind NOT IN ({costs})
                    AND id NOT IN (SELECT paper_id FROM paper_taken_off))
                AND NOT EXISTS (SELECT 1 FROM piece_photo
                    WHERE file_id = ?1 OR thumbnail_id = ?1)
                AND NOT EXISTS (SELECT 1 FROM component WHERE certificate_file = ?1)"
        ),
        [file.uuid()],
        |found| found.get(0),
    )
}

/// A piece's papers in the order they came, those that were taken off too.
pub fn papers_of(tx: &ReadTx<'_>, piece: Id<Piece>) -> Result<Vec<Paper>, StoreError> {
    tx.all(
        &format!("{PAPER} WHERE paper.piece_id = ?1 ORDER BY paper.at, paper.rowid"),
        [piece.uuid()],
        read,
    )
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    new: &NewPaper,
    file: Id<File>,
    name: &str,
    follows: Option<Id<Paper>>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO paper (id, piece_id, at, user_id, kind, file_id, name, note, follows)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            new.id.uuid(),
            new.piece.uuid(),
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
            new.kind.code(),
            file.uuid(),
            name,
            new.note.trim(),
            follows.map(Id::uuid),
        ],
    )?;
    Ok(())
}

pub(super) fn insert_taken_off(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    paper: Id<Paper>,
    reason: &str,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO paper_taken_off (paper_id, at, user_id, reason) VALUES (?1, ?2, ?3, ?4)",
        params![
            paper.uuid(),
            cx.now_ms(),
            cx.actor.user().map(Id::uuid),
            reason,
        ],
    )?;
    Ok(())
}
