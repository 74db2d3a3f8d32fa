//! The record: seven lines of text, the last of them the payload.

use std::fmt::Write;

use chrono::{DateTime, SecondsFormat, Utc};
use ring::digest::{Context, SHA256};
use serde::de::IgnoredAny;
use serde_json::Value;

use super::chain::Chain;

/// The first line of every record. A later shape gets another number; this one stays readable.
pub(super) const FORMAT: &str = "ecrin-journal/1";

/// The link before a chain's first record.
pub(super) const NO_LINK: [u8; 32] = [0; 32];

/// What a record says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    pub chain: Chain,
    /// From 1, without gaps.
    pub seq: i64,
    pub at: DateTime<Utc>,
    /// What happened: `sale`, `void`, `day`, or a JET code with its word.
    pub kind: String,
    /// SHA-256 of the predecessor's bytes followed by its signature; zeros for the first.
    pub previous: [u8; 32],
}

/// A record as read back from its bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub header: Header,
    pub payload: Value,
}

/// The bytes are not a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a journal record")]
pub struct MalformedRecord;

/// The bytes of a record: what is signed, stored and exported.
pub(super) fn encode(header: &Header, canonical_payload: &str) -> Vec<u8> {
    format!(
        "{FORMAT}\nchain: {}\nseq: {}\nat: {}\nkind: {}\nprevious: {}\npayload: {canonical_payload}",
        header.chain.name(),
        header.seq,
        header.at.to_rfc3339_opts(SecondsFormat::Millis, true),
        header.kind,
        hex(&header.previous),
    )
    .into_bytes()
}

/// Reads a record back.
pub(super) fn decode(bytes: &[u8]) -> Result<Record, MalformedRecord> {
    let (header, payload) = split(bytes)?;
    let payload = serde_json::from_str(payload).map_err(|_| MalformedRecord)?;
    Ok(Record { header, payload })
}

/// Reads a record's header, and makes sure that its payload is JSON without keeping it.
pub(super) fn decode_header(bytes: &[u8]) -> Result<Header, MalformedRecord> {
    let (header, payload) = split(bytes)?;
    serde_json::from_str::<IgnoredAny>(payload).map_err(|_| MalformedRecord)?;
    Ok(header)
}

/// The header, and the payload's text.
fn split(bytes: &[u8]) -> Result<(Header, &str), MalformedRecord> {
    let text = std::str::from_utf8(bytes).map_err(|_| MalformedRecord)?;
    let mut lines = text.splitn(7, '\n');
    if lines.next() != Some(FORMAT) {
        return Err(MalformedRecord);
    }
    let mut field = |name: &str| {
        lines
            .next()
            .and_then(|line| line.strip_prefix(name))
            .and_then(|rest| rest.strip_prefix(": "))
            .ok_or(MalformedRecord)
    };
    let chain = field("chain")?.parse().map_err(|_| MalformedRecord)?;
    let seq = field("seq")?.parse().map_err(|_| MalformedRecord)?;
    let at = DateTime::parse_from_rfc3339(field("at")?).map_err(|_| MalformedRecord)?;
    let kind = field("kind")?.to_owned();
    let previous = unhex(field("previous")?).ok_or(MalformedRecord)?;
    let header = Header {
        chain,
        seq,
        at: at.to_utc(),
        kind,
        previous,
    };
    Ok((header, field("payload")?))
}

/// The link a successor carries.
pub(super) fn link(record: &[u8], signature: &[u8]) -> [u8; 32] {
    let mut digest = Context::new(&SHA256);
    digest.update(record);
    digest.update(signature);
    let mut link = [0; 32];
    link.copy_from_slice(digest.finish().as_ref());
    link
}

/// Hexadecimal, in small letters.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * index..2 * index + 2], 16).ok()?;
    }
    Some(bytes)
}
