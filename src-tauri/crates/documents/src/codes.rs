//! Currencies and metals of `units` as the codes a frozen document holds: `units` does not
//! serialise.

/// For `#[serde(with = "currency")]`: `"EUR"`.
pub mod currency {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use units::Currency;

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference"
    )]
    pub fn serialize<S: Serializer>(currency: &Currency, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(currency.code())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Currency, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

/// For `#[serde(with = "metal")]`: `"gold"`.
pub mod metal {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use units::Metal;

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde passes a reference"
    )]
    pub fn serialize<S: Serializer>(metal: &Metal, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(metal.code())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Metal, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}
