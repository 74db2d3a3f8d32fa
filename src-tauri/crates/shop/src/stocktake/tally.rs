//! How many of each, and what they are worth.

use units::Metal;

use super::count::Stocktake;
use super::line::Status;
use super::store;
use crate::db::{ReadTx, StoreError};

/// The lines of one status together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    pub status: Status,
    pub count: i64,
    /// How many of them wait for a decision.
    pub open: i64,
    /// Of the shop's own, at cost, without VAT; pieces without a cost count as nothing.
    pub cost_minor: i64,
    /// Of the shop's own, at the price on their tags, VAT included.
    pub price_minor: i64,
    /// Of the shop's own, by metal, the precious ones alone.
    pub fine: Vec<Fine>,
    /// Of others', whom no sum above counts; None: there are none.
    pub theirs: Option<TheirsTally>,
}

/// The pieces among them that are somebody else's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TheirsTally {
    pub count: i64,
    /// What their owners are owed for them.
    pub owed_minor: i64,
    pub price_minor: i64,
    pub fine: Vec<Fine>,
}

/// Fine metal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fine {
    pub metal: Metal,
    pub mg: i64,
}

impl Tally {
    /// How many lines have this status.
    pub fn count_of(tallies: &[Self], status: Status) -> i64 {
        let of = tallies.iter().find(|tally| tally.status == status);
        of.map_or(0, |tally| tally.count)
    }

    /// How many differences wait for a decision.
    pub fn open_of(tallies: &[Self]) -> i64 {
        tallies.iter().map(|tally| tally.open).sum()
    }
}

/// Of an open stocktake as it stands now, of a closed one as it was frozen. A status without lines
/// is left out.
pub fn tally(
    tx: &ReadTx<'_>,
    stocktake: &Stocktake,
    now_ms: i64,
) -> Result<Vec<Tally>, StoreError> {
    let mut tallies: Vec<Tally> = Vec::new();
    for part in store::sums(tx, stocktake, now_ms)? {
        let at = tallies.iter().position(|one| one.status == part.status);
        let at = at.unwrap_or_else(|| {
            tallies.push(Tally {
                status: part.status,
                count: 0,
                open: 0,
                cost_minor: 0,
                price_minor: 0,
                fine: Vec::new(),
                theirs: None,
            });
            tallies.len() - 1
        });
        let Some(tally) = tallies.get_mut(at) else {
            continue;
        };
        tally.count += part.count;
        tally.open += part.open;
        let fine = part.metal.filter(|_| part.fine_mg > 0).map(|metal| Fine {
            metal,
            mg: part.fine_mg,
        });
        if part.theirs {
            let theirs = tally.theirs.get_or_insert_default();
            theirs.count += part.count;
            theirs.owed_minor += part.owed_minor;
            theirs.price_minor += part.price_minor;
            theirs.fine.extend(fine);
        } else {
            tally.cost_minor += part.cost_minor;
            tally.price_minor += part.price_minor;
            tally.fine.extend(fine);
        }
    }
    Ok(tallies)
}
