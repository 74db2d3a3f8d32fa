//! The SQL of customers.

use chrono::DateTime;
use rusqlite::Row;
use units::Id;
use uuid::Uuid;

use super::consent::{Channel, Consent, GiveConsent};
use super::customer::Customer;
use crate::cx::{Cx, User};
use crate::db::{ReadTx, StoreError, WriteTx};

const CUSTOMER: &str = "SELECT customer.id, title, given_name, family_name, company, phone, email,
    address, country, language, ring_size, notes, erased_at IS NOT NULL, version FROM customer";

fn read(row: &Row<'_>) -> rusqlite::Result<Customer> {
    Ok(Customer {
        id: Id::from_uuid(row.get(0)?),
        title: row.get(1)?,
        given_name: row.get(2)?,
        family_name: row.get(3)?,
        company: row.get(4)?,
        phone: row.get(5)?,
        email: row.get(6)?,
        address: row.get(7)?,
        country: row.get(8)?,
        language: row.get(9)?,
        ring_size: row.get(10)?,
        notes: row.get(11)?,
        erased: row.get(12)?,
        version: row.get(13)?,
    })
}

pub(super) fn customer(tx: &ReadTx<'_>, id: Id<Customer>) -> Result<Option<Customer>, StoreError> {
    tx.maybe(
        &format!("{CUSTOMER} WHERE customer.id = ?1"),
        [id.uuid()],
        read,
    )
}

pub(super) fn salt(tx: &ReadTx<'_>, id: Id<Customer>) -> Result<Option<Vec<u8>>, StoreError> {
    let salt: Option<Option<Vec<u8>>> = tx.maybe(
        "SELECT ref_salt FROM customer WHERE id = ?1",
        [id.uuid()],
        |row| row.get(0),
    )?;
    Ok(salt.flatten())
}

/// Whether there was such a person, who was erased.
pub(super) fn was_erased(tx: &ReadTx<'_>, id: Id<Customer>) -> Result<bool, StoreError> {
    tx.one(
        "SELECT count(*) FROM customer WHERE id = ?1 AND ref_salt IS NULL",
        [id.uuid()],
        |row| row.get(0),
    )
}

pub(super) fn insert(
    tx: &mut WriteTx<'_>,
    customer: &Customer,
    salt: &[u8; 16],
    now_ms: i64,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO customer (id, family_name, country, ref_salt, created_at, last_contact_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
        (
            customer.id.uuid(),
            &customer.family_name,
            &customer.country,
            salt,
            now_ms,
        ),
    )?;
    write(tx, customer, now_ms)?;
    tx.execute(
        "INSERT INTO customer_fts (rowid, search)
         SELECT rowid, search FROM customer WHERE id = ?1",
        [customer.id.uuid()],
    )?;
    Ok(())
}

pub(super) fn update(
    tx: &mut WriteTx<'_>,
    customer: &Customer,
    now_ms: i64,
) -> Result<(), StoreError> {
    write(tx, customer, now_ms)?;
    tx.execute(
        "UPDATE customer_fts SET search = (SELECT search FROM customer WHERE id = ?1)
         WHERE rowid = (SELECT rowid FROM customer WHERE id = ?1)",
        [customer.id.uuid()],
    )?;
    Ok(())
}

fn write(tx: &mut WriteTx<'_>, customer: &Customer, now_ms: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE customer SET title = ?2, given_name = ?3, family_name = ?4, company = ?5,
             phone = ?6, phone_digits = ?7, email = ?8, address = ?9, country = ?10,
             language = ?11, ring_size = ?12, notes = ?13, search = ?14, version = ?15,
             last_contact_at = ?16
         WHERE id = ?1",
        rusqlite::params![
            customer.id.uuid(),
            customer.title,
            customer.given_name,
            customer.family_name,
            customer.company,
            customer.phone,
            customer.phone_digits(),
            customer.email,
            customer.address,
            customer.country,
            customer.language,
            customer.ring_size,
            customer.notes,
            customer.search_text(),
            customer.version,
            now_ms,
        ],
    )?;
    Ok(())
}

