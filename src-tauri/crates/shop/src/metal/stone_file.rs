//! A price list of diamonds, such as RapNet's: shape, clarity, colour, size from and to, price of a
//! carat. With a header the columns may stand in any order; without one they stand in this.

use std::collections::HashSet;

use units::Rounding;

use super::rate_file::{ReadRatesError, RowFault, RowProblem, price};
use crate::imports::{Table, read_table};
use crate::rules::trade;
use crate::search::fold;

/// A row that reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StonePrice {
    /// Words of the vocabularies.
    pub shape: String,
    pub clarity: String,
    /// `D` to `Z`.
    pub colour: String,
    /// Both included.
    pub from_milli_ct: i64,
    pub to_milli_ct: i64,
    /// Of one carat, in the list's own currency.
    pub carat_minor: i64,
}

const MOST_ROWS: usize = 100_000;
/// What no carat has cost, in the smallest unit.
const MOST_CARAT_MINOR: i64 = 10_000_000_000;

/// Where a file has what.
struct Columns {
    shape: usize,
    clarity: usize,
    colour: usize,
    from: usize,
    to: usize,
    carat: usize,
    headless: bool,
}

/// Reads the rows that make sense, and says of each other one why it does not. None: it has no such
/// columns.
pub(super) fn read_stones(
    bytes: &[u8],
) -> Result<Option<(Vec<StonePrice>, Vec<RowProblem>)>, ReadRatesError> {
    let table = read_table(bytes, None)?;
    if table.rows.len() > MOST_ROWS {
        return Err(ReadRatesError::TooMany);
    }
    let Some(columns) = columns(&table) else {
        return Ok(None);
    };
    let header = columns.headless.then(|| {
        let cells: Vec<&str> = table.headers.iter().map(String::as_str).collect();
        (1, cells)
    });
    let below = table
        .rows
        .iter()
        .map(|row| (row.line, row.cells().collect()));
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    for (line, cells) in header.into_iter().chain(below) {
        let read = read_row(&cells, &columns).and_then(|row| {
            let key = (
                row.shape.clone(),
                row.colour.clone(),
                row.clarity.clone(),
                row.from_milli_ct,
            );
            if seen.insert(key) {
                Ok(row)
            } else {
                Err((RowFault::Twice, row.shape))
            }
        });
        match read {
            Ok(row) => rows.push(row),
            Err((fault, text)) => problems.push(RowProblem {
                line,
                fault,
                text: text.chars().take(40).collect(),
            }),
        }
    }
    Ok(Some((rows, problems)))
}

fn columns(table: &Table) -> Option<Columns> {
    let headers: Vec<String> = table.headers.iter().map(|header| fold(header)).collect();
    if table.headers.len() >= 6 && shape(&table.headers[0]).is_some() {
        return Some(Columns {
            shape: 0,
            clarity: 1,
            colour: 2,
            from: 3,
            to: 4,
            carat: 5,
            headless: true,
        });
    }
    let named = |words: &[&str]| {
        headers.iter().position(|header| {
            words
                .iter()
                .any(|word| header == word || header.starts_with(&format!("{word} ")))
        })
    };
    Some(Columns {
        shape: named(&["shape", "forme"])?,
        clarity: named(&["clarity", "purete"])?,
        colour: named(&["color", "colour", "couleur"])?,
        from: named(&["low size", "size from", "from", "poids de", "de", "low"])?,
        to: named(&["high size", "size to", "to", "poids a", "a", "high"])?,
        carat: named(&[
            "price",
            "caratprice",
            "carat price",
            "prix",
            "price per carat",
        ])?,
        headless: false,
    })
}

fn shape(cell: &str) -> Option<String> {
    // The list's own name of pears.
    let cell = if fold(cell) == "ps" { "pear" } else { cell };
    trade().shapes.read(cell).map(|term| term.code.clone())
}

