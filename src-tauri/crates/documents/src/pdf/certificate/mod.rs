//! A certificate on A4: within a double hairline, French before English, page after page.
//!
//! The screen's preview is drawn from the same marks as the PDF, so neither shows what the other does
//! not.

mod compose;
mod item;
mod set;

use chrono::NaiveTime;
use printpdf::PdfDocument;

use super::face::Fonts;
use super::page::Page;
use super::setting::{Mark, Marks, Strip};
use super::sheet::{HIGH, Ink, PT, WIDE, mm};
use super::{About, PdfError, svg, write};
use crate::format::NBSP;
use crate::layout::{Layout, siret};
use crate::{CertificatePaper, Language, Shop};

use set::{FOOT, Setter};

const LEFT: i64 = mm(22);
const TOP: i64 = mm(17);
const BOTTOM: i64 = HIGH - mm(25);

/// A strip, and whether it stays with the one behind it or leaves the next page to it.
struct Kept {
    strip: Strip,
    with_next: bool,
    ends_page: bool,
}

/// The certificate as a file.
pub fn certificate(paper: &CertificatePaper) -> Result<Vec<u8>, PdfError> {
    let of = &paper.certificate;
    let title = format!("{} {}", of.title.first(), of.number);
    bound(std::slice::from_ref(paper), title.trim_end())
}

/// Many certificates in one file, one behind the other, each with its own pages and numbers.
pub fn certificates(papers: &[CertificatePaper], title: &str) -> Result<Vec<u8>, PdfError> {
    bound(papers, title)
}

fn bound(papers: &[CertificatePaper], title: &str) -> Result<Vec<u8>, PdfError> {
    let Some(first) = papers.first() else {
        return Err(PdfError::Write);
    };
    let fonts = Fonts::read()?;
    let mut document = PdfDocument::new("");
    let mut finished = Vec::new();
    for paper in papers {
        for marks in pages(paper, &fonts) {
            let mut page = Page::new(WIDE, HIGH);
            for (x, y, mark) in &marks {
                page.mark(&mut document, mark, *x, *y);
            }
            finished.push(page.finish());
        }
    }
    let of = &first.certificate;
    let layout = Layout {
        title: title.to_owned(),
        language: Language::Fr,
        blocks: Vec::new(),
    };
    let at = of.issued_on.and_time(NaiveTime::MIN);
    let about = About::of(&of.shop, &of.software, at);
    write(document, finished, fonts, &layout, &about)
}

/// The same as pictures, one a page.
pub fn certificate_pages(paper: &CertificatePaper) -> Result<Vec<String>, PdfError> {
    let fonts = Fonts::read()?;
    let pages = pages(paper, &fonts);
    Ok(pages.iter().map(|marks| svg::page(marks, &fonts)).collect())
}

fn pages(paper: &CertificatePaper, fonts: &Fonts) -> Vec<Marks> {
    let setter = Setter {
        fonts,
        width: WIDE - 2 * LEFT,
    };
    let mut pages: Vec<Marks> = vec![Vec::new()];
    let mut y = TOP;
    let mut rest = compose::strips(&setter, paper);
    while !rest.is_empty() {
        let kept = rest.iter().take_while(|one| one.with_next).count() + 1;
        let next = rest.split_off(kept.min(rest.len()));
        let together: i64 = rest.iter().map(|one| one.strip.height).sum();
        if y + together > BOTTOM && y > TOP && together <= BOTTOM - TOP {
            pages.push(Vec::new());
            y = TOP + mm(3);
        }
        for Kept {
            strip, ends_page, ..
        } in rest
        {
            if ends_page && !next.is_empty() {
                pages.push(Vec::new());
                y = TOP + mm(3);
                continue;
            }
            if y + strip.height > BOTTOM && y > TOP + mm(3) {
                pages.push(Vec::new());
                y = TOP + mm(3);
            }
            if let Some(page) = pages.last_mut() {
                page.extend(strip.marks.into_iter().map(|mark| (LEFT, y, mark)));
            }
            y += strip.height;
        }
        rest = next;
    }
    let count = pages.len();
    for (index, page) in pages.iter_mut().enumerate() {
        page.splice(0..0, frame().into_iter().map(|mark| (0, 0, mark)));
        let of = &paper.certificate;
        let mut words = Vec::new();
        if !of.number.is_empty() {
            words.push(of.number.clone());
        }
        words.push(format!("{}{NBSP}/{NBSP}{count}", index + 1));
        if let Some(sha256) = paper.sha256.as_deref().and_then(|hash| hash.get(..16)) {
            words.push(format!("SHA-256 {sha256}…"));
        }
        words.push(format!("{} {}", of.software.name, of.software.version));
        let mut y = HIGH - mm(20);
        for line in [imprint(&of.shop), words.join(" · ")] {
            let strip = setter.centred(&line, FOOT);
            page.extend(strip.marks.into_iter().map(|mark| (LEFT, y, mark)));
            y += strip.height;
        }
    }
    pages
}

/// The shop as the tax office knows it.
fn imprint(shop: &Shop) -> String {
    let mut words = vec![shop.name.clone()];
    if !shop.siret.trim().is_empty() {
        words.push(format!("SIRET{NBSP}{}", siret(&shop.siret)));
    }
    if let Some(vat) = shop
        .vat_number
        .as_deref()
        .filter(|vat| !vat.trim().is_empty())
    {
        words.push(format!("TVA{NBSP}{vat}"));
    }
    words.join(" · ")
}

/// Two champagne hairlines around the page, a breath apart.
fn frame() -> Vec<Mark> {
    let mut marks = Vec::with_capacity(8);
    for (inset, thick) in [(mm(9), PT), (mm(11), PT * 4 / 10)] {
        let (wide, high) = (WIDE - 2 * inset, HIGH - 2 * inset);
        for (x, y, width, height) in [
            (inset, inset, wide, thick),
            (inset, inset + high - thick, wide, thick),
            (inset, inset, thick, high),
            (inset + wide - thick, inset, thick, high),
        ] {
            marks.push(Mark::Rect {
                x,
                y,
                width,
                height,
                ink: Ink::Hairline,
            });
        }
    }
    marks
}
