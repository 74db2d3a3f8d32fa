//! What the figures are grouped by.

use std::collections::HashMap;

use units::Id;
use uuid::Uuid;

use crate::cx::User;
use crate::repair::State;
use crate::stock::{Supplier, words};
use crate::tariff;

words! {
    /// By what the jobs are grouped.
    By {
        /// The kinds of the price list.
        Kind = "kind",
        /// Who did it: a person or an outside workshop.
        Hand = "hand",
        /// The states that a job goes through: only where times are told.
        Stage = "stage",
    }
}

words! {
    /// What sort of thing a line stands for.
    Group {
        Kind = "kind",
        Person = "person",
        Vendor = "vendor",
        Stage = "stage",
        /// What was owed although nothing was done, and what work that came to nothing cost.
        Fee = "fee",
        /// Arrhes that were kept, or doubled.
        Kept = "kept",
        /// Fees of certificates.
        Appraisal = "appraisal",
        /// Custom orders.
        Custom = "custom",
        /// Work that this report knows nothing of but its money.
        Other = "other",
        /// Nobody said.
        None = "none",
    }
}

/// A line's name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub group: Group,
    /// Of a person or a workshop.
    pub id: Option<Uuid>,
    /// A name; of kinds and stages their word.
    pub name: Option<String>,
}

impl Key {
    pub(super) const fn of(group: Group) -> Self {
        Self {
            group,
            id: None,
            name: None,
        }
    }

    pub(super) fn kind(kind: tariff::Kind) -> Self {
        Self {
            name: Some(kind.code().to_owned()),
            ..Self::of(Group::Kind)
        }
    }

    pub(super) fn stage(state: State) -> Self {
        Self {
            name: Some(state.code().to_owned()),
            ..Self::of(Group::Stage)
        }
    }

    pub(super) fn person(id: Id<User>, name: &str) -> Self {
        Self {
            group: Group::Person,
            id: Some(id.uuid()),
            name: Some(name.to_owned()),
        }
    }

    pub(super) fn vendor(id: Id<Supplier>, name: &str) -> Self {
        Self {
            group: Group::Vendor,
            id: Some(id.uuid()),
            name: Some(name.to_owned()),
        }
    }

    /// What a ticket's line was for, where it is no repair.
    pub(super) fn subject(kind: &str) -> Self {
        match kind {
            "appraisal" => Self::of(Group::Appraisal),
            "custom" => Self::of(Group::Custom),
            other => Self {
                name: Some(other.to_owned()),
                ..Self::of(Group::Other)
            },
        }
    }
}

/// The groups, what has the most first; those that have as much by their names.
pub(super) fn ranked<T, L>(
    groups: HashMap<Key, T>,
    line: impl Fn(Key, T) -> L,
    most: impl Fn(&T) -> i64,
) -> Vec<L> {
    let mut all: Vec<_> = groups
        .into_iter()
        .map(|(key, one)| (most(&one), key, one))
        .collect();
    all.sort_by(|(a, one, _), (b, other, _)| {
        let name = |key: &Key| (key.group.code(), key.name.clone(), key.id);
        b.cmp(a).then_with(|| name(one).cmp(&name(other)))
    });
    all.into_iter()
        .map(|(_, key, one)| line(key, one))
        .collect()
}
