//! A document on A4 in one column, page after page.

use printpdf::PdfDocument;

use super::face::Fonts;
use super::page::Page;
use super::setting::{Column, Marks, foot};
use super::sheet::{HIGH, Sheet, WIDE, mm};
use super::{About, PdfError, height_of, write};
use crate::format::NBSP;
use crate::layout::{Align, Block, Layout, Style};

/// Sets the blocks one below the other; a block is not divided where a page can hold it, and a
/// heading stays with what follows it.
pub fn flow(layout: &Layout, about: &About) -> Result<Vec<u8>, PdfError> {
    let fonts = Fonts::read()?;
    let mut document = PdfDocument::new("");
    let finished = pages(layout, &fonts).into_iter().map(|marks| {
        let mut page = Page::new(WIDE, HIGH);
        for (x, y, mark) in &marks {
            page.mark(&mut document, mark, *x, *y);
        }
        page.finish()
    });
    let finished = finished.collect();
    write(document, finished, fonts, layout, about)
}

/// Every page with its marks, its number at its foot.
pub fn pages(layout: &Layout, fonts: &Fonts) -> Vec<Marks> {
    let sheet = Sheet::A4;
    let width = sheet.width() - 2 * sheet.margin();
    let column = Column {
        fonts,
        sheet,
        width,
    };
    let (top, bottom) = (sheet.margin(), HIGH - sheet.margin() - mm(6));
    let mut pages: Vec<Marks> = vec![Vec::new()];
    let mut y = top;
    let mut rest = layout.blocks.as_slice();
    while !rest.is_empty() {
        let (together, next) = rest.split_at(kept_together(rest));
        let strips = column.set(together);
        let height = height_of(&strips);
        if y + height > bottom && y > top && height <= bottom - top {
            pages.push(Vec::new());
            y = top;
        }
        for strip in strips {
            if y + strip.height > bottom && y > top {
                pages.push(Vec::new());
                y = top;
            }
            if let Some(page) = pages.last_mut() {
                let placed = strip.marks.into_iter();
                page.extend(placed.map(|mark| (sheet.margin(), y, mark)));
            }
            y += strip.height;
        }
        rest = next;
    }
    let count = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        let text = format!("{} · {}{NBSP}/{NBSP}{count}", layout.title, index + 1);
        let mark = foot(fonts, sheet, width, &text);
        page.push((sheet.margin(), HIGH - mm(10), mark));
    }
    pages
}

/// How many blocks belong together: a row with what stands under it; a heading, the air above it and
/// its hairline with the first of what it heads.
fn kept_together(blocks: &[Block]) -> usize {
    let heads = |block: &Block| {
        matches!(
            block,
            Block::Space
                | Block::Rule
                | Block::Text {
                    style: Style::Title,
                    align: Align::Left,
                    ..
                }
        )
    };
    let under =
        |block: &Block| matches!(block, Block::Row { indent: true, .. } | Block::Bar { .. });
    let leading = blocks.iter().take_while(|block| heads(block)).count();
    if let Some(Block::Keep(count)) = blocks.get(leading) {
        return (leading + 1 + count).min(blocks.len());
    }
    let following = blocks
        .iter()
        .skip(leading + 1)
        .take_while(|block| under(block))
        .count();
    (leading + 1 + following).min(blocks.len())
}
