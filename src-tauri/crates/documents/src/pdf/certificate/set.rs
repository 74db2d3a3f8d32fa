//! Texts set in columns of a certificate, each column a strip.

use super::super::face::{Face, Fonts};
use super::super::setting::{Mark, Strip};
use super::super::sheet::{Ink, Look, PT};
use crate::wrap::wrap;

const fn look(face: Face, size: i64, leading: i64, ink: Ink) -> Look {
    Look {
        face,
        size,
        leading,
        ink,
    }
}

pub const BRAND: Look = look(Face::SerifBold, 19_000, 25_000, Ink::Text);
pub const TITLE: Look = look(Face::Serif, 26_000, 32_000, Ink::Text);
pub const UNDER: Look = look(Face::Serif, 13_000, 18_000, Ink::Muted);
pub const HEAD: Look = look(Face::SerifBold, 12_500, 17_500, Ink::Text);
pub const MARK: Look = look(Face::SansBold, 10_500, 17_000, Ink::Text);
pub const LABEL: Look = look(Face::Sans, 6_800, 9_800, Ink::Muted);
pub const BODY: Look = look(Face::Sans, 9_000, 12_600, Ink::Text);
pub const STRONG: Look = look(Face::SansBold, 9_000, 12_600, Ink::Text);
pub const SECOND: Look = look(Face::Sans, 7_600, 10_600, Ink::Muted);
pub const SMALL: Look = look(Face::Sans, 7_000, 9_800, Ink::Text);
pub const SMALL_SECOND: Look = look(Face::Sans, 7_000, 9_800, Ink::Muted);
pub const SUM: Look = look(Face::SerifBold, 21_000, 27_000, Ink::Text);
pub const FOOT: Look = look(Face::Sans, 6_400, 9_000, Ink::Muted);

/// Sets texts in the fonts, as wide as the certificate.
pub struct Setter<'a> {
    pub fonts: &'a Fonts,
    pub width: i64,
}

impl Setter<'_> {
    pub fn measured(&self, text: &str, look: Look) -> i64 {
        self.fonts.width(text, look.face, look.size)
    }

    /// The lines of a text within a width; each line that was typed begins one.
    pub fn lines(&self, text: &str, look: Look, width: i64) -> Vec<String> {
        text.lines()
            .map(|line| self.fonts.fold(line, look.face))
            .flat_map(|line| wrap(&line, width, &|text| self.measured(text, look)))
            .collect()
    }

    /// Texts one below the other, broken to a width. What is empty leaves no line.
    pub fn column(&self, x: i64, width: i64, said: &[(&str, Look)]) -> Strip {
        let mut strip = Strip {
            height: 0,
            marks: Vec::new(),
        };
        for (text, look) in said {
            for text in self.lines(text, *look, width) {
                strip.marks.push(Mark::Text {
                    x,
                    y: strip.height + baseline(*look),
                    text,
                    look: *look,
                });
                strip.height += look.leading;
            }
        }
        strip
    }

    /// Lines in the middle.
    pub fn centred(&self, text: &str, look: Look) -> Strip {
        let mut strip = self.column(0, self.width, &[(text, look)]);
        for mark in &mut strip.marks {
            if let Mark::Text { x, text, .. } = mark {
                *x = (self.width - self.measured(text, look)) / 2;
            }
        }
        strip
    }

    /// One line that ends at `edge`.
    pub fn to_the_right(&self, edge: i64, text: &str, look: Look) -> Strip {
        let text = self.fonts.fold(text, look.face);
        let x = edge - self.measured(&text, look);
        Strip {
            height: look.leading,
            marks: vec![Mark::Text {
                x,
                y: baseline(look),
                text,
                look,
            }],
        }
    }

    /// A hairline across, with air above and below.
    pub fn rule(&self, above: i64, below: i64) -> Strip {
        hairline(0, self.width, above, below)
    }
}

/// A hairline with air above and below.
pub fn hairline(x: i64, width: i64, above: i64, below: i64) -> Strip {
    Strip {
        height: above + below,
        marks: vec![Mark::Rect {
            x,
            y: above,
            width,
            height: PT / 2,
            ink: Ink::Hairline,
        }],
    }
}

/// The baseline that sets a line in the middle of its leading.
const fn baseline(look: Look) -> i64 {
    i64::midpoint(look.leading, look.size * 7 / 10)
}

/// Nothing, so high.
pub const fn air(height: i64) -> Strip {
    Strip {
        height,
        marks: Vec::new(),
    }
}

/// Columns side by side: as high as the highest.
pub fn beside(columns: impl IntoIterator<Item = Strip>) -> Strip {
    let mut all = air(0);
    for column in columns {
        all.height = all.height.max(column.height);
        all.marks.extend(column.marks);
    }
    all
}

/// Strips one below the other, as one that no page divides. A logo cannot be among them.
pub fn below(strips: impl IntoIterator<Item = Strip>) -> Strip {
    let mut all = air(0);
    for strip in strips {
        let dy = all.height;
        all.height += strip.height;
        all.marks.extend(strip.marks.into_iter().map(|mut mark| {
            match &mut mark {
                Mark::Text { y, .. } | Mark::Rect { y, .. } | Mark::Photo { y, .. } => *y += dy,
                Mark::Path { points, .. } => {
                    for (_, y) in points {
                        *y += dy;
                    }
                }
                Mark::Picture { .. } => {}
            }
            mark
        }));
    }
    all
}
