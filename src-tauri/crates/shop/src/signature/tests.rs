//! What counts as drawn.

use std::io::Cursor;

use image::{ImageFormat, Rgba, RgbaImage};

use super::{Drawing, SignatureError};

fn png(width: u32, height: u32, inked: u32, colour: [u8; 4]) -> Vec<u8> {
    let mut drawn = RgbaImage::new(width, height);
    for at in 0..inked {
        drawn.put_pixel(at % width, at / width, Rgba(colour));
    }
    let mut bytes = Vec::new();
    drawn
        .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
        .expect("written");
    bytes
}

const BLACK: [u8; 4] = [20, 20, 30, 255];

#[test]
fn a_drawing_has_ink_on_it() {
    assert!(Drawing::read(png(400, 150, 300, BLACK)).is_ok());
    for (bytes, why) in [
        (png(400, 150, 0, BLACK), "nothing"),
        (png(400, 150, 39, BLACK), "a slip of the hand"),
        (png(400, 150, 300, [255, 255, 255, 255]), "white on white"),
        (png(400, 150, 300, [0, 0, 0, 20]), "a breath of ink"),
    ] {
        let read = Drawing::read(bytes);
        assert!(
            matches!(read, Err(SignatureError::Blank)),
            "{why}: {read:?}"
        );
    }
    for bytes in [
        Vec::new(),
        b"no picture".to_vec(),
        png(5_000, 10, 300, BLACK),
        vec![0; 600_000],
    ] {
        let read = Drawing::read(bytes);
        assert!(matches!(read, Err(SignatureError::NotADrawing)), "{read:?}");
    }
}
