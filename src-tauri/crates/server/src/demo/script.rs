//! What the service desk of the demonstration shop does on which day: `assets/demo`, read.

use anyhow::Result;
use documents::{Both, PhotoMark};
use serde::Deserialize;

use super::data;

/// What happens on a morning, or is paid for during the day.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    /// The working day, from 0; below 0: counted back from yesterday, -1.
    pub day: i64,
    /// An act, or a word of the script's own: each is where it is read.
    pub what: String,
    /// What it is done with or to, by its name in the script.
    #[serde(default)]
    pub of: String,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub minutes: i64,
    #[serde(default)]
    pub weight_mg: i64,
    #[serde(default)]
    pub loss_mg: i64,
    #[serde(default)]
    pub minor: i64,
    /// So many calendar days from then.
    #[serde(default)]
    pub days: u64,
}

/// A line of the price list of work.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Work {
    pub code: String,
    pub kind: String,
    pub title_fr: String,
    pub title_en: String,
    pub price_minor: i64,
    pub cost_minor: i64,
    /// Of the price without VAT, for whoever does it; nothing of work done outside.
    pub commission_bp: Option<i64>,
    pub minutes: i64,
    pub warranty_months: Option<i64>,
    /// By metal and width; none: the price above.
    #[serde(default)]
    pub prices: Vec<Price>,
}

/// What it costs of a metal and a width.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Price {
    pub metal: Option<String>,
    pub from_um: i64,
    pub below_um: Option<i64>,
    pub price_minor: i64,
    pub up_minor: i64,
    pub down_minor: i64,
}

/// A customer's object and what becomes of it.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Repair {
    /// For what comes back of it.
    #[serde(default)]
    pub name: String,
    /// The one that was not well done: free.
    #[serde(default)]
    pub redo_of: String,
    /// Which of the customers.
    pub customer: usize,
    pub object: String,
    pub said: String,
    pub condition: String,
    pub gross_mg: Option<i64>,
    #[serde(default)]
    pub ring_size: String,
    pub declared_minor: i64,
    /// So many days after it came in.
    pub promised: u64,
    #[serde(default)]
    pub rush: bool,
    pub deposit_minor: Option<i64>,
    /// Lines of the price list.
    pub tasks: Vec<String>,
    #[serde(default)]
    pub stones: Vec<Seat>,
    #[serde(default)]
    pub photos: Vec<Photo>,
    pub steps: Vec<Step>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seat {
    pub seat: String,
    pub stone: String,
    pub count: i64,
    #[serde(default)]
    pub note: String,
}

/// A drawn picture in the place of a photo, and what is drawn on it.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Photo {
    pub picture: String,
    #[serde(default)]
    pub marks: Vec<PhotoMark>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Repairs {
    pub tariff: Vec<Work>,
    pub repair: Vec<Repair>,
}

/// Custom work: the stones that are there for it, the orders, whose gold goes into them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Orders {
    pub stone: Vec<LooseStone>,
    pub order: Vec<Order>,
    pub account: Vec<Account>,
}

/// A stone of the stock that chance sells to nobody.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LooseStone {
    pub number: String,
    pub title: String,
    pub kind: String,
    pub shape: String,
    pub weight_milli_ct: i64,
    pub cost_minor: i64,
    pub price_minor: i64,
    pub picture: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Order {
    pub customer: usize,
    pub title: String,
    pub brief: String,
    pub budget_minor: Option<i64>,
    /// So many days after it began.
    pub wished: Option<u64>,
    #[serde(default)]
    pub ring_size: String,
    #[serde(default)]
    pub fields: Vec<(String, String)>,
    /// Each version's lines.
    #[serde(default)]
    pub quotes: Vec<Vec<QuoteLine>>,
    #[serde(default)]
    pub parts: Vec<Part>,
    pub piece: Option<Piece>,
    pub steps: Vec<Step>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuoteLine {
    pub kind: String,
    pub title: String,
    pub metal: Option<String>,
    pub fineness: Option<i64>,
    pub weight_mg: Option<i64>,
    #[serde(default)]
    pub loss_bp: i64,
    pub count: Option<i64>,
    pub weight_milli_ct: Option<i64>,
    pub minutes: Option<i64>,
    pub cost_minor: Option<i64>,
    pub price_minor: Option<i64>,
}

/// A line of what it is made of, under its name in the script.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    pub name: String,
    pub kind: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub code: String,
    #[serde(default)]
    pub supplier: String,
    pub metal: Option<String>,
    pub fineness: Option<i64>,
    pub weight_mg: Option<i64>,
    #[serde(default)]
    pub loss_bp: i64,
    pub minutes: Option<i64>,
    pub cost_minor: Option<i64>,
    /// Which line of the last quote it belongs to, from 1.
    pub line: Option<usize>,
}

