//! Bar codes, drawn by the printer itself: sharper and shorter than pictures of them.

use super::{GS, align, feed};
use crate::paper::Paper;
use crate::qr;

/// The longest text that fits a Code 128 across 80 mm at two dots a module.
const MAX_CODE_128: usize = 30;

/// QR model 2, level M.
pub(super) fn qr(bytes: &mut Vec<u8>, text: &str, paper: &Paper) {
    let Some(modules) = qr::Modules::of(text) else {
        return;
    };
    let size = modules.dots(paper);
    align(bytes, true);
    feed(bytes, 8);
    function(bytes, &[b'1', b'A', b'2', 0]);
    function(bytes, &[b'1', b'C', u8::try_from(size).unwrap_or(4)]);
    function(bytes, b"1E1");
    let mut store = vec![b'1', b'P', b'0'];
    store.extend(text.as_bytes());
    function(bytes, &store);
    function(bytes, b"1Q0");
    feed(bytes, 12);
    align(bytes, false);
}

/// `GS ( k pL pH` and the parameters.
fn function(bytes: &mut Vec<u8>, parameters: &[u8]) {
    let length = u16::try_from(parameters.len()).unwrap_or(0).to_le_bytes();
    bytes.extend([GS, b'(', b'k']);
    bytes.extend(length);
    bytes.extend(parameters);
}

/// `GS k 73`, code set B, 60 dots high, its text below.
pub(super) fn code_128(bytes: &mut Vec<u8>, text: &str, paper: &Paper) {
    let mut data = b"{B".to_vec();
    for byte in text
        .bytes()
        .filter(|byte| (0x20..0x7F).contains(byte))
        .take(MAX_CODE_128)
    {
        // A brace starts a code set: the printer wants it doubled.
        if byte == b'{' {
            data.push(byte);
        }
        data.push(byte);
    }
    if data.len() == 2 {
        return;
    }
    // 11 modules a character, and the start, check and stop characters.
    let modules = (data.len() + 2) * 11;
    let module_dots = if modules * 2 + 20 <= paper.width_dots() {
        2
    } else {
        1
    };
    align(bytes, true);
    bytes.extend([GS, b'h', 60, GS, b'w', module_dots, GS, b'H', 2]);
    bytes.extend([GS, b'k', 73, u8::try_from(data.len()).unwrap_or(0)]);
    bytes.extend(&data);
    feed(bytes, 8);
    align(bytes, false);
}
