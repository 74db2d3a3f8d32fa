//! The demonstration shop: invented, French, believable. Everything is made through the same verbs
//! as by a person, three months of days included; only the clock is ahead of them.

mod certificate;
mod custody;
mod data;
mod days;
mod desk;
mod dice;
mod office;
mod people;
mod pieces;
mod script;

use anyhow::Result;
use chrono::{DateTime, Utc};
use shop::cx::Chance;
use shop::db::Store;

use self::data::Data;
use self::dice::Dice;

/// How much of a shop.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// How far back its first day lies.
    pub days: i64,
    /// How many of the models become pieces.
    pub models: usize,
    /// Whether the back office has papers of its own: rates, orders, memos, a stocktake.
    pub office: bool,
}

impl Extent {
    /// What `ecrin demo` makes.
    pub const FULL: Self = Self {
        days: 92,
        models: usize::MAX,
        office: true,
    };
    /// The same with the back office's books still empty: to try them from the first page.
    pub const BLANK: Self = Self {
        office: false,
        ..Self::FULL
    };
    /// A week and a few pieces: enough for a test that reads it a thousand times.
    pub const SMALL: Self = Self {
        days: 8,
        models: 12,
        office: false,
    };
}

/// Somebody of the demonstration shop, for the person who wants to sign in.
#[derive(Clone, Debug)]
pub struct Login {
    pub name: String,
    pub role: String,
    pub pin: String,
}

/// Fills an empty store. `now` is today: the last closed day is yesterday's.
pub fn fill(
    store: &Store,
    now: DateTime<Utc>,
    chance: &Chance,
    extent: Extent,
) -> Result<Vec<Login>> {
    let mut data = Data::read()?;
    data.models.truncate(extent.models);
    let mut dice = Dice::new(0x45_43_52_49_4e);
    let first = now - chrono::TimeDelta::days(extent.days);
    let people = people::open(store, &data, first, chance)?;
    let stock = pieces::enter(store, &data, &people, first, &mut dice)?;
    let customers = people::customers(store, &data, &people, first, &mut dice)?;
    let office = extent
        .office
        .then(|| office::Office::new(store, &people, &stock))
        .transpose()?;
    let desk = extent
        .office
        .then(|| {
            let days = days::open_between(first, now).count();
            let at = first + chrono::TimeDelta::hours(1);
            let counter = (&people, customers.as_slice(), &stock.pictures);
            desk::Desk::open(store, counter, i64::try_from(days)?, at)
        })
        .transpose()?;
    let span = (first, now);
    let behind = days::Behind { office, desk };
    days::live(store, &people, &stock, &customers, behind, span, &mut dice)?;
    custody::keep(store, &people, first, now)?;
    Ok(data
        .users
        .into_iter()
        .map(|user| Login {
            name: user.name,
            role: user.role,
            pin: user.pin,
        })
        .collect())
}
