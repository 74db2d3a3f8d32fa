//! Documents as PDF: a receipt on an 80 mm roll, a report on A4.
//!
//! From the same layout as the printer's bytes, in the bundled fonts, which are embedded whole.
//! The same document is always the same bytes.

mod certificate;
mod drawn;
mod face;
mod flow;
mod labels;
mod page;
mod setting;
mod sheet;
mod svg;
mod tray;

pub use certificate::{certificate, certificate_pages, certificates};
use chrono::{Datelike, NaiveDateTime, Timelike};
pub(crate) use face::{Face, Fonts};
pub use labels::{LabelSheetError, labels, placed_label};
use page::Page;
use printpdf::{
    CustomPdfConformance, Date, DateTime, ImageCompression, ImageOptimizationOptions, Offset,
    PdfConformance, PdfDocument, PdfPage, PdfSaveOptions, Time,
};
use setting::{Column, Strip, foot};
use sheet::{PT, Sheet, mm};
pub use tray::tray_sheet;

use crate::format::NBSP;
use crate::layout::{self, Align, Block, Layout, Style};
use crate::{
    DeliveryNote, Figures, Memo, MemoStatement, Photo, PurchaseOrder, PurchaseReturn, Receipt,
    RepairReturn, Report, Shop, Slip, SlipContent, SlipSignature, Software, StockCount,
};

/// Why no PDF came of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    #[error("a bundled font cannot be read")]
    Font,
    #[error("the PDF cannot be written")]
    Write,
}

/// The receipt on an 80 mm roll, as long as it is.
pub fn receipt(receipt: &Receipt) -> Result<Vec<u8>, PdfError> {
    let about = About::of(&receipt.shop, &receipt.software, receipt.at);
    roll(&layout::receipt(receipt), &about)
}

/// The slip on an 80 mm roll.
pub fn slip(slip: &Slip) -> Result<Vec<u8>, PdfError> {
    let about = About::of(&slip.shop, &slip.software, slip.at);
    roll(&layout::slip(slip), &about)
}

/// A claim slip or a bench sheet on A4, with each object's photos and who signed it, with their drawing.
/// `None` is what another slip gives.
pub fn repair_slip(
    slip: &Slip,
    photos: &[Vec<Photo>],
    by: Option<(&SlipSignature, Option<&Photo>)>,
) -> Result<Option<Vec<u8>>, PdfError> {
    let SlipContent::Repair(of) = &slip.content else {
        return Ok(None);
    };
    let about = About::of(&slip.shop, &slip.software, slip.at);
    flow::flow(&layout::repair_slip(slip, of, photos, by), &about).map(Some)
}

/// A receipt for a customer's metal, or for its return, on A4, with photos and who signed it, with their
/// drawing. `None` is what another slip gives.
pub fn metal_slip(
    slip: &Slip,
    photos: &[Photo],
    by: Option<(&SlipSignature, Option<&Photo>)>,
) -> Result<Option<Vec<u8>>, PdfError> {
    let SlipContent::Metal(of) = &slip.content else {
        return Ok(None);
    };
    let about = About::of(&slip.shop, &slip.software, slip.at);
    flow::flow(&layout::metal_slip(slip, of, photos, by), &about).map(Some)
}

/// A slip for what a customer entrusts on A4, with its pictures, who signed it and their drawing. `None` is what
/// another slip gives.
pub fn entrusted_slip(
    slip: &Slip,
    photos: &[Photo],
    by: Option<(&SlipSignature, Option<&Photo>)>,
) -> Result<Option<Vec<u8>>, PdfError> {
    let SlipContent::Entrusted(of) = &slip.content else {
        return Ok(None);
    };
    let about = About::of(&slip.shop, &slip.software, slip.at);
    flow::flow(&layout::entrusted_slip(slip, of, photos, by), &about).map(Some)
}

/// A delivery on A4, with what was drawn, who signed it and their drawing.
pub fn delivery_note(
    of: &DeliveryNote,
    photos: &[Photo],
    by: Option<(&SlipSignature, Option<&Photo>)>,
) -> Result<Vec<u8>, PdfError> {
    let about = About::of(&of.shop, &of.software, of.delivered_at);
    flow::flow(&layout::delivery_note(of, photos, by), &about)
}

/// A customer's account of metal on A4.
pub fn metal_statement(of: &crate::MetalStatement) -> Result<Vec<u8>, PdfError> {
    let about = About::of(&of.shop, &of.software, of.at);
    flow::flow(&layout::metal_statement(of), &about)
}

