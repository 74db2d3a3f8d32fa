//! How a price is made: metal at the day's rate, stones and labour, times a coefficient, to an ending.
//! Pure and exact: integers throughout, rounded twice and each time by name, the metal to the cent as
//! a person would write it down, and the price to its ending.

use units::{
    Currency, Fineness, Id, Money, MoneyError, Percent, PriceEnding, Rate, Rounding, Weight,
};

use crate::stock::{Family, VatRegime};

/// What a family's prices are made by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    pub family: Id<Family>,
    /// Whether it prices every piece of the family that says nothing else.
    pub by_default: bool,
    /// What the bench loses of the metal.
    pub loss: Percent,
    /// Of a piece that has no labour of its own.
    pub labour_minor: i64,
    /// Thousandths: 2500 is twice and a half.
    pub coefficient_milli: i64,
    /// Whether what it gives has VAT still to come. Else it is the price as the tag says it.
    pub before_vat: bool,
    pub ending: PriceEnding,
    /// To the nearest ending; else to the next one up.
    pub nearest: bool,
    /// The floor price, in thousandths of what the piece cost.
    pub floor_milli: Option<i64>,
    pub version: i64,
}

/// What goes into one piece, in cents without VAT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ingredients {
    /// Net weight, title and rate of its precious metal.
    pub metal: Option<(Weight, Fineness, Rate)>,
    pub stones_minor: i64,
    pub labour_minor: i64,
    pub other_minor: i64,
    /// Instead of the family's.
    pub coefficient_milli: Option<i64>,
}

/// How VAT will be due when it is sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sold {
    pub regime: VatRegime,
    pub vat: Percent,
    /// What the shop paid: the margin's scheme needs it.
    pub cost_minor: Option<i64>,
}

/// A price with its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worked {
    /// Loss included.
    pub metal_minor: i64,
    pub stones_minor: i64,
    pub labour_minor: i64,
    pub other_minor: i64,
    pub coefficient_milli: i64,
    /// VAT included.
    pub price_minor: i64,
}

/// Why a formula gives no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormulaError {
    /// Nothing goes into it.
    #[error("the formula comes to nothing")]
    Nothing,
    /// Beyond what the books can hold, or any price that is believed.
    #[error("the formula comes to more than any price")]
    Overflow,
}

impl From<MoneyError> for FormulaError {
    fn from(_: MoneyError) -> Self {
        Self::Overflow
    }
}

/// Works the formula out. `most_minor` is the highest price that is believed.
pub fn work(
    formula: &Formula,
    of: &Ingredients,
    sold: Sold,
    most_minor: i64,
) -> Result<Worked, FormulaError> {
    let metal_minor = match of.metal {
        Some((net, fineness, rate)) => rate
            .value(net, fineness, formula.loss, Rounding::HalfUp)?
            .minor(),
        None => 0,
    };
    let parts = [
        metal_minor,
        of.stones_minor,
        of.labour_minor,
        of.other_minor,
    ];
    let sum: i128 = parts.into_iter().map(i128::from).sum();
    if sum <= 0 {
        return Err(FormulaError::Nothing);
    }
    let coefficient_milli = of.coefficient_milli.unwrap_or(formula.coefficient_milli);
    let (part, whole) =
        before_ending(formula, sum, coefficient_milli, sold).ok_or(FormulaError::Overflow)?;
    let ended = if formula.nearest {
        formula.ending.nearest(part, whole)
    } else {
        formula.ending.up(part, whole)
    };
    let price_minor = ended
        .filter(|price| *price <= most_minor)
        .ok_or(FormulaError::Overflow)?;
    if price_minor <= 0 {
        return Err(FormulaError::Nothing);
    }
    Ok(Worked {
        metal_minor,
        stones_minor: of.stones_minor,
        labour_minor: of.labour_minor,
        other_minor: of.other_minor,
        coefficient_milli,
        price_minor,
    })
}

/// Thousandths of a coefficient times basis points.
const WHOLE: i128 = 1_000 * 10_000;

/// The price before its ending, as so many parts of a whole cent.
fn before_ending(
    formula: &Formula,
    sum: i128,
    coefficient_milli: i64,
    sold: Sold,
) -> Option<(i128, i128)> {
    let net = sum.checked_mul(i128::from(coefficient_milli))?;
    let vat_bp = i128::from(sold.vat.basis_points());
    let part = if formula.before_vat {
        match sold.regime {
            VatRegime::ExemptGold => net.checked_mul(10_000)?,
            VatRegime::Standard => net.checked_mul(10_000 + vat_bp)?,
            // The tax lies in the margin alone (CGI 297 A): of net × (1 + r) − cost × r it leaves
            // the net. Without a margin there is none.
            VatRegime::Margin => {
                let cost = i128::from(sold.cost_minor.unwrap_or(0)).checked_mul(1_000)?;
                let taxed = net.checked_mul(10_000 + vat_bp)? - cost.checked_mul(vat_bp)?;
                taxed.max(net.checked_mul(10_000)?)
            }
        }
    } else {
        net.checked_mul(10_000)?
    };
    Some((part, WHOLE))
}

/// What is left of a price when its VAT and the cost are taken away; None without a cost.
pub fn margin(price_minor: i64, sold: Sold, currency: Currency) -> Result<Option<i64>, MoneyError> {
    let Some(cost) = sold.cost_minor else {
        return Ok(None);
    };
    let price = Money::new(price_minor, currency)?;
    let taxed = match sold.regime {
        VatRegime::Standard => price,
        VatRegime::Margin => Money::new((price_minor - cost).max(0), currency)?,
        VatRegime::ExemptGold => Money::zero(currency),
    };
    let tax = taxed.tax_included(sold.vat, Rounding::HalfUp)?;
    Ok(Some(price.minus(tax)?.minor() - cost))
}
