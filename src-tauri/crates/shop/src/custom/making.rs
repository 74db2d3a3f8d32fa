//! The making of an order as a whole: the list, what was used, and what that comes to beside the quote.

use units::{Id, Metal, Money, Rounding};

use super::line::QuoteLine;
use super::nouns::{CustomError, Order, Quote};
use super::part::{Made, Part, PartKind, Use};
use super::store;
use crate::db::{ReadTx, StoreError};
use crate::stock;

/// What a quoted line was to cost, what the list says, and what it has cost. Minor units without VAT.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// None: on the list, and in no quote.
    pub line: Option<Id<QuoteLine>>,
    /// Of the quoted line; empty without one.
    pub title: String,
    /// None: nobody knew.
    pub quoted_minor: Option<i64>,
    pub planned_minor: i64,
    pub used_minor: i64,
    /// Something of it has no cost: the sums leave it out.
    pub unknown: bool,
}

/// Everything of it.
#[derive(Clone, Debug)]
pub struct Making {
    pub parts: Vec<Part>,
    pub uses: Vec<Use>,
    /// In the order of the quote; what is in none comes last.
    pub lines: Vec<Compared>,
    pub total: Compared,
    pub made: Option<Made>,
    /// The quote that is compared with.
    pub quote: Option<Id<Quote>>,
}

/// What a form for the finished piece begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggested {
    pub number: Option<String>,
    pub metal: Option<Metal>,
    pub fineness: Option<i64>,
    pub net_mg: Option<i64>,
    pub gross_mg: Option<i64>,
    /// VAT included, as quoted.
    pub price_minor: Option<i64>,
}

/// The quote that counts: what was agreed, else the newest.
pub(super) fn counts(tx: &ReadTx<'_>, order: &Order) -> Result<Option<Quote>, StoreError> {
    let mut quotes = store::quotes(tx, order)?;
    let agreed = |quote: &Quote| quote.answer.as_deref() == Some("approved");
    let at = quotes.iter().position(agreed).unwrap_or(0);
    Ok((at < quotes.len()).then(|| quotes.swap_remove(at)))
}

/// What was agreed, VAT included.
pub(super) fn price(tx: &ReadTx<'_>, order: &Order) -> Result<Option<Money>, CustomError> {
    let minor = counts(tx, order)?.and_then(|quote| quote.total_minor);
    let minor = minor.filter(|minor| *minor > 0);
    let currency = stock::currency(tx)?;
    Ok(minor.and_then(|minor| Money::new(minor, currency).ok()))
}

/// Reads it.
pub fn making(tx: &ReadTx<'_>, order: &Order) -> Result<Making, CustomError> {
    let parts = store::parts(tx, order.seq)?;
    let uses = store::uses(tx, order.seq)?;
    let quote = counts(tx, order)?;
    let quoted = match &quote {
        Some(quote) => store::lines(tx, quote.seq)?,
        None => Vec::new(),
    };
    let mut lines: Vec<Compared> = quoted
        .into_iter()
        .map(|line| Compared {
            line: Some(line.id),
            title: line.title,
            quoted_minor: line.cost_minor,
            ..Compared::default()
        })
        .collect();
    let mut rest = Compared::default();
    let mut has_rest = false;
    for part in &parts {
        let used: Vec<&Use> = uses
            .iter()
            .filter(|one| one.part == part.seq && !one.undone)
            .collect();
        if part.off && used.is_empty() {
            continue;
        }
        let own = part.quote_line;
        let line = lines
            .iter_mut()
            .find(|line| line.line == own && own.is_some());
        has_rest |= line.is_none();
        let line = line.unwrap_or(&mut rest);
        line.planned_minor += part.cost_minor.unwrap_or(0);
        line.unknown |= part.cost_minor.is_none();
        for one in used {
            line.used_minor += one.cost_minor.unwrap_or(0);
            line.unknown |= one.cost_minor.is_none();
        }
    }
    if has_rest {
        lines.push(rest);
    }
    let mut total = Compared {
        quoted_minor: quote.as_ref().and_then(|quote| quote.cost_minor),
        ..Compared::default()
    };
    for line in &lines {
        total.planned_minor += line.planned_minor;
        total.used_minor += line.used_minor;
        total.unknown |= line.unknown;
    }
    Ok(Making {
        made: store::made(tx, order.seq)?,
        quote: quote.map(|quote| quote.id),
        parts,
        uses,
        lines,
        total,
    })
}

/// What the piece will be, as far as the bench has written it down.
pub fn suggested(
    tx: &ReadTx<'_>,
    order: &Order,
    making: &Making,
) -> Result<Suggested, CustomError> {
    let mut net_mg = 0_i64;
    let mut stones_mg = 0_i64;
    let mut heaviest: Option<(i64, Metal, i64)> = None;
    for part in &making.parts {
        let own = making.uses.iter();
        let mut used = own
            .filter(|one| one.part == part.seq && !one.undone)
            .peekable();
        if used.peek().is_none() {
            continue;
        }
        match (part.kind, part.metal, part.fineness) {
            (PartKind::Metal, Some(metal), Some(fineness)) => {
                let weight: i64 = used.filter_map(|one| one.weight_mg).sum();
                net_mg += weight;
                if heaviest.is_none_or(|(most, ..)| weight > most) {
                    heaviest = Some((weight, metal, fineness));
                }
            }
            (PartKind::Piece, ..) => stones_mg += weighs(tx, part)?,
            _ => {}
        }
    }
    let known = |mg: i64| (mg > 0).then_some(mg);
    Ok(Suggested {
        number: stock::next_number(tx, 1)?.into_iter().next(),
        metal: heaviest.map(|(_, metal, _)| metal),
        fineness: heaviest.map(|(.., fineness)| fineness),
        net_mg: known(net_mg),
        gross_mg: known(net_mg).map(|net| net + stones_mg),
        price_minor: price(tx, order)?.map(Money::minor),
    })
}

/// Of a stone its carats, of anything else what it weighs.
fn weighs(tx: &ReadTx<'_>, part: &Part) -> Result<i64, CustomError> {
    let piece = match part.piece {
        Some(id) => stock::piece_by_id(tx, id)?,
        None => None,
    };
    let Some(piece) = piece else { return Ok(0) };
    if let Some(gross) = piece.sheet.gross {
        return Ok(gross.mg());
    }
    let stones = piece.sheet.components.iter().filter_map(|one| one.weight);
    let weights = stones.filter_map(|carats| carats.weight(Rounding::HalfUp).ok());
    Ok(weights.map(units::Weight::mg).sum())
}