/// What leaves the bench.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Piece {
    pub number: String,
    pub family: String,
    pub metal: String,
    pub fineness: i64,
    pub colour: String,
    pub gross_mg: i64,
    pub net_mg: i64,
    pub size: Option<String>,
}

/// A customer's metal account.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Account {
    pub customer: usize,
    pub objects: Vec<Lot>,
    /// What comes out of the fire.
    pub ingot: Option<Lot>,
    pub steps: Vec<Step>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lot {
    pub name: String,
    pub description: String,
    pub metal: String,
    pub fineness: i64,
    pub tested: String,
    pub gross_mg: i64,
    #[serde(default)]
    pub stones_mg: i64,
    #[serde(default)]
    pub picture: String,
}

/// Certificates, single and of estates.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Appraisals {
    pub appraiser: String,
    pub credentials: Both,
    pub appraisal: Vec<Appraisal>,
    pub estate: Vec<Estate>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Appraisal {
    pub kind: String,
    pub customer: usize,
    #[serde(default)]
    pub note: String,
    pub items: Vec<Item>,
    pub steps: Vec<Step>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Item {
    pub title: Both,
    #[serde(default)]
    pub description: Both,
    pub weight_mg: Option<i64>,
    #[serde(default)]
    pub size: String,
    #[serde(default)]
    pub hallmark: String,
    #[serde(default)]
    pub maker: String,
    #[serde(default)]
    pub fields: std::collections::BTreeMap<String, String>,
    #[serde(default)]
    pub picture: String,
    pub parts: Vec<Valued>,
}

/// A component. Of metal without a value the day's rate says it.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Valued {
    pub metal: Option<String>,
    pub fineness: Option<i64>,
    pub colour: Option<String>,
    pub weight_mg: Option<i64>,
    pub stone: Option<String>,
    #[serde(default = "one")]
    pub count: i64,
    pub shape: Option<String>,
    pub stone_colour: Option<String>,
    pub clarity: Option<String>,
    pub weight_milli_ct: Option<i64>,
    #[serde(default)]
    pub text: Both,
    pub value_minor: Option<i64>,
    #[serde(default)]
    pub basis: String,
    #[serde(default)]
    pub source: String,
}

const fn one() -> i64 {
    1
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Estate {
    pub deceased: String,
    /// An heir, or the notary.
    pub customer: usize,
    pub place: String,
    pub note: String,
    pub items: Vec<Item>,
    pub steps: Vec<Step>,
}

/// Everything the desk does.
pub(super) struct Script {
    pub repairs: Repairs,
    pub orders: Orders,
    pub appraisals: Appraisals,
}

impl Script {
    /// Reads it; `days` is how many the shop is open, for what is counted from the end.
    pub(super) fn read(days: i64) -> Result<Self> {
        let mut script = Self {
            repairs: toml::from_str(&data::text("repairs.toml")?)?,
            orders: toml::from_str(&data::text("orders.toml")?)?,
            appraisals: toml::from_str(&data::text("appraisals.toml")?)?,
        };
        for step in script.steps() {
            if step.day < 0 {
                step.day += days;
            }
            anyhow::ensure!(step.day >= 0, "the shop is younger than its script");
        }
        Ok(script)
    }

    fn steps(&mut self) -> impl Iterator<Item = &mut Step> {
        let repairs = self.repairs.repair.iter_mut().map(|one| &mut one.steps);
        let orders = self.orders.order.iter_mut().map(|one| &mut one.steps);
        let accounts = self.orders.account.iter_mut().map(|one| &mut one.steps);
        let single = self
            .appraisals
            .appraisal
            .iter_mut()
            .map(|one| &mut one.steps);
        let estates = self.appraisals.estate.iter_mut().map(|one| &mut one.steps);
        let all = repairs.chain(orders).chain(accounts);
        all.chain(single).chain(estates).flatten()
    }

    /// The drawn pictures it shows.
    pub(super) fn pictures(&self) -> impl Iterator<Item = &str> {
        let photos = self.repairs.repair.iter().flat_map(|one| &one.photos);
        let photos = photos.map(|photo| photo.picture.as_str());
        let stones = self.orders.stone.iter().map(|one| one.picture.as_str());
        let steps = self.orders.order.iter().flat_map(|one| &one.steps);
        let boards = steps.filter(|step| step.what == "picture");
        let boards = boards.map(|step| step.of.as_str());
        let lots = self.orders.account.iter().flat_map(|one| &one.objects);
        let lots = lots.map(|lot| lot.picture.as_str());
        let single = self.appraisals.appraisal.iter().flat_map(|one| &one.items);
        let estates = self.appraisals.estate.iter().flat_map(|one| &one.items);
        let items = single.chain(estates).map(|item| item.picture.as_str());
        let all = photos.chain(stones).chain(boards).chain(lots).chain(items);
        all.filter(|name| !name.is_empty())
    }
}