fn read_row(cells: &[&str], columns: &Columns) -> Result<StonePrice, (RowFault, String)> {
    let cell = |at: usize| cells.get(at).map_or("", |cell| cell.trim());
    let wrong = |fault: RowFault, at: usize| (fault, cell(at).to_owned());
    let number = |at: usize, sign: Option<char>, digits: u32| {
        let value = price(cell(at), sign).map_err(|fault| wrong(fault, at))?;
        value
            .checked_mul(rust_decimal::Decimal::from(10_i64.pow(digits)))
            .filter(|scaled| scaled.fract().is_zero())
            .and_then(|scaled| Rounding::Down.to_integer(scaled))
            .ok_or_else(|| wrong(RowFault::Price, at))
    };
    // A size is never a thousand carats: its separator is the decimal sign.
    let size = |at: usize| {
        let sign = cell(at).chars().find(|c| [',', '.'].contains(c));
        number(at, sign, 3)
    };
    let found = shape(cell(columns.shape));
    let clarity = trade().clarities.read(cell(columns.clarity));
    let colour = cell(columns.colour).to_uppercase();
    let is_colour = colour.len() == 1 && colour.bytes().all(|byte| (b'D'..=b'Z').contains(&byte));
    let row = StonePrice {
        shape: found.ok_or_else(|| wrong(RowFault::Word, columns.shape))?,
        clarity: clarity
            .ok_or_else(|| wrong(RowFault::Word, columns.clarity))?
            .code
            .clone(),
        colour: if is_colour {
            colour
        } else {
            return Err(wrong(RowFault::Word, columns.colour));
        },
        from_milli_ct: size(columns.from)?,
        to_milli_ct: size(columns.to)?,
        carat_minor: number(columns.carat, None, 2)?,
    };
    if row.from_milli_ct < 0 || row.to_milli_ct < row.from_milli_ct {
        return Err(wrong(RowFault::Size, columns.to));
    }
    if !(1..=MOST_CARAT_MINOR).contains(&row.carat_minor) {
        return Err(wrong(RowFault::Absurd, columns.carat));
    }
    Ok(row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_with_and_without_a_header() {
        let check = |text: &str| {
            let (rows, problems) = read_stones(text.as_bytes())
                .expect("a file")
                .expect("a list");
            assert_eq!(problems, [], "{text}");
            let expected = StonePrice {
                shape: "round".into(),
                clarity: "VS1".into(),
                colour: "F".into(),
                from_milli_ct: 700,
                to_milli_ct: 890,
                carat_minor: 480_000,
            };
            assert_eq!(rows, [expected], "{text}");
        };
        check("BR,VS1,F,0.70,0.89,4800,10/10/2026\n");
        check("Shape,Clarity,Color,Low Size,High Size,Price,Date\nround,VS1,F,.70,.89,4800.00,\n");
        check("Forme;Couleur;Pureté;De;À;Prix\nrond;F;VS1;0,70;0,89;4 800,00\n");
    }

    #[test]
    fn bad_rows_and_files() {
        let text = "round,VS1,F,0.70,0.89,4800\n\
            round,VS1,F,0.70,0.89,4900\n\
            triangle,VS1,F,0.70,0.89,4800\n\
            round,VS9,F,0.70,0.89,4800\n\
            round,VS1,AA,0.70,0.89,4800\n\
            round,VS1,F,0.90,0.89,4800\n\
            round,VS1,F,1.00,1.49,0\n\
            round,VS1,F,un,1.49,4800\n\
            round,VS1\n";
        let (rows, problems) = read_stones(text.as_bytes())
            .expect("a file")
            .expect("a list");
        assert_eq!(rows.len(), 1);
        let faults: Vec<(usize, &str)> = problems
            .iter()
            .map(|problem| (problem.line, problem.fault.code()))
            .collect();
        let expected = [
            (2, "twice"),
            (3, "word"),
            (4, "word"),
            (5, "word"),
            (6, "size"),
            (7, "absurd"),
            (8, "price"),
            (9, "word"),
        ];
        assert_eq!(faults, expected);
        assert_eq!(read_stones(b"date;EUR\n2026-11-20;3400\n"), Ok(None));
        assert!(read_stones(b"").is_err());
    }
}
