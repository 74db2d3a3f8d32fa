//! A file of rates, such as the London Bullion Market Association's fixings: a date and the price of an
//! ounce in one or more currencies, with a decimal comma or point.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use units::{Currency, Rounding};

use crate::imports::{ReadError, Table, TableRow, read_table};
use crate::search::fold;

/// A row that reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileRow {
    /// Of the file, counted from one.
    pub line: usize,
    pub on: NaiveDate,
    /// Millionths of the currency.
    pub price_micro: i64,
}

/// A row that is left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// Of the file, counted from one.
    pub line: usize,
    pub fault: RowFault,
    /// The cell, or what is known instead.
    pub text: String,
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowFault {
    /// The first cell is no day of the calendar.
    Date,
    /// The day has not come yet.
    Future,
    /// There is no price in the shop's currency.
    Price,
    /// `1,290` may be a little more than one, or a thousand.
    Unclear,
    /// Nothing or less, or no price of any metal.
    Absurd,
    /// The file has this day already.
    Twice,
    /// The shop has another price for this day from this source.
    Differs,
    /// Less than half or more than twice the day before.
    Far,
    /// Of a list of stones: no shape, clarity or colour of the vocabulary.
    Word,
    /// Its size ends before it begins.
    Size,
}

impl RowFault {
    /// The stable word that screens translate.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Future => "future",
            Self::Price => "price",
            Self::Unclear => "unclear",
            Self::Absurd => "absurd",
            Self::Twice => "twice",
            Self::Differs => "differs",
            Self::Far => "far",
            Self::Word => "word",
            Self::Size => "size",
        }
    }
}

/// Why a file gives no rates at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadRatesError {
    #[error(transparent)]
    Table(#[from] ReadError),
    /// No column has prices in the currency of the shop.
    #[error("there are no prices in {}", .0.code())]
    NoCurrency(Currency),
    /// More rows than there were days since fixings began.
    #[error("the file has more than {MOST_ROWS} rows")]
    TooMany,
}

const MOST_ROWS: usize = 40_000;

/// Reads the rows that make sense, and says of each other one why it does not.
pub(super) fn read_rates(
    bytes: &[u8],
    currency: Currency,
) -> Result<(Vec<FileRow>, Vec<RowProblem>), ReadRatesError> {
    let table = read_table(bytes, None)?;
    if table.rows.len() > MOST_ROWS {
        return Err(ReadRatesError::TooMany);
    }
    let columns = columns(&table, currency).ok_or(ReadRatesError::NoCurrency(currency))?;
    let sign = decimal_sign(&table, &columns.prices);
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    // A file without a header begins with its first rate.
    let header = (columns.headless).then(|| {
        let cell = |at: usize| table.headers.get(at).map_or("", String::as_str);
        (
            1,
            cell(columns.date),
            columns.prices.iter().map(|&at| cell(at)).collect(),
        )
    });
    let below = table.rows.iter().map(|row| {
        let cell = |at: usize| row.cell(at).unwrap_or_default();
        (
            row.line,
            cell(columns.date),
            columns.prices.iter().map(|&at| cell(at)).collect(),
        )
    });
    for (line, date, prices) in header.into_iter().chain(below) {
        match read_row(line, date, &prices, sign) {
            Ok(row) => rows.push(row),
            Err((fault, text)) => problems.push(RowProblem {
                line,
                fault,
                text: text.chars().take(40).collect(),
            }),
        }
    }
    Ok((rows, problems))
}

fn read_row(
    line: usize,
    date: &str,
    prices: &Vec<&str>,
    sign: Option<char>,
) -> Result<FileRow, (RowFault, String)> {
    let on = day(date).ok_or_else(|| (RowFault::Date, date.to_owned()))?;
    let text = prices
        .iter()
        .map(|cell| cell.trim())
        .find(|cell| !["", "-", "–", "n/a", "N/A"].contains(cell))
        .ok_or((RowFault::Price, String::new()))?;
    let price = price(text, sign).map_err(|fault| (fault, text.to_owned()))?;
    let price_micro = price
        .checked_mul(Decimal::from(1_000_000))
        .filter(|micro| micro.fract().is_zero())
        .and_then(|micro| Rounding::Down.to_integer(micro))
        .ok_or_else(|| (RowFault::Price, text.to_owned()))?;
    Ok(FileRow {
        line,
        on,
        price_micro,
    })
}

