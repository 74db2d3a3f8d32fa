//! ZPL II, for Zebra and the many that understand it.
//!
//! Source: Zebra, "ZPL II Programming Guide": `^CI28` (UTF-8), `^FH` (hexadecimal in field data),
//! `^BX` (DataMatrix, quality 200), `^BC` (Code 128), `^RS` and `^RF` (RFID setup, write).

use std::fmt::Write as _;

use super::hand::{plain, sent};
use super::{Dialect, Hand, Mark, Placed};

/// A ZPL printer of 203 or 300 dots an inch.
#[derive(Clone, Copy, Debug)]
pub struct Zpl {
    pub dots_per_inch: i64,
}

/// The widths of font 0 (CG Triumvirate Bold Condensed), in thousandths of its height; what is not
/// here is at most half of it. Measured from the outlines and widened by a twentieth.
const WIDTHS: [(&str, i64); 7] = [
    ("iíìîïjltfIÍÌÎÏ|'’", 295),
    ("!\"()[]{},.:;/\\`·r", 355),
    ("‰", 1_170),
    ("…WŒ@—", 1_060),
    ("MmÆ%œæwŒ&-–", 880),
    ("ABCDEFGHKNOPQRSTUVXYZJÀÁÂÃÄÅÇÈÉÊËÐÑÒÓÔÕÖØÙÚÛÜÝ", 645),
    (" ", 300),
];
const OTHERS: i64 = 530;

impl Hand for Zpl {
    fn dots_per_inch(&self) -> i64 {
        self.dots_per_inch
    }

    fn heights(&self, least: i64, most: i64) -> Vec<i64> {
        (least..=most).rev().collect()
    }

    fn width(&self, text: &str, height: i64) -> i64 {
        let thousandths: i64 = text
            .chars()
            .map(sent)
            .map(|letter| {
                WIDTHS
                    .iter()
                    .find(|(letters, _)| letters.contains(letter))
                    .map_or(OTHERS, |(_, width)| *width)
            })
            .sum();
        (thousandths * height + 999) / 1_000
    }

    /// All of Windows-1252 is in the printer's own fonts.
    fn fold(&self, text: &str) -> String {
        plain(text, |letter| {
            crate::escpos::CodePage::Wpc1252.has(letter) || letter == '…'
        })
    }
}

impl Dialect for Zpl {
    fn write(&self, label: &Placed) -> Vec<u8> {
        let mut zpl = String::from("^XA^CI28^LH0,0");
        let _ = write!(zpl, "^PW{}^LL{}", label.width, label.height);
        // Class 1 Generation 2, written before the label is printed: a chip that cannot be written is
        // marked void by the printer, and the next one tried.
        let hexadecimal = |epc: &&String| epc.bytes().all(|byte| byte.is_ascii_hexdigit());
        if let Some(epc) = label.chip.as_ref().filter(hexadecimal) {
            let _ = write!(zpl, "^RS8^RFW,H^FD{epc}^FS");
        }
        for mark in &label.marks {
            let _ = match mark {
                Mark::Text {
                    x, y, height, text, ..
                } => write!(
                    zpl,
                    "^FO{x},{y}^A0N,{height},{height}^FH_^FD{}^FS",
                    data(text)
                ),
                Mark::DataMatrix {
                    x,
                    y,
                    module,
                    side,
                    text,
                } => write!(
                    zpl,
                    "^FO{x},{y}^BXN,{module},200,{side},{side},,{}^FH_^FD{}^FS",
                    unused(text),
                    data(text)
                ),
                Mark::Code128 {
                    x,
                    y,
                    module,
                    height,
                    text,
                    ..
                } => write!(
                    zpl,
                    "^BY{module}^FO{x},{y}^BCN,{height},N,N,N^FH_^FD{}^FS",
                    data(text)
                ),
            };
        }
        zpl.push_str("^PQ1^XZ\r\n");
        zpl.into_bytes()
    }
}

/// Field data behind `^FH_`: everything but letters, digits and a few marks as hexadecimal bytes, so
/// that no name begins a command and a seven-bit line keeps its accents.
fn data(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.chars().map(sent).collect::<String>().bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b' ' | b'.' | b',' | b'-' | b'/' => {
                escaped.push(char::from(byte));
            }
            // What folding let through cannot be a control; a field holds none all the same.
            0x00..=0x1F | 0x7F => escaped.push(' '),
            byte => {
                let _ = write!(escaped, "_{byte:02X}");
            }
        }
    }
    escaped
}

/// A character that the text does not hold: `^BX` would read the default one as the start of a
/// function code.
fn unused(text: &str) -> char {
    "\\|!#$%&*+=?@"
        .chars()
        .find(|candidate| !text.contains(*candidate))
        .unwrap_or('\\')
}
