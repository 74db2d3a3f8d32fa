//! Writes a line of the price list: a new one, or another version of one.

use units::Id;

use super::entry::{Charge, Kind, Tariff, TariffError, of_minutes};
use super::store;
use super::width::{self, WidthPrice};
use crate::commission::{self, Terms};
use crate::cx::Cx;
use crate::db::{Change, ReadTx, StoreError, WriteTx};
use crate::rules::rules;
use crate::stock;
use crate::till;
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
    /// None: as it stands; of a new line nothing.
    pub commission: Option<Terms>,
    pub prices: Vec<WidthPrice>,
}

/// A hundred thousand euros: dearer work was typed wrong.
const MOST_MINOR: i64 = 10_000_000;

/// Saves it. Who may not see costs keeps the one that stands, and the commission.
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
        (
            "warranty",
            (0..=120).contains(&input.warranty_months.unwrap_or(0)),
        ),
    ] {
        if !fits {
            return Err(TariffError::Field(name));
        }
    }
    let today = till::house(tx, None, None)?.day(cx.now);
    let allowed_bp = rules().vat_rates(today);
    if !allowed_bp.contains(&input.vat_bp) {
        return Err(TariffError::VatNotInForce { allowed_bp });
    }
    width::check(&input.prices, input.charge, MOST_MINOR)?;
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
    let stood = standing.as_ref().map(|now| now.commission);
    if !by.may(Right::SeeCost) {
        input.cost_minor = standing.and_then(|now| now.cost_minor);
        input.commission = None;
    }
    match input.commission {
        Some(terms) if !terms.fits(Some(usual_net(tx, &input)?)) => {
            return Err(TariffError::Field("commission"));
        }
        given => input.commission = Some(given.or(stood).unwrap_or_default()),
    }
    store::save(tx, cx, &input)?;
    tx.changed(Change::of("tariff"));
    store::tariff(tx, input.id)?.ok_or(TariffError::Unknown)
}

/// What it brings as a rule, without VAT; of work by the hour that has no usual time, an hour of it.
fn usual_net(tx: &ReadTx<'_>, line: &SaveTariff) -> Result<i64, StoreError> {
    let price_minor = match line.charge {
        Charge::Hourly if line.minutes > 0 => of_minutes(line.price_minor, line.minutes),
        Charge::Fixed | Charge::Hourly => line.price_minor,
    };
    commission::net_of(price_minor, line.vat_bp, stock::currency(tx)?)
}
