//! What a pen or a finger drew, looked at before it is kept.

use std::io::Cursor;

use image::{ImageFormat, ImageReader, Limits};

use super::nouns::SignatureError;

const MOST_BYTES: usize = 512 * 1024;
const LONGEST_SIDE: u32 = 4_096;
/// Fewer dark points are a slip of the hand.
const LEAST_INK: usize = 40;
/// Of 255.
const DARK: u32 = 140;

/// A drawing as PNG, dark on white or on nothing, that has something on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    png: Vec<u8>,
}

impl Drawing {
    /// Reads a PNG. Takes some time: not for the writer's thread.
    pub fn read(png: Vec<u8>) -> Result<Self, SignatureError> {
        if png.len() > MOST_BYTES {
            return Err(SignatureError::NotADrawing);
        }
        let mut reader = ImageReader::with_format(Cursor::new(&png), ImageFormat::Png);
        let mut limits = Limits::default();
        limits.max_image_width = Some(LONGEST_SIDE);
        limits.max_image_height = Some(LONGEST_SIDE);
        reader.limits(limits);
        let read = reader.decode().map_err(|_| SignatureError::NotADrawing)?;
        let inked = read
            .to_rgba8()
            .pixels()
            .filter(|pixel| is_ink(pixel.0))
            .count();
        if inked < LEAST_INK {
            return Err(SignatureError::Blank);
        }
        Ok(Self { png })
    }

    pub fn png(&self) -> &[u8] {
        &self.png
    }
}

/// Dark on the white that shows through.
fn is_ink(rgba: [u8; 4]) -> bool {
    let [r, g, b, alpha] = rgba.map(u32::from);
    let on_white = |channel: u32| (channel * alpha + 255 * (255 - alpha)) / 255;
    (on_white(r) + on_white(g) + on_white(b)) / 3 < DARK
}
