//! The SQL of estates.

use rusqlite::{Row, params};
use units::Id;
use uuid::Uuid;

use super::super::nouns::{Appraisal, AppraisalError};
use super::super::store::{NAME, read, select_with};
use super::nouns::{About, Estate, EstateEntry, EstateState, EstateWhat, Member, Sum};
use crate::customers::Customer;
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx, row};

fn select_estate(rest: &str) -> String {
    format!(
        "SELECT estate.id, estate.seq, estate.state, deceased, estate.customer_id, valued_on, place,
            held_by, held_note, estate.note, estate.created_at, user.name, estate.version, {NAME},
            (SELECT count(*) FROM estate_member JOIN appraisal ON appraisal.seq = appraisal
             WHERE estate = estate.seq AND appraisal.state = 'draft'),
            (SELECT count(*) FROM estate_member JOIN appraisal ON appraisal.seq = appraisal
             WHERE estate = estate.seq AND appraisal.state = 'issued'),
            (SELECT coalesce(sum(total_minor), 0) FROM estate_member
             JOIN appraisal ON appraisal.seq = appraisal
             WHERE estate = estate.seq AND appraisal.state IN ('draft', 'issued'))
         FROM estate JOIN user ON user.id = estate.created_by
         LEFT JOIN customer ON customer.id = estate.customer_id {rest}"
    )
}

fn read_estate(found: &Row<'_>) -> rusqlite::Result<Estate> {
    Ok(Estate {
        id: row::id(found, 0)?,
        seq: found.get(1)?,
        state: row::word(found, 2)?,
        about: About {
            deceased: found.get(3)?,
            customer: found.get(4)?,
            valued_on: row::word(found, 5)?,
            place: found.get(6)?,
            held_by: row::word(found, 7)?,
            held_note: found.get(8)?,
            note: found.get(9)?,
        },
        created_at: row::time(found, 10)?,
        created_by: found.get(11)?,
        version: found.get(12)?,
        customer_name: found.get(13)?,
        sum: Sum {
            drafts: found.get(14)?,
            issued: found.get(15)?,
            total_minor: found.get(16)?,
        },
    })
}

/// One estate.
pub fn estate(tx: &ReadTx<'_>, id: Id<Estate>) -> Result<Option<Estate>, StoreError> {
    tx.maybe(
        &select_estate("WHERE estate.id = ?1"),
        [id.uuid()],
        read_estate,
    )
}

pub fn found(tx: &ReadTx<'_>, id: Id<Estate>) -> Result<Estate, AppraisalError> {
    estate(tx, id)?.ok_or(AppraisalError::EstateUnknown)
}

/// The estates, open ones first, then the newest; of a name where words of one are given.
pub fn estates(tx: &ReadTx<'_>, text: &str, limit: usize) -> Result<Vec<Estate>, StoreError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    tx.all(
        &select_estate(&format!(
            "WHERE instr(lower(deceased || ' ' || {NAME}), lower(?1)) > 0
             ORDER BY estate.state = 'open' DESC, estate.seq DESC LIMIT ?2"
        )),
        params![text.trim(), limit],
        read_estate,
    )
}

/// What it holds, as it was entered.
pub fn members(tx: &ReadTx<'_>, estate: &Estate) -> Result<Vec<Member>, StoreError> {
    tx.all(
        &select_with(
            "estate_member.position",
            "JOIN estate_member ON estate_member.appraisal = appraisal.seq
             WHERE estate_member.estate = ?1 ORDER BY estate_member.position",
        ),
        [estate.seq],
        |found| {
            Ok(Member {
                appraisal: read(found)?,
                position: found.get(19)?,
            })
        },
    )
}

/// The estate that holds an appraisal, with the deceased's name.
pub fn estate_of(
    tx: &ReadTx<'_>,
    appraisal: &Appraisal,
) -> Result<Option<(Id<Estate>, String)>, StoreError> {
    tx.maybe(
        "SELECT estate.id, deceased FROM estate_member JOIN estate ON estate.seq = estate_member.estate
         WHERE appraisal = ?1",
        [appraisal.seq],
        |found| Ok((row::id(found, 0)?, found.get(1)?)),
    )
}

pub fn insert(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: Id<User>,
    id: Id<Estate>,
    about: &About,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO estate (id, state, deceased, customer_id, valued_on, place, held_by, held_note,
            note, created_at, created_by)
         VALUES (?1, 'open', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            id.uuid(),
            about.deceased,
            about.customer,
            about.valued_on.to_string(),
            about.place,
            about.held_by.code(),
            about.held_note,
            about.note,
            cx.now_ms(),
            by.uuid(),
        ],
    )?;
    Ok(())
}

