//! A page of A4 on the screen: the marks of the PDF, at their places, in its own fonts.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::face::{Face, Fonts};
use super::setting::{Mark, Marks};
use super::sheet::{HIGH, Ink, WIDE};
use crate::preview::escaped;

const fn colour(ink: Ink) -> &'static str {
    match ink {
        Ink::Text => "#1b1b1f",
        Ink::Muted => "#6a6660",
        Ink::Hairline => "#b9a274",
        Ink::Drawn => "#d0006e",
        Ink::Casing => "#fff",
    }
}

/// Thousandths of a point in the picture's unit: browsers draw no letters larger than 10,000 units.
const UNIT: i64 = 10;

/// The page as an SVG in hundredths of a point. It loads nothing, runs nothing, and every text in it
/// is escaped.
pub fn page(marks: &Marks, fonts: &Fonts) -> String {
    let mut body = String::new();
    let mut faces: Vec<Face> = Vec::new();
    for (left, top, mark) in marks {
        match mark {
            Mark::Text { x, y, text, look } => {
                if !faces.contains(&look.face) {
                    faces.push(look.face);
                }
                let width = fonts.width(text, look.face, look.size) / UNIT;
                let _ = write!(
                    body,
                    "<text x=\"{}\" y=\"{}\" font-family=\"{}\" font-size=\"{}\" fill=\"{}\" \
                     textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>",
                    (left + x) / UNIT,
                    (top + y) / UNIT,
                    look.face.id().0,
                    look.size / UNIT,
                    colour(look.ink),
                    escaped(text)
                );
            }
            Mark::Rect {
                x,
                y,
                width,
                height,
                ink,
            } => {
                let _ = write!(
                    body,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
                    (left + x) / UNIT,
                    (top + y) / UNIT,
                    width / UNIT,
                    height / UNIT,
                    colour(*ink)
                );
            }
            Mark::Picture {
                x,
                width,
                height,
                picture,
            } => {
                let png = picture.png().unwrap_or_default();
                image(
                    &mut body,
                    (left + x, *top, *width, *height),
                    "image/png",
                    &png,
                );
            }
            Mark::Photo {
                x,
                y,
                width,
                height,
                photo,
                ..
            } => {
                let place = (left + x, top + y, *width, *height);
                image(&mut body, place, "image/jpeg", &photo.jpeg());
            }
            Mark::Path {
                points,
                closed,
                thick,
                ink,
            } => {
                let place =
                    |(x, y): &(i64, i64)| format!("{} {}", (left + x) / UNIT, (top + y) / UNIT);
                let places: Vec<String> = points.iter().map(place).collect();
                let _ = write!(
                    body,
                    "<path d=\"M{}{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"/>",
                    places.join("L"),
                    if *closed { "Z" } else { "" },
                    colour(*ink),
                    thick / UNIT
                );
            }
        }
    }
    let mut style = String::new();
    for face in faces {
        let _ = write!(
            style,
            "@font-face{{font-family:{};src:url(data:font/ttf;base64,{})}}",
            face.id().0,
            STANDARD.encode(face.file())
        );
    }
    let (wide, high) = (WIDE / UNIT, HIGH / UNIT);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\">\
         <style>{style}</style><rect width=\"{wide}\" height=\"{high}\" fill=\"#fff\"/>{body}</svg>"
    )
}

fn image(
    body: &mut String,
    (x, y, width, height): (i64, i64, i64, i64),
    media_type: &str,
    bytes: &[u8],
) {
    let _ = write!(
        body,
        "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" \
         href=\"data:{media_type};base64,{}\"/>",
        x / UNIT,
        y / UNIT,
        width / UNIT,
        height / UNIT,
        STANDARD.encode(bytes)
    );
}
