//! Adds a record to a chain, inside the transaction of what it describes.

use std::cell::RefCell;
use std::rc::Rc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use ring::signature::EcdsaKeyPair;
use serde_json::Value;

use super::canonical::{CanonicalError, canonical};
use super::chain::Chain;
use super::record::{Header, NO_LINK, encode, link};
use super::{event, key, store};
use crate::cx::Cx;
use crate::db::{StoreError, WriteTx};

/// Why nothing was journaled, and so nothing done.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The store has no usable signing key.
    #[error("the journal has no signing key")]
    Key,
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    #[error("the payload cannot be written: {0}")]
    Payload(String),
}

/// A record's place, for the document that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    pub chain: Chain,
    pub seq: i64,
    pub signature: [u8; 64],
}

impl Appended {
    /// The whole signature in base 64, for the receipt's QR code.
    pub fn signature_text(&self) -> String {
        STANDARD_NO_PAD.encode(self.signature)
    }

    /// The signature's 3rd, 7th, 13th and 19th letters: what tills print for a person to compare.
    pub fn short_signature(&self) -> String {
        let text: Vec<char> = self.signature_text().chars().collect();
        [3, 7, 13, 19].iter().map(|place| text[place - 1]).collect()
    }
}

/// Freezes `payload` as the next record of `chain`, signs and stores it.
///
/// `kind` is one line of plain text. A clock that has jumped since the chain's last record is a
/// technical event of its own and never stops a sale.
pub fn append(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    chain: Chain,
    kind: &str,
    payload: &Value,
) -> Result<Appended, JournalError> {
    event::note_clock_jump(tx, cx)?;
    append_record(tx, cx, chain, kind, payload)
}

pub(super) fn append_record(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    chain: Chain,
    kind: &str,
    payload: &Value,
) -> Result<Appended, JournalError> {
    let payload = canonical(payload)?;
    if kind.is_empty() || kind.contains(char::is_control) {
        return Err(JournalError::Payload("a kind is one line".into()));
    }
    let head = store::head(tx, chain)?;
    let seq = head.as_ref().map_or(0, |head| head.seq) + 1;
    let header = Header {
        chain,
        seq,
        at: cx.now,
        kind: kind.to_owned(),
        previous: head.map_or(NO_LINK, |head| head.link),
    };
    let record = encode(&header, &payload);
    let (key_id, pair) = signing_pair(tx)?;
    let signature = key::sign(&pair, &record)?;
    let link = link(&record, &signature);
    store::insert(tx, &header, &record, &signature, &link, key_id)?;
    Ok(Appended {
        chain,
        seq,
        signature,
    })
}

/// The pair behind the newest key. Reading it out of PKCS#8 costs as much as signing, so the
/// writer's thread remembers it, by the public key it belongs to.
fn signing_pair(tx: &WriteTx<'_>) -> Result<(i64, Rc<EcdsaKeyPair>), JournalError> {
    thread_local! {
        static LAST: RefCell<Option<(Vec<u8>, Rc<EcdsaKeyPair>)>> = const { RefCell::new(None) };
    }
    let newest = store::newest_key(tx)?.ok_or(JournalError::Key)?;
    LAST.with_borrow_mut(|last| {
        if let Some((public, pair)) = last
            && *public == newest.public
        {
            return Ok((newest.id, Rc::clone(pair)));
        }
        let pair = Rc::new(key::pair(&newest.private)?);
        *last = Some((newest.public, Rc::clone(&pair)));
        Ok((newest.id, pair))
    })
}
