//! The shop as its documents and its calendar need it.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use documents::{Language, Picture};
use units::{Currency, Id};
use uuid::Uuid;

use super::store;
use crate::cx::Till;
use crate::db::{ReadTx, StoreError};

/// The printed width of a logo on an 80 mm ticket, and a height that leaves room for the ticket.
const LOGO_PX: (u32, u32) = (384, 160);

/// The shop and one of its tills.
#[derive(Clone, Debug)]
pub struct House {
    pub code: String,
    pub currency: Currency,
    pub zone: Tz,
    pub language: Language,
    pub till: Option<Id<Till>>,
    /// Empty for the whole shop.
    pub till_code: String,
    pub till_name: String,
    /// Who stands there, as printed; empty for the program itself.
    pub seller: String,
    pub shop: documents::Shop,
    pub logo_file: Option<Uuid>,
}

impl House {
    /// The wall clock of the shop.
    pub fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&self.zone).naive_local()
    }

    /// The day of the shop.
    pub fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        self.local(at).date()
    }

    /// The last millisecond of a day of the shop, in Unix milliseconds: what is true then is true as of
    /// that day. Where the clock leaps over midnight, what comes before the leap.
    pub fn end_ms(&self, day: NaiveDate) -> i64 {
        let next = day.checked_add_days(Days::new(1));
        let hours = next
            .into_iter()
            .flat_map(|next| (0..24).filter_map(move |hour| next.and_hms_opt(hour, 0, 0)));
        let mut begins = hours.filter_map(|at| self.zone.from_local_datetime(&at).earliest());
        begins
            .next()
            .map_or(i64::MAX, |at| at.timestamp_millis() - 1)
    }

    /// The shop with its logo, for what is printed now. A logo that no longer reads is left out: a
    /// document is not held up by its decoration.
    pub fn shop_with_logo(&self, tx: &ReadTx<'_>) -> Result<documents::Shop, StoreError> {
        let mut shop = self.shop.clone();
        if let Some(file) = self.logo_file {
            shop.logo = store::file(tx, file)?
                .and_then(|bytes| Picture::read(&bytes, LOGO_PX.0, LOGO_PX.1).ok());
        }
        Ok(shop)
    }
}

/// The program as documents name it.
pub(crate) fn software() -> documents::Software {
    documents::Software {
        name: "Écrin".into(),
        version: env!("CARGO_PKG_VERSION").into(),
    }
}

/// The shop, with the till and the person given.
pub fn house(
    tx: &ReadTx<'_>,
    till: Option<Id<Till>>,
    user: Option<Id<crate::cx::User>>,
) -> Result<House, StoreError> {
    store::house(tx, till, user)
}