/// Where a file has its day and its price; of several fixings of a day the first that has one.
struct Columns {
    date: usize,
    prices: Vec<usize>,
    headless: bool,
}

fn columns(table: &Table, currency: Currency) -> Option<Columns> {
    let headers: Vec<String> = table.headers.iter().map(|header| fold(header)).collect();
    if let Some(date) = table.headers.iter().position(|cell| day(cell).is_some()) {
        // The first line is a rate: two columns leave no doubt which is which.
        let prices = (0..headers.len()).filter(|&at| at != date).collect();
        return (headers.len() == 2).then_some(Columns {
            date,
            prices,
            headless: true,
        });
    }
    let is_date = |header: &String| {
        header
            .split(' ')
            .any(|word| ["date", "jour", "day"].contains(&word))
    };
    let date = headers.iter().position(is_date).unwrap_or(0);
    let has = |header: &str, word: &str| header.split(' ').any(|one| one == word);
    let named = |currency: Currency| {
        let word = currency.code().to_lowercase();
        let found = (0..headers.len()).filter(|&at| at != date && has(&headers[at], &word));
        found.collect::<Vec<_>>()
    };
    let mut prices = named(currency);
    // The afternoon's fixing is the day's.
    prices.sort_by_key(|&at| !has(&headers[at], "pm"));
    if prices.is_empty() {
        let others = [Currency::Eur, Currency::Chf, Currency::Gbp, Currency::Usd];
        let foreign = others.into_iter().any(|other| !named(other).is_empty());
        if foreign || headers.len() != 2 {
            return None;
        }
        prices = vec![1 - date.min(1)];
    }
    Some(Columns {
        date,
        prices,
        headless: false,
    })
}

