//! The SQL of people and their sessions.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Row;
use units::{Id, Percent};

use super::authority::Authority;
use super::pin::PinHash;
use super::role::Role;
use super::session::{Session, TokenDigest};
use super::user::User;
use crate::cx;
use crate::db::{ReadTx, StoreError, WriteTx};

/// What a try at a PIN needs to know.
pub(super) struct Credentials {
    pub pin_hash: PinHash,
    pub active: bool,
    pub wrong_pins: u32,
    pub locked_until: Option<DateTime<Utc>>,
}

/// A user's row as SQLite has it, before its values are looked at.
struct Raw {
    id: uuid::Uuid,
    name: String,
    role: String,
    language: Option<String>,
    active: bool,
    discount_limit_bp: Option<i64>,
    wrong_pins: u32,
    locked_until: Option<i64>,
    version: i64,
}

const USER: &str = "SELECT id, name, role, language, active, discount_limit_bp, wrong_pins,
    locked_until, version FROM user";

impl Raw {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            role: row.get(2)?,
            language: row.get(3)?,
            active: row.get(4)?,
            discount_limit_bp: row.get(5)?,
            wrong_pins: row.get(6)?,
            locked_until: row.get(7)?,
            version: row.get(8)?,
        })
    }

    fn user(self) -> Result<User, StoreError> {
        Ok(User {
            id: Id::from_uuid(self.id),
            name: self.name,
            role: role(&self.role)?,
            language: self.language,
            active: self.active,
            discount_limit: limit(self.discount_limit_bp)?,
            wrong_pins: self.wrong_pins,
            locked_until: self.locked_until.map(time).transpose()?,
            version: self.version,
        })
    }
}

fn role(name: &str) -> Result<Role, StoreError> {
    name.parse()
        .map_err(|_| StoreError::Unreadable("user.role"))
}

fn limit(basis_points: Option<i64>) -> Result<Option<Percent>, StoreError> {
    basis_points
        .map(Percent::from_basis_points)
        .transpose()
        .map_err(|_| StoreError::Unreadable("user.discount_limit_bp"))
}

fn time(unix_ms: i64) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp_millis(unix_ms).ok_or(StoreError::Unreadable("a time"))
}

pub(super) fn users(tx: &ReadTx<'_>) -> Result<Vec<User>, StoreError> {
    tx.all(&format!("{USER} ORDER BY name, id"), [], Raw::read)?
        .into_iter()
        .map(Raw::user)
        .collect()
}

pub(super) fn user(tx: &ReadTx<'_>, id: Id<cx::User>) -> Result<Option<User>, StoreError> {
    tx.maybe(&format!("{USER} WHERE id = ?1"), [id.uuid()], Raw::read)?
        .map(Raw::user)
        .transpose()
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    user: &User,
    pin_hash: &PinHash,
    created_at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO user (id, name, role, pin_hash, language, active, discount_limit_bp,
             created_at, version)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        (
            user.id.uuid(),
            &user.name,
            user.role.name(),
            &pin_hash.0,
            &user.language,
            user.active,
            user.discount_limit.map(Percent::basis_points),
            created_at,
            user.version,
        ),
    )?;
    Ok(())
}

/// Writes everything but the PIN.
pub(super) fn update(tx: &mut WriteTx<'_>, user: &User) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE user SET name = ?2, role = ?3, language = ?4, active = ?5, discount_limit_bp = ?6,
             version = ?7
         WHERE id = ?1",
        (
            user.id.uuid(),
            &user.name,
            user.role.name(),
            &user.language,
            user.active,
            user.discount_limit.map(Percent::basis_points),
            user.version,
        ),
    )?;
    Ok(())
}

pub(super) fn set_pin(
    tx: &mut WriteTx<'_>,
    id: Id<cx::User>,
    pin_hash: &PinHash,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE user SET pin_hash = ?2, wrong_pins = 0, locked_until = NULL WHERE id = ?1",
        (id.uuid(), &pin_hash.0),
    )?;
    Ok(())
}

pub(super) fn active_owners(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    tx.one(
        "SELECT count(*) FROM user WHERE role = 'owner' AND active = 1",
        [],
        |row| row.get(0),
    )
}

