//! Quiet hours, by the shop's clock.

use chrono::{DateTime, Days, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

/// The first moment from `at` on that is not quiet. From and until are minutes of the day, until may be
/// on the next one; the same twice: there are no quiet hours.
pub fn not_before(
    zone: Tz,
    from_minutes: i64,
    until_minutes: i64,
    at: DateTime<Utc>,
) -> DateTime<Utc> {
    let local = at.with_timezone(&zone).naive_local();
    let minute_of =
        |time: NaiveTime| i64::from(chrono::Timelike::num_seconds_from_midnight(&time)) / 60;
    let now = minute_of(local.time());
    let over_night = from_minutes > until_minutes;
    let is_quiet = if over_night {
        now >= from_minutes || now < until_minutes
    } else {
        (from_minutes..until_minutes).contains(&now)
    };
    if !is_quiet {
        return at;
    }
    let day = if over_night && now >= from_minutes {
        local.date().checked_add_days(Days::new(1))
    } else {
        Some(local.date())
    };
    // Where the clock leaps over the end, the next full minute that exists.
    (0..=120)
        .filter_map(|late| {
            let minutes = u32::try_from(until_minutes + late).ok()?;
            let end = day?.and_hms_opt(minutes / 60 % 24, minutes % 60, 0)?;
            zone.from_local_datetime(&end).latest()
        })
        .map(|end| end.with_timezone(&Utc))
        .find(|end| *end > at)
        .unwrap_or(at)
}