/// `2026-11-20`, `2026/11/20`, `20/11/2026`, `20.11.2026` or `20-11-2026`.
fn day(text: &str) -> Option<NaiveDate> {
    // A spreadsheet may set an hour behind it.
    let text = text.trim().split([' ', 'T']).next()?;
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [first, month, last] = parts[..] else {
        return None;
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !parts.iter().all(|part| digits(part)) {
        return None;
    }
    let (year, day) = match (first.len(), last.len()) {
        (4, 1 | 2) => (first, last),
        (1 | 2, 4) => (last, first),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// The decimal sign that the prices of a file agree on: one cell that has both, or other than three
/// digits behind the last, says it for all.
fn decimal_sign(table: &Table, columns: &[usize]) -> Option<char> {
    let cells = table
        .rows
        .iter()
        .flat_map(|row: &TableRow| columns.iter().filter_map(|&at| row.cell(at)));
    let mut signs = cells.filter_map(said_sign);
    let first = signs.next()?;
    signs.all(|sign| sign == first).then_some(first)
}

fn said_sign(cell: &str) -> Option<char> {
    let cell = cell.trim();
    let at = cell.rfind([',', '.'])?;
    let sign = cell[at..].chars().next()?;
    let behind = cell[at + 1..].chars().filter(char::is_ascii_digit).count();
    let other = if sign == ',' { '.' } else { ',' };
    let twice = cell.matches(sign).count() > 1;
    let says = !twice && (behind != 3 || cell.contains(other) || cell.starts_with('0'));
    says.then_some(sign)
}

pub(super) fn price(text: &str, sign: Option<char>) -> Result<Decimal, RowFault> {
    let plain: String = text
        .trim_start_matches(['€', '$', '£'])
        .trim_end_matches(['€', '$', '£'])
        .chars()
        .filter(|c| !c.is_whitespace() && !['\u{a0}', '\u{202f}', '\''].contains(c))
        .collect();
    if plain.is_empty()
        || !plain
            .chars()
            .all(|c| c.is_ascii_digit() || "+-.,".contains(c))
    {
        return Err(RowFault::Price);
    }
    let sign = match sign.or_else(|| said_sign(&plain)) {
        Some(sign) => sign,
        None if plain.contains([',', '.']) => return Err(RowFault::Unclear),
        None => '.',
    };
    let grouping = if sign == ',' { '.' } else { ',' };
    let normal = plain.replace(grouping, "").replace(sign, ".");
    normal.parse().map_err(|_| RowFault::Price)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<(usize, String, i64)>, Vec<(usize, RowFault)>) {
        let (rows, problems) = read_rates(text.as_bytes(), Currency::Eur).expect("a file");
        (
            rows.into_iter()
                .map(|row| (row.line, row.on.to_string(), row.price_micro))
                .collect(),
            problems
                .into_iter()
                .map(|problem| (problem.line, problem.fault))
                .collect(),
        )
    }

    #[test]
    fn a_file_of_fixings_in_three_currencies() {
        let (rows, problems) = read(
            "Date,USD AM,USD PM,GBP AM,GBP PM,EUR AM,EUR PM\n\
             2026-11-18,4100.10,4110.20,3105.10,3110.00,3521.95,3530.40\n\
             2026-11-19,4101.00,,3105.00,,3522.05,\n\
             2026-11-20,4101.00,4102.00,3105.00,3106.00,,-\n\
             20/13/2026,1,2,3,4,5,6\n",
        );
        assert_eq!(
            rows,
            [
                (2, "2026-11-18".to_owned(), 3_530_400_000),
                (3, "2026-11-19".to_owned(), 3_522_050_000),
            ]
        );
        assert_eq!(problems, [(4, RowFault::Price), (5, RowFault::Date)]);
    }

    #[test]
    fn a_comma_or_a_point() {
        let check = |text: &str, micro: &[i64]| {
            let (rows, problems) = read(text);
            let found: Vec<i64> = rows.into_iter().map(|row| row.2).collect();
            assert_eq!((found.as_slice(), problems.len()), (micro, 0), "{text}");
        };
        check("Jour;Prix EUR\n20/11/2026;3 521,95\n", &[3_521_950_000]);
        check("Jour;Prix EUR\n20.11.2026;3.521,95 €\n", &[3_521_950_000]);
        check("date;EUR\n2026-11-20;\"3,521.95\"\n", &[3_521_950_000]);
        // Silver has three decimals; its neighbours say so.
        check(
            "date;EUR\n2026-11-19;31.2\n2026-11-20;31.205\n",
            &[31_200_000, 31_205_000],
        );
        check(
            "2026-11-20;113,25\n2026-11-19;112\n",
            &[113_250_000, 112_000_000],
        );
        check("date;prix\n2026-11-20;113,25\n", &[113_250_000]);
    }

    #[test]
    fn bad_rows_and_files() {
        let (rows, problems) =
            read("date;EUR\nhier;12,5\n2026-11-18;douze\n2026-02-30;1\n2026-11-17;0,1234567\n");
        assert_eq!(rows.len(), 0);
        // One cell with seven decimals has said what the comma is.
        let faults: Vec<RowFault> = problems.iter().map(|problem| problem.1).collect();
        assert!(faults.contains(&RowFault::Date) && faults.contains(&RowFault::Price));
        let (_, unclear) = read("date;EUR\n2026-11-20;31,205\n");
        assert_eq!(unclear, [(2, RowFault::Unclear)]);
        let refused = |text: &str| read_rates(text.as_bytes(), Currency::Eur).err();
        let none = Some(ReadRatesError::NoCurrency(Currency::Eur));
        assert_eq!(refused("date,USD\n2026-11-20,4100\n"), none);
        assert_eq!(refused("2026-11-20,4100,3500\n2026-11-19,1,2\n"), none);
        assert_eq!(refused(""), Some(ReadRatesError::Table(ReadError::Empty)));
        let binary = refused("%PDF-1.7 …");
        assert_eq!(binary, Some(ReadRatesError::Table(ReadError::NotATable)));
    }
}
