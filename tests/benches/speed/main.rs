//! The table of speeds: every figure beside its floor, measured in the same run on the same disk.
//!
//! `make bench`. The sizes of the stock come from `ECRIN_BENCH`, by default `1000,10000`; a shop of
//! so many pieces has made as many sales, or `ECRIN_BENCH_SALES` where that is less.
//! `ECRIN_BENCH=100000` takes minutes, a million a good part of an hour.
//! `ECRIN_BENCH_ONLY=sell,four` measures only these.

mod close;
mod find;
mod floor;
mod flush;
mod four;
mod growth;
mod history;
mod import;
mod office;
mod prove;
mod sample;
mod sell;
mod server;
mod start;
mod stock;
mod table;
mod work;

use history::History;
use stock::Stocked;
use table::Table;

fn main() {
    if flush::is_control() {
        return;
    }
    let sizes = std::env::var("ECRIN_BENCH").unwrap_or_else(|_| "1000,10000".to_owned());
    let sizes: Vec<usize> = sizes
        .split(',')
        .map(|size| size.trim().parse().expect("ECRIN_BENCH: whole numbers"))
        .collect();
    let most_sales = std::env::var("ECRIN_BENCH_SALES").ok();
    let most_sales = most_sales.map(|most| most.parse().expect("ECRIN_BENCH_SALES: a number"));
    let only = std::env::var("ECRIN_BENCH_ONLY").unwrap_or_default();
    let wanted = |name: &str| only.is_empty() || only.split(',').any(|one| one.trim() == name);
    let mut table = Table::new();
    if wanted("import") {
        table.group("The 53,940 stones of diamonds.csv", None);
        import::measure(&mut table);
    }
    if wanted("work") {
        let name = format!("{} open jobs, as many custom orders", work::JOBS);
        table.group(&name, None);
        work::measure(&Stocked::new(100), &mut table);
    }
    // Only what has no size was asked for.
    let sized = [
        "find", "sell", "prove", "four", "office", "close", "start", "flush",
    ];
    let sizes = if sized.iter().any(|name| wanted(name)) {
        sizes
    } else {
        Vec::new()
    };
    for size in sizes {
        let sales = size.min(most_sales.unwrap_or(size));
        table.group(&format!("{size} pieces, {sales} sales"), Some(size));
        let shop = Stocked::new(size);
        let history = History::new(&shop);
        if wanted("find") {
            find::scan(&shop, &mut table);
            find::search(&shop, &mut table);
        }
        if wanted("sell") {
            sell::measure(&history, sales, &mut table);
        } else {
            history.sell_until(sales);
        }
        if wanted("prove") {
            prove::measure(&shop, &mut table);
        }
        if wanted("four") {
            four::measure(&shop, &mut table);
        }
        if wanted("office") {
            office::measure(&shop, &mut table);
        }
        if wanted("close") {
            close::measure(&history, &mut table);
        }
        if wanted("start") {
            start::measure(&shop, &mut table);
        }
        if wanted("flush") {
            flush::measure(&shop, &mut table);
        }
    }
    table.end();
}
