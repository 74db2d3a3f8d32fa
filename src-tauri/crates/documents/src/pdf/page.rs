//! Placed ink as the operators of a PDF page.

use printpdf::{
    Color, Mm, Op, PaintMode, PdfDocument, PdfFontHandle, PdfPage, Point, Pt, RawImage,
    RawImageData, RawImageFormat, Rect, Rgb, TextItem, XObject, XObjectId, XObjectTransform,
};

use super::setting::{Mark, Strip};
use super::sheet::Ink;
use crate::Picture;

/// A page being inked. PDF counts from the bottom, we from the top.
pub struct Page {
    width: i64,
    height: i64,
    ops: Vec<Op>,
}

impl Page {
    pub fn new(width: i64, height: i64) -> Self {
        Self {
            width,
            height,
            ops: Vec::new(),
        }
    }

    /// Inks the strips one under the other and returns where they end.
    pub fn stack(&mut self, document: &mut PdfDocument, strips: &[Strip], x: i64, y: i64) -> i64 {
        let mut y = y;
        for strip in strips {
            for mark in &strip.marks {
                self.mark(document, mark, x, y);
            }
            y += strip.height;
        }
        y
    }

    pub fn mark(&mut self, document: &mut PdfDocument, mark: &Mark, left: i64, top: i64) {
        match mark {
            Mark::Text { x, y, text, look } => {
                self.ops.extend([
                    Op::StartTextSection,
                    Op::SetFillColor {
                        col: colour(look.ink),
                    },
                    Op::SetFont {
                        font: PdfFontHandle::External(look.face.id()),
                        size: points(look.size),
                    },
                    Op::SetTextCursor {
                        pos: Point {
                            x: points(left + x),
                            y: points(self.height - top - y),
                        },
                    },
                    Op::ShowText {
                        items: vec![TextItem::Text(text.clone())],
                    },
                    Op::EndTextSection,
                ]);
            }
            Mark::Rect {
                x,
                y,
                width,
                height,
                ink,
            } => {
                let mut rectangle = Rect::from_xywh(
                    points(left + x),
                    points(self.height - top - y - height),
                    points(*width),
                    points(*height),
                );
                rectangle.mode = Some(PaintMode::Fill);
                self.ops.extend([
                    Op::SetFillColor { col: colour(*ink) },
                    Op::DrawRectangle { rectangle },
                ]);
            }
            Mark::Picture {
                x,
                width,
                height,
                picture,
            } => {
                let id = XObjectId("EcrinLogo".to_owned());
                document
                    .resources
                    .xobjects
                    .map
                    .insert(id.clone(), XObject::Image(raw(picture)));
                self.ops.push(Op::UseXobject {
                    id,
                    transform: XObjectTransform {
                        translate_x: Some(points(left + x)),
                        translate_y: Some(points(self.height - top - height)),
                        scale_x: Some(points(*width).0),
                        scale_y: Some(points(*height).0),
                        no_auto_scale: true,
                        ..XObjectTransform::default()
                    },
                });
            }
        }
    }

    pub fn finish(self) -> PdfPage {
        let side = |mpt| Mm::from(points(mpt));
        PdfPage::new(side(self.width), side(self.height), self.ops)
    }
}

fn raw(picture: &Picture) -> RawImage {
    let gray = picture.gray();
    RawImage {
        pixels: RawImageData::U8(gray.as_raw().clone()),
        width: usize::try_from(gray.width()).unwrap_or(0),
        height: usize::try_from(gray.height()).unwrap_or(0),
        data_format: RawImageFormat::R8,
        tag: Vec::new(),
    }
}

/// The one place where a length becomes a float: a PDF is written in them, and a page is some
/// hundred thousand thousandths, which a float holds exactly.
#[expect(clippy::cast_precision_loss, reason = "a page is shorter than 2^24")]
fn points(mpt: i64) -> Pt {
    Pt(mpt as f32 / 1_000.0)
}

fn colour(ink: Ink) -> Color {
    let [r, g, b] = ink.map(|part| f32::from(part) / 255.0);
    Color::Rgb(Rgb {
        r,
        g,
        b,
        icc_profile: None,
    })
}
