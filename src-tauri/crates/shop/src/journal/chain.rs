//! The chains. Each counts for itself, without gaps, whatever the number of tills.

use std::str::FromStr;

/// One signed chain of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Chain {
    /// Sales, deposits, voids, refunds.
    Ticket,
    /// Reprints.
    Duplicate,
    /// Closings of a day, a month, a year.
    GrandTotal,
    /// Technical events ("journal des événements techniques").
    Jet,
    /// Archives made.
    Archive,
}

impl Chain {
    pub const ALL: [Self; 5] = [
        Self::Ticket,
        Self::Duplicate,
        Self::GrandTotal,
        Self::Jet,
        Self::Archive,
    ];

    /// The name in the record and in the store.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ticket => "TICKET",
            Self::Duplicate => "DUPLICATE",
            Self::GrandTotal => "GRANDTOTAL",
            Self::Jet => "JET",
            Self::Archive => "ARCHIVE",
        }
    }
}

/// Not the name of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownChain;

impl FromStr for Chain {
    type Err = UnknownChain;

    fn from_str(name: &str) -> Result<Self, UnknownChain> {
        Self::ALL
            .into_iter()
            .find(|chain| chain.name() == name)
            .ok_or(UnknownChain)
    }
}
