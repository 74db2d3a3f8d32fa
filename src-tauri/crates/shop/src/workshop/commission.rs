//! What people earned by their work.

use std::collections::{HashMap, HashSet};

use units::Id;

use super::key::{Key, ranked};
use super::period::{Period, WorkshopError};
use crate::commission::{self, Entry, What};
use crate::cx::User;
use crate::db::ReadTx;

/// Sums of the entries of the span, in minor units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommissionLine {
    pub key: Option<Key>,
    /// They have left: what they earned stands.
    pub has_left: bool,
    /// Tasks that earned something, less those of which it was taken back.
    pub tasks: i64,
    /// What these tasks brought, without VAT.
    pub net_minor: i64,
    /// What was earned, less what was taken back.
    pub earned_minor: i64,
    /// By hand.
    pub corrected_minor: i64,
}

impl CommissionLine {
    /// What is due for the span.
    pub const fn due_minor(&self) -> i64 {
        self.earned_minor + self.corrected_minor
    }

    fn add(&mut self, entry: &Entry) {
        self.net_minor += entry.net_minor;
        match entry.what {
            What::Earned => {
                self.tasks += 1;
                self.earned_minor += entry.amount_minor;
            }
            What::TakenBack => {
                self.tasks -= 1;
                self.earned_minor += entry.amount_minor;
            }
            What::Correction => self.corrected_minor += entry.amount_minor,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commissions {
    /// Who earned the most first.
    pub lines: Vec<CommissionLine>,
    pub total: CommissionLine,
    /// The newest first; all of them, since wages are paid by it.
    pub entries: Vec<Entry>,
}

/// Of a span of days: each entry stands in the report of the day on which it was written, so that a span
/// that is over reads as it did. `of`: one person's alone.
pub fn commission(
    tx: &ReadTx<'_>,
    period: Period,
    of: Option<Id<User>>,
) -> Result<Commissions, WorkshopError> {
    // A span that ends before it begins is refused as everywhere.
    period.span(tx)?;
    let entries = commission::entries(tx, period.from, period.until, of)?;
    let mut groups: HashMap<Key, CommissionLine> = HashMap::new();
    let mut total = CommissionLine::default();
    let mut left = HashSet::new();
    for entry in &entries {
        let key = Key::person(entry.person, &entry.name);
        if !entry.works_here {
            left.insert(key.clone());
        }
        groups.entry(key).or_default().add(entry);
        total.add(entry);
    }
    let line = |key: Key, one| CommissionLine {
        has_left: left.contains(&key),
        key: Some(key),
        ..one
    };
    Ok(Commissions {
        lines: ranked(groups, line, CommissionLine::due_minor),
        total,
        entries,
    })
}
