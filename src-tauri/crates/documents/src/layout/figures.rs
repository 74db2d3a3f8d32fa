//! The blocks of a page of figures: the bars first, then the table, which says the same in numbers.

use super::header::imprint;
use super::{Align, Block, Layout, Style, Table};
use crate::{Figures, FiguresDetails, format};

/// More bars than a person compares.
const MOST_BARS: usize = 15;

/// The figures in their own language.
pub fn figures(figures: &Figures) -> Layout {
    let language = figures.language;
    let mut layout = Layout::new(figures.title.clone(), language);
    // For the shop's own eyes: where it is and how to reach it is for customers.
    layout.center(Style::Brand, figures.shop.name.as_str());
    layout.space();
    layout.center(Style::Title, figures.title.as_str());
    layout.center(Style::Body, figures.note.as_str());
    layout.center(Style::Detail, format::date_time(figures.at, language));
    bars(&mut layout, figures);
    table(&mut layout, figures);
    for remark in &figures.remarks {
        layout.space();
        layout.text(Style::Detail, Align::Left, remark.as_str());
    }
    if let Some(details) = &figures.details {
        list(&mut layout, details);
    }
    layout.space();
    imprint(&mut layout, &figures.shop, &figures.software);
    layout
}

fn heading(layout: &mut Layout, text: &str) {
    layout.space();
    layout.text(Style::Title, Align::Left, text);
    layout.rule();
}

fn bars(layout: &mut Layout, figures: &Figures) {
    let most = figures.lines.iter().map(|line| line.measure).max();
    let Some(most) = most.filter(|most| *most > 0) else {
        return;
    };
    heading(layout, &format!("{} · {}", figures.measure, figures.group));
    let mut lines: Vec<_> = figures.lines.iter().collect();
    // What they are sorted by on the screen may be something else than what the bars show.
    if lines.len() > MOST_BARS {
        lines.sort_by_key(|line| -line.measure);
        lines.truncate(MOST_BARS);
    }
    for line in lines {
        let share = i128::from(line.measure.max(0)) * 10_000 / i128::from(most);
        layout.row(Style::Detail, line.name.as_str(), line.measured.as_str());
        layout.blocks.push(Block::Bar {
            share_bp: i64::try_from(share).unwrap_or(0),
        });
    }
}

fn list(layout: &mut Layout, details: &FiguresDetails) {
    heading(layout, &details.title);
    for line in &details.lines {
        layout.row(Style::Body, line.name.as_str(), line.value.as_str());
        if !line.note.is_empty() {
            layout.text(Style::Detail, Align::Left, line.note.as_str());
        }
    }
}

fn table(layout: &mut Layout, figures: &Figures) {
    heading(layout, &figures.group);
    let row = |name: &str, cells: &[String]| {
        std::iter::once(name.to_owned())
            .chain(cells.iter().cloned())
            .collect::<Vec<_>>()
    };
    let total = figures.language.pick("Total", "Total");
    layout.blocks.push(Block::Table(Table {
        header: row("", &figures.headers),
        rows: figures
            .lines
            .iter()
            .map(|line| row(&line.name, &line.cells))
            .chain(std::iter::once(row(total, &figures.total)))
            .collect(),
    }));
}
