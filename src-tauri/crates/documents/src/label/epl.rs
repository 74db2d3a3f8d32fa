//! EPL2, for older Zebra and Eltron desktop printers.
//!
//! Source: Zebra, "EPL2 Programmer's Manual": `A` (text), `B` (bar code), `b` (two-dimensional),
//! `I8,A,001` (eight bits, Windows-1252). Data stands in quotes; `\"` and `\\` are the marks
//! themselves.

use super::hand::{plain, sent};
use super::{Dialect, Hand, Mark, Placed};
use crate::escpos::CodePage;

/// An EPL2 printer of 203 or 300 dots an inch.
#[derive(Clone, Copy, Debug)]
pub struct Epl {
    pub dots_per_inch: i64,
}

/// Its fonts 1 to 4: width of every letter with its gap, and height.
const FONTS_203: [(i64, i64); 4] = [(10, 12), (12, 16), (14, 20), (16, 24)];
const FONTS_300: [(i64, i64); 4] = [(14, 20), (18, 28), (22, 36), (26, 44)];

impl Epl {
    fn fonts(self) -> [(i64, i64); 4] {
        if self.dots_per_inch < 250 {
            FONTS_203
        } else {
            FONTS_300
        }
    }
}

/// The text as the page of Windows-1252 that `I8,A,001` chooses.
pub(super) fn bytes_1252(text: &str) -> impl Iterator<Item = u8> {
    text.chars()
        .map(|letter| CodePage::Wpc1252.byte(sent(letter)).unwrap_or(b'?'))
}

impl Hand for Epl {
    fn dots_per_inch(&self) -> i64 {
        self.dots_per_inch
    }

    /// One of four; the smallest where all are taller than wished and it is hardly so.
    fn heights(&self, least: i64, most: i64) -> Vec<i64> {
        let mut heights: Vec<i64> = self
            .fonts()
            .iter()
            .map(|(_, height)| *height)
            .filter(|height| (least..=most).contains(height))
            .collect();
        heights.reverse();
        heights
    }

    fn width(&self, text: &str, height: i64) -> i64 {
        let letter = self
            .fonts()
            .iter()
            .find(|(_, tall)| *tall == height)
            .map_or(0, |(wide, _)| *wide);
        i64::try_from(text.chars().count()).unwrap_or(0) * letter
    }

    fn fold(&self, text: &str) -> String {
        plain(text, |letter| CodePage::Wpc1252.has(letter))
    }
}

impl Dialect for Epl {
    fn write(&self, label: &Placed) -> Vec<u8> {
        let mut epl = Vec::new();
        line(&mut epl, "");
        line(&mut epl, "N");
        line(&mut epl, "I8,A,001");
        line(&mut epl, &format!("q{}", label.width));
        line(&mut epl, &format!("Q{},{}", label.height, label.gap));
        for mark in &label.marks {
            match mark {
                Mark::Text {
                    x, y, height, text, ..
                } => {
                    let font = self
                        .fonts()
                        .iter()
                        .position(|(_, tall)| tall == height)
                        .unwrap_or(0)
                        + 1;
                    quoted(&mut epl, &format!("A{x},{y},0,{font},1,1,N,"), text);
                }
                Mark::DataMatrix {
                    x,
                    y,
                    module,
                    side,
                    text,
                } => quoted(
                    &mut epl,
                    &format!("b{x},{y},D,c{side},r{side},h{module},"),
                    text,
                ),
                Mark::Code128 {
                    x,
                    y,
                    module,
                    height,
                    text,
                    ..
                } => quoted(
                    &mut epl,
                    &format!("B{x},{y},0,1,{module},{module},{height},N,"),
                    text,
                ),
            }
        }
        line(&mut epl, "P1");
        epl
    }
}

fn line(epl: &mut Vec<u8>, text: &str) {
    epl.extend(text.bytes());
    epl.extend(*b"\r\n");
}

fn quoted(epl: &mut Vec<u8>, command: &str, text: &str) {
    epl.extend(command.bytes());
    epl.push(b'"');
    for byte in bytes_1252(text) {
        if matches!(byte, b'"' | b'\\') {
            epl.push(b'\\');
        }
        epl.push(byte);
    }
    epl.extend(*b"\"\r\n");
}
