//! TSPL, for TSC and most inexpensive label printers.
//!
//! Source: TSC, "TSPL/TSPL2 Programming Language": `TEXT`, `BARCODE`, `DMATRIX`, `CODEPAGE 1252`. Data
//! stands in quotes; `\["]` is a quote.

use super::epl::bytes_1252;
use super::hand::plain;
use super::{Dialect, Hand, Mark, Placed};
use crate::escpos::CodePage;

/// A TSPL printer of 203 or 300 dots an inch.
#[derive(Clone, Copy, Debug)]
pub struct Tspl {
    pub dots_per_inch: i64,
}

/// Its fonts 1 to 4: width and height of every letter, the same dots at each resolution.
const FONTS: [(i64, i64); 4] = [(8, 12), (12, 20), (16, 24), (24, 32)];

impl Hand for Tspl {
    fn dots_per_inch(&self) -> i64 {
        self.dots_per_inch
    }

    fn heights(&self, least: i64, most: i64) -> Vec<i64> {
        let mut heights: Vec<i64> = FONTS
            .iter()
            .map(|(_, height)| *height)
            .filter(|height| (least..=most).contains(height))
            .collect();
        heights.reverse();
        heights
    }

    fn width(&self, text: &str, height: i64) -> i64 {
        let letter = FONTS
            .iter()
            .find(|(_, tall)| *tall == height)
            .map_or(0, |(wide, _)| *wide);
        i64::try_from(text.chars().count()).unwrap_or(0) * letter
    }

    /// A backslash would begin one of TSPL's own marks.
    fn fold(&self, text: &str) -> String {
        plain(text, |letter| CodePage::Wpc1252.has(letter)).replace('\\', "/")
    }
}

impl Dialect for Tspl {
    fn write(&self, label: &Placed) -> Vec<u8> {
        let mut tspl = Vec::new();
        line(
            &mut tspl,
            &format!("SIZE {} dot,{} dot", label.width, label.height),
        );
        line(&mut tspl, &format!("GAP {} dot,0 dot", label.gap));
        line(&mut tspl, "CODEPAGE 1252");
        line(&mut tspl, "CLS");
        for mark in &label.marks {
            match mark {
                Mark::Text {
                    x, y, height, text, ..
                } => {
                    let font = FONTS
                        .iter()
                        .position(|(_, tall)| tall == height)
                        .unwrap_or(0)
                        + 1;
                    quoted(&mut tspl, &format!("TEXT {x},{y},\"{font}\",0,1,1,"), text);
                }
                Mark::DataMatrix {
                    x,
                    y,
                    module,
                    side,
                    text,
                } => {
                    let room = side * module;
                    quoted(
                        &mut tspl,
                        &format!("DMATRIX {x},{y},{room},{room},x{module},{side},{side},"),
                        text,
                    );
                }
                Mark::Code128 {
                    x,
                    y,
                    module,
                    height,
                    text,
                    ..
                } => quoted(
                    &mut tspl,
                    &format!("BARCODE {x},{y},\"128\",{height},0,0,{module},{module},"),
                    text,
                ),
            }
        }
        line(&mut tspl, "PRINT 1,1");
        tspl
    }
}

fn line(tspl: &mut Vec<u8>, text: &str) {
    tspl.extend(text.bytes());
    tspl.extend(*b"\r\n");
}

fn quoted(tspl: &mut Vec<u8>, command: &str, text: &str) {
    tspl.extend(command.bytes());
    tspl.push(b'"');
    for byte in bytes_1252(text) {
        if byte == b'"' {
            tspl.extend(*b"\\[\"]");
        } else {
            tspl.push(byte);
        }
    }
    tspl.extend(*b"\"\r\n");
}
