//! Walks the chains and names the first thing that is not as it was written.

use std::fmt;

use super::chain::Chain;
use super::record::{NO_LINK, decode_header, link};
use super::store::{self, Stored};
use super::{key, record};
use crate::db::{ReadTx, StoreError};

/// What is wrong with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A number is missing before this one.
    Gap,
    /// The bytes are no record.
    Malformed,
    /// The row's columns say other than the record.
    Row,
    /// It does not carry its predecessor's link.
    Unlinked,
    /// The signature is not of these bytes by the store's key.
    Signature,
    /// The chain's end is not where the head says: the tail was cut or replaced.
    Head,
    /// What the record describes is not what the tables say.
    State,
}

impl Fault {
    /// The stable code that screens translate.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::Malformed => "malformed",
            Self::Row => "row",
            Self::Unlinked => "unlinked",
            Self::Signature => "signature",
            Self::Head => "head",
            Self::State => "state",
        }
    }
}

/// The first broken record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub chain: Chain,
    pub seq: i64,
    pub fault: Fault,
    /// What differs, for the person who investigates.
    pub detail: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {}: {}",
            self.chain.name(),
            self.seq,
            self.fault.code()
        )?;
        if !self.detail.is_empty() {
            write!(f, " ({})", self.detail)?;
        }
        Ok(())
    }
}

/// What a walk found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Records that were checked and stand, by chain.
    pub counts: Vec<(Chain, i64)>,
    pub broken: Option<Broken>,
}

/// Checks every record of every chain: number, form, link, signature, head.
///
/// What the tables say beside the journal is checked by the feature that owns them; see
/// `sales::verify`.
pub fn verify(tx: &ReadTx<'_>) -> Result<Verified, StoreError> {
    let mut counts = Vec::new();
    for chain in Chain::ALL {
        let mut walk = Walk::new(chain);
        match store::each(tx, chain, |stored| walk.step(&stored).map_err(Stop::Broken)) {
            Ok(()) => {}
            Err(Stop::Broken(broken)) => {
                counts.push((chain, walk.seq));
                return Ok(Verified {
                    counts,
                    broken: Some(broken),
                });
            }
            Err(Stop::Store(error)) => return Err(error),
        }
        counts.push((chain, walk.seq));
        if let Some(broken) = check_head(tx, &walk)? {
            return Ok(Verified {
                counts,
                broken: Some(broken),
            });
        }
    }
    Ok(Verified {
        counts,
        broken: None,
    })
}

/// Checks the last record of each chain against its head: what a start has time for.
pub fn verify_heads(tx: &ReadTx<'_>) -> Result<Option<Broken>, StoreError> {
    for chain in Chain::ALL {
        let mut walk = Walk::new(chain);
        if let Some(stored) = store::last(tx, chain)? {
            walk = Walk::before(&stored, chain);
            if let Err(broken) = walk.step(&stored) {
                return Ok(Some(broken));
            }
        }
        if let Some(broken) = check_head(tx, &walk)? {
            return Ok(Some(broken));
        }
    }
    Ok(None)
}

/// A walk that has come to a chain's end stands where its head says.
fn check_head(tx: &ReadTx<'_>, walk: &Walk) -> Result<Option<Broken>, StoreError> {
    let head = store::head(tx, walk.chain)?;
    let (seq, at, link) = head.map_or((0, 0, NO_LINK), |head| (head.seq, head.at, head.link));
    if (seq, at, link) == (walk.seq, walk.at, walk.link) {
        return Ok(None);
    }
    Ok(Some(Broken {
        chain: walk.chain,
        seq: seq.max(walk.seq),
        fault: Fault::Head,
        detail: format!("the chain ends at {}, its head says {seq}", walk.seq),
    }))
}

enum Stop {
    Broken(Broken),
    Store(StoreError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Where a walk along a chain has come to.
struct Walk {
    chain: Chain,
    seq: i64,
    /// Milliseconds, of the last record.
    at: i64,
    link: [u8; 32],
}

impl Walk {
    fn new(chain: Chain) -> Self {
        Self {
            chain,
            seq: 0,
            at: 0,
            link: NO_LINK,
        }
    }

    /// As if everything before `stored` had been walked and found right.
    fn before(stored: &Stored, chain: Chain) -> Self {
        let previous = decode_header(&stored.record).map_or(NO_LINK, |header| header.previous);
        Self {
            chain,
            seq: stored.seq - 1,
            at: 0,
            link: previous,
        }
    }

    fn step(&mut self, stored: &Stored) -> Result<(), Broken> {
        let broken = |fault, detail: &str| Broken {
            chain: self.chain,
            seq: self.seq + 1,
            fault,
            detail: detail.to_owned(),
        };
        if stored.seq != self.seq + 1 {
            return Err(broken(Fault::Gap, &format!("followed by {}", stored.seq)));
        }
        let Ok(header) = decode_header(&stored.record) else {
            return Err(broken(Fault::Malformed, ""));
        };
        let same = header.chain.name() == stored.chain
            && header.seq == stored.seq
            && header.at.timestamp_millis() == stored.at
            && header.kind == stored.kind;
        if !same {
            return Err(broken(Fault::Row, ""));
        }
        if header.previous != self.link {
            return Err(broken(Fault::Unlinked, &record::hex(&header.previous)));
        }
        let signed = stored
            .public
            .as_ref()
            .is_some_and(|public| key::signed_by(public, &stored.record, &stored.signature));
        if !signed {
            return Err(broken(Fault::Signature, ""));
        }
        let link = link(&stored.record, &stored.signature);
        if link[..] != stored.link[..] {
            return Err(broken(Fault::Row, "link"));
        }
        self.seq += 1;
        self.at = stored.at;
        self.link = link;
        Ok(())
    }
}
