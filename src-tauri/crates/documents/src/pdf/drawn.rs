//! What was drawn on a photo, inked over it: in a colour that no metal has, cased in white, so that it is
//! seen on any picture. Texts are text, so that they are found in the file.

use super::face::{Face, Fonts};
use super::setting::Mark;
use super::sheet::{Ink, Look, PT, mm};
use crate::wrap::wrap;
use crate::{PHOTO_MARK_FULL, PhotoMark, PhotoMarkKind};

const THICK: i64 = PT * 13 / 10;
const CASED: i64 = PT * 28 / 10;

/// The cosine of every fifteen degrees, in ten-thousandths: enough corners for a round line a hand wide.
const COSINES: [i64; 24] = [
    10_000, 9_659, 8_660, 7_071, 5_000, 2_588, 0, -2_588, -5_000, -7_071, -8_660, -9_659, -10_000,
    -9_659, -8_660, -7_071, -5_000, -2_588, 0, 2_588, 5_000, 7_071, 8_660, 9_659,
];

/// The ink of some marks over a photo that stands at `(x, y)`, so wide and so high.
pub fn ink(fonts: &Fonts, marks: &[PhotoMark], place: (i64, i64, i64, i64)) -> Vec<Mark> {
    let mut inked = Vec::new();
    // Texts last: what is written is never crossed out.
    for mark in marks {
        if let Some((points, closed)) = lines(mark, place) {
            for (thick, ink) in [(CASED, Ink::Casing), (THICK, Ink::Drawn)] {
                let points = points.clone();
                inked.push(Mark::Path {
                    points,
                    closed,
                    thick,
                    ink,
                });
            }
        }
    }
    for mark in marks {
        if mark.kind == PhotoMarkKind::Text {
            inked.extend(label(fonts, mark, place));
        }
    }
    inked
}

fn at((x, y, width, height): (i64, i64, i64, i64), (right, down): (i64, i64)) -> (i64, i64) {
    (
        x + width * right.clamp(0, PHOTO_MARK_FULL) / PHOTO_MARK_FULL,
        y + height * down.clamp(0, PHOTO_MARK_FULL) / PHOTO_MARK_FULL,
    )
}

/// A shape as a line, closed or not; a text is none. An arrow is one line: shaft, then head, so that its casing
/// crosses no ink of its own.
fn lines(mark: &PhotoMark, place: (i64, i64, i64, i64)) -> Option<(Vec<(i64, i64)>, bool)> {
    let (from, to) = (at(place, (mark.x, mark.y)), at(place, (mark.x2, mark.y2)));
    match mark.kind {
        PhotoMarkKind::Arrow => Some((arrow(from, to), false)),
        PhotoMarkKind::Oval => {
            let middle = (i64::midpoint(from.0, to.0), i64::midpoint(from.1, to.1));
            let half = ((to.0 - from.0).abs() / 2, (to.1 - from.1).abs() / 2);
            let corner = |step: usize| {
                let cosine = COSINES[step % COSINES.len()];
                let sine = COSINES[(step + 18) % COSINES.len()];
                (
                    middle.0 + half.0 * cosine / 10_000,
                    middle.1 + half.1 * sine / 10_000,
                )
            };
            Some(((0..COSINES.len()).map(corner).collect(), true))
        }
        PhotoMarkKind::Text => None,
    }
}

fn arrow(tail: (i64, i64), tip: (i64, i64)) -> Vec<(i64, i64)> {
    let (dx, dy) = (tip.0 - tail.0, tip.1 - tail.1);
    let long = (dx * dx + dy * dy).isqrt().max(1);
    let head = mm(3).min(long * 2 / 5);
    let back = (tip.0 - dx * head / long, tip.1 - dy * head / long);
    let aside = (-dy * head / long * 3 / 5, dx * head / long * 3 / 5);
    vec![
        tail,
        tip,
        (back.0 + aside.0, back.1 + aside.1),
        tip,
        (back.0 - aside.0, back.1 - aside.1),
    ]
}

/// A text on a white ground, moved so that all of it stands on the picture.
fn label(fonts: &Fonts, mark: &PhotoMark, place: (i64, i64, i64, i64)) -> Vec<Mark> {
    let look = Look {
        face: Face::SansBold,
        size: PT * 65 / 10,
        leading: PT * 8,
        ink: Ink::Drawn,
    };
    let air = PT * 3 / 2;
    let (left, top, width, height) = place;
    let text = fonts.fold(&mark.text, look.face);
    let measured = |line: &str| fonts.width(line, look.face, look.size);
    let lines = wrap(&text, width - 2 * air, &measured);
    let widest = lines.iter().map(|line| measured(line)).max().unwrap_or(0);
    let count = i64::try_from(lines.len()).unwrap_or(1);
    let (wide, high) = (widest + 2 * air, count * look.leading + air);
    let (x, y) = at(place, (mark.x, mark.y));
    let x = x.min(left + width - wide).max(left);
    let y = y.min(top + height - high).max(top);
    let mut inked = vec![Mark::Rect {
        x,
        y,
        width: wide,
        height: high,
        ink: Ink::Casing,
    }];
    let mut line_top = y + air / 2;
    for line in lines {
        inked.push(Mark::Text {
            x: x + air,
            y: line_top + look.leading * 3 / 4,
            text: line,
            look,
        });
        line_top += look.leading;
    }
    inked
}
