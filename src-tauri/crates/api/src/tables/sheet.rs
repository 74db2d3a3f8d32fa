//! Cells as a file that a spreadsheet opens: XLSX, or CSV as Excel reads it in France.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::cell::{Cell, Column};

/// A file under way. Rows come one after the other and are not kept: a hundred thousand of them
/// take no more room than one, but for the file itself.
pub(super) enum Sheet {
    Csv(Csv),
    Xlsx(Box<Xlsx>),
}

impl Sheet {
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        match self {
            Self::Csv(csv) => {
                csv.row(cells);
                Ok(())
            }
            Self::Xlsx(xlsx) => xlsx.row(cells),
        }
    }

    pub fn finish(self) -> Result<Vec<u8>, XlsxError> {
        match self {
            Self::Csv(csv) => Ok(csv.finish()),
            Self::Xlsx(mut xlsx) => xlsx.book.save_to_buffer(),
        }
    }
}

/// Semicolons, and a mark that says it is UTF-8.
pub(crate) struct Csv {
    text: String,
    /// Before the decimals.
    point: char,
}

impl Csv {
    pub fn new(headers: &[String], is_french: bool) -> Self {
        let mut csv = Self {
            text: String::from('\u{feff}'),
            point: if is_french { ',' } else { '.' },
        };
        let headers: Vec<_> = headers.iter().cloned().map(Cell::Text).collect();
        csv.row(&headers);
        csv
    }

    pub fn row(&mut self, cells: &[Cell]) {
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.text.push(';');
            }
            let text = match cell {
                Cell::Empty => continue,
                Cell::Text(text) => quoted(text),
                Cell::Number(value, decimals) => {
                    decimal(*value, *decimals).replace('.', &self.point.to_string())
                }
                Cell::Day(day) => day.to_string(),
            };
            self.text.push_str(&text);
        }
        self.text.push_str("\r\n");
    }

    pub fn finish(self) -> Vec<u8> {
        self.text.into_bytes()
    }
}

/// A spreadsheet works out what begins like a formula, wherever it comes from: a supplier's title
/// must not run in the accountant's Excel. An apostrophe in front makes it text.
fn quoted(text: &str) -> String {
    let text: String = text.replace(['\r', '\n'], " ");
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t']);
    let text = if is_formula { format!("'{text}") } else { text };
    if text.contains([';', '"', '\'', '\t']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// `Number(-5, 2)` is `-0.05`.
fn decimal(value: i64, decimals: u8) -> String {
    let decimals = usize::from(decimals);
    let digits = format!("{:0>width$}", value.unsigned_abs(), width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    let sign = if value < 0 { "-" } else { "" };
    if decimals == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    }
}

/// Text is text there, numbers are numbers, days are days.
pub(super) struct Xlsx {
    book: Workbook,
    row: u32,
    head: Format,
    /// Of numbers, by their decimals.
    numbers: [Format; 4],
    day: Format,
}

impl Xlsx {
    pub fn new(name: &str, headers: &[String], columns: &[Column]) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        for (index, column) in (0_u16..).zip(columns) {
            sheet.set_column_width(index, column.width())?;
        }
        let number = |format: &str| Format::new().set_num_format(format);
        let mut xlsx = Self {
            book,
            row: 0,
            head: Format::new().set_bold(),
            numbers: [
                number("0"),
                number("0.0"),
                number("#,##0.00"),
                number("0.000"),
            ],
            day: number("yyyy-mm-dd"),
        };
        let head = xlsx.head.clone();
        let sheet = first(&mut xlsx.book)?;
        for (index, header) in (0_u16..).zip(headers) {
            sheet.write_string_with_format(0, index, header, &head)?;
        }
        xlsx.row = 1;
        Ok(xlsx)
    }

    fn row(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        let sheet = first(&mut self.book)?;
        for (index, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    sheet.write_string(self.row, index, text)?;
                }
                Cell::Number(value, decimals) => {
                    // The file has no other numbers than these; no figure is worked out with them.
                    let number: f64 = decimal(*value, *decimals).parse().unwrap_or_default();
                    let format = &self.numbers[usize::from(*decimals).min(3)];
                    sheet.write_number_with_format(self.row, index, number, format)?;
                }
                Cell::Day(day) => {
                    let at = ExcelDateTime::parse_from_str(&day.to_string())?;
                    sheet.write_datetime_with_format(self.row, index, &at, &self.day)?;
                }
            }
        }
        self.row += 1;
        Ok(())
    }
}

fn first(book: &mut Workbook) -> Result<&mut Worksheet, XlsxError> {
    book.worksheet_from_index(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_with_its_decimals() {
        let check = |value, decimals, expected: &str| {
            assert_eq!(decimal(value, decimals), expected);
        };
        check(329_000, 2, "3290.00");
        check(5, 2, "0.05");
        check(-5, 2, "-0.05");
        check(7500, 1, "750.0");
        check(12, 0, "12");
        check(0, 3, "0.000");
    }

    #[test]
    fn a_text_that_begins_like_a_formula_stays_text() {
        let check = |text: &str, expected: &str| assert_eq!(quoted(text), expected);
        check("Solitaire", "Solitaire");
        check("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"");
        check("+33", "\"'+33\"");
        check("-1", "\"'-1\"");
        check("@SUM(A1)", "\"'@SUM(A1)\"");
        check("\tcmd", "\"'\tcmd\"");
        check("a;b", "\"a;b\"");
        check("two\nlines", "two lines");
    }
}
