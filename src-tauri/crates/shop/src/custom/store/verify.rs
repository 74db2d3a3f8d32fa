//! What orders and quotes say, for whoever compares them with the journal.

use ring::digest::{SHA256, digest};

use crate::db::{ReadTx, StoreError};
use crate::journal::hex;

/// The first order that does not say what its history says, by its number, and what of it.
pub fn astray(tx: &ReadTx<'_>) -> Result<Option<(String, String)>, StoreError> {
    tx.maybe(
        "SELECT number, astray FROM (SELECT made.seq, made.number, CASE
            WHEN made.state IS NOT (SELECT to_state FROM custom_entry WHERE custom = made.seq
                AND to_state IS NOT NULL ORDER BY seq DESC LIMIT 1) THEN 'state'
            WHEN made.fee_minor IS NOT (SELECT detail ->> '$.fee_minor' FROM custom_entry
                WHERE custom = made.seq AND what = 'fee' ORDER BY seq DESC LIMIT 1) THEN 'fee'
         END AS astray FROM custom_order made)
         WHERE astray IS NOT NULL ORDER BY seq LIMIT 1",
        [],
        |found| Ok((found.get(0)?, found.get(1)?)),
    )
}

const NUMBER: &str = "made.number || '/' || quote.version";

/// SHA-256 of a quote that was sent and of its lines, by its number; hexadecimal. Without its title and note,
/// which erasing the customer empties.
pub fn sent_digest(tx: &ReadTx<'_>, number: &str) -> Result<Option<String>, StoreError> {
    let sql = format!(
        "SELECT json_array(hex(quote.id), made.number, quote.version, valid_until, total_minor, cost_minor,
            quote.ring_size, quote.wished_on, pictures, quote.at,
            hex(quote.user_id), sent_at, hex(sent_by),
            (SELECT json_group_array(json_array(hex(id), kind, title, metal, fineness, weight_mg, loss_bp,
                hex(rate), count, weight_milli_ct, minutes, cost_minor, markup_bp, typed_minor,
                price_minor, vat_bp, own_mg, hex(own_object))) FROM (SELECT * FROM custom_quote_line line
                WHERE line.quote = quote.seq ORDER BY position)))
         FROM custom_quote quote JOIN custom_order made ON made.seq = quote.custom
         WHERE {NUMBER} = ?1 AND sent_at IS NOT NULL"
    );
    let text: Option<String> = tx.maybe(&sql, [number], |found| found.get(0))?;
    Ok(text.map(|text| hex(digest(&SHA256, text.as_bytes()).as_ref())))
}

/// Every quote that was sent.
pub fn sent_numbers(tx: &ReadTx<'_>) -> Result<Vec<String>, StoreError> {
    let sql = format!(
        "SELECT {NUMBER} FROM custom_quote quote JOIN custom_order made ON made.seq = quote.custom
         WHERE sent_at IS NOT NULL ORDER BY quote.seq"
    );
    tx.all(&sql, [], |found| found.get(0))
}