pub fn update(tx: &mut WriteTx<'_>, seq: i64, about: &About) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE estate SET deceased = ?2, customer_id = ?3, valued_on = ?4, place = ?5, held_by = ?6,
            held_note = ?7, note = ?8, version = version + 1
         WHERE seq = ?1",
        params![
            seq,
            about.deceased,
            about.customer,
            about.valued_on.to_string(),
            about.place,
            about.held_by.code(),
            about.held_note,
            about.note,
        ],
    )?;
    Ok(())
}

pub fn set_state(tx: &mut WriteTx<'_>, seq: i64, state: EstateState) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE estate SET state = ?2, version = version + 1 WHERE seq = ?1",
        params![seq, state.code()],
    )?;
    Ok(())
}

/// The place behind the last that was ever given.
pub fn next_position(tx: &ReadTx<'_>, estate: i64) -> Result<i64, StoreError> {
    tx.one(
        "SELECT max(coalesce((SELECT max(position) FROM estate_member WHERE estate = ?1), 0),
            (SELECT count(*) FROM estate_entry
             WHERE estate = ?1 AND (what = 'added' OR what = 'put_back'))) + 1",
        [estate],
        |found| found.get(0),
    )
}

pub fn insert_member(
    tx: &mut WriteTx<'_>,
    estate: i64,
    appraisal: i64,
    position: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO estate_member (appraisal, estate, position) VALUES (?1, ?2, ?3)",
        params![appraisal, estate, position],
    )?;
    Ok(())
}

pub fn remove_member(tx: &mut WriteTx<'_>, appraisal: i64) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM estate_member WHERE appraisal = ?1",
        [appraisal],
    )?;
    Ok(())
}

/// A successor joins the estate of the one that it is written in place of, while that is open.
pub fn follow(tx: &mut WriteTx<'_>, before: i64, id: Id<Appraisal>) -> Result<(), StoreError> {
    let of: Option<i64> = tx.maybe(
        "SELECT estate.seq FROM estate_member JOIN estate ON estate.seq = estate_member.estate
         WHERE appraisal = ?1 AND estate.state = 'open'",
        [before],
        |found| found.get(0),
    )?;
    let Some(estate) = of else {
        return Ok(());
    };
    let position = next_position(tx, estate)?;
    tx.execute(
        "INSERT INTO estate_member (appraisal, estate, position)
         SELECT seq, ?2, ?3 FROM appraisal WHERE id = ?1",
        params![id.uuid(), estate, position],
    )?;
    Ok(())
}

pub fn insert_entry(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: Id<User>,
    estate: i64,
    what: EstateWhat,
    note: &str,
    appraisal: Option<i64>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO estate_entry (estate, at, user_id, what, note, appraisal)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![estate, cx.now_ms(), by.uuid(), what.code(), note, appraisal],
    )?;
    Ok(())
}

/// Its history, the newest first.
pub fn entries(tx: &ReadTx<'_>, estate: &Estate) -> Result<Vec<EstateEntry>, StoreError> {
    tx.all(
        "SELECT at, user.name, what, estate_entry.note, title FROM estate_entry
         JOIN user ON user.id = user_id
         LEFT JOIN appraisal ON appraisal.seq = estate_entry.appraisal
         WHERE estate = ?1 ORDER BY estate_entry.seq DESC",
        [estate.seq],
        |found| {
            Ok(EstateEntry {
                at: row::time(found, 0)?,
                by: found.get(1)?,
                what: row::word(found, 2)?,
                note: found.get(3)?,
                title: found.get(4)?,
            })
        },
    )
}

/// Takes a customer off every estate, with the name of whom they inherited from and what was said. Returns
/// which they were.
pub fn forget(tx: &mut WriteTx<'_>, customer: Id<Customer>) -> Result<Vec<Uuid>, StoreError> {
    let known_by: Vec<Uuid> = tx.all(
        "SELECT id FROM estate WHERE customer_id = ?1",
        [customer.uuid()],
        |found| found.get(0),
    )?;
    tx.execute(
        "UPDATE estate_entry SET note = '' WHERE estate IN
            (SELECT seq FROM estate WHERE customer_id = ?1)",
        [customer.uuid()],
    )?;
    tx.execute(
        "UPDATE estate SET customer_id = NULL, deceased = '—', place = '', held_note = '', note = '',
            version = version + 1 WHERE customer_id = ?1",
        [customer.uuid()],
    )?;
    Ok(known_by)
}
