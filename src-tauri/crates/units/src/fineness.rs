//! The metals of the trade and their titles.

use std::str::FromStr;

/// Why a fineness cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FinenessError {
    #[error("a fineness lies between 1 and 1000 per mille")]
    OutOfRange,
    #[error("the metal is not known")]
    UnknownMetal,
}

/// A metal that a piece is made of. Colour belongs to the piece, not to the metal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Metal {
    Gold,
    Silver,
    Platinum,
    Palladium,
    /// Steel, titanium, brass…: no legal title.
    Base,
}

impl Metal {
    pub const ALL: [Self; 5] = [
        Self::Gold,
        Self::Silver,
        Self::Platinum,
        Self::Palladium,
        Self::Base,
    ];

    /// The word used in the store, on the wire and in the rules.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gold => "gold",
            Self::Silver => "silver",
            Self::Platinum => "platinum",
            Self::Palladium => "palladium",
            Self::Base => "base",
        }
    }
}

impl FromStr for Metal {
    type Err = FinenessError;

    fn from_str(code: &str) -> Result<Self, FinenessError> {
        Self::ALL
            .into_iter()
            .find(|metal| metal.code() == code)
            .ok_or(FinenessError::UnknownMetal)
    }
}

/// The share of pure metal in an alloy, in parts per ten thousand. 750 ‰ is `7_500`.
///
/// Which titles are legal is a rule of the country, not of arithmetic: see the rule set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Fineness {
    per_ten_thousand: i64,
}

impl Fineness {
    pub const fn from_per_ten_thousand(parts: i64) -> Result<Self, FinenessError> {
        if parts < 1 || parts > 10_000 {
            return Err(FinenessError::OutOfRange);
        }
        Ok(Self {
            per_ten_thousand: parts,
        })
    }

    /// From the title as stamped: 750, 925, 585…
    pub const fn from_per_mille(title: i64) -> Result<Self, FinenessError> {
        if title < 1 || title > 1_000 {
            return Err(FinenessError::OutOfRange);
        }
        Self::from_per_ten_thousand(title * 10)
    }

    pub const fn per_ten_thousand(self) -> i64 {
        self.per_ten_thousand
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds() {
        assert_eq!(Fineness::from_per_mille(0), Err(FinenessError::OutOfRange));
        assert_eq!(
            Fineness::from_per_mille(1_001),
            Err(FinenessError::OutOfRange)
        );
        assert_eq!(
            Fineness::from_per_ten_thousand(10_001),
            Err(FinenessError::OutOfRange)
        );
        assert_eq!(
            Fineness::from_per_mille(585).map(Fineness::per_ten_thousand),
            Ok(5_850)
        );
    }

    #[test]
    fn every_metal_reads_its_own_code() {
        for metal in Metal::ALL {
            assert_eq!(metal.code().parse(), Ok(metal));
        }
        assert_eq!("tin".parse::<Metal>(), Err(FinenessError::UnknownMetal));
    }
}
