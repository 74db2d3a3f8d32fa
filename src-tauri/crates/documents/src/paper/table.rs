//! Figures under headings, or as a list where the paper is too narrow for them.

use super::row::Row;
use super::{Face, Paper, Printed, wrap};
use crate::layout::Table;

/// Columns stand at least this far apart.
const GAP: usize = 2;

pub fn print(table: &Table, paper: &Paper, printed: &mut Vec<Printed>) {
    let header: Vec<String> = table.header.iter().map(|cell| paper.fold(cell)).collect();
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| paper.fold(cell)).collect())
        .collect();
    let widths: Vec<usize> = (0..header.len())
        .map(|column| {
            std::iter::once(&header)
                .chain(&rows)
                .filter_map(|row| row.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
        })
        .collect();
    let needed = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
    if needed <= paper.columns {
        for row in std::iter::once(&header).chain(&rows) {
            printed.push(line(row, &widths, paper.columns));
        }
    } else {
        for row in &rows {
            list(&header, row, paper, printed);
        }
    }
}

/// The figures stand at the right edge, spread evenly; the label at the left.
fn line(cells: &[String], widths: &[usize], columns: usize) -> Printed {
    let figures = widths.len().saturating_sub(1).max(1);
    let label = widths.first().copied().unwrap_or(0);
    let room = columns.saturating_sub(label) / figures;
    let even = widths.iter().skip(1).all(|width| width + GAP <= room);
    let mut text = String::new();
    let mut end = label;
    for (column, cell) in cells.iter().enumerate() {
        if column == 0 {
            text.push_str(cell);
            continue;
        }
        end = if even {
            columns.saturating_sub(room * (widths.len() - 1 - column))
        } else if column == 1 {
            let rest: usize = widths.iter().skip(2).map(|width| width + GAP).sum();
            columns.saturating_sub(rest)
        } else {
            end + GAP + widths.get(column).copied().unwrap_or(0)
        };
        let used = text.chars().count() + cell.chars().count();
        text.push_str(&" ".repeat(end.saturating_sub(used)));
        text.push_str(cell);
    }
    Printed::Text {
        text,
        face: Face::default(),
    }
}

fn list(header: &[String], row: &[String], paper: &Paper, printed: &mut Vec<Printed>) {
    let bold = Face {
        bold: true,
        ..Face::default()
    };
    let mut cells = header.iter().zip(row);
    if let Some((head, label)) = cells.next() {
        for text in wrap(&format!("{head} {label}"), paper.columns) {
            printed.push(Printed::Text { text, face: bold });
        }
    }
    for (head, figure) in cells {
        let row = Row {
            left: head.clone(),
            right: figure.clone(),
            indent: 2,
            mark: None,
        };
        for text in row.lines(paper.columns) {
            printed.push(Printed::Text {
                text,
                face: Face::default(),
            });
        }
    }
}
