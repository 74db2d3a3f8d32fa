//! A label on the screen: the marks where the printer puts them.

use std::fmt::Write as _;

use super::{Mark, Placed, data_matrix};
use crate::code128;
use crate::preview::escaped;

/// The label as an SVG whose unit is the printer's dot. Each text is drawn as wide as it was
/// measured, whatever font the screen has. It loads nothing and runs nothing.
pub fn svg(label: &Placed) -> String {
    let mut body = String::new();
    for (x, y, width, height) in &label.wings {
        let _ = write!(
            body,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"#fff\" \
             stroke=\"#b9a274\" stroke-width=\"1\"/>"
        );
    }
    for mark in &label.marks {
        match mark {
            Mark::Text {
                x,
                y,
                height,
                width,
                text,
            } => {
                let (baseline, size) = (y + height * 79 / 100, height * 88 / 100);
                let _ = write!(
                    body,
                    "<text x=\"{x}\" y=\"{baseline}\" font-size=\"{size}\" textLength=\"{width}\" \
                     lengthAdjust=\"spacingAndGlyphs\">{}</text>",
                    escaped(text)
                );
            }
            Mark::DataMatrix {
                x, y, module, text, ..
            } => {
                for (column, row) in data_matrix(text).map_or_else(|_| Vec::new(), |(it, _)| it) {
                    dark(
                        &mut body,
                        x + column * module,
                        y + row * module,
                        *module,
                        *module,
                    );
                }
            }
            Mark::Code128 {
                x,
                y,
                module,
                height,
                text,
                ..
            } => {
                for (at, wide) in code128::bars(text).map_or_else(Vec::new, |(bars, _)| bars) {
                    let at = i64::try_from(at).unwrap_or(0);
                    let wide = i64::try_from(wide).unwrap_or(0);
                    dark(&mut body, x + at * module, *y, wide * module, *height);
                }
            }
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" \
         font-family=\"'Arial Narrow','Helvetica Condensed',Arial,sans-serif\" font-weight=\"700\" \
         fill=\"#1b1b1f\"><rect width=\"{w}\" height=\"{h}\" rx=\"6\" fill=\"#f3efe6\"/>{body}</svg>",
        w = label.width,
        h = label.height,
    )
}

fn dark(body: &mut String, x: i64, y: i64, width: i64, height: i64) {
    let _ = write!(
        body,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" shape-rendering=\"crispEdges\"/>"
    );
}
