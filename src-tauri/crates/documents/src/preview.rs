//! The paper on screen: an SVG of exactly the lines, widths and dots that the printer prints.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{GrayImage, Luma};

use crate::escpos::raster;
use crate::layout::Layout;
use crate::paper::{self, Face, Paper, Printed};
use crate::{Picture, code128, qr};

/// White around the print, in dots.
const MARGIN: usize = 36;

/// The paper as an SVG whose unit is the printer's dot. It loads nothing, runs nothing, and every
/// text in it is escaped.
pub fn svg(layout: &Layout, paper: &Paper) -> String {
    let mut body = String::new();
    let mut y = MARGIN;
    for printed in paper::print(layout, paper) {
        y += match printed {
            Printed::Text { text, face } => line(&mut body, &text, face, y),
            Printed::Rule => {
                rect(&mut body, MARGIN, y + 8, paper.width_dots(), 1);
                19
            }
            Printed::Space => 14,
            Printed::Picture(picture) => dots(&mut body, &picture, paper, y),
            Printed::Qr(text) => matrix(&mut body, &text, paper, y),
            Printed::Barcode(text) => bars(&mut body, &text, paper, y),
            Printed::Drawer | Printed::Cut => 0,
        };
    }
    let width = paper.width_dots() + 2 * MARGIN;
    let height = y + MARGIN;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-label=\"{}\" font-family=\"'IBM Plex Mono','DejaVu Sans Mono',Menlo,Consolas,monospace\" \
         fill=\"#1b1b1f\"><rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>{body}</svg>",
        escaped(&layout.title)
    )
}

/// One line; each run of words is laid on the printer's own columns, whatever font the screen has.
fn line(body: &mut String, text: &str, face: Face, y: usize) -> usize {
    let (cell, size) = if face.small { (9, 15) } else { (12, 20) };
    let (wide, tall) = (1 + usize::from(face.wide), 1 + usize::from(face.tall));
    // A printer hangs its letters from the top of the line.
    let baseline = y + if face.small { 14 } else { 20 * tall };
    let characters: Vec<char> = text.replace(crate::format::NBSP, " ").chars().collect();
    let mut column = 0;
    while column < characters.len() {
        let run = run_length(&characters[column..]);
        if characters[column] != ' ' {
            let words: String = characters[column..column + run].iter().collect();
            let x = MARGIN + column * cell * wide;
            let weight = if face.bold {
                " font-weight=\"700\""
            } else {
                ""
            };
            let _ = write!(
                body,
                "<text transform=\"translate({x} {baseline}) scale({wide} {tall})\" \
                 font-size=\"{size}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"{weight}>{}</text>",
                words.chars().count() * cell,
                escaped(&words)
            );
        }
        column += run.max(1);
    }
    usize::from(face.leading_dots())
}

/// The length of the spaces, or of the words up to the next two spaces, that the line begins with.
fn run_length(characters: &[char]) -> usize {
    if characters.first() == Some(&' ') {
        return characters.iter().take_while(|c| **c == ' ').count();
    }
    characters
        .windows(2)
        .position(|pair| pair == [' ', ' '])
        .unwrap_or_else(|| {
            let spaces = characters.iter().rev().take_while(|c| **c == ' ').count();
            characters.len() - spaces
        })
}

fn rect(body: &mut String, x: usize, y: usize, width: usize, height: usize) {
    let _ = write!(
        body,
        "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>"
    );
}

/// The logo in the printer's dots.
fn dots(body: &mut String, picture: &Picture, paper: &Paper, y: usize) -> usize {
    let Some((row_bytes, bits)) = raster::dots(picture, paper) else {
        return 0;
    };
    let (width, height) = (row_bytes * 8, bits.len() / row_bytes.max(1));
    let side = |dots: usize| u32::try_from(dots).unwrap_or(1);
    let image = GrayImage::from_fn(side(width), side(height), |x, y| {
        let (x, y) = (
            usize::try_from(x).unwrap_or(0),
            usize::try_from(y).unwrap_or(0),
        );
        let dark = bits
            .get(y * row_bytes + x / 8)
            .is_some_and(|byte| byte & (0x80 >> (x % 8)) != 0);
        Luma([if dark { 0x1B } else { 0xFF }])
    });
    let Ok(png) = Picture::from_gray(image).and_then(|picture| picture.png()) else {
        return 0;
    };
    let x = MARGIN + paper.width_dots().saturating_sub(width) / 2;
    let _ = write!(
        body,
        "<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" \
         href=\"data:image/png;base64,{}\"/>",
        STANDARD.encode(png)
    );
    height
}

fn matrix(body: &mut String, text: &str, paper: &Paper, y: usize) -> usize {
    let Some(modules) = qr::Modules::of(text) else {
        return 0;
    };
    let size = modules.dots(paper);
    let x = MARGIN + paper.width_dots().saturating_sub(modules.side() * size) / 2;
    let mut path = String::new();
    for (column, row, length) in modules.runs() {
        let _ = write!(
            path,
            "M{} {}h{}v{size}h-{}z",
            x + column * size,
            y + 8 + row * size,
            length * size,
            length * size
        );
    }
    let _ = write!(body, "<path d=\"{path}\" shape-rendering=\"crispEdges\"/>");
    8 + modules.side() * size + 12
}

fn bars(body: &mut String, text: &str, paper: &Paper, y: usize) -> usize {
    let Some((bars, modules)) = code128::bars(text) else {
        return 0;
    };
    let module = if modules * 2 + 20 <= paper.width_dots() {
        2
    } else {
        1
    };
    let left = MARGIN + paper.width_dots().saturating_sub(modules * module) / 2;
    for (at, width) in bars {
        rect(body, left + at * module, y, width * module, 60);
    }
    let text = paper::centered(text, paper.columns);
    60 + line(body, &text, Face::default(), y + 60) + 8
}

pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // XML cannot hold controls at all; titles are not folded.
            other if other.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}
