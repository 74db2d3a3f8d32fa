//! What a promise allows for where nothing else is said.

use chrono::NaiveDate;
use serde_json::json;

use super::nouns::{Habits, PromiseError};
use super::set_week::changed;
use crate::cx::Cx;
use crate::db::{ReadTx, StoreError, WriteTx};
use crate::journal::{self, Event};
use crate::rules::rules;
use crate::settings;
use crate::users::{Authority, Right, authorise};

const LEAST_DAYS: &str = "promise.least_days";
const TASK_MINUTES: &str = "promise.task_minutes";

/// The shop's own, else the house's.
pub fn habits(tx: &ReadTx<'_>, today: NaiveDate) -> Result<Habits, StoreError> {
    let of = |name: &str, house: &str| -> Result<i64, StoreError> {
        let own: Option<i64> = settings::get(tx, name)?;
        Ok(own.or(rules().value(house, today)).unwrap_or(0))
    };
    Ok(Habits {
        least_days: of(LEAST_DAYS, "house.promise_least_days")?,
        task_minutes: of(TASK_MINUTES, "house.promise_task_minutes")?,
    })
}

/// Sets them.
pub fn set_habits(
    tx: &mut WriteTx<'_>,
    cx: &Cx,
    by: &Authority,
    wanted: Habits,
) -> Result<(), PromiseError> {
    authorise(by, None, Right::PlanBench)?;
    for (field, value, least, most) in [
        ("least_days", wanted.least_days, 0, 90),
        ("task_minutes", wanted.task_minutes, 1, 600),
    ] {
        if !(least..=most).contains(&value) {
            return Err(PromiseError::Habit { field, least, most });
        }
    }
    settings::set(tx, cx, LEAST_DAYS, &wanted.least_days)?;
    settings::set(tx, cx, TASK_MINUTES, &wanted.task_minutes)?;
    let detail = json!({ "what": "promise-habits", "least_days": wanted.least_days,
        "task_minutes": wanted.task_minutes });
    journal::log(tx, cx, Event::Other, &detail)?;
    changed(tx);
    Ok(())
}
