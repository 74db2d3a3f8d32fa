//! A CSV or XLSX file as rows of text.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::decode::decode;

/// A file as a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// `csv` or `xlsx`.
    pub format: &'static str,
    /// What a CSV was read with.
    pub encoding: Option<&'static str>,
    pub separator: Option<char>,
    pub headers: Vec<String>,
    pub rows: Vec<TableRow>,
}

/// A row and the line of the file it begins on, counted from one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    pub line: usize,
    pub cells: Vec<String>,
    /// The column of a cell that held more text than any field; only its beginning was kept.
    pub too_long: Option<usize>,
}

/// Why a file is no table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("the file is empty")]
    Empty,
    #[error("the file is larger than 60 MB")]
    TooLarge,
    /// A picture, a PDF, a program: whatever its name says.
    #[error("the file is no table")]
    NotATable,
    /// It is packed like a workbook, but is none.
    #[error("the workbook cannot be read")]
    NotAWorkbook,
    /// More rows or columns than a stock file has.
    #[error("the table has too many rows or columns")]
    TooMany,
}

const MOST_BYTES: usize = 60 * 1024 * 1024;
const MOST_ROWS: usize = 1_000_000;
const MOST_COLUMNS: usize = 200;
/// More than the longest field takes.
const LONGEST_CELL: usize = 12_000;

/// Reads a file. Which of the two it is, its bytes say, not its name.
pub fn read_table(bytes: &[u8], separator: Option<char>) -> Result<Table, ReadError> {
    if bytes.len() > MOST_BYTES {
        return Err(ReadError::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return read_workbook(bytes);
    }
    let known = [
        &b"\xFF\xD8\xFF"[..],
        b"\x89PNG",
        b"%PDF",
        b"GIF8",
        b"\x7FELF",
        b"\xD0\xCF\x11\xE0",
        b"RIFF",
        b"MZ",
    ];
    if known.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(ReadError::NotATable);
    }
    read_csv(bytes, separator)
}

fn read_csv(bytes: &[u8], separator: Option<char>) -> Result<Table, ReadError> {
    let (text, encoding) = decode(bytes);
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    if text.contains('\0') {
        return Err(ReadError::NotATable);
    }
    let separator = separator.unwrap_or_else(|| detect_separator(&text));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(separator).unwrap_or(b';'))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    let (mut line, mut counted) = (1, 0);
    while reader
        .read_record(&mut record)
        .map_err(|_| ReadError::NotATable)?
    {
        // The reader stands before the line feed of a CR LF when it begins the next record, so the
        // lines are counted here.
        let at = record.position().map_or(0, csv::Position::byte);
        let mut at = usize::try_from(at).unwrap_or(counted).max(counted);
        while text
            .as_bytes()
            .get(at)
            .is_some_and(|byte| b"\r\n".contains(byte))
        {
            at += 1;
        }
        let passed = text.as_bytes().get(counted..at).unwrap_or_default();
        line += passed.iter().filter(|&&byte| byte == b'\n').count();
        counted = at;
        push(&mut rows, line, record.iter().map(str::to_owned).collect())?;
    }
    table("csv", Some(encoding.name()), Some(separator), rows)
}

fn read_workbook(bytes: &[u8]) -> Result<Table, ReadError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| ReadError::NotAWorkbook)?;
    let names = book.sheet_names();
    for name in names {
        let range = book
            .worksheet_range(&name)
            .map_err(|_| ReadError::NotAWorkbook)?;
        if range.is_empty() {
            continue;
        }
        let first = usize::try_from(range.start().map_or(0, |(row, _)| row)).unwrap_or(0) + 1;
        let mut rows = Vec::new();
        for (index, row) in range.rows().enumerate() {
            push(&mut rows, first + index, row.iter().map(cell).collect())?;
        }
        return table("xlsx", None, None, rows);
    }
    Err(ReadError::Empty)
}

/// A cell as a person would read it. A formula's cell holds its last result.
fn cell(data: &Data) -> String {
    match data {
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string(),
    }
}

fn push(rows: &mut Vec<TableRow>, line: usize, cells: Vec<String>) -> Result<(), ReadError> {
    if rows.len() > MOST_ROWS || cells.len() > MOST_COLUMNS {
        return Err(ReadError::TooMany);
    }
    if cells.iter().all(|cell| cell.trim().is_empty()) {
        return Ok(());
    }
    let mut row = TableRow {
        line,
        cells,
        too_long: None,
    };
    for (column, cell) in row.cells.iter_mut().enumerate() {
        if cell.len() > LONGEST_CELL {
            *cell = cell.chars().take(100).collect();
            row.too_long = Some(column);
        }
    }
    rows.push(row);
    Ok(())
}

fn table(
    format: &'static str,
    encoding: Option<&'static str>,
    separator: Option<char>,
    mut rows: Vec<TableRow>,
) -> Result<Table, ReadError> {
    if rows.is_empty() {
        return Err(ReadError::Empty);
    }
    let headers = rows.remove(0).cells;
    let headers = headers
        .iter()
        .map(|header| header.trim().to_owned())
        .collect();
    Ok(Table {
        format,
        encoding,
        separator,
        headers,
        rows,
    })
}

/// The separator that cuts the first lines into the most columns, the same number each time.
fn detect_separator(text: &str) -> char {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(20)
        .collect();
    let mut best = (0, ';');
    for separator in [';', '\t', ',', '|'] {
        let counts: Vec<usize> = lines.iter().map(|line| count(line, separator)).collect();
        let first = counts.first().copied().unwrap_or(0);
        let agreeing = counts.iter().filter(|&&count| count == first).count();
        // A separator of every line weighs more than one that stands somewhere often.
        let weight = first * agreeing;
        if weight > best.0 {
            best = (weight, separator);
        }
    }
    best.1
}

/// How often a separator stands in a line outside quotes.
fn count(line: &str, separator: char) -> usize {
    let mut quoted = false;
    line.chars()
        .filter(|&c| {
            if c == '"' {
                quoted = !quoted;
            }
            c == separator && !quoted
        })
        .count()
}
