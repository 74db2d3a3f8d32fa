//! ESC/POS, the language of receipt printers, from the same layout as every other form.
//!
//! Our own encoder: the `escpos` crate maps the hyphen to the soft hyphen in most code pages,
//! sends what is outside the page as raw UTF-8, and leaves the drawer pulse without its times
//! (`tests/escpos_crate.rs` shows each). Source: Epson's ESC/POS command reference.

mod code_page;
mod codes;
pub(crate) mod raster;

pub use code_page::CodePage;

use crate::layout::Layout;
use crate::paper::{self, Face, Paper, Printed};

/// What the encoder must know of a printer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printer {
    pub paper: Paper,
    /// The number of the code page in this printer's `ESC t`; Epson's unless a clone differs.
    pub table: u8,
    pub drawer: Drawer,
    /// Whether it has a cutter; without one, the paper is fed to the tear-off edge.
    pub cutter: bool,
}

/// How the cash drawer is wired to the printer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawer {
    /// Connector pin 2 or pin 5.
    pub pin: DrawerPin,
    /// Pulse and pause, in units of 2 ms.
    pub on_2ms: u8,
    pub off_2ms: u8,
}

/// The pin of the drawer connector that carries the pulse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawerPin {
    Two,
    Five,
}

impl Default for Drawer {
    /// 50 ms on pin 2, then 500 ms of rest: what common drawers open with.
    fn default() -> Self {
        Self {
            pin: DrawerPin::Two,
            on_2ms: 25,
            off_2ms: 250,
        }
    }
}

impl Printer {
    /// An Epson-compatible printer of so many columns: 42 or 48 on 80 mm, 32 on 58 mm.
    pub fn new(columns: usize, code_page: CodePage) -> Self {
        Self {
            paper: Paper::new(columns, code_page),
            table: code_page.epson_number(),
            drawer: Drawer::default(),
            cutter: true,
        }
    }
}

const ESC: u8 = 0x1B;
const GS: u8 = 0x1D;
const FS: u8 = 0x1C;

/// The bytes that print `layout` on `printer`.
pub fn render(layout: &Layout, printer: &Printer) -> Vec<u8> {
    let mut bytes = initialise(printer);
    let mut face = Face::default();
    for printed in paper::print(layout, &printer.paper) {
        match printed {
            Printed::Text { text, face: wanted } => {
                set_face(&mut bytes, &mut face, wanted);
                write(&mut bytes, &text, printer.paper.code_page);
                bytes.push(b'\n');
            }
            Printed::Rule => rule(&mut bytes, &printer.paper),
            Printed::Space => feed(&mut bytes, 14),
            Printed::Picture(picture) => raster::picture(&mut bytes, &picture, &printer.paper),
            Printed::Qr(text) => codes::qr(&mut bytes, &text, &printer.paper),
            Printed::Barcode(text) => codes::code_128(&mut bytes, &text, &printer.paper),
            Printed::Drawer => bytes.extend(open_drawer(printer)),
            Printed::Cut => {
                set_face(&mut bytes, &mut face, Face::default());
                cut(&mut bytes, printer);
            }
        }
    }
    bytes
}

/// The pulse that opens the cash drawer: `ESC p m t1 t2`, with both times.
pub fn open_drawer(printer: &Printer) -> Vec<u8> {
    let pin = match printer.drawer.pin {
        DrawerPin::Two => 0,
        DrawerPin::Five => 1,
    };
    vec![
        ESC,
        b'p',
        pin,
        printer.drawer.on_2ms,
        printer.drawer.off_2ms,
    ]
}

/// A known state, whatever ran before: defaults, single-byte characters (some printers come set
/// to a Chinese page), the American ASCII set (the French one replaces `#@[]{}`), our code page.
fn initialise(printer: &Printer) -> Vec<u8> {
    vec![
        ESC,
        b'@',
        FS,
        b'.',
        ESC,
        b'R',
        0,
        ESC,
        b't',
        printer.table,
        ESC,
        b'3',
        Face::default().leading_dots(),
    ]
}

fn set_face(bytes: &mut Vec<u8>, current: &mut Face, wanted: Face) {
    if current.small != wanted.small {
        bytes.extend([ESC, b'M', u8::from(wanted.small)]);
    }
    if current.leading_dots() != wanted.leading_dots() {
        bytes.extend([ESC, b'3', wanted.leading_dots()]);
    }
    if current.bold != wanted.bold {
        bytes.extend([ESC, b'E', u8::from(wanted.bold)]);
    }
    if (current.wide, current.tall) != (wanted.wide, wanted.tall) {
        let size = (u8::from(wanted.wide) << 4) | u8::from(wanted.tall);
        bytes.extend([GS, b'!', size]);
    }
    *current = wanted;
}

/// The text in the code page. It comes folded; should a stranger slip through, it prints as `?`.
fn write(bytes: &mut Vec<u8>, text: &str, code_page: CodePage) {
    bytes.extend(text.chars().map(|character| match character {
        crate::format::NBSP => b' ',
        other => code_page.byte(other).unwrap_or(b'?'),
    }));
}

/// Feeds so many dots.
fn feed(bytes: &mut Vec<u8>, dots: u8) {
    bytes.extend([ESC, b'J', dots]);
}

/// A hairline across the paper, as graphics: dashes look like a petrol station.
fn rule(bytes: &mut Vec<u8>, paper: &Paper) {
    feed(bytes, 8);
    raster::bits(
        bytes,
        paper.width_dots().div_ceil(8),
        &vec![0xFF; paper.width_dots().div_ceil(8)],
    );
    feed(bytes, 10);
}

fn cut(bytes: &mut Vec<u8>, printer: &Printer) {
    if printer.cutter {
        // Function B: feed to the cutter, then a partial cut.
        bytes.extend([GS, b'V', 66, 0]);
    } else {
        bytes.extend([ESC, b'd', 5]);
    }
}

fn align(bytes: &mut Vec<u8>, centered: bool) {
    bytes.extend([ESC, b'a', u8::from(centered)]);
}
