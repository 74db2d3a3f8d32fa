//! Writes a line of the price list: a new one, or another version of one.

use units::Id;

use super::entry::{Charge, Kind, Tariff, TariffError};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, WriteTx};
use crate::users::{Authority, Right, authorise};

/// A line as it shall be.
#[derive(Clone, Debug)]
pub struct SaveTariff {
    pub id: Id<Tariff>,
    /// 0: it is new.
    pub version: i64,
    pub code: String,
    pub kind: Kind,
    pub active: bool,
    pub title_fr: String,
    pub title_en: String,
    pub charge: Charge,
    pub price_minor: i64,
    pub cost_minor: Option<i64>,
    pub minutes: i64,
    pub vat_bp: i64,
    pub warranty_months: Option<i64>,
}

/// A hundred thousand euros: dearer work was typed wrong.
const MOST_MINOR: i64 = 10_000_000;

/// Saves it. Who may not see costs keeps the one that stands.
pub fn save(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    mut input: SaveTariff,
) -> Result<Tariff, TariffError> {
    authorise(by, None, Right::EditStock)?;
    for (name, text) in [
        ("code", &mut input.code),
        ("title_fr", &mut input.title_fr),
        ("title_en", &mut input.title_en),
    ] {
        *text = text.trim().to_owned();
        if text.is_empty() || text.chars().count() > 120 {
            return Err(TariffError::Field(name));
        }
    }
    for (name, fits) in [
        ("price", (0..=MOST_MINOR).contains(&input.price_minor)),
        (
            "cost",
            (0..=MOST_MINOR).contains(&input.cost_minor.unwrap_or(0)),
        ),
        ("minutes", (0..=10_000).contains(&input.minutes)),
        ("vat", (0..=10_000).contains(&input.vat_bp)),
        (
            "warranty",
            (0..=120).contains(&input.warranty_months.unwrap_or(0)),
        ),
    ] {
        if !fits {
            return Err(TariffError::Field(name));
        }
    }
    let standing = store::tariff(tx, input.id)?;
    if store::id_of_code(tx, &input.code)?.is_some_and(|other| other != input.id) {
        return Err(TariffError::CodeTaken);
    }
    match &standing {
        None if input.version != 0 => return Err(TariffError::Unknown),
        Some(now) if now.version != input.version => {
            let current = now.version;
            return Err(TariffError::Changed { current });
        }
        _ => {}
    }
    if !by.may(Right::SeeCost) {
        input.cost_minor = standing.and_then(|now| now.cost_minor);
    }
    store::save(tx, cx, &input)?;
    tx.changed(Change::of("tariff"));
    store::tariff(tx, input.id)?.ok_or(TariffError::Unknown)
}
