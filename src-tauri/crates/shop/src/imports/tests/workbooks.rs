//! Workbooks that are small as files and want to be something else when unpacked.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::{ReadError, read_table};

/// A workbook of one sheet with these rows, and these shared texts.
fn workbook(rows: &str, texts: &[u8]) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rels = "http://schemas.openxmlformats.org/package/2006/relationships";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>");
    let parts: [(&str, Vec<u8>); 5] = [
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{rels}\"><Relationship Id=\"rId1\" \
                 Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            )
            .into(),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>\
                 <sheet name=\"Stock\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            )
            .into(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{rels}\"><Relationship Id=\"rId1\" \
                 Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            )
            .into(),
        ),
        ("xl/worksheets/sheet1.xml", sheet.into()),
        ("xl/sharedStrings.xml", texts.to_vec()),
    ];
    let mut folder = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        folder
            .start_file(name, SimpleFileOptions::default())
            .expect("a part");
        folder.write_all(&bytes).expect("a part");
    }
    folder.finish().expect("a folder").into_inner()
}

fn cell(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

const NO_TEXTS: &[u8] =
    b"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"></sst>";

fn row(cells: &[String]) -> String {
    format!("<row>{}</row>", cells.concat())
}

#[test]
fn a_table_may_stand_anywhere_on_its_sheet() {
    let rows = [
        row(&[cell("C3", "Numéro"), cell("E3", "Prix")]),
        row(&[cell("C5", "N1"), "<c r=\"E5\"><v>12.5</v></c>".to_owned()]),
        row(&[cell("D1048576", "fin")]),
    ];
    let table = read_table(&workbook(&rows.concat(), NO_TEXTS), None).expect("a table");
    assert_eq!(table.headers, ["Numéro", "", "Prix"]);
    let rows: Vec<(usize, Vec<&str>)> = table
        .rows
        .iter()
        .map(|row| (row.line, row.cells().collect()))
        .collect();
    assert_eq!(
        rows,
        [
            (5, vec!["N1", "", "12.5"]),
            (1_048_576, vec!["", "fin", ""])
        ]
    );
}

#[test]
fn what_would_fill_the_memory_is_refused() {
    let check = |bytes: &[u8], error: ReadError| {
        assert!(bytes.len() < 1_000_000, "the file itself is small");
        assert_eq!(read_table(bytes, None), Err(error));
    };
    // Its own table of contents may say what it likes: what comes out is counted.
    let blank = vec![b' '; 97 * 1024 * 1024];
    check(
        &workbook("", &blank),
        ReadError::UnpacksTooLarge(96 * 1024 * 1024),
    );
    // Two cells whose rectangle has seventeen thousand million.
    let corners = row(&[cell("A1", "a")]) + &row(&[cell("XFD1048576", "z")]);
    check(&workbook(&corners, NO_TEXTS), ReadError::TooMany);
    let backwards = row(&[cell("B2", "a")]) + &row(&[cell("A1", "z")]);
    check(&workbook(&backwards, NO_TEXTS), ReadError::NotAWorkbook);
    check(&workbook("", NO_TEXTS), ReadError::Empty);
    check(&workbook("<row><c", NO_TEXTS), ReadError::NotAWorkbook);
}

#[test]
fn a_hundred_thousand_rows_are_read_and_a_million_separators_are_not() {
    let mut rows = row(&[cell("A1", "Numéro"), cell("B1", "Prix")]);
    let mut text = String::from("Numéro;Prix");
    for line in 2..=100_001 {
        rows.push_str(&row(&[
            cell(&format!("A{line}"), &format!("N{line}")),
            format!("<c r=\"B{line}\"><v>{line}</v></c>"),
        ]));
        text.push_str(&format!("\nN{line};{line}"));
    }
    let packed = read_table(&workbook(&rows, NO_TEXTS), None).expect("a workbook");
    let plain = read_table(text.as_bytes(), None).expect("a CSV");
    assert_eq!(plain.rows.len(), 100_000);
    assert_eq!((packed.headers, packed.rows), (plain.headers, plain.rows));
    let wide = format!("x{}\n", ";".repeat(199)).repeat(100_001);
    assert_eq!(
        read_table(wide.as_bytes(), None),
        Err(ReadError::TooMany),
        "twenty million cells"
    );
}
