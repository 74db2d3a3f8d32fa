//! What was away at the end of a day, and since when.

use chrono::{DateTime, Days, NaiveDate, TimeZone, Utc};

use super::limits::{Limits, limits};
use super::nouns::{Away, Kind};
use super::store::{self, Found};
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError};
use crate::till::{self, House};

/// At the end of a day, or now where none is named; what is due first, then the longest. None for a day
/// to come.
pub fn list(
    tx: &ReadTx<'_>,
    cx: &Cx,
    on: Option<NaiveDate>,
) -> Result<Option<Vec<Away>>, StoreError> {
    let house = till::house(tx, None, None)?;
    let today = house.day(cx.now);
    let on = on.unwrap_or(today);
    if on > today {
        return Ok(None);
    }
    let at = if on == today {
        cx.now
    } else {
        end_of(&house, on)
    };
    let limits = limits(tx)?;
    let found = store::pieces(tx, at, on == today)?;
    let trays = store::trays(tx, at, on == today)?;
    let mut all: Vec<Away> = found
        .into_iter()
        .chain(trays)
        .map(|found| judged(&house, &limits, on, found))
        .collect();
    all.sort_by(|a, b| (!a.overdue, a.since, &a.number).cmp(&(!b.overdue, b.since, &b.number)));
    Ok(Some(all))
}

/// How many are due now.
pub fn due(tx: &ReadTx<'_>, cx: &Cx) -> Result<usize, StoreError> {
    let all = list(tx, cx, None)?.unwrap_or_default();
    Ok(all.iter().filter(|one| one.overdue).count())
}

/// The last millisecond of a day.
fn end_of(house: &House, on: NaiveDate) -> DateTime<Utc> {
    on.checked_add_days(Days::new(1))
        .and_then(|next| next.and_hms_opt(0, 0, 0))
        .and_then(|midnight| house.zone.from_local_datetime(&midnight).earliest())
        .map_or(DateTime::<Utc>::MAX_UTC, |midnight| {
            midnight.with_timezone(&Utc) - chrono::TimeDelta::milliseconds(1)
        })
}

/// The extension counts before the rest; what was agreed in a memo for longer counts before the limit.
fn judged(house: &House, limits: &Limits, on: NaiveDate, found: Found) -> Away {
    let began = house.day(found.since);
    let limit = limits.of(found.kind).map(|days| {
        let days = Days::new(u64::try_from(days).unwrap_or(0));
        began.checked_add_days(days).unwrap_or(NaiveDate::MAX)
    });
    let usual = match (limit, found.agreed_on) {
        (Some(limit), Some(agreed)) => Some(limit.max(agreed)),
        (limit, _) => limit,
    };
    let due_on = match &found.extension {
        Some(extension) => Some(extension.until_on),
        None => usual,
    };
    Away {
        kind: found.kind,
        id: found.id,
        number: found.number,
        title: found.title,
        thumbnail: found.thumbnail,
        with: found.with,
        memo: found.memo,
        since: found.since,
        stay: found.stay,
        days: (on - began).num_days(),
        due_on,
        overdue: due_on.is_some_and(|day| day < on),
        extension: found.extension,
    }
}

impl Kind {
    /// On memo with somebody of this kind.
    pub(super) fn held_by(holder: &str) -> Option<Self> {
        match holder {
            "supplier" => Some(Self::Supplier),
            "customer" => Some(Self::Customer),
            _ => None,
        }
    }
}
