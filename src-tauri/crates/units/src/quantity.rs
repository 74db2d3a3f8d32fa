//! How many of a batch article, or of small stones.

/// Why a quantity cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    #[error("a quantity lies between 1 and 1,000,000")]
    OutOfRange,
}

/// A whole number of things, at least one. A second scan adds a line or one more, and a piece's
/// code typed where a quantity belongs is refused here: no shop sells a million charms at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Quantity {
    count: i64,
}

impl Quantity {
    pub const ONE: Self = Self { count: 1 };

    pub const fn new(count: i64) -> Result<Self, QuantityError> {
        if count < 1 || count > 1_000_000 {
            return Err(QuantityError::OutOfRange);
        }
        Ok(Self { count })
    }

    pub const fn count(self) -> i64 {
        self.count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds() {
        assert_eq!(Quantity::new(0), Err(QuantityError::OutOfRange));
        assert_eq!(
            Quantity::new(4_006_381_333_931),
            Err(QuantityError::OutOfRange)
        );
        assert_eq!(Quantity::new(1), Ok(Quantity::ONE));
    }
}
