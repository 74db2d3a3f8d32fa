//! What is out of its place: two pieces that the bench has had for weeks, a tray that nobody put back
//! into the safe last night.

use anyhow::{Context, Result};
use chrono::{DateTime, TimeDelta, Utc};
use shop::db::{ReadTx, Store, StoreError, WriteTx};
use shop::stock::{self, Place};
use shop::trays::{self, CarryTrays};
use units::Id;

use super::people::People;

/// How long the bench has had them: longer than the fortnight that is usual.
const AT_THE_BENCH: TimeDelta = TimeDelta::days(20);

/// What a verb may refuse here: a fault of the script.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error(transparent)]
    Move(#[from] stock::MovePieceError),
    #[error(transparent)]
    Tray(#[from] trays::TrayError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Moves them, where the shop has been there long enough.
pub(super) fn keep(
    store: &Store,
    people: &People,
    first: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    if now - first < AT_THE_BENCH * 2 {
        return Ok(());
    }
    let place = |code: &'static str| {
        let found = store.read(move |tx: &ReadTx<'_>| stock::place_by_code(tx, code))?;
        Ok::<Id<Place>, anyhow::Error>(found.with_context(|| format!("no place {code}"))?.id)
    };
    let (tray, bench) = (place("PLATEAU1")?, place("ATELIER")?);
    let (safe, window) = (place("COFFRE")?, place("VITRINE")?);
    let content = store.read(move |tx| trays::content(tx, now.timestamp_millis(), tray))?;
    let lent: Vec<_> = content.iter().rev().take(2).map(|one| one.piece).collect();
    let people = people.clone();
    store.write(move |tx: &mut WriteTx<'_>| {
        let cx = people.cx(now - AT_THE_BENCH, &people.owner);
        stock::move_pieces(tx, &cx, &lent, bench)?;
        let yesterday = now - TimeDelta::days(1);
        for (at, to) in [
            (yesterday - TimeDelta::hours(12), safe),
            (yesterday, window),
        ] {
            let cx = people.cx(at, &people.owner);
            let carrying = CarryTrays {
                act: cx.new_id::<trays::Move>().uuid(),
                trays: vec![tray],
                to,
                note: String::new(),
            };
            trays::carry(tx, &cx, &people.owner, &carrying)?;
        }
        Ok::<_, Refused>(())
    })?;
    Ok(())
}
