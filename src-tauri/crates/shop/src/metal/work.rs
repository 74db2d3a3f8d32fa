//! Works a piece's formula out on a day: its metal, stones and labour at that day's rate.

use std::collections::HashMap;

use chrono::NaiveDate;
use units::{Fineness, Metal, Percent, Weight};
use uuid::Uuid;

use super::formula::{Formula, FormulaError, Ingredients, Sold, Worked, work};
use super::parts::Parts;
use super::rate::{MetalRate, is_precious};
use super::stone_value::stones_value;
use super::store;
use crate::db::{ReadTx, StoreError};
use crate::rules::{rules, trade};
use crate::stock::{ComponentKind, Piece, Sheet, VatRegime};

/// Why a piece has no price by its formula. Each says what somebody has to write first.
#[derive(Clone, Debug, thiserror::Error)]
pub enum WorkError {
    #[error("the family has no formula")]
    NoFormula,
    /// The net weight of a precious metal.
    #[error("the piece has no net weight")]
    NoWeight,
    #[error("the piece has no title")]
    NoFineness,
    #[error("there is no rate of {}", .0.code())]
    NoRate(Metal),
    /// It has stones, and nobody has said what they cost.
    #[error("the stones have no value")]
    StonesUnvalued,
    #[error(transparent)]
    Formula(#[from] FormulaError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl WorkError {
    /// The stable word that screens translate.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoFormula => "no_formula",
            Self::NoWeight => "no_weight",
            Self::NoFineness => "no_fineness",
            Self::NoRate(_) => "no_rate",
            Self::StonesUnvalued => "stones_unvalued",
            Self::Formula(FormulaError::Nothing) => "nothing",
            Self::Formula(FormulaError::Overflow) => "overflow",
            Self::Store(_) => "store",
        }
    }
}

/// What all pieces of a day are priced with.
#[derive(Debug)]
pub(super) struct Day {
    on: NaiveDate,
    formulas: HashMap<Uuid, Formula>,
    rates: HashMap<Metal, MetalRate>,
}

impl Day {
    /// The formulas as they stand and the rates of the day.
    pub(super) fn load(tx: &ReadTx<'_>, on: NaiveDate) -> Result<Self, StoreError> {
        let formulas = store::formulas(tx)?.into_iter();
        let mut rates = HashMap::new();
        for metal in Metal::ALL.into_iter().filter(|metal| is_precious(*metal)) {
            if let Some(rate) = store::rate_on(tx, metal, on)? {
                rates.insert(metal, rate);
            }
        }
        Ok(Self {
            on,
            formulas: formulas.map(|one| (one.family.uuid(), one)).collect(),
            rates,
        })
    }

    pub(super) fn rate(&self, metal: Metal) -> Option<&MetalRate> {
        self.rates.get(&metal)
    }

    /// How VAT will be due on a piece.
    pub(super) fn sold(&self, sheet: &Sheet) -> Sold {
        Sold {
            regime: sheet.vat_regime,
            vat: match sheet.vat_regime {
                VatRegime::Standard => rules().vat_standard(self.on),
                VatRegime::Margin => rules().vat_margin(self.on),
                VatRegime::ExemptGold => Percent::ZERO,
            },
            cost_minor: sheet.cost.map(units::Money::minor),
        }
    }

    /// The piece's price by its family's formula. Stones that nobody has valued are worth what the lists
    /// say, where they name all of them.
    pub(super) fn worked(
        &self,
        sheet: &Sheet,
        parts: &Parts,
        listed_minor: Option<i64>,
    ) -> Result<Worked, WorkError> {
        let formula = self
            .formulas
            .get(&sheet.family.uuid())
            .ok_or(WorkError::NoFormula)?;
        let of = Ingredients {
            metal: match precious(sheet)? {
                None => None,
                Some((metal, net, fineness)) => {
                    let rate = self.rate(metal).ok_or(WorkError::NoRate(metal))?;
                    Some((net, fineness, rate.rate))
                }
            },
            stones_minor: match parts.stones_minor.or(listed_minor) {
                Some(minor) => minor,
                None if has_stones(sheet) => return Err(WorkError::StonesUnvalued),
                None => 0,
            },
            labour_minor: parts.labour_minor.unwrap_or(formula.labour_minor),
            other_minor: parts.other_minor.unwrap_or(0),
            coefficient_milli: parts.coefficient_milli,
        };
        let most = trade().most_price_minor(self.on);
        Ok(work(formula, &of, self.sold(sheet), most)?)
    }
}

/// The precious metal of a piece; None where it has none.
fn precious(sheet: &Sheet) -> Result<Option<(Metal, Weight, Fineness)>, WorkError> {
    let Some(alloy) = sheet
        .alloy
        .as_ref()
        .filter(|alloy| is_precious(alloy.metal))
    else {
        return Ok(None);
    };
    let net = sheet.net.filter(|net| *net > Weight::ZERO);
    Ok(Some((
        alloy.metal,
        net.ok_or(WorkError::NoWeight)?,
        alloy.fineness.ok_or(WorkError::NoFineness)?,
    )))
}

fn has_stones(sheet: &Sheet) -> bool {
    let mut parts = sheet.components.iter();
    parts.any(|part| matches!(part.kind, ComponentKind::Stone | ComponentKind::Melee))
}

/// What the lists say of stones that nobody has valued.
pub(super) fn listed(
    tx: &ReadTx<'_>,
    sheet: &Sheet,
    parts: &Parts,
) -> Result<Option<i64>, StoreError> {
    if parts.stones_minor.is_some() {
        return Ok(None);
    }
    stones_value(tx, sheet)
}

/// A price, and the rate it was worked out with.
pub type Priced = (Worked, Option<MetalRate>);

/// A piece's price by its formula on a day, and the rate it was worked out with.
pub fn worked(tx: &ReadTx<'_>, piece: &Piece, on: NaiveDate) -> Result<Priced, WorkError> {
    let parts = store::parts_of(tx, piece.id)?;
    work_sheet(tx, &piece.sheet, &parts, on)
}

/// The same of a sheet that is still being written.
pub fn work_sheet(
    tx: &ReadTx<'_>,
    sheet: &Sheet,
    parts: &Parts,
    on: NaiveDate,
) -> Result<Priced, WorkError> {
    let day = Day::load(tx, on)?;
    let listed = listed(tx, sheet, parts)?;
    let worked = day.worked(sheet, parts, listed)?;
    let metal = sheet.alloy.as_ref().map(|alloy| alloy.metal);
    Ok((worked, metal.and_then(|metal| day.rate(metal).cloned())))
}
