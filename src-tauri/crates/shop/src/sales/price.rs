//! What a cart comes to: line discounts, the ticket's discount shared out to the cent, and the VAT
//! inside each line. Pure: the same lines always give the same figures.

use chrono::NaiveDate;
use units::{Currency, Money, MoneyError, Percent, Rounding};

use super::cart::{Cart, CartLine, Discount, LineOf};
use super::goods::{Goods, Returned};
use crate::deposit::{self, Owed, Part};
use crate::rules::rules;
use crate::stock::VatRegime;

/// A line's figures. Negative where it comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PricedLine {
    pub quantity: i64,
    pub list_price_minor: i64,
    pub unit_price_minor: i64,
    pub discount_minor: i64,
    pub ticket_discount_minor: i64,
    pub total_minor: i64,
    pub vat_regime: VatRegime,
    pub vat_bp: i64,
    pub vat_minor: i64,
    pub cost_minor: Option<i64>,
    /// Its price was agreed with the work it is for: no discount touches it.
    pub agreed: bool,
}

impl PricedLine {
    /// Sold from the stock: what a ticket's discount is shared among.
    fn is_sold(&self) -> bool {
        self.quantity > 0 && !self.agreed
    }

    /// What the line comes to before everything that was taken off by hand. A price that changed in
    /// stock while the cart stood open is nobody's reduction.
    pub(super) fn before_minor(&self, line: &CartLine) -> i64 {
        let unit = if line.price_by.is_some() {
            self.unit_price_minor.max(self.list_price_minor)
        } else {
            self.unit_price_minor
        };
        unit.saturating_mul(self.quantity)
    }

    /// All that was taken off the line by hand, its price included, in basis points, rounded up.
    pub(super) fn reduction(&self, line: &CartLine) -> Percent {
        let (off, before) = self.taken_off(line);
        share(off, before, 0)
    }

    /// The same, but for what rounding to the cent has added: what somebody's limit is held to.
    pub(super) fn asked(&self, line: &CartLine) -> Percent {
        let (off, before) = self.taken_off(line);
        share(off, before, 1)
    }

    fn taken_off(&self, line: &CartLine) -> (i64, i64) {
        let before = self.before_minor(line);
        let own = self.quantity * self.unit_price_minor - self.discount_minor;
        (before.saturating_sub(own), before)
    }
}

/// A cart's figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priced {
    /// In the cart's order.
    pub lines: Vec<PricedLine>,
    /// The ticket's discount.
    pub discount_minor: i64,
    pub total_minor: i64,
    /// What is sold, before any discount.
    pub gross_minor: i64,
    /// The same at the stock's prices, where a price was changed by hand to a lower one.
    pub before_minor: i64,
    /// What the sold lines come to, after all of them.
    pub net_minor: i64,
}

impl Priced {
    /// All discounts together in basis points of the price before them, rounded up.
    pub fn reduction(&self) -> Percent {
        share(self.before_minor - self.net_minor, self.before_minor, 0)
    }

    /// The same, but for what rounding each line to the cent, and the ticket, has added.
    pub(super) fn asked(&self) -> Percent {
        let off = self.before_minor - self.net_minor;
        share(off, self.before_minor, self.lines.len() + 1)
    }
}

/// `part` of `whole` in basis points, rounded up: half a point beyond a limit is beyond it. What
/// `roundings` to the cent may have added is not: 10 % of 99.99 is 10.00.
fn share(part: i64, whole: i64, roundings: usize) -> Percent {
    let added = i128::try_from(roundings).unwrap_or_default();
    let halves = i128::from(part) * 2 - added;
    if halves <= 0 || whole <= 0 {
        return Percent::ZERO;
    }
    let scaled = halves * 10_000;
    let whole = i128::from(whole) * 2;
    let points = scaled / whole + i128::from(scaled % whole != 0);
    i64::try_from(points)
        .ok()
        .and_then(|points| Percent::from_basis_points(points).ok())
        .unwrap_or(Percent::ZERO)
}

