//! A line of a quote: what it costs and what it is sold for.

use chrono::NaiveDate;
use units::{Carat, Currency, Fineness, Id, Metal, Money, Percent, Rounding, Weight};

use super::nouns::{CustomError, said};
use super::own_metal;
use crate::db::{ReadTx, StoreError};
use crate::entrusted::Object;
use crate::metal::{self, MetalRate};
use crate::rules::rules;
use crate::stock::words;

words! {
    /// What a line is for.
    LineKind {
        /// Bought by the title and the gram, at the rate of the day.
        Metal = "metal",
        Stone = "stone",
        Labour = "labour",
        Other = "other",
    }
}

/// A line as somebody writes it.
#[derive(Clone, Debug)]
pub struct NewLine {
    pub id: Id<QuoteLine>,
    pub kind: LineKind,
    pub title: String,
    pub metal: Option<Metal>,
    pub fineness: Option<i64>,
    pub weight_mg: Option<i64>,
    /// What is lost in the work.
    pub loss_bp: i64,
    /// Of metal: what of it comes from the customer's account, as weight of this title, with what is lost.
    pub own_mg: Option<i64>,
    /// Of stones: those that the customer has entrusted for it, which are not charged.
    pub own_object: Option<Id<Object>>,
    pub count: Option<i64>,
    pub weight_milli_ct: Option<i64>,
    pub minutes: Option<i64>,
    /// Of anything but metal, without VAT; None: not known.
    pub cost_minor: Option<i64>,
    /// None: as it stood, or the house's.
    pub markup_bp: Option<i64>,
    /// VAT included; None: worked out from the cost.
    pub typed_minor: Option<i64>,
    pub vat_bp: i64,
}

/// A line that was worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteLine {
    pub id: Id<Self>,
    pub kind: LineKind,
    pub title: String,
    pub metal: Option<Metal>,
    pub fineness: Option<i64>,
    pub weight_mg: Option<i64>,
    pub loss_bp: i64,
    /// What of it is the customer's own, and is not charged: see [`super::own_metal`].
    pub own_mg: Option<i64>,
    /// The customer's own stones: see [`super::own_stones`].
    pub own_object: Option<Id<Object>>,
    /// What its metal was worked out by.
    pub rate: Option<Id<MetalRate>>,
    /// The day of that rate.
    pub rate_on: Option<NaiveDate>,
    pub count: Option<i64>,
    pub weight_milli_ct: Option<i64>,
    pub minutes: Option<i64>,
    pub cost_minor: Option<i64>,
    pub markup_bp: i64,
    pub typed_minor: Option<i64>,
    pub price_minor: Option<i64>,
    pub vat_bp: i64,
}

/// Ten kilograms: heavier was typed wrong.
const MOST_MG: i64 = 10_000_000;

impl NewLine {
    /// The line at the rates of `today`, or why it cannot be. `before` is the line as it stands: who may
    /// not see costs does not change them.
    pub(super) fn work_out(
        &self,
        tx: &ReadTx<'_>,
        today: NaiveDate,
        position: usize,
        before: Option<&QuoteLine>,
        with_cost: bool,
    ) -> Result<QuoteLine, CustomError> {
        self.check(today, position)?;
        let is_metal = self.kind == LineKind::Metal;
        let markup_bp = self
            .markup_bp
            .filter(|_| with_cost)
            .or(before.map(|line| line.markup_bp))
            .unwrap_or_else(|| markup_bp_on(today));
        let mut cost_minor = if with_cost {
            self.cost_minor
        } else {
            before
                .filter(|line| line.kind == self.kind)
                .and_then(|line| line.cost_minor)
        };
        let own_object = self.own_object.filter(|_| self.kind == LineKind::Stone);
        if own_object.is_some() {
            cost_minor = Some(0);
        }
        let typed_minor = self.typed_minor.filter(|_| own_object.is_none());
        let mut rate = None;
        if is_metal {
            (rate, cost_minor) = self.metal_at(tx, today, position)?;
        }
        let only = |is: bool, value: Option<i64>| value.filter(|_| is);
        let price_minor = match typed_minor {
            Some(typed) => Some(typed),
            None => cost_minor.and_then(|cost| priced(cost, markup_bp, self.vat_bp)),
        };
        Ok(QuoteLine {
            id: self.id,
            kind: self.kind,
            title: said(&self.title, 200),
            metal: self.metal.filter(|_| is_metal),
            fineness: only(is_metal, self.fineness),
            weight_mg: only(is_metal, self.weight_mg),
            loss_bp: if is_metal { self.loss_bp } else { 0 },
            own_mg: only(is_metal, self.own_mg),
            own_object,
            rate_on: rate.as_ref().map(|rate| rate.on),
            rate: rate.map(|rate| rate.id),
            count: only(self.kind == LineKind::Stone, self.count),
            weight_milli_ct: only(self.kind == LineKind::Stone, self.weight_milli_ct),
            minutes: only(self.kind == LineKind::Labour, self.minutes),
            cost_minor,
            markup_bp,
            typed_minor,
            price_minor,
            vat_bp: self.vat_bp,
        })
    }