pub(super) fn touch(tx: &mut WriteTx<'_>, id: Id<Customer>, now_ms: i64) -> Result<(), StoreError> {
    tx.execute(
        "UPDATE customer SET last_contact_at = ?2 WHERE id = ?1",
        (id.uuid(), now_ms),
    )?;
    Ok(())
}

pub(super) fn scrub(tx: &mut WriteTx<'_>, id: Id<Customer>, now_ms: i64) -> Result<(), StoreError> {
    tx.execute(
        "DELETE FROM customer_fts WHERE rowid = (SELECT rowid FROM customer WHERE id = ?1)",
        [id.uuid()],
    )?;
    tx.execute("DELETE FROM consent WHERE customer_id = ?1", [id.uuid()])?;
    tx.execute(
        "UPDATE customer SET title = '', given_name = '', family_name = '', company = '',
             phone = '', phone_digits = '', email = '', address = '', country = '',
             language = NULL, ring_size = '', notes = '', search = '', ref_salt = NULL,
             erased_at = ?2, version = version + 1
         WHERE id = ?1",
        (id.uuid(), now_ms),
    )?;
    Ok(())
}

pub(super) fn look_alikes(
    tx: &ReadTx<'_>,
    query: &str,
    limit: i64,
) -> Result<Vec<Customer>, StoreError> {
    tx.all(
        &format!(
            "{CUSTOMER} JOIN customer_fts ON customer_fts.rowid = customer.rowid
             WHERE customer_fts MATCH ?1 ORDER BY customer_fts.rank LIMIT ?2"
        ),
        (query, limit),
        read,
    )
}

pub(super) fn beginning(
    tx: &ReadTx<'_>,
    word: &str,
    limit: i64,
) -> Result<Vec<Customer>, StoreError> {
    tx.all(
        &format!(
            "{CUSTOMER} WHERE erased_at IS NULL
             AND (search LIKE ?1 || '%' OR search LIKE '% ' || ?1 || '%')
             ORDER BY family_name, given_name LIMIT ?2"
        ),
        (word, limit),
        read,
    )
}

pub(super) fn recent(tx: &ReadTx<'_>, limit: i64) -> Result<Vec<Customer>, StoreError> {
    tx.all(
        &format!("{CUSTOMER} WHERE erased_at IS NULL ORDER BY last_contact_at DESC LIMIT ?1"),
        [limit],
        read,
    )
}

pub(super) fn insert_consent(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    user: Id<User>,
    input: &GiveConsent,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO consent (id, customer_id, channel, given, wording, at, user_id)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            cx.new_id::<Consent>().uuid(),
            input.customer.uuid(),
            input.channel.name(),
            input.given,
            input.wording.trim(),
            cx.now_ms(),
            user.uuid(),
        ),
    )?;
    Ok(())
}

pub(super) fn consents(tx: &ReadTx<'_>, id: Id<Customer>) -> Result<Vec<Consent>, StoreError> {
    let rows = tx.all(
        "SELECT channel, given, wording, at, user_id FROM consent
         WHERE rowid IN (SELECT max(rowid) FROM consent WHERE customer_id = ?1 GROUP BY channel)
         ORDER BY channel",
        [id.uuid()],
        |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get::<_, Uuid>(4)?,
            ))
        },
    )?;
    rows.into_iter()
        .map(|(channel, given, wording, at, by)| {
            Ok(Consent {
                channel: channel
                    .parse::<Channel>()
                    .map_err(|_| StoreError::Unreadable("consent.channel"))?,
                given,
                wording,
                at: DateTime::from_timestamp_millis(at)
                    .ok_or(StoreError::Unreadable("consent.at"))?,
                by: Id::from_uuid(by),
            })
        })
        .collect()
}
