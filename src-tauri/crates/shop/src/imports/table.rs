//! A CSV or XLSX file as rows of text.

use super::delimited::read_delimited;
use super::program::{Program, known};
use super::workbook::read_workbook;

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
    /// Whose export it is, where its headers tell.
    pub program: Option<&'static Program>,
    /// Rows of that export which are no goods: pictures, groups, what is gone.
    pub left_out: usize,
}

/// A row and the line of the file it begins on, counted from one.
///
/// Its cells stand in one text: a list of a hundred thousand stones has a million cells, and an
/// allocation for each would take longer than reading them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    pub line: usize,
    text: Box<str>,
    /// Where each cell ends.
    ends: Box<[u32]>,
    /// The column of a cell that held more text than any field; only its beginning was kept.
    pub too_long: Option<usize>,
}

impl TableRow {
    /// How many cells it has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Never true of a row that was read; here because every `len` has one.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A cell as it stands in the file.
    pub fn cell(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = match at {
            0 => 0,
            _ => self.ends[at - 1],
        };
        self.text.get(start as usize..end as usize)
    }

    /// The same row with other cells.
    pub(super) fn with_cells(&self, cells: impl Iterator<Item = String>) -> Self {
        let mut text = String::new();
        let mut ends = Vec::with_capacity(self.len());
        for cell in cells {
            text.push_str(&cell);
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        }
        Self {
            line: self.line,
            text: text.into(),
            ends: ends.into(),
            too_long: self.too_long,
        }
    }

    /// Every cell, from the left.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|at| self.cell(at))
    }
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
    /// Small as a file, it would fill the memory when unpacked.
    #[error("the workbook unpacks to more than {} MB", .0 / 1024 / 1024)]
    UnpacksTooLarge(u64),
    /// More rows, columns or cells than a stock file has.
    #[error("the table has too many rows or columns")]
    TooMany,
}

const MOST_BYTES: usize = 60 * 1024 * 1024;
/// Below the headers. A shop with more imports it in parts.
pub(super) const MOST_ROWS: usize = 1_000_000;
pub(super) const MOST_COLUMNS: usize = 200;
/// Together: a file of nothing but separators is small, its table is not.
const MOST_CELLS: usize = 20_000_000;
/// More than the longest field takes, in bytes.
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
    read_delimited(bytes, separator)
}

/// Rows as they are read, within the limits.
#[derive(Debug, Default)]
pub(super) struct Filling {
    pub rows: Vec<TableRow>,
    cells: usize,
    text: String,
    ends: Vec<u32>,
    too_long: Option<usize>,
}

impl Filling {
    /// Adds a cell to the row that is being read.
    pub(super) fn cell(&mut self, cell: &str) -> Result<(), ReadError> {
        if self.ends.len() == MOST_COLUMNS {
            return Err(ReadError::TooMany);
        }
        if cell.len() > LONGEST_CELL {
            self.text.extend(cell.chars().take(100));
            self.too_long = Some(self.ends.len());
        } else {
            self.text.push_str(cell);
        }
        // At most 200 cells of 12,000 bytes.
        self.ends
            .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        Ok(())
    }

    /// How many cells the row that is being read has so far.
    pub(super) fn width(&self) -> usize {
        self.ends.len()
    }

    /// Ends the row; one without any text counts for nothing.
    pub(super) fn end_row(&mut self, line: usize) -> Result<(), ReadError> {
        let blank = self.text.trim().is_empty();
        if !blank {
            self.cells += self.ends.len();
            if self.rows.len() > MOST_ROWS || self.cells > MOST_CELLS {
                return Err(ReadError::TooMany);
            }
            self.rows.push(TableRow {
                line,
                text: self.text.as_str().into(),
                ends: self.ends.as_slice().into(),
                too_long: self.too_long,
            });
        }
        self.text.clear();
        self.ends.clear();
        self.too_long = None;
        Ok(())
    }

    /// The rows of a sheet, which says where each cell stands, all from its first used column to
    /// its last.
    pub(super) fn square(&mut self) -> Result<(), ReadError> {
        let first = self.rows.iter().filter_map(first_used).min().unwrap_or(0);
        let last = self.rows.iter().map(TableRow::len).max().unwrap_or(0);
        if self.rows.len().saturating_mul(last - first) > MOST_CELLS {
            return Err(ReadError::TooMany);
        }
        for row in &mut self.rows {
            let end = row.ends.last().copied().unwrap_or(0);
            let mut ends = row.ends[first..].to_vec();
            ends.resize(last - first, end);
            row.ends = ends.into();
            row.too_long = row.too_long.map(|at| at - first);
        }
        Ok(())
    }
}

fn first_used(row: &TableRow) -> Option<usize> {
    row.ends.iter().position(|end| *end > 0)
}

/// Rows, the first of which are the headers, as a table.
pub(super) fn table(
    format: &'static str,
    encoding: Option<&'static str>,
    separator: Option<char>,
    mut rows: Vec<TableRow>,
) -> Result<Table, ReadError> {
    if rows.is_empty() {
        return Err(ReadError::Empty);
    }
    let first = rows.remove(0);
    let headers: Vec<String> = first.cells().map(|cell| cell.trim().to_owned()).collect();
    let program = known(&headers);
    let mut table = Table {
        format,
        encoding,
        separator,
        headers,
        rows,
        program: None,
        left_out: 0,
    };
    if let Some(program) = program {
        program.shape(&mut table);
    }
    Ok(table)
}
