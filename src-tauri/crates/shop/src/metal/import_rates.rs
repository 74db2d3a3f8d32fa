//! Takes a file of rates in, after having shown what it would bring.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use units::{MassUnit, Metal, Rate};

use super::enter_rate::compared;
use super::rate::{MetalRate, checked_source, is_believed, is_far, is_precious};
use super::rate_file::{FileRow, ReadRatesError, RowFault, RowProblem, read_rates};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, ReadTx, StoreError, WriteTx};
use crate::{stock, till};

/// A file, and what it cannot say of itself.
#[derive(Clone, Debug)]
pub struct RateFile {
    pub metal: Metal,
    pub source: String,
    pub unit: MassUnit,
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What a file brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatesFound {
    /// Not known yet, the oldest first.
    pub new: Vec<(NaiveDate, Rate)>,
    /// Days of which the shop has this very price from this source.
    pub known_count: usize,
    pub problems: Vec<RowProblem>,
}

/// Why a file is refused as a whole.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ImportRatesError {
    #[error("a base metal has no rate")]
    NotPrecious,
    #[error("the source is missing")]
    SourceMissing,
    #[error(transparent)]
    Read(#[from] ReadRatesError),
    /// Every row is known or wrong.
    #[error("the file brings nothing new")]
    NothingNew,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the file would bring. Nothing is written.
pub fn preview_rates(
    tx: &ReadTx<'_>,
    cx: &Cx,
    file: &RateFile,
) -> Result<RatesFound, ImportRatesError> {
    if !is_precious(file.metal) {
        return Err(ImportRatesError::NotPrecious);
    }
    let source = checked_source(&file.source).ok_or(ImportRatesError::SourceMissing)?;
    let currency = stock::currency(tx)?;
    let today = till::house(tx, None, None)?.day(cx.now);
    let (rows, mut problems) = read_rates(&file.bytes, currency)?;
    let mut by_day: BTreeMap<NaiveDate, (FileRow, Rate)> = BTreeMap::new();
    for row in rows {
        let rate = Rate::new(row.price_micro, file.unit, currency)
            .ok()
            .filter(|rate| is_believed(*rate));
        let fault = match rate {
            None => RowFault::Absurd,
            Some(_) if row.on > today => RowFault::Future,
            Some(_) if by_day.contains_key(&row.on) => RowFault::Twice,
            Some(rate) => {
                by_day.insert(row.on, (row, rate));
                continue;
            }
        };
        problems.push(RowProblem {
            line: row.line,
            fault,
            text: row.on.to_string(),
        });
    }
    let (mut new, mut known_count) = (Vec::new(), 0);
    let mut before: Option<Rate> = None;
    for (on, (row, rate)) in by_day {
        let fault = match store::rate_of_source(tx, file.metal, source, on)? {
            Some(known) if known.rate == rate => {
                known_count += 1;
                before = Some(rate);
                continue;
            }
            Some(_) => RowFault::Differs,
            None => {
                let last = match before {
                    Some(last) => Some(last),
                    None => compared(tx, file.metal, on, None)?,
                };
                if last.is_none_or(|last| !is_far(rate, last)) {
                    before = Some(rate);
                    new.push((on, rate));
                    continue;
                }
                RowFault::Far
            }
        };
        problems.push(RowProblem {
            line: row.line,
            fault,
            text: on.to_string(),
        });
    }
    problems.sort_by_key(|problem| problem.line);
    Ok(RatesFound {
        new,
        known_count,
        problems,
    })
}

/// Enters what the file brings, and nothing of what is known or wrong.
pub fn import_rates(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    file: &RateFile,
) -> Result<RatesFound, ImportRatesError> {
    let found = preview_rates(tx, cx, file)?;
    if found.new.is_empty() {
        return Err(ImportRatesError::NothingNew);
    }
    for (on, rate) in &found.new {
        let entry = MetalRate {
            id: cx.new_id(),
            metal: file.metal,
            source: file.source.trim().to_owned(),
            on: *on,
            rate: *rate,
            file_name: Some(file.name.chars().take(200).collect()),
            corrects: None,
            corrected: false,
            at: cx.now,
            user: cx.actor.user(),
        };
        store::insert_rate(tx, &entry)?;
    }
    tx.changed(Change::of("metal"));
    Ok(found)
}
