//! A photo on a paper, in its colours, with what was drawn on it.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{ImageReader, Limits, RgbImage, imageops};

use crate::{PhotoMark, PictureError};

/// The side beyond which a file is refused unread: a small file may unpack to gigabytes.
const MAX_SOURCE_PX: u32 = 4_096;

/// A picture in colour on white, no side longer than was asked for.
#[derive(Clone, PartialEq, Eq)]
pub struct Photo {
    rgb: RgbImage,
    marks: Vec<PhotoMark>,
}

impl Photo {
    /// Reads PNG, JPEG or WebP and shrinks it where a side is longer than `most_px`.
    pub fn read(file: &[u8], most_px: u32) -> Result<Self, PictureError> {
        let mut reader = ImageReader::new(Cursor::new(file))
            .with_guessed_format()
            .map_err(|_| PictureError::NotAPicture)?;
        let mut limits = Limits::default();
        limits.max_image_width = Some(MAX_SOURCE_PX);
        limits.max_image_height = Some(MAX_SOURCE_PX);
        reader.limits(limits);
        let read = reader.decode().map_err(|_| PictureError::NotAPicture)?;
        let rgba = read.to_rgba8();
        let (width, height) = rgba.dimensions();
        let longest = width.max(height);
        if longest == 0 || most_px == 0 {
            return Err(PictureError::Size);
        }
        let mut rgb = RgbImage::new(width, height);
        for (to, from) in rgb.pixels_mut().zip(rgba.pixels()) {
            let [r, g, b, alpha] = from.0.map(u32::from);
            let on_white = |channel: u32| (channel * alpha + 255 * (255 - alpha)) / 255;
            to.0 = [r, g, b].map(|channel| u8::try_from(on_white(channel)).unwrap_or(u8::MAX));
        }
        if longest <= most_px {
            return Ok(Self {
                rgb,
                marks: Vec::new(),
            });
        }
        // u64: the products exceed u32 for large pictures.
        let side = |px: u32| {
            let side = u64::from(px) * u64::from(most_px) / u64::from(longest);
            u32::try_from(side).unwrap_or(most_px).max(1)
        };
        Ok(Self {
            rgb: imageops::thumbnail(&rgb, side(width), side(height)),
            marks: Vec::new(),
        })
    }

    /// The same with what was drawn on it.
    #[must_use]
    pub fn marked(self, marks: Vec<PhotoMark>) -> Self {
        Self { marks, ..self }
    }

    pub(crate) fn marks(&self) -> &[PhotoMark] {
        &self.marks
    }

    pub fn width_px(&self) -> u32 {
        self.rgb.width()
    }

    pub fn height_px(&self) -> u32 {
        self.rgb.height()
    }

    /// Width and height of the largest such picture within a box.
    pub(crate) fn within(&self, width: i64, height: i64) -> (i64, i64) {
        let (wide, high) = (i64::from(self.width_px()), i64::from(self.height_px()));
        if wide * height >= high * width {
            (width, width * high / wide.max(1))
        } else {
            (height * wide / high.max(1), height)
        }
    }

    /// The same as a JPEG, for the screen; nothing where it cannot be written.
    pub(crate) fn jpeg(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let written = self
            .rgb
            .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 80));
        if written.is_err() {
            bytes.clear();
        }
        bytes
    }

    pub(crate) fn rgb(&self) -> &RgbImage {
        &self.rgb
    }
}

impl std::fmt::Debug for Photo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Photo({} × {})", self.width_px(), self.height_px())
    }
}
