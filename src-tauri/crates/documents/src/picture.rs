//! A small grey picture: the shop's logo.

use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::{GrayImage, ImageFormat, ImageReader, Limits, imageops};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// Why a file is no logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    #[error("the file is not a picture of a known format")]
    NotAPicture,
    #[error("the picture is empty or too large")]
    Size,
}

/// The side beyond which a file is refused unread: a small file may unpack to gigabytes.
const MAX_SOURCE_PX: u32 = 12_000;
/// All its pixels together: what unpacks to more would take the memory that a shop's till needs.
const MOST_SOURCE_PX: u64 = 40_000_000;
/// The side beyond which a picture is no logo any more, and would swell every frozen receipt.
const MAX_PX: u32 = 1_024;

/// A grey picture on white, at most 1 024 pixels wide and high. Frozen as PNG in base64.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    gray: GrayImage,
}

impl Picture {
    /// Reads PNG, JPEG or WebP, lays it on white, and shrinks it into `max_width_px` ×
    /// `max_height_px` where it is larger.
    pub fn read(file: &[u8], max_width_px: u32, max_height_px: u32) -> Result<Self, PictureError> {
        let (width, height) = ImageReader::new(Cursor::new(file))
            .with_guessed_format()
            .map_err(|_| PictureError::NotAPicture)?
            .into_dimensions()
            .map_err(|_| PictureError::NotAPicture)?;
        if u64::from(width) * u64::from(height) > MOST_SOURCE_PX {
            return Err(PictureError::Size);
        }
        let mut reader = ImageReader::new(Cursor::new(file))
            .with_guessed_format()
            .map_err(|_| PictureError::NotAPicture)?;
        let mut limits = Limits::default();
        limits.max_image_width = Some(MAX_SOURCE_PX);
        limits.max_image_height = Some(MAX_SOURCE_PX);
        reader.limits(limits);
        let coloured = reader.decode().map_err(|_| PictureError::NotAPicture)?;
        let coloured = coloured.to_luma_alpha8();
        let mut gray = GrayImage::new(coloured.width(), coloured.height());
        for (to, from) in gray.pixels_mut().zip(coloured.pixels()) {
            let [luma, alpha] = from.0.map(u32::from);
            let on_white = (luma * alpha + 255 * (255 - alpha)) / 255;
            to.0 = [u8::try_from(on_white).unwrap_or(u8::MAX)];
        }
        Self::from_gray(gray)?.within(max_width_px, max_height_px)
    }

    pub(crate) fn from_gray(gray: GrayImage) -> Result<Self, PictureError> {
        if gray.width() == 0 || gray.height() == 0 {
            return Err(PictureError::Size);
        }
        Ok(Self { gray })
    }

    /// The same, shrunk to fit; never enlarged.
    pub(crate) fn within(&self, width_px: u32, height_px: u32) -> Result<Self, PictureError> {
        let (width, height) = (width_px.min(MAX_PX), height_px.min(MAX_PX));
        if width == 0 || height == 0 {
            return Err(PictureError::Size);
        }
        let (w, h) = self.gray.dimensions();
        if w <= width && h <= height {
            return Ok(self.clone());
        }
        // The side that overflows more decides; u64 because both products exceed u32 for large pictures.
        let (w64, h64) = (u64::from(w), u64::from(h));
        let (to_w, to_h) = if w64 * u64::from(height) >= h64 * u64::from(width) {
            (u64::from(width), (h64 * u64::from(width) / w64).max(1))
        } else {
            ((w64 * u64::from(height) / h64).max(1), u64::from(height))
        };
        let side = |px: u64| u32::try_from(px).unwrap_or(MAX_PX);
        Ok(Self {
            gray: imageops::resize(
                &self.gray,
                side(to_w),
                side(to_h),
                imageops::FilterType::Lanczos3,
            ),
        })
    }

    pub fn width_px(&self) -> u32 {
        self.gray.width()
    }

    pub fn height_px(&self) -> u32 {
        self.gray.height()
    }

    /// Nothing of it would be seen on paper: white on white, or all transparent.
    pub fn is_blank(&self) -> bool {
        const PAPER: u8 = 245;
        self.gray.pixels().all(|pixel| pixel.0[0] >= PAPER)
    }

    pub(crate) fn gray(&self) -> &GrayImage {
        &self.gray
    }

    /// The picture as a PNG file.
    pub fn png(&self) -> Result<Vec<u8>, PictureError> {
        let mut file = Cursor::new(Vec::new());
        self.gray
            .write_to(&mut file, ImageFormat::Png)
            .map_err(|_| PictureError::Size)?;
        Ok(file.into_inner())
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({} × {})", self.width_px(), self.height_px())
    }
}

impl Serialize for Picture {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let png = self.png().map_err(serde::ser::Error::custom)?;
        to.serialize_str(&STANDARD.encode(png))
    }
}

impl<'de> Deserialize<'de> for Picture {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let png = STANDARD.decode(text).map_err(D::Error::custom)?;
        Self::read(&png, MAX_PX, MAX_PX).map_err(D::Error::custom)
    }
}
