//! A closed stocktake as a paper.

use documents::{
    CountedMetal, Language, StockCount, StockCountLine, StockCountSum, StockCountTheirs,
};

use super::count::Stocktake;
use super::frozen::{self, Frozen, FrozenLine};
use super::line::Status;
use super::store::Sum;
use crate::db::{ReadTx, StoreError};
use crate::journal::{self, Chain};
use crate::till;

/// The paper of a closed stocktake, made from its frozen result alone; None of one that is not
/// closed. Without `with_cost` the paper has no cost on it; without a language it is in that of the day it
/// was closed.
pub fn report(
    tx: &ReadTx<'_>,
    stocktake: &Stocktake,
    language: Option<Language>,
    with_cost: bool,
) -> Result<Option<StockCount>, StoreError> {
    let (Some(hash), Some(seq)) = (&stocktake.result_hash, stocktake.journal_seq) else {
        return Ok(None);
    };
    let frozen = frozen::read(tx, stocktake)?;
    let (_, appended) = journal::find(tx, Chain::Jet, seq)?
        .ok_or(StoreError::Unreadable("stocktake.journal_seq"))?;
    let sums = sums(&frozen, with_cost)?;
    let lines = frozen
        .lines
        .into_iter()
        .map(|line| printed(line, with_cost))
        .collect();
    let mut shop = frozen.shop;
    shop.logo = till::house(tx, None, None)?.shop_with_logo(tx)?.logo;
    Ok(Some(StockCount {
        language: language.unwrap_or(frozen.language),
        currency: frozen
            .currency
            .parse()
            .map_err(|_| StoreError::Unreadable("stocktake currency"))?,
        shop,
        software: frozen.software,
        number: frozen.number,
        scope: frozen.scope,
        scope_fr: frozen.scope_fr,
        scope_en: frozen.scope_en,
        note: frozen.note,
        rounds: frozen.rounds,
        started_at: frozen.started_at,
        started_by: frozen.started_by,
        closed_at: frozen.closed_at,
        closed_by: frozen.closed_by,
        sums,
        lines,
        result_sha256: hash.clone(),
        journal_seq: seq,
        short_signature: appended.short_signature(),
    }))
}

fn printed(line: FrozenLine, with_cost: bool) -> StockCountLine {
    let name = |then: Option<frozen::PlaceThen>| then.map(|then| then.name);
    StockCountLine {
        number: line.number,
        title: line.title,
        status: line.status,
        why: line.why,
        document: line.document,
        place: name(line.place),
        seen_place: name(line.seen_place),
        cost_minor: line.cost_minor.filter(|_| with_cost),
        theirs: line.theirs,
        owed_minor: line.owed_minor.filter(|_| with_cost),
        memo: line.memo,
        price_minor: line.price_minor,
        action: line.action,
        to_place: name(line.to_place),
        reason: line.reason,
        settled_by: line.settled_by,
        approved_by: line.approved_by,
    }
}

/// The sums in the order in which statuses are declared.
fn sums(frozen: &Frozen, with_cost: bool) -> Result<Vec<StockCountSum>, StoreError> {
    let parts = frozen.sums()?;
    let mut sums = Vec::new();
    for status in Status::ALL {
        let of: Vec<_> = parts.iter().filter(|part| part.status == *status).collect();
        if of.is_empty() {
            continue;
        }
        let (theirs, ours): (Vec<_>, Vec<_>) = of.into_iter().partition(|part| part.theirs);
        let count = |parts: &[&Sum]| parts.iter().map(|part| part.count).sum::<i64>();
        sums.push(StockCountSum {
            status: status.code().to_owned(),
            count: count(&ours) + count(&theirs),
            cost_minor: with_cost.then(|| ours.iter().map(|part| part.cost_minor).sum()),
            price_minor: ours.iter().map(|part| part.price_minor).sum(),
            fine: fine(&ours),
            theirs: (!theirs.is_empty()).then(|| StockCountTheirs {
                count: count(&theirs),
                owed_minor: with_cost.then(|| theirs.iter().map(|part| part.owed_minor).sum()),
                price_minor: theirs.iter().map(|part| part.price_minor).sum(),
                fine: fine(&theirs),
            }),
        });
    }
    Ok(sums)
}

fn fine(parts: &[&Sum]) -> Vec<CountedMetal> {
    let weighed = parts.iter().filter(|part| part.fine_mg > 0);
    weighed
        .filter_map(|part| {
            Some(CountedMetal {
                metal: part.metal?.code().to_owned(),
                mg: part.fine_mg,
            })
        })
        .collect()
}
