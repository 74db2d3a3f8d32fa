//! The table of speeds: every figure beside its floor, measured in the same run on the same disk.
//!
//! `make bench`. The sizes of the stock come from `ECRIN_BENCH`, by default
//! `1000,10000,100000`; `ECRIN_BENCH=1000000` takes some minutes more.

mod close;
mod find;
mod floor;
mod four;
mod import;
mod prove;
mod sample;
mod sell;
mod start;
mod stock;

use sample::Table;
use stock::Stocked;

fn main() {
    let sizes = std::env::var("ECRIN_BENCH").unwrap_or_else(|_| "1000,10000,100000".to_owned());
    let sizes: Vec<usize> = sizes
        .split(',')
        .map(|size| size.trim().parse().expect("ECRIN_BENCH: whole numbers"))
        .collect();
    let mut table = Table::new();
    table.group("The 53,940 stones of diamonds.csv");
    import::measure(&mut table);
    for size in sizes {
        table.group(&format!("{size} pieces"));
        let shop = Stocked::new(size);
        find::scan(&shop, &mut table);
        find::search(&shop, &mut table);
        let sold = sell::measure(&shop, &mut table);
        prove::measure(&shop, &mut table);
        close::measure(&shop, &mut table, sold);
        four::measure(&shop, &mut table);
        start::measure(size, &mut table);
    }
}