    fn check(&self, today: NaiveDate, line: usize) -> Result<(), CustomError> {
        let most_minor = rules().price_limit(today).minor();
        let within = |value: Option<i64>, least: i64, most: i64| {
            value.is_none_or(|value| (least..=most).contains(&value))
        };
        let metal_fits = self.kind != LineKind::Metal
            || (self.metal.is_some_and(|metal| metal != Metal::Base)
                && self.fineness.is_some_and(|of| (1..=10_000).contains(&of)));
        let weight_fits = self.kind != LineKind::Metal
            || self.weight_mg.is_some_and(|mg| (1..=MOST_MG).contains(&mg));
        for (field, fits) in [
            ("line", !said(&self.title, 200).is_empty()),
            ("metal", metal_fits),
            ("weight", weight_fits),
            ("loss", within(Some(self.loss_bp), 0, 5_000)),
            (
                "own",
                self.kind != LineKind::Metal || within(self.own_mg, 1, self.needed_mg()),
            ),
            ("count", within(self.count, 1, 10_000)),
            (
                "weight",
                self.weight_milli_ct
                    .is_none_or(|milli| milli > 0 && Carat::from_milli(milli).is_ok()),
            ),
            ("minutes", within(self.minutes, 1, 100_000)),
            ("cost", within(self.cost_minor, 0, most_minor)),
            ("markup", within(self.markup_bp, 0, 100_000)),
            ("price", within(self.typed_minor, 0, most_minor)),
            ("vat", within(Some(self.vat_bp), 0, 10_000)),
        ] {
            if !fits {
                return Err(CustomError::Field { field, line });
            }
        }
        Ok(())
    }

    fn needed_mg(&self) -> i64 {
        own_metal::needed_mg(self.weight_mg.unwrap_or(0), self.loss_bp)
    }

    /// The rate of the day and what the metal costs by it; nothing where there is no rate. What is the
    /// customer's own costs nothing, whatever the rate.
    fn metal_at(
        &self,
        tx: &ReadTx<'_>,
        today: NaiveDate,
        line: usize,
    ) -> Result<(Option<MetalRate>, Option<i64>), CustomError> {
        let wrong = |field| CustomError::Field { field, line };
        let metal = self.metal.ok_or_else(|| wrong("metal"))?;
        let fineness = self
            .fineness
            .and_then(|parts| Fineness::from_per_ten_thousand(parts).ok())
            .ok_or_else(|| wrong("metal"))?;
        let weight = self
            .weight_mg
            .and_then(|mg| Weight::from_mg(mg).ok())
            .ok_or_else(|| wrong("weight"))?;
        let loss = Percent::from_basis_points(self.loss_bp).map_err(|_| wrong("loss"))?;
        if self.own_mg == Some(self.needed_mg()) {
            return Ok((None, Some(0)));
        }
        let Some(rate) = metal::rate_on(tx, metal, today)? else {
            return Ok((None, None));
        };
        let value = rate
            .rate
            .value(weight, fineness, loss, Rounding::HalfUp)
            .map_err(|_| wrong("weight"))?;
        let own = Weight::from_mg(self.own_mg.unwrap_or(0)).map_err(|_| wrong("own"))?;
        let own = rate
            .rate
            .value(own, fineness, Percent::ZERO, Rounding::HalfUp)
            .map_err(|_| wrong("own"))?;
        Ok((Some(rate), Some((value.minor() - own.minor()).max(0))))
    }
}

/// What the house puts on a cost where it says nothing else, in basis points.
pub fn markup_bp_on(day: NaiveDate) -> i64 {
    rules().value("custom.markup_bp", day).unwrap_or(0)
}

/// The cost with the house's share and the tax on top, to the cent.
fn priced(cost_minor: i64, markup_bp: i64, vat_bp: i64) -> Option<i64> {
    let product =
        i128::from(cost_minor) * i128::from(10_000 + markup_bp) * i128::from(10_000 + vat_bp);
    Rounding::HalfUp.divide(product, 100_000_000)
}

/// The tax inside the prices, rate by rate, as a ticket reckons it: of each rate's sum. Rates in basis
/// points, amounts in minor units.
pub fn taxes(lines: &[QuoteLine], currency: Currency) -> Result<Vec<(i64, i64)>, StoreError> {
    let mut sums: Vec<(i64, i64)> = Vec::new();
    for line in lines {
        let price = line.price_minor.unwrap_or(0);
        match sums.iter_mut().find(|(bp, _)| *bp == line.vat_bp) {
            Some((_, sum)) => *sum += price,
            None => sums.push((line.vat_bp, price)),
        }
    }
    sums.sort_by_key(|(bp, _)| std::cmp::Reverse(*bp));
    sums.into_iter()
        .map(|(bp, sum)| {
            let rate = Percent::from_basis_points(bp).unwrap_or(Percent::ZERO);
            let tax = Money::new(sum, currency)
                .and_then(|sum| sum.tax_included(rate, Rounding::HalfUp))
                .map_err(|_| StoreError::Unreadable("custom_quote_line.price_minor"))?;
            Ok((bp, tax.minor()))
        })
        .collect()
}

/// What the lines come to; None where one is missing.
pub(super) fn sum(parts: impl Iterator<Item = Option<i64>>) -> Option<i64> {
    let mut all = 0_i64;
    for part in parts {
        all = all.checked_add(part?)?;
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cost_becomes_a_price() {
        for (cost, markup, vat, price) in [
            (10_000, 10_000, 2_000, Some(24_000)),
            (10_000, 0, 0, Some(10_000)),
            (1, 0, 2_000, Some(1)),
            (333, 5_000, 2_000, Some(599)),
            (0, 10_000, 2_000, Some(0)),
        ] {
            assert_eq!(priced(cost, markup, vat), price, "{cost} {markup} {vat}");
        }
        assert_eq!(sum([Some(2), Some(3)].into_iter()), Some(5));
        assert_eq!(sum([Some(2), None].into_iter()), None);
        assert_eq!(sum([Some(i64::MAX), Some(1)].into_iter()), None);
    }
}
