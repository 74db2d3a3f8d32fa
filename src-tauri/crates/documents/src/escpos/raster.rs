//! Pictures as dots: `GS v 0`.

use image::imageops::{BiLevel, dither};

use super::{GS, align};
use crate::Picture;
use crate::paper::Paper;

/// Rows a command: small printers have little memory.
const BAND: usize = 128;

/// A logo never takes more height than this.
const MAX_HEIGHT: u32 = 240;

/// The picture in dots, dithered, at most as wide as the paper: one bit a dot, each row padded to
/// whole bytes. Returns the bytes a row, and the rows.
pub fn dots(picture: &Picture, paper: &Paper) -> Option<(usize, Vec<u8>)> {
    let width = u32::try_from(paper.width_dots()).ok()?;
    let fitted = picture.within(width, MAX_HEIGHT).ok()?;
    let mut gray = fitted.gray().clone();
    dither(&mut gray, &BiLevel);
    let row_bytes = usize::try_from(gray.width().div_ceil(8)).ok()?;
    let mut bits = vec![0_u8; row_bytes * usize::try_from(gray.height()).ok()?];
    for (x, y, pixel) in gray.enumerate_pixels() {
        if pixel.0[0] < 128 {
            let (x, y) = (usize::try_from(x).ok()?, usize::try_from(y).ok()?);
            bits[y * row_bytes + x / 8] |= 0x80 >> (x % 8);
        }
    }
    Some((row_bytes, bits))
}

pub(super) fn picture(bytes: &mut Vec<u8>, picture: &Picture, paper: &Paper) {
    let Some((row_bytes, rows)) = dots(picture, paper) else {
        return;
    };
    align(bytes, true);
    for band in rows.chunks(row_bytes * BAND) {
        bits(bytes, row_bytes, band);
    }
    align(bytes, false);
}

/// `GS v 0 m xL xH yL yH` and the rows.
pub(super) fn bits(bytes: &mut Vec<u8>, row_bytes: usize, rows: &[u8]) {
    let count = |number: usize| u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes();
    bytes.extend([GS, b'v', b'0', 0]);
    bytes.extend(count(row_bytes));
    bytes.extend(count(rows.len() / row_bytes.max(1)));
    bytes.extend(rows);
}
