//! What the shop usually asks in advance: its settings, else the house's.

use super::nouns::Kind;
use crate::db::{ReadTx, StoreError};
use crate::settings;

/// The setting: what money in advance is where nobody says otherwise. Unless the ticket names it an
/// acompte, the law calls it arrhes (C. conso. L214-1): so the ticket always names it.
pub const KIND: &str = "deposit.kind";
/// The setting: the share of the price that is proposed, in basis points.
pub const SHARE_BP: &str = "deposit.share_bp";

/// A third or so is what the trade asks.
const HOUSE_BP: i64 = 3_000;

pub fn usual_kind(tx: &ReadTx<'_>) -> Result<Kind, StoreError> {
    let set: Option<String> = settings::get(tx, KIND)?;
    Ok(set
        .and_then(|word| word.parse().ok())
        .unwrap_or(Kind::Acompte))
}

pub fn usual_bp(tx: &ReadTx<'_>) -> Result<i64, StoreError> {
    Ok(settings::get(tx, SHARE_BP)?.unwrap_or(HOUSE_BP))
}
