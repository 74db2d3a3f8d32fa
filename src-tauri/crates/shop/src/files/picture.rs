//! Makes of an uploaded picture one that the store keeps.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

/// A picture fit to keep: upright, without metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub media_type: &'static str,
    /// At most 2048 pixels on its longer side.
    pub bytes: Vec<u8>,
    /// At most 320.
    pub thumbnail: Vec<u8>,
}

/// Why bytes are no picture that can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// Not a JPEG, PNG or WebP, whatever its name says.
    #[error("not a picture")]
    NotAPicture,
    /// A telephone's own format, HEIC or AVIF: the person can have it saved as a JPEG.
    #[error("a picture in a telephone's own format")]
    Heic,
    /// It begins like one, but does not go on like one.
    #[error("the picture is damaged")]
    Damaged,
    /// More pixels than any camera of a shop takes.
    #[error("the picture is too large")]
    TooLarge,
}

const MOST_BYTES: usize = 20 * 1024 * 1024;
const LONGEST_SIDE: u32 = 16_384;
const MOST_PIXELS: u64 = 64_000_000;
/// Decoded, 64 million pixels of four bytes, and as much again to turn them upright.
const MOST_MEMORY: u64 = 600 * 1024 * 1024;
const KEPT_SIDE: u32 = 2_048;
const THUMBNAIL_SIDE: u32 = 320;
const QUALITY: u8 = 85;

/// Both are boxes of the ISO base media format (ISO/IEC 14496-12) that begin with their brand.
fn is_heic(bytes: &[u8]) -> bool {
    let brands: [&[u8]; 7] = [
        b"heic", b"heix", b"heim", b"hevc", b"mif1", b"msf1", b"avif",
    ];
    bytes.get(4..8) == Some(b"ftyp")
        && bytes
            .get(8..12)
            .is_some_and(|brand| brands.contains(&brand))
}

/// Decodes, turns upright, shrinks and writes anew. Takes long: not for the writer's thread.
pub fn prepare_picture(bytes: &[u8]) -> Result<Picture, PictureError> {
    if bytes.len() > MOST_BYTES {
        return Err(PictureError::TooLarge);
    }
    if is_heic(bytes) {
        return Err(PictureError::Heic);
    }
    let format = image::guess_format(bytes).map_err(|_| PictureError::NotAPicture)?;
    let allowed = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];
    if !allowed.contains(&format) {
        return Err(PictureError::NotAPicture);
    }
    // A decoder fills what a cut-off JPEG lacks with grey: half a ring is worse than none.
    if format == ImageFormat::Jpeg && !jpeg_ends(bytes) {
        return Err(PictureError::Damaged);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| refused(&error))?;
    // The header alone says how much there would be to decode.
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PictureError::TooLarge);
    }
    let orientation = decoder.orientation().map_err(|_| PictureError::Damaged)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| refused(&error))?;
    picture.apply_orientation(orientation);
    let see_through = picture.color().has_alpha();
    let (kept, thumbnail) = (
        shrunk(&picture, KEPT_SIDE),
        shrunk(&picture, THUMBNAIL_SIDE),
    );
    Ok(Picture {
        media_type: if see_through {
            "image/webp"
        } else {
            "image/jpeg"
        },
        bytes: encoded(&kept, see_through)?,
        thumbnail: encoded(&thumbnail, see_through)?,
    })
}

fn refused(error: &image::ImageError) -> PictureError {
    match error {
        image::ImageError::Limits(_) => PictureError::TooLarge,
        _ => PictureError::Damaged,
    }
}

/// Whether the end-of-image marker stands near the end; some cameras write a little after it.
fn jpeg_ends(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(64 * 1024)..];
    tail.windows(2).any(|pair| pair == [0xFF, 0xD9])
}

fn shrunk(picture: &DynamicImage, side: u32) -> DynamicImage {
    if picture.width() <= side && picture.height() <= side {
        return picture.clone();
    }
    if side <= THUMBNAIL_SIDE {
        return picture.thumbnail(side, side);
    }
    picture.resize(side, side, image::imageops::FilterType::CatmullRom)
}

fn encoded(picture: &DynamicImage, see_through: bool) -> Result<Vec<u8>, PictureError> {
    let mut bytes = Vec::new();
    let written = if see_through {
        picture
            .to_rgba8()
            .write_to(&mut Cursor::new(&mut bytes), ImageFormat::WebP)
    } else {
        picture
            .to_rgb8()
            .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY))
    };
    written.map_err(|_| PictureError::Damaged)?;
    Ok(bytes)
}
