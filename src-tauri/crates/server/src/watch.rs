//! The jobs that need no person: watching the clock, the ends of the chains, and what is old.

use std::time::{Duration, Instant};

use ::shop::journal::{self, Event, JournalError};
use ::shop::{Actor, Cx, identity, replay};
use api::{Door, Problem, State, check_heads};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

const EVERY: Duration = Duration::from_secs(30);
/// A day of looks.
const LOOKS_A_DAY: u32 = 24 * 60 * 2;
/// Beyond this a jump of the clock is journaled; below, it is a clock being corrected.
const TOLERANCE: TimeDelta = TimeDelta::minutes(2);

/// Runs until it is dropped.
pub(crate) async fn watch(state: State) {
    let mut last = (state.now(), uptime());
    let mut looks = 0;
    loop {
        tokio::time::sleep(EVERY).await;
        let now = (state.now(), uptime());
        let elapsed = now.1.saturating_sub(last.1);
        if let Some(jump) = jump(last.0, now.0, elapsed)
            && let Err(problem) = note_jump(&state, last.0, jump).await
        {
            tracing::error!(?problem, "a jump of the clock could not be journaled");
        }
        last = now;
        looks += 1;
        if looks == LOOKS_A_DAY {
            looks = 0;
            if let Err(problem) = daily(&state).await {
                tracing::error!(?problem, "the daily check could not be made");
            }
        }
    }
}

/// How far the clock has moved beyond the time that has really passed.
fn jump(before: DateTime<Utc>, now: DateTime<Utc>, elapsed: Duration) -> Option<TimeDelta> {
    let elapsed = TimeDelta::from_std(elapsed).unwrap_or(TimeDelta::MAX);
    let beyond = (now - before) - elapsed;
    (beyond.abs() > TOLERANCE).then_some(beyond)
}

/// A clock that nobody sets. On Linux, the one that goes on while the machine sleeps: waking up is
/// no jump.
fn uptime() -> Duration {
    let since_boot = std::fs::read_to_string("/proc/uptime")
        .ok()
        .and_then(|text| {
            let (whole, rest) = text.split_whitespace().next()?.split_once('.')?;
            let hundredths: u32 = rest.get(..2)?.parse().ok()?;
            Some(Duration::new(whole.parse().ok()?, hundredths * 10_000_000))
        });
    since_boot.unwrap_or_else(|| {
        static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
        START.get_or_init(Instant::now).elapsed()
    })
}

async fn note_jump(state: &State, from: DateTime<Utc>, jump: TimeDelta) -> Result<(), Problem> {
    let Door::Open(_) = state.door() else {
        return Ok(());
    };
    let cx = state.cx(Actor::System, None);
    tracing::warn!(by_ms = jump.num_milliseconds(), "the clock has jumped");
    state
        .write(move |tx| {
            let what = if jump > TimeDelta::zero() {
                "clock-forward"
            } else {
                "clock-back"
            };
            let detail = json!({
                "what": what,
                "from": from.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
                "by_ms": jump.num_milliseconds(),
            });
            journal::log(tx, &cx, Event::Other, &detail).map(|_| ())
        })
        .await?;
    Ok(())
}

/// Looks at the ends of the chains, and forgets old answers.
async fn daily(state: &State) -> Result<(), Problem> {
    let Door::Open(store) = state.door() else {
        return Ok(());
    };
    let cx = state.cx(Actor::System, None);
    let known = state.broken();
    let looked = state.clone();
    let broken = state
        .work(move || check_heads(&looked, &store).map_err(Problem::from))
        .await??;
    state
        .write(move |tx| {
            tidy_up(
                tx,
                &cx,
                broken.filter(|broken| Some(broken) != known.as_ref()),
            )
        })
        .await?;
    Ok(())
}

fn tidy_up(
    tx: &mut ::shop::db::WriteTx<'_>,
    cx: &Cx,
    newly_broken: Option<journal::Broken>,
) -> Result<(), JournalError> {
    replay::forget_old(tx, cx)?;
    match newly_broken {
        Some(broken) => identity::note_broken(tx, cx, &broken),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jump_is_what_the_other_clock_did_not_see() {
        let noon = DateTime::from_timestamp(1_795_338_000, 0).unwrap();
        let check = |wall_s: i64, elapsed_s: u64, expected_s: Option<i64>| {
            let now = noon + TimeDelta::seconds(wall_s);
            let found = jump(noon, now, Duration::from_secs(elapsed_s));
            assert_eq!(found.map(|jump| jump.num_seconds()), expected_s);
        };
        check(30, 30, None);
        check(150, 30, None);
        check(151, 30, Some(121));
        check(-90, 30, None);
        check(-91, 30, Some(-121));
        check(-86_400 + 30, 30, Some(-86_400));
        // Asleep for the night: both clocks saw it.
        check(28_800, 28_800, None);
    }

    #[test]
    fn the_other_clock_goes_forward() {
        let first = uptime();
        assert!(uptime() >= first);
        assert!(uptime() > Duration::ZERO);
    }
}
