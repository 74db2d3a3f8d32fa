//! A number for the next piece, to be proposed.

use uuid::Uuid;

use super::store;
use crate::db::{ReadTx, StoreError};

/// How far a free number is looked for.
const FARTHEST: usize = 1_000;

/// Numbers like the newest piece's, counted on from it and not taken: behind `J104`, `J105`, `J106`.
/// Fewer than asked where the newest has no digits at its end.
pub fn next_number(tx: &ReadTx<'_>, count: usize) -> Result<Vec<String>, StoreError> {
    let newest = store::newest_number(tx)?.unwrap_or_else(|| "J0".to_owned());
    let stem = newest.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &newest[stem.len()..];
    let Ok(mut last) = digits.parse::<u64>() else {
        return Ok(Vec::new());
    };
    let mut free = Vec::new();
    for _ in 0..FARTHEST {
        if free.len() >= count {
            break;
        }
        last = last.saturating_add(1);
        let number = format!("{stem}{last:0width$}", width = digits.len());
        if !store::code_is_taken(tx, &number, Uuid::nil())? {
            free.push(number);
        }
    }
    Ok(free)
}
