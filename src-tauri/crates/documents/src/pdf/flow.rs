//! A document on A4 in one column, page after page.

use printpdf::PdfDocument;

use super::face::Fonts;
use super::page::Page;
use super::setting::{Column, Strip, foot};
use super::sheet::{Sheet, mm};
use super::{About, PdfError, height_of, write};
use crate::format::NBSP;
use crate::layout::{Align, Block, Layout, Style};

/// Sets the blocks one below the other; a block is not divided where a page can hold it, and a
/// heading stays with what follows it.
pub fn flow(layout: &Layout, about: &About) -> Result<Vec<u8>, PdfError> {
    let fonts = Fonts::read()?;
    let sheet = Sheet::A4;
    let width = sheet.width() - 2 * sheet.margin();
    let column = Column {
        fonts: &fonts,
        sheet,
        width,
    };
    let bottom = mm(297) - sheet.margin() - mm(6);
    let mut document = PdfDocument::new("");
    let mut pages = Vec::new();
    let mut page = Page::new(sheet.width(), mm(297));
    let mut y = sheet.margin();
    let mut rest = layout.blocks.as_slice();
    while !rest.is_empty() {
        let (together, next) = rest.split_at(kept_together(rest));
        let strips = column.set(together);
        let height = height_of(&strips);
        if y + height > bottom && y > sheet.margin() && height <= bottom - sheet.margin() {
            pages.push(std::mem::replace(
                &mut page,
                Page::new(sheet.width(), mm(297)),
            ));
            y = sheet.margin();
        }
        for strip in strips {
            if y + strip.height > bottom {
                pages.push(std::mem::replace(
                    &mut page,
                    Page::new(sheet.width(), mm(297)),
                ));
                y = sheet.margin();
            }
            let one: [Strip; 1] = [strip];
            y = page.stack(&mut document, &one, sheet.margin(), y);
        }
        rest = next;
    }
    pages.push(page);
    let count = pages.len();
    let mut finished = Vec::with_capacity(count);
    for (index, mut page) in pages.into_iter().enumerate() {
        let text = format!("{} · {}{NBSP}/{NBSP}{count}", layout.title, index + 1);
        let mark = foot(&fonts, sheet, width, &text);
        page.mark(&mut document, &mark, sheet.margin(), mm(297) - mm(10));
        finished.push(page.finish());
    }
    write(document, finished, fonts, layout, about)
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
    let following = blocks
        .iter()
        .skip(leading + 1)
        .take_while(|block| under(block))
        .count();
    (leading + 1 + following).min(blocks.len())
}