/// Prices a cart on a day. `goods` are its lines', in their order.
pub fn price(
    cart: &Cart,
    goods: &[Goods],
    on: NaiveDate,
    currency: Currency,
) -> Result<Priced, MoneyError> {
    let mut lines = Vec::with_capacity(cart.lines.len());
    let mut gross = Money::zero(currency);
    let mut before = Money::zero(currency);
    for (line, goods) in cart.lines.iter().zip(goods) {
        if let Goods::Returned(returned) = goods {
            lines.push(returned_line(line.quantity, returned));
            continue;
        }
        if let Goods::Work(owed) = goods {
            lines.push(work_line(&work_parts(line, owed, currency)?));
            continue;
        }
        let full = Money::new(line.unit_price_minor, currency)?.times(line.quantity)?;
        gross = gross.plus(full)?;
        let sold = sold_line(line, goods, full)?;
        before = before.plus(Money::new(sold.before_minor(line), currency)?)?;
        lines.push(sold);
    }
    let discount_minor = share_out(&cart.discount, &mut lines, currency)?;
    for line in lines.iter_mut().filter(|line| line.is_sold()) {
        (line.vat_bp, line.vat_minor) = vat(line, on, currency)?;
    }
    let sum = |of: fn(&PricedLine) -> bool| {
        let mut amounts = lines.iter().filter(|line| of(line));
        amounts.try_fold(Money::zero(currency), |sum, line| {
            sum.plus(Money::new(line.total_minor, currency)?)
        })
    };
    let total_minor = sum(|_| true)?.minor();
    let net_minor = sum(PricedLine::is_sold)?.minor();
    Ok(Priced {
        total_minor,
        net_minor,
        gross_minor: gross.minor(),
        before_minor: before.minor(),
        discount_minor,
        lines,
    })
}

/// The lines that a ticket will have for some work.
pub(super) fn work_parts(
    line: &CartLine,
    owed: &Owed,
    currency: Currency,
) -> Result<Vec<Part>, MoneyError> {
    match line.of {
        LineOf::Deposit(_, kind) => {
            deposit::of_deposit(owed, kind, line.unit_price_minor, currency)
        }
        LineOf::Balance(_, outcome) => deposit::of_balance(owed, outcome, currency),
        LineOf::GiveBack(_) => deposit::of_give_back(owed, line.unit_price_minor, currency),
        _ => Ok(Vec::new()),
    }
}

/// All of them together, as the cart shows them: the rate is theirs where they have one.
fn work_line(parts: &[Part]) -> PricedLine {
    let total_minor = parts.iter().map(|part| part.total_minor).sum();
    let rate = parts.first().map(|part| part.vat_bp);
    let one_rate = rate.filter(|bp| parts.iter().all(|part| part.vat_bp == *bp));
    PricedLine {
        quantity: 1,
        list_price_minor: total_minor,
        unit_price_minor: total_minor,
        discount_minor: 0,
        ticket_discount_minor: 0,
        total_minor,
        vat_regime: VatRegime::Standard,
        vat_bp: one_rate.unwrap_or(0),
        vat_minor: parts.iter().map(|part| part.vat_minor).sum(),
        cost_minor: None,
        agreed: true,
    }
}

fn sold_line(line: &CartLine, goods: &Goods, full: Money) -> Result<PricedLine, MoneyError> {
    let discount = amount_of(&line.discount, full)?;
    let cost = match goods.unit_cost_minor() {
        Some(cost) => Some(
            Money::new(cost, full.currency())?
                .times(line.quantity)?
                .minor(),
        ),
        None => None,
    };
    Ok(PricedLine {
        quantity: line.quantity,
        list_price_minor: goods.list_price_minor(),
        unit_price_minor: line.unit_price_minor,
        discount_minor: discount.minor(),
        ticket_discount_minor: 0,
        total_minor: full.minus(discount)?.minor(),
        vat_regime: goods.vat_regime(),
        vat_bp: 0,
        vat_minor: 0,
        cost_minor: cost,
        agreed: false,
    })
}

