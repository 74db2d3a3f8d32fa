//! Takes a price list of diamonds in, after having shown what it would bring.

use units::Id;

use super::rate_file::{ReadRatesError, RowProblem};
use super::stone_file::{StonePrice, read_stones};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, StoreError, WriteTx};

/// A price list.
#[derive(Clone, Debug)]
pub struct StoneFile {
    pub id: Id<StoneList>,
    pub name: String,
    /// Basis points: 9200 takes 0.92 of each price, for another currency or a discount.
    pub factor_bp: i64,
    pub bytes: Vec<u8>,
}

/// A list as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoneList {
    pub id: Id<Self>,
    pub number: i64,
    pub name: String,
    pub factor_bp: i64,
    pub at: chrono::DateTime<chrono::Utc>,
    pub count: i64,
    /// Since when it counts no more.
    pub withdrawn_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// What a list brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StonesFound {
    pub rows: Vec<StonePrice>,
    pub problems: Vec<RowProblem>,
}

/// Why a list is refused as a whole.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ImportStonesError {
    #[error(transparent)]
    Read(#[from] ReadRatesError),
    /// It lacks a shape, a clarity, a colour, sizes or a price.
    #[error("the file is no price list of stones")]
    NotAList,
    /// Nothing, or more than a hundredfold.
    #[error("the factor is beyond belief")]
    Factor,
    #[error("no row of the file can be used")]
    NothingNew,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the list would bring. Nothing is written.
pub fn preview_stones(file: &StoneFile) -> Result<StonesFound, ImportStonesError> {
    if !(1..=1_000_000).contains(&file.factor_bp) {
        return Err(ImportStonesError::Factor);
    }
    let (rows, problems) = read_stones(&file.bytes)?.ok_or(ImportStonesError::NotAList)?;
    Ok(StonesFound { rows, problems })
}

/// Keeps the rows that can be used as the newest list.
pub fn import_stones(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    file: &StoneFile,
) -> Result<StonesFound, ImportStonesError> {
    let found = preview_stones(file)?;
    if found.rows.is_empty() {
        return Err(ImportStonesError::NothingNew);
    }
    let name: String = file.name.chars().take(200).collect();
    store::insert_stone_list(tx, cx, file.id, &name, file.factor_bp, &found.rows)?;
    tx.changed(Change::of("pricing"));
    Ok(found)
}
