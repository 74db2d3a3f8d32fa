//! Writes an order while it is a draft.

use std::collections::HashSet;

use chrono::NaiveDate;
use units::{Fineness, Id, Metal};

use super::order::{Order, OrderLine, Stage};
use super::refusal::{Refusal, short};
use super::store;
use crate::cx::Cx;
use crate::db::{Change, ReadTx, StoreError, WriteTx};
use crate::stock::{self, Article, Family, SheetError, Supplier};
use crate::{rules, till};

/// An order as it is to be: new without a version, changed over the version that was seen.
#[derive(Clone, Debug)]
pub struct SaveOrder {
    pub id: Id<Order>,
    pub version: Option<i64>,
    pub supplier: Id<Supplier>,
    pub expected_on: Option<NaiveDate>,
    pub note: String,
    pub lines: Vec<DraftLine>,
}

/// A line as it is to be. An article names itself: its title need not be said.
#[derive(Clone, Debug)]
pub struct DraftLine {
    pub id: Id<OrderLine>,
    pub article: Option<Id<Article>>,
    pub family: Option<Id<Family>>,
    pub title: String,
    pub metal: Option<Metal>,
    pub fineness: Option<Fineness>,
    pub reference: String,
    pub cost_minor: Option<i64>,
    pub quantity: i64,
}

const MOST_LINES: usize = 200;
/// A delivery of more single pieces than this is a slip of the keyboard.
pub(super) const MOST_PIECES: i64 = 500;
pub(super) const MOST: i64 = 10_000;

/// Enters an order or replaces the draft with this id.
pub fn save_order(tx: &mut WriteTx<'_>, cx: &Cx, input: SaveOrder) -> Result<Order, Refusal> {
    let before = store::order(tx, input.id)?;
    match (&before, input.version) {
        (None, None) => {}
        (None, Some(_)) => return Err(Refusal::Unknown),
        (Some(_), None) => return Err(Refusal::IdTaken),
        (Some(order), Some(version)) if order.version != version => {
            return Err(Refusal::Stale(order.version));
        }
        (Some(order), Some(_)) if order.stage != Stage::Draft => {
            return Err(Refusal::WrongStage(order.stage.code()));
        }
        (Some(_), Some(_)) => {}
    }
    if store::supplier_name(tx, input.supplier)?.is_none() {
        return Err(Refusal::SupplierUnknown);
    }
    let house = till::house(tx, cx.till, None)?;
    let today = house.day(cx.now);
    // A year is far for a jeweller's workshop; five are a slip of the keyboard.
    let latest = today + chrono::Days::new(5 * 366);
    if input.expected_on.is_some_and(|day| day > latest) {
        return Err(Refusal::Day);
    }
    let note = short(&input.note)?;
    let lines = checked(tx, cx, input.lines)?;
    let seq = match &before {
        Some(order) => order.seq,
        None => store::next_seq(tx, "purchase_order")?,
    };
    let number = format!("{}-CF{seq}", house.code);
    let header = store::Header {
        seq,
        number: &number,
        supplier: input.supplier,
        expected_on: input.expected_on,
        note: &note,
        on: today,
    };
    store::save_order(tx, cx, input.id, &header, &lines)?;
    tx.changed(Change::of("purchase"));
    store::order(tx, input.id)?
        .ok_or(StoreError::Unreadable("purchase_order"))
        .map_err(Into::into)
}

fn checked(tx: &ReadTx<'_>, cx: &Cx, lines: Vec<DraftLine>) -> Result<Vec<DraftLine>, Refusal> {
    if lines.len() > MOST_LINES {
        return Err(Refusal::TooMany);
    }
    let mut seen = HashSet::new();
    let check = |mut line: DraftLine| {
        if !seen.insert(line.id) {
            return Err(Refusal::IdTaken);
        }
        amount(cx, line.cost_minor)?;
        line.reference = short(&line.reference)?;
        if let Some(article) = line.article {
            let article = stock::article_by_id(tx, article)?.ok_or(Refusal::ArticleUnknown)?;
            line.title = article.title;
            (line.family, line.metal, line.fineness) = (None, None, None);
            return within(line.quantity, MOST).map(|()| line);
        }
        let family = line.family.ok_or(Refusal::FamilyUnknown)?;
        if stock::family_by_id(tx, family)?.is_none() {
            return Err(Refusal::FamilyUnknown);
        }
        line.title = short(&line.title)?;
        if line.title.is_empty() {
            return Err(Refusal::TitleMissing);
        }
        alloy(cx, &line)?;
        within(line.quantity, MOST_PIECES).map(|()| line)
    };
    lines.into_iter().map(check).collect()
}

/// A precious metal is ordered at one of its legal titles: what comes could not be entered otherwise.
fn alloy(cx: &Cx, line: &DraftLine) -> Result<(), Refusal> {
    let illegal = match (line.metal, line.fineness) {
        (None | Some(Metal::Base), _) => return Ok(()),
        (Some(metal), None) => SheetError::FinenessMissing(metal),
        (Some(metal), Some(fineness)) => {
            if rules::trade().is_legal_title(metal, fineness, cx.now.date_naive()) {
                return Ok(());
            }
            SheetError::FinenessIllegal {
                metal,
                fineness: fineness.per_ten_thousand(),
            }
        }
    };
    Err(stock::CreatePieceError::from(illegal).into())
}

/// At least one, and no slip of the keyboard.
pub(super) fn within(quantity: i64, most: i64) -> Result<(), Refusal> {
    if (1..=most).contains(&quantity) {
        Ok(())
    } else {
        Err(Refusal::Quantity(quantity))
    }
}

/// Not negative, and no more than a piece of this shop can cost.
pub(super) fn amount(cx: &Cx, minor: Option<i64>) -> Result<(), Refusal> {
    let most = rules::trade().most_price_minor(cx.now.date_naive());
    match minor {
        Some(minor) if !(0..=most).contains(&minor) => Err(Refusal::Amount(minor)),
        _ => Ok(()),
    }
}