/// What a discount takes off an amount: never more than all of it.
pub(super) fn amount_of(discount: &Discount, from: Money) -> Result<Money, MoneyError> {
    if discount.bp > 0 {
        let percent = Percent::from_basis_points(discount.bp).unwrap_or(Percent::ZERO);
        return from.percent(percent, Rounding::HalfUp);
    }
    Money::new(discount.minor.min(from.minor()), from.currency())
}

/// Shares the ticket's discount among what is sold, in proportion, to the cent. What comes back has
/// its own share of its own ticket's already.
fn share_out(
    discount: &Discount,
    lines: &mut [PricedLine],
    currency: Currency,
) -> Result<i64, MoneyError> {
    let mut sold: Vec<&mut PricedLine> = lines.iter_mut().filter(|line| line.is_sold()).collect();
    let weights: Vec<i64> = sold.iter().map(|line| line.total_minor).collect();
    let base = Money::sum(
        weights
            .iter()
            .map(|&minor| Money::new(minor, currency))
            .collect::<Result<Vec<_>, _>>()?,
        currency,
    )?;
    if discount.is_none() || base.minor() <= 0 {
        return Ok(0);
    }
    let off = amount_of(discount, base)?;
    for (line, part) in sold.iter_mut().zip(off.allocate(&weights)?) {
        line.ticket_discount_minor = part.minor();
        line.total_minor -= part.minor();
    }
    Ok(off.minor())
}

/// The rate and the tax of a sold line. Under the margin scheme (CGI 297 A) it lies in the margin
/// alone; a piece whose cost nobody knows has no proof of one, so its whole price counts.
fn vat(line: &PricedLine, on: NaiveDate, currency: Currency) -> Result<(i64, i64), MoneyError> {
    let total = Money::new(line.total_minor, currency)?;
    let (rate, base) = match line.vat_regime {
        VatRegime::Standard => (rules().vat_standard(on), total),
        VatRegime::Margin => {
            let margin = total.minor() - line.cost_minor.unwrap_or(0);
            (rules().vat_margin(on), Money::new(margin.max(0), currency)?)
        }
        VatRegime::ExemptGold => (Percent::ZERO, total),
    };
    let tax = base.tax_included(rate, Rounding::HalfUp)?;
    Ok((rate.basis_points(), tax.minor()))
}

/// What comes back mirrors what was sold: its share of what has not come back yet, and all of that
/// where nothing is left. So the parts of several returns sum to the whole, in whatever order they
/// were made and annulled.
fn returned_line(quantity: i64, returned: &Returned) -> PricedLine {
    let (sold, already) = (&returned.line, &returned.already);
    let there = (sold.quantity - already.quantity).max(quantity).max(1);
    let part = |whole: i64, gone: i64| {
        let rest = i128::from(whole) - i128::from(gone);
        let cut = rest * i128::from(quantity) / i128::from(there);
        // A part of an i64 is one.
        i64::try_from(cut).unwrap_or(whole)
    };
    let total_minor = part(sold.total_minor, already.total_minor);
    let discount_minor = part(sold.discount_minor, already.discount_minor);
    let full = quantity * sold.unit_price_minor;
    PricedLine {
        quantity: -quantity,
        list_price_minor: sold.list_price_minor,
        unit_price_minor: sold.unit_price_minor,
        discount_minor: -discount_minor,
        ticket_discount_minor: -(full - discount_minor - total_minor),
        total_minor: -total_minor,
        vat_regime: sold.vat_regime,
        vat_bp: sold.vat_bp,
        vat_minor: -part(sold.vat_minor, already.vat_minor),
        cost_minor: sold.cost_minor.map(|cost| -part(cost, already.cost_minor)),
        agreed: false,
    }
}
