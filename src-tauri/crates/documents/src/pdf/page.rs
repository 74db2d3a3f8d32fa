//! Placed ink as the operators of a PDF page.

use printpdf::{
    Color, Line, LineCapStyle, LineJoinStyle, LinePoint, Mm, Op, PaintMode, PdfDocument,
    PdfFontHandle, PdfPage, Point, Pt, Px, RawImage, RawImageData, RawImageFormat, Rect, Rgb,
    TextItem, XObject, XObjectId, XObjectTransform,
};

use super::setting::{Mark, Strip};
use super::sheet::Ink;
use crate::{Photo, Picture};

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
            Mark::Photo {
                x,
                y,
                width,
                height,
                file,
                photo,
            } => {
                let name = format!("EcrinPhoto{}", file.replace('-', ""));
                let place = (left + x, top + y);
                self.photo(document, &name, photo, place, (*width, *height));
            }
            Mark::Path {
                points: places,
                closed,
                thick,
                ink,
            } => {
                let point = |(x, y): &(i64, i64)| LinePoint {
                    p: Point {
                        x: points(left + x),
                        y: points(self.height - top - y),
                    },
                    bezier: false,
                };
                let line = Line {
                    points: places.iter().map(point).collect(),
                    is_closed: *closed,
                };
                self.ops.extend([
                    Op::SetOutlineColor { col: colour(*ink) },
                    Op::SetOutlineThickness { pt: points(*thick) },
                    Op::SetLineCapStyle {
                        cap: LineCapStyle::Round,
                    },
                    Op::SetLineJoinStyle {
                        join: LineJoinStyle::Round,
                    },
                    Op::DrawLine { line },
                ]);
            }
        }
    }

    /// A photo, its upper left corner at `(x, y)`; `name` is its own in the document.
    pub fn photo(
        &mut self,
        document: &mut PdfDocument,
        name: &str,
        photo: &Photo,
        (x, y): (i64, i64),
        (width, height): (i64, i64),
    ) {
        let id = XObjectId(name.to_owned());
        let rgb = photo.rgb();
        let image = RawImage {
            pixels: RawImageData::U8(rgb.as_raw().clone()),
            width: usize::try_from(rgb.width()).unwrap_or(0),
            height: usize::try_from(rgb.height()).unwrap_or(0),
            data_format: RawImageFormat::RGB8,
            tag: Vec::new(),
        };
        document
            .resources
            .xobjects
            .map
            .insert(id.clone(), XObject::Image(image));
        self.ops.push(Op::UseXobject {
            id,
            transform: XObjectTransform {
                translate_x: Some(points(x)),
                translate_y: Some(points(self.height - y - height)),
                scale_x: Some(points(width).0),
                scale_y: Some(points(height).0),
                no_auto_scale: true,
                ..XObjectTransform::default()
            },
        });
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

/// A length on the page. A thousandth of a point is a dot at 72 000 dots an inch, which is how a
/// whole number becomes the decimal that a PDF is written in.
fn points(mpt: i64) -> Pt {
    Px(usize::try_from(mpt).unwrap_or(0)).into_pt(72_000.0)
}

/// The design's ink, its lighter tone, and champagne.
fn colour(ink: Ink) -> Color {
    let (r, g, b) = match ink {
        Ink::Text => (0.106, 0.106, 0.122),
        Ink::Muted => (0.416, 0.4, 0.376),
        Ink::Hairline => (0.725, 0.635, 0.455),
        Ink::Drawn => (0.816, 0.0, 0.431),
        Ink::Casing => (1.0, 1.0, 1.0),
    };
    Color::Rgb(Rgb {
        r,
        g,
        b,
        icc_profile: None,
    })
}