/// A hand-over on A4, with the photos as the object came in and who signed it.
pub fn repair_return(
    of: &RepairReturn,
    photos: &[Photo],
    by: Option<(&SlipSignature, Option<&Photo>)>,
) -> Result<Vec<u8>, PdfError> {
    let about = About::of(&of.shop, &of.software, of.returned_at);
    flow::flow(&layout::repair_return(of, photos, by), &about)
}

/// A repair's estimate on A4, with who signed it and their drawing.
pub fn estimate(
    of: &crate::EstimatePaper,
    by: Option<(&SlipSignature, Option<&Photo>)>,
) -> Result<Vec<u8>, PdfError> {
    let about = About::of(&of.shop, &of.software, of.at);
    flow::flow(&layout::estimate(of, by), &about)
}

/// The letter about an object that nobody fetched, on A4.
pub fn abandonment(of: &crate::AbandonmentNotice) -> Result<Vec<u8>, PdfError> {
    let about = About::of(&of.shop, &of.software, of.at);
    flow::flow(&layout::abandonment(of), &about)
}

/// A warranty card on A4.
pub fn warranty_card(of: &crate::WarrantyCard) -> Result<Vec<u8>, PdfError> {
    let about = About::of(&of.shop, &of.software, of.returned_at);
    flow::flow(&layout::warranty_card(of), &about)
}

/// The inventory of an estate on A4, with the appraiser's signature.
pub fn estate_inventory(
    of: &crate::EstateInventory,
    signature: Option<&Photo>,
) -> Result<Vec<u8>, PdfError> {
    let about = About::of(&of.shop, &of.software, of.at);
    flow::flow(&layout::estate_inventory(of, signature), &about)
}

/// A document of one column on A4 as pictures, one a page, drawn from the marks of its PDF: the screen shows
/// what the paper will.
pub fn pages(layout: &Layout) -> Result<Vec<String>, PdfError> {
    let fonts = Fonts::read()?;
    let pages = flow::pages(layout, &fonts);
    Ok(pages.iter().map(|marks| svg::page(marks, &fonts)).collect())
}

/// The report on A4, its parts in two columns.
pub fn report(report: &Report) -> Result<Vec<u8>, PdfError> {
    let about = About::of(&report.shop, &report.software, report.at);
    a4(&layout::report(report), &about)
}

/// A closed stocktake on A4, line after line.
pub fn stock_count(count: &StockCount) -> Result<Vec<u8>, PdfError> {
    let about = About::of(&count.shop, &count.software, count.closed_at);
    flow::flow(&layout::stock_count(count), &about)
}

/// A memo on A4, as both sides sign it.
pub fn memo(memo: &Memo) -> Result<Vec<u8>, PdfError> {
    let about = About::of(&memo.shop, &memo.software, memo.at);
    flow::flow(&layout::memo(memo), &about)
}

/// A party's account on A4.
pub fn memo_statement(statement: &MemoStatement) -> Result<Vec<u8>, PdfError> {
    let about = About::of(&statement.shop, &statement.software, statement.at);
    flow::flow(&layout::memo_statement(statement), &about)
}

/// An order to a supplier on A4.
pub fn purchase_order(order: &PurchaseOrder) -> Result<Vec<u8>, PdfError> {
    let about = About::of(&order.shop, &order.software, order.at);
    flow::flow(&layout::purchase_order(order), &about)
}

/// Goods that go back to a supplier, on A4.
pub fn purchase_return(back: &PurchaseReturn) -> Result<Vec<u8>, PdfError> {
    let about = About::of(&back.shop, &back.software, back.at);
    flow::flow(&layout::purchase_return(back), &about)
}

/// Objects that go to an outside workshop, on A4.
pub fn vendor_slip(slip: &crate::VendorSlip) -> Result<Vec<u8>, PdfError> {
    let about = About::of(&slip.shop, &slip.software, slip.at);
    flow::flow(&layout::vendor_slip(slip), &about)
}

/// A quote for custom work on A4, with its pictures and who signed it, with their drawing.
pub fn quote(
    of: &crate::QuotePaper,
    pictures: &[Photo],
    by: Option<(&SlipSignature, Option<&Photo>)>,
) -> Result<Vec<u8>, PdfError> {
    let about = About::of(&of.shop, &of.software, of.at);
    flow::flow(&layout::quote(of, pictures, by), &about)
}

