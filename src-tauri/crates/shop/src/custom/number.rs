//! The numbers of orders.

/// `P1-C26-7`: the shop, the year, the number in it.
pub fn number(shop: &str, year: i64, series: i64) -> String {
    format!("{shop}-C{:02}-{series}", year.rem_euclid(100))
}
