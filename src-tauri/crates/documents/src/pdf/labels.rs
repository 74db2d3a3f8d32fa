//! Labels on A4 sheets, for shops without a label printer.

use super::face::{Face, Fonts};
use super::page::Page;
use super::setting::Mark as Ink;
use super::sheet::{Ink as Colour, Look, mm};
use super::{About, PdfError, write};
use crate::code128;
use crate::label::{
    Hand as _, Label, LabelError, Mark, PaperHand, Placed, Sheet, TemplateError, data_matrix, place,
};
use crate::layout::Layout;
use chrono::NaiveDateTime;
use printpdf::PdfDocument;

/// Why there is no sheet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LabelSheetError {
    /// The template is for a label printer's roll, or the first place is beyond the sheet.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The label of this place in the list does not come out whole.
    #[error("label {0}: {1}")]
    Label(usize, LabelError),
    #[error(transparent)]
    Pdf(#[from] PdfError),
}

/// The label placed for a sheet, as the screen shows it before it is printed.
pub fn placed_label(label: &Label) -> Result<Result<Placed, LabelError>, PdfError> {
    let fonts = Fonts::read()?;
    Ok(place(label, &PaperHand::new(&fonts)))
}

/// The labels, all of one template, in its grid; `first` places of the first sheet are used already.
/// `title` and `creator` are the file's properties.
pub fn labels(
    labels: &[Label],
    first: usize,
    title: &str,
    creator: &str,
    at: NaiveDateTime,
) -> Result<Vec<u8>, LabelSheetError> {
    let sheet = labels
        .first()
        .and_then(|label| label.template.sheet)
        .ok_or(TemplateError::Sheet)?;
    let a_page = usize::try_from(sheet.columns * sheet.rows).unwrap_or(0);
    if a_page == 0 || first >= a_page {
        return Err(TemplateError::Sheet.into());
    }
    let fonts = Fonts::read()?;
    let hand = PaperHand::new(&fonts);
    let mut placed = Vec::with_capacity(labels.len());
    for (index, label) in labels.iter().enumerate() {
        placed.push(place(label, &hand).map_err(|error| LabelSheetError::Label(index, error))?);
    }
    let mut document = PdfDocument::new("");
    let mut pages = Vec::new();
    let mut page = Page::new(mm(210), mm(297));
    let mut taken = first;
    for label in &placed {
        if taken == a_page {
            pages.push(std::mem::replace(&mut page, Page::new(mm(210), mm(297))).finish());
            taken = 0;
        }
        let (left, top) = corner(sheet, taken, hand);
        for mark in &label.marks {
            draw(&mut page, &mut document, mark, left, top);
        }
        taken += 1;
    }
    pages.push(page.finish());
    let layout = Layout {
        title: title.to_owned(),
        language: labels
            .first()
            .map(|label| label.language)
            .unwrap_or_default(),
        blocks: Vec::new(),
    };
    let about = About {
        author: String::new(),
        creator: creator.to_owned(),
        at,
    };
    Ok(write(document, pages, fonts, &layout, &about)?)
}

/// The upper left corner of a place of the grid, row by row.
fn corner(sheet: Sheet, place: usize, hand: PaperHand<'_>) -> (i64, i64) {
    let place = i64::try_from(place).unwrap_or(0);
    let (row, column) = (place / sheet.columns, place % sheet.columns);
    (
        hand.dots(sheet.left_um + column * sheet.across_um),
        hand.dots(sheet.top_um + row * sheet.down_um),
    )
}

fn draw(page: &mut Page, document: &mut PdfDocument, mark: &Mark, left: i64, top: i64) {
    let mut bar = |x: i64, y: i64, width: i64, height: i64| {
        let ink = Ink::Rect {
            x,
            y,
            width,
            height,
            ink: Colour::Text,
        };
        page.mark(document, &ink, left, top);
    };
    match mark {
        Mark::Text {
            x, y, height, text, ..
        } => {
            let size = PaperHand::em(*height);
            let ink = Ink::Text {
                x: *x,
                // The baseline of a line that ascent and descent fill.
                y: y + height * 79 / 100,
                text: text.clone(),
                look: Look {
                    face: Face::SansBold,
                    size,
                    leading: *height,
                    ink: Colour::Text,
                },
            };
            page.mark(document, &ink, left, top);
        }
        Mark::DataMatrix {
            x, y, module, text, ..
        } => {
            for (column, row) in data_matrix(text).map_or_else(|_| Vec::new(), |(it, _)| it) {
                bar(x + column * module, y + row * module, *module, *module);
            }
        }
        Mark::Code128 {
            x,
            y,
            module,
            height,
            text,
            ..
        } => {
            for (at, wide) in code128::bars(text).map_or_else(Vec::new, |(bars, _)| bars) {
                let at = i64::try_from(at).unwrap_or(0);
                let wide = i64::try_from(wide).unwrap_or(0);
                bar(x + at * module, *y, wide * module, *height);
            }
        }
    }
}