/// A page of figures on A4: its bars, then its table.
pub fn figures(figures: &Figures) -> Result<Vec<u8>, PdfError> {
    let about = About::of(&figures.shop, &figures.software, figures.at);
    flow::flow(&layout::figures(figures), &about)
}

/// What a file's properties say of it.
struct About {
    author: String,
    creator: String,
    at: NaiveDateTime,
}

impl About {
    fn of(shop: &Shop, software: &Software, at: NaiveDateTime) -> Self {
        Self {
            author: shop.name.clone(),
            creator: format!("{} {}", software.name, software.version),
            at,
        }
    }
}

fn roll(layout: &Layout, about: &About) -> Result<Vec<u8>, PdfError> {
    let fonts = Fonts::read()?;
    let sheet = Sheet::Roll;
    let column = Column {
        fonts: &fonts,
        sheet,
        width: sheet.width() - 2 * sheet.margin(),
    };
    let strips = column.set(&layout.blocks);
    let mut document = PdfDocument::new("");
    let mut pages = Vec::new();
    let mut rest = strips.as_slice();
    while !rest.is_empty() {
        let (here, next) = rest.split_at(fitting(rest, LONGEST_PAGE - 2 * sheet.margin()));
        let mut page = Page::new(sheet.width(), height_of(here) + 2 * sheet.margin());
        page.stack(&mut document, here, sheet.margin(), sheet.margin());
        pages.push(page.finish());
        rest = next;
    }
    write(document, pages, fonts, layout, about)
}

/// Readers refuse a page beyond 14 400 points (ISO 32000-1, annex C): five metres of receipt.
const LONGEST_PAGE: i64 = 14_000 * PT;

/// How many strips, at least one, fit in a height.
fn fitting(strips: &[Strip], height: i64) -> usize {
    let mut used = 0;
    strips
        .iter()
        .take_while(|strip| {
            used += strip.height;
            used <= height
        })
        .count()
        .max(1)
}

fn a4(layout: &Layout, about: &About) -> Result<Vec<u8>, PdfError> {
    let fonts = Fonts::read()?;
    let sheet = Sheet::A4;
    let width = sheet.width() - 2 * sheet.margin();
    let gutter = mm(12);
    let whole = Column {
        fonts: &fonts,
        sheet,
        width,
    };
    let half = Column {
        fonts: &fonts,
        sheet,
        width: (width - gutter) / 2,
    };
    let parts = Parts::of(&layout.blocks);
    let head = whole.set(parts.head);
    let tail = whole.set(parts.tail);
    let sections: Vec<Vec<Strip>> = parts.sections.iter().map(|part| half.set(part)).collect();

    let bottom = mm(297) - sheet.margin() - mm(6);
    let mut document = PdfDocument::new("");
    let mut pages = Vec::new();
    let mut page = Page::new(sheet.width(), mm(297));
    let mut top = page.stack(&mut document, &head, sheet.margin(), sheet.margin());
    // The columns end level where one page holds both; a longer report fills each page first.
    let all: i64 = sections.iter().map(|section| height_of(section)).sum();
    let tallest = sections.iter().map(|section| height_of(section)).max();
    let level = all / 2 + tallest.unwrap_or(0) / 2;
    let mut limit = bottom.min(top + level);
    let mut column = 0;
    let (mut y, mut lowest) = (top, top);
    for section in &sections {
        for strips in breakable(section, bottom - sheet.margin()) {
            if y > top && y + height_of(strips) > limit {
                column += 1;
                y = top;
                if column == 2 {
                    pages.push(std::mem::replace(
                        &mut page,
                        Page::new(sheet.width(), mm(297)),
                    ));
                    (top, limit, column) = (sheet.margin(), bottom, 0);
                    (y, lowest) = (top, top);
                }
            }
            let x = sheet.margin() + column * (half.width + gutter);
            y = page.stack(&mut document, strips, x, y);
            lowest = lowest.max(y);
        }
    }
    if lowest + height_of(&tail) > bottom {
        pages.push(std::mem::replace(
            &mut page,
            Page::new(sheet.width(), mm(297)),
        ));
        lowest = sheet.margin();
    }
    page.stack(&mut document, &tail, sheet.margin(), lowest);
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

/// The parts of a section that stay together: all of it where a page can hold it; else its heading
/// with the first lines, and then line by line.
fn breakable(section: &[Strip], page: i64) -> Vec<&[Strip]> {
    const HEADING: usize = 4;
    if height_of(section) <= page / 2 || section.len() <= HEADING {
        return vec![section];
    }
    let (heading, lines) = section.split_at(HEADING);
    std::iter::once(heading).chain(lines.chunks(1)).collect()
}

fn height_of(strips: &[Strip]) -> i64 {
    strips.iter().map(|strip| strip.height).sum()
}

/// A report's blocks: what stands above, under each heading, and below.
struct Parts<'a> {
    head: &'a [Block],
    sections: Vec<&'a [Block]>,
    tail: &'a [Block],
}

