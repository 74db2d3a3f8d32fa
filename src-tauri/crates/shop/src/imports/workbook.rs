//! An XLSX, which is a packed folder of XML: small as a file, it may be anything when unpacked.
//!
//! So it is unpacked twice. The first time into nothing, counting: what its own table of contents
//! says of the sizes is what whoever made it wanted to say. The second time cell by cell, because a
//! sheet with one cell at each end is small too, and its full rectangle fills any memory.

use std::io::{Cursor, Read, copy, sink};

use calamine::{Data, DataRef, Reader, Xlsx};
use zip::ZipArchive;

use super::table::{Filling, MOST_COLUMNS, ReadError, Table, table};

/// A hundred thousand rows of thirty columns take about 120 MB.
const MOST_UNPACKED: u64 = 384 * 1024 * 1024;
/// Texts are held in memory all at once, each with its own bookkeeping.
const MOST_TEXTS: u64 = 96 * 1024 * 1024;
/// A workbook has a few dozen parts; thousands of pictures are no stock file.
const MOST_PARTS: usize = 2_000;

/// The first sheet that holds anything.
pub(super) fn read_workbook(bytes: &[u8]) -> Result<Table, ReadError> {
    weigh(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| ReadError::NotAWorkbook)?;
    for name in book.sheet_names() {
        let mut filling = Filling::default();
        read_sheet(&mut book, &name, &mut filling)?;
        if !filling.rows.is_empty() {
            filling.square()?;
            return table("xlsx", None, None, filling.rows);
        }
    }
    Err(ReadError::Empty)
}

/// Unpacks everything into nothing, as far as the limits go.
fn weigh(bytes: &[u8]) -> Result<(), ReadError> {
    let mut folder = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::NotAWorkbook)?;
    if folder.len() > MOST_PARTS {
        return Err(ReadError::NotAWorkbook);
    }
    let mut left = MOST_UNPACKED;
    for at in 0..folder.len() {
        let part = folder.by_index(at).map_err(|_| ReadError::NotAWorkbook)?;
        let holds_texts = part
            .name()
            .is_ok_and(|name| name.ends_with("sharedStrings.xml"));
        let most = if holds_texts {
            left.min(MOST_TEXTS)
        } else {
            left
        };
        let size = copy(&mut part.take(most + 1), &mut sink());
        let size = size.map_err(|_| ReadError::NotAWorkbook)?;
        if size > most {
            return Err(ReadError::UnpacksTooLarge(most));
        }
        left -= size;
    }
    Ok(())
}

fn read_sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    filling: &mut Filling,
) -> Result<(), ReadError> {
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        // A sheet that is a chart has no cells.
        Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(_) => return Err(ReadError::NotAWorkbook),
    };
    let mut line = 0;
    while let Some(cell) = cells.next_cell().map_err(|_| ReadError::NotAWorkbook)? {
        let (row, column) = cell.get_position();
        let row = usize::try_from(row).unwrap_or(usize::MAX).saturating_add(1);
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if row != line {
            filling.end_row(line)?;
        }
        // Every spreadsheet writes its cells in order; what does not is made to trip readers.
        if row < line || column < filling.width() {
            return Err(ReadError::NotAWorkbook);
        }
        line = row;
        let text = match cell.get_value() {
            DataRef::SharedString(text) => text,
            DataRef::String(text) => text.as_str(),
            DataRef::Empty | DataRef::Error(_) => continue,
            // As a person would read it. A formula's cell holds its last result.
            other => &Data::from(other.clone()).to_string(),
        };
        if text.is_empty() {
            continue;
        }
        if column >= MOST_COLUMNS {
            return Err(ReadError::TooMany);
        }
        while filling.width() < column {
            filling.cell("")?;
        }
        filling.cell(text)?;
    }
    filling.end_row(line)
}
