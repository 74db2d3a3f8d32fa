//! Which trays are still to be counted today: a reminder at the opening and the closing, which holds
//! nobody up.

use chrono::NaiveDate;

use super::count::Occasion;
use super::store;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::till;

/// The trays of a day that nobody has counted for an occasion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub on: NaiveDate,
    pub occasion: Occasion,
    /// By name; a tray without a piece is not counted.
    pub trays: Vec<String>,
    pub counted: i64,
}

/// Of today, by the shop's clock.
pub fn due(tx: &ReadTx<'_>, cx: &Cx, occasion: Occasion) -> Result<Due, StoreError> {
    let on = till::house(tx, None, None)?.day(cx.now);
    let (trays, counted) = store::uncounted(tx, on, occasion)?;
    Ok(Due {
        on,
        occasion,
        trays,
        counted,
    })
}