impl<'a> Parts<'a> {
    fn of(blocks: &'a [Block]) -> Self {
        let is_heading = |block: &Block| {
            matches!(
                block,
                Block::Text {
                    style: Style::Title,
                    align: Align::Left,
                    ..
                }
            )
        };
        let is_centered = |block: &Block| {
            matches!(
                block,
                Block::Text {
                    align: Align::Center,
                    ..
                }
            )
        };
        let mut starts: Vec<usize> = blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| is_heading(block))
            // The air above a heading belongs to it.
            .map(|(index, _)| index.saturating_sub(1))
            .collect();
        let first = starts.first().copied().unwrap_or(blocks.len());
        let last = starts.last().copied().unwrap_or(blocks.len());
        let end = blocks
            .iter()
            .enumerate()
            .skip(last)
            .find(|(_, block)| is_centered(block))
            .map_or(blocks.len(), |(index, _)| index.saturating_sub(1).max(last));
        starts.push(end);
        Self {
            head: &blocks[..first],
            sections: starts
                .windows(2)
                .map(|pair| &blocks[pair[0]..pair[1]])
                .collect(),
            tail: &blocks[end..],
        }
    }
}

/// Writes the file. The crate's own choices are undone where they would make two files of one
/// document (a random identity) or promise what it is not (PDF/X with a press's colour profile).
fn write(
    mut document: PdfDocument,
    pages: Vec<PdfPage>,
    fonts: Fonts,
    layout: &Layout,
    about: &About,
) -> Result<Vec<u8>, PdfError> {
    fonts.embed(&mut document);
    document.with_pages(pages);
    let at = moment(about.at);
    let info = &mut document.metadata.info;
    info.document_title.clone_from(&layout.title);
    info.author.clone_from(&about.author);
    info.creator.clone_from(&about.creator);
    info.producer.clone_from(&about.creator);
    info.creation_date = at;
    info.modification_date = at;
    info.metadata_date = at;
    info.conformance = PdfConformance::Custom(CustomPdfConformance {
        requires_icc_profile: false,
        requires_xmp_metadata: false,
        ..CustomPdfConformance::default()
    });
    let options = PdfSaveOptions {
        subset_fonts: false,
        // Packed without loss, and without the crate's guesses at size and colour.
        image_optimization: Some(ImageOptimizationOptions {
            quality: None,
            max_image_size: None,
            dither_greyscale: None,
            convert_to_greyscale: None,
            auto_optimize: Some(false),
            format: Some(ImageCompression::Flate),
        }),
        ..PdfSaveOptions::default()
    };
    let mut file = document.to_lopdf_document(&options, &mut Vec::new());
    file.trailer.remove(b"ID");
    let info = file
        .trailer
        .get_mut(b"Info")
        .ok()
        .and_then(|info| info.as_reference().ok());
    if let Some(info) = info
        && let Ok(info) = file.get_object_mut(info)
        && let Ok(info) = info.as_dict_mut()
    {
        for key in [b"GTS_PDFXVersion".as_slice(), b"Identifier", b"Trapped"] {
            info.remove(key);
        }
    }
    file.compress();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|_| PdfError::Write)?;
    Ok(bytes)
}

/// The shop's local time; a PDF written without a zone would be read as UTC all the same.
fn moment(at: NaiveDateTime) -> DateTime {
    let byte = |number: u32| u8::try_from(number).unwrap_or(0);
    DateTime::new_in_offset(
        Date {
            year: at.year(),
            month: byte(at.month()),
            day: byte(at.day()),
        },
        Time {
            hour: byte(at.hour()),
            minute: byte(at.minute()),
            second: byte(at.second()),
            millisecond: 0,
        },
        Offset {
            hours: 0,
            minutes: 0,
            seconds: 0,
            milliseconds: 0,
        },
    )
}
