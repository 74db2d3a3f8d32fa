//! What somebody drew on a photo: beside its bytes, which stay as they came from the camera.

use serde::{Deserialize, Serialize};

/// A mark. Its places are ten-thousandths of the picture's width and height, counted from the upper left
/// corner, so that it sits right at any size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhotoMark {
    pub kind: PhotoMarkKind,
    /// An arrow's tail, a corner of an oval's box, the upper left corner of a text.
    pub x: i64,
    pub y: i64,
    /// An arrow's tip, the opposite corner of the box; of a text the same as `x` and `y`.
    pub x2: i64,
    pub y2: i64,
    /// Of a text; empty for the others.
    #[serde(default)]
    pub text: String,
}

/// What it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoMarkKind {
    Arrow,
    Oval,
    Text,
}

impl PhotoMarkKind {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Arrow => "arrow",
            Self::Oval => "oval",
            Self::Text => "text",
        }
    }
}

/// The far end of a picture, both ways.
pub const PHOTO_MARK_FULL: i64 = 10_000;