pub(super) fn credentials(
    tx: &ReadTx<'_>,
    id: Id<cx::User>,
) -> Result<Option<Credentials>, StoreError> {
    let row = tx.maybe(
        "SELECT pin_hash, active, wrong_pins, locked_until FROM user WHERE id = ?1",
        [id.uuid()],
        |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get::<_, Option<i64>>(3)?,
            ))
        },
    )?;
    row.map(|(pin_hash, active, wrong_pins, locked_until)| {
        Ok(Credentials {
            pin_hash: PinHash(pin_hash),
            active,
            wrong_pins,
            locked_until: locked_until.map(time).transpose()?,
        })
    })
    .transpose()
}

pub(super) fn set_wrong_pins(
    tx: &mut WriteTx<'_>,
    id: Id<cx::User>,
    wrong_pins: u32,
    locked_until: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE user SET wrong_pins = ?2, locked_until = ?3 WHERE id = ?1",
        (
            id.uuid(),
            wrong_pins,
            locked_until.map(|until| until.timestamp_millis()),
        ),
    )?;
    Ok(())
}

/// A session's row, before its values are looked at.
struct RawSession {
    user: uuid::Uuid,
    name: String,
    role: String,
    language: Option<String>,
    discount_limit_bp: Option<i64>,
    till: Option<uuid::Uuid>,
    locked: bool,
    seen_at: i64,
}

pub(super) fn session(
    tx: &ReadTx<'_>,
    token_digest: &TokenDigest,
    locks_after: TimeDelta,
) -> Result<Option<Session>, StoreError> {
    let raw = tx.maybe(
        "SELECT user.id, user.name, user.role, user.language, user.discount_limit_bp,
             session.till_id, session.locked, session.seen_at
         FROM session JOIN user ON user.id = session.user_id
         WHERE token_sha256 = ?1 AND ended_at IS NULL AND user.active = 1",
        [token_digest],
        |row| {
            Ok(RawSession {
                user: row.get(0)?,
                name: row.get(1)?,
                role: row.get(2)?,
                language: row.get(3)?,
                discount_limit_bp: row.get(4)?,
                till: row.get(5)?,
                locked: row.get(6)?,
                seen_at: row.get(7)?,
            })
        },
    )?;
    raw.map(|raw| {
        Ok(Session {
            token_digest: *token_digest,
            authority: Authority::new(
                Id::from_uuid(raw.user),
                role(&raw.role)?,
                limit(raw.discount_limit_bp)?,
            ),
            name: raw.name,
            language: raw.language,
            till: raw.till.map(Id::from_uuid),
            locked: raw.locked,
            seen_at: time(raw.seen_at)?,
            locks_after,
        })
    })
    .transpose()
}

pub(super) fn insert_session(
    tx: &mut WriteTx<'_>,
    token_digest: &TokenDigest,
    user: Id<cx::User>,
    till: Option<Id<cx::Till>>,
    at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO session (token_sha256, user_id, till_id, created_at, seen_at)
         VALUES (?1, ?2, ?3, ?4, ?4)",
        (token_digest, user.uuid(), till.map(Id::uuid), at),
    )?;
    Ok(())
}

pub(super) fn set_locked(
    tx: &mut WriteTx<'_>,
    token_digest: &TokenDigest,
    locked: bool,
    seen_at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE session SET locked = ?2, seen_at = ?3 WHERE token_sha256 = ?1 AND ended_at IS NULL",
        (token_digest, locked, seen_at),
    )?;
    Ok(())
}

pub(super) fn set_seen(
    tx: &mut WriteTx<'_>,
    token_digest: &TokenDigest,
    seen_at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE session SET seen_at = max(seen_at, ?2) WHERE token_sha256 = ?1",
        (token_digest, seen_at),
    )?;
    Ok(())
}

pub(super) fn end_session(
    tx: &mut WriteTx<'_>,
    token_digest: &TokenDigest,
    at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE session SET ended_at = ?2 WHERE token_sha256 = ?1 AND ended_at IS NULL",
        (token_digest, at),
    )?;
    Ok(())
}

pub(super) fn end_sessions_of(
    tx: &mut WriteTx<'_>,
    user: Id<cx::User>,
    at: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE session SET ended_at = ?2 WHERE user_id = ?1 AND ended_at IS NULL",
        (user.uuid(), at),
    )?;
    Ok(())
}

pub(super) fn till_is_active(tx: &ReadTx<'_>, till: Id<cx::Till>) -> Result<bool, StoreError> {
    tx.one(
        "SELECT count(*) FROM till WHERE id = ?1 AND active = 1",
        [till.uuid()],
        |row| row.get(0),
    )
}
