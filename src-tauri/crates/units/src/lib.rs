//! The quantities a jeweller's shop counts in: money, metal weight, carats, fineness, rates.
//!
//! Every type is an integer or a decimal behind a private field: no float, no clock, no I/O.
//! Arithmetic that can fail says so; what cannot be right is refused at construction.

mod carat;
mod fineness;
mod id;
mod money;
mod quantity;
mod rate;
mod rounding;
mod weight;

pub use carat::{Carat, CaratError};
pub use fineness::{Fineness, FinenessError, Metal};
pub use id::{Id, IdError};
pub use money::{Currency, Money, MoneyError};
pub use quantity::{Quantity, QuantityError};
pub use rate::{MassUnit, Percent, PercentError, Rate, RateError, UnknownUnit};
pub use rounding::{PriceEnding, Rounding, UnknownEnding};
pub use weight::{Weight, WeightError};

/// The largest integer that JSON readers keep exactly: 2⁵³ − 1. Nothing on the wire exceeds it.
pub const MAX_SAFE_INTEGER: i64 = (1 << 53) - 1;
