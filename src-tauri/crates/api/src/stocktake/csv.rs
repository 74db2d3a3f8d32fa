//! A stocktake as a table for a spreadsheet: its totals, the shop's own and others' apart, then its lines.

use shop::cx::Cx;
use shop::db::ReadTx;
use shop::stock;
use shop::stocktake::{self, Line, LineQuery, Stocktake, Sum};
use units::Id;

use crate::problem::Problem;
use crate::tables::{Cell, Csv};

const HEADERS: [&str; 19] = [
    "row",
    "status",
    "owner",
    "count",
    "number",
    "title",
    "why",
    "document",
    "memo",
    "place",
    "seen_place",
    "cost",
    "owed",
    "price",
    "metal",
    "fine_g",
    "action",
    "reason",
    "approved_by",
];
/// Lines of one reading of the store.
const PAGE: usize = 500;

/// Of an open stocktake as it stands now, of a closed one as it was frozen.
pub(super) fn csv(
    tx: &ReadTx<'_>,
    cx: &Cx,
    of: &Stocktake,
    is_french: bool,
    with_cost: bool,
) -> Result<Vec<u8>, Problem> {
    let headers = HEADERS.map(str::to_owned);
    let mut csv = Csv::new(&headers, is_french);
    for sum in stocktake::sums(tx, of, cx.now_ms())? {
        csv.row(&total(&sum, with_cost));
    }
    let places = stock::places(tx)?;
    let name = |id: Option<Id<stock::Place>>| {
        let of = places.iter().find(|place| Some(place.id) == id);
        of.map_or(Cell::Empty, |place| Cell::Text(place.name.clone()))
    };
    let mut skip = 0;
    loop {
        let query = LineQuery {
            skip,
            limit: PAGE,
            ..LineQuery::default()
        };
        let lines = stocktake::lines(tx, of, cx.now_ms(), &query)?;
        for line in &lines {
            let places = [name(line.place), name(line.seen_place)];
            csv.row(&one(line, places, with_cost));
        }
        skip += PAGE;
        if lines.len() < PAGE {
            return Ok(csv.finish());
        }
    }
}

fn word(text: &str) -> Cell {
    if text.is_empty() {
        Cell::Empty
    } else {
        Cell::Text(text.to_owned())
    }
}

fn maybe(text: Option<&String>) -> Cell {
    text.map_or(Cell::Empty, |text| word(text))
}

fn money(minor: Option<i64>, shown: bool) -> Cell {
    minor
        .filter(|_| shown)
        .map_or(Cell::Empty, |minor| Cell::Number(minor, 2))
}

fn whose(theirs: bool) -> Cell {
    word(if theirs { "other" } else { "shop" })
}

fn total(sum: &Sum, with_cost: bool) -> Vec<Cell> {
    let (ours, owed) = (
        (!sum.theirs).then_some(sum.cost_minor),
        sum.theirs.then_some(sum.owed_minor),
    );
    let mut cells = vec![
        word("total"),
        word(sum.status.code()),
        whose(sum.theirs),
        Cell::Number(sum.count, 0),
    ];
    cells.resize_with(11, || Cell::Empty);
    cells.extend([
        money(ours, with_cost),
        money(owed, with_cost),
        Cell::Number(sum.price_minor, 2),
        sum.metal.map_or(Cell::Empty, |metal| word(metal.code())),
        Cell::Number(sum.fine_mg, 3),
    ]);
    cells.resize_with(HEADERS.len(), || Cell::Empty);
    cells
}

fn one(line: &Line, [place, seen_place]: [Cell; 2], with_cost: bool) -> Vec<Cell> {
    let (theirs, settled) = (line.theirs.as_ref(), line.settlement.as_ref());
    vec![
        word("line"),
        word(line.status.code()),
        whose(theirs.is_some()),
        Cell::Number(1, 0),
        word(&line.number),
        word(&line.title),
        word(&line.why),
        maybe(line.document.as_ref()),
        maybe(theirs.and_then(|theirs| theirs.memo.as_ref())),
        place,
        seen_place,
        money(line.cost_minor, with_cost),
        money(theirs.and_then(|theirs| theirs.owed_minor), with_cost),
        money(line.price_minor, true),
        line.metal.map_or(Cell::Empty, |metal| word(metal.code())),
        Cell::Number(line.fine_mg, 3),
        settled.map_or(Cell::Empty, |settled| word(settled.action.code())),
        settled.map_or(Cell::Empty, |settled| word(&settled.reason)),
        maybe(settled.and_then(|settled| settled.approved_by.as_ref())),
    ]
}
