//! A CSV, whatever it is separated by and encoded in.

use super::decode::decode;
use super::table::{Filling, ReadError, Table, table};

/// Reads a CSV with its own separator, or with the one that a person says.
pub(super) fn read_delimited(bytes: &[u8], separator: Option<char>) -> Result<Table, ReadError> {
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
    let mut filling = Filling::default();
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
        for cell in &record {
            filling.cell(cell)?;
        }
        filling.end_row(line)?;
    }
    table("csv", Some(encoding.name()), Some(separator), filling.rows)
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
